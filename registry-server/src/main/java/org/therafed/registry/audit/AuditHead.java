package org.therafed.registry.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last event of the audit trail.
 *
 * @param seq its number; 0: none yet
 * @param hash SHA-256 of the whole trail up to it, 64 hex digits
 */
public record AuditHead(long seq, String hash) {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,18}):([0-9a-f]{64})");

  /** The form of the header {@code Therafed-Audit-Head}, by which gateways keep it. */
  public String text() {
    return seq + ":" + hash;
  }

  /** Reads that form; empty where it is another. */
  public static Optional<AuditHead> parse(String text) {
    Matcher parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(new AuditHead(Long.parseLong(parts.group(1)), parts.group(2)))
        : Optional.empty();
  }
}
