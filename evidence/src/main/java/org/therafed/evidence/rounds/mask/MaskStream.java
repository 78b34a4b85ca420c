package org.therafed.evidence.rounds.mask;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Pseudo-random ring elements from a pairwise secret and what they are for: the key is HMAC-SHA256
 * of the purpose under the secret, the stream AES-256 in counter mode from 0. A key is never used
 * for two purposes, so no part of a stream is used twice.
 */
final class MaskStream {
  private MaskStream() {}

  static byte[] bytes(byte[] secret, String purpose, int length) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      byte[] key = mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
      return cipher.doFinal(new byte[length]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES/CTR and HmacSHA256", e);
    }
  }

  static long word(byte[] bytes, int at) {
    long word = 0;
    for (int i = 0; i < 8; i++) {
      word = word << 8 | (bytes[at + i] & 0xff);
    }
    return word;
  }
}
