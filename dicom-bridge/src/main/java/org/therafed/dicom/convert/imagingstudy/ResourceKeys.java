package org.therafed.dicom.convert.imagingstudy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.therafed.dicom.convert.PatientKey;

/**
 * Ids of resources from their business keys, so that the same fact always gets the same id. The
 * hash shortens and hides nothing that could not be guessed: these ids stay inside the hospital.
 */
final class ResourceKeys {
  private static final int BYTES = 20;

  private ResourceKeys() {}

  static String patient(PatientKey key) {
    return of("patient", key.issuer(), key.id());
  }

  static String of(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(String.join("|", parts).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
