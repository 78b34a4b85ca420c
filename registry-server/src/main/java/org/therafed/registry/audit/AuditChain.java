package org.therafed.registry.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The chain of hashes over the audit trail: each is SHA-256 over the hash before it, as 64 hex
 * digits, and the event's text, both UTF-8. Whoever has kept one hash can tell whether anything up
 * to its event was changed, left out, added or moved.
 */
final class AuditChain {

  /** What the first event's hash follows. */
  static final AuditHead START = new AuditHead(0, "0".repeat(64));

  private AuditChain() {}

  /** The head after this event. */
  static AuditHead next(AuditHead before, String event) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(before.hash().getBytes(StandardCharsets.UTF_8));
      digest.update(event.getBytes(StandardCharsets.UTF_8));
      return new AuditHead(before.seq() + 1, HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
