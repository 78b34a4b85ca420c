package org.therafed.gateway.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over contents. */
public final class Digests {

  private Digests() {}

  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  /** 64 lower-case hex digits. */
  public static String hex(byte[] content) {
    return HexFormat.of().formatHex(sha256().digest(content));
  }

  /** 64 lower-case hex digits over the UTF-8 bytes. */
  public static String hex(String content) {
    return hex(content.getBytes(StandardCharsets.UTF_8));
  }
}
