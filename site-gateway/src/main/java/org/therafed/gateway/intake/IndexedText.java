package org.therafed.gateway.intake;

import java.nio.charset.StandardCharsets;
import org.therafed.dicom.convert.PatientKey;

/**
 * Bounds of what a sender writes and the database indexes. An index row of PostgreSQL holds about
 * 2,700 bytes and no text holds U+0000; beyond that a statement fails, and with it everything that
 * was to become durable in the same transaction.
 */
public final class IndexedText {

  /** Most bytes in UTF-8 of a person's id, and of its issuer: one index row holds both. */
  public static final int MOST_BYTES = 1024;

  private static final int MOST_KEY_BYTES = 2000;

  private IndexedText() {}

  /** Whether a person of this key can be recorded. */
  public static boolean fits(PatientKey key) {
    return bytes(key.issuer()) <= MOST_BYTES
        && bytes(key.id()) <= MOST_BYTES
        && !holdsNul(key.issuer())
        && !holdsNul(key.id());
  }

  /** Length in UTF-8. */
  public static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * A key as the database can hold it: as it is, or its SHA-256. Keys are only compared, so that a
   * digest serves as well; equal keys stay equal.
   */
  public static String key(String key) {
    return bytes(key) <= MOST_KEY_BYTES && !holdsNul(key) ? key : "sha256|" + Digests.hex(key);
  }

  private static boolean holdsNul(String text) {
    return text.indexOf('\0') >= 0;
  }
}
