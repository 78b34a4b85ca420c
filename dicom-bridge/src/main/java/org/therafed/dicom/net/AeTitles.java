package org.therafed.dicom.net;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/** Application entity titles: 1 to 16 characters of the default repertoire, PS3.8 section 9.3.2. */
final class AeTitles {
  static final int LENGTH = 16;

  private AeTitles() {}

  static void check(String title) {
    boolean legible =
        title.chars().allMatch(c -> c > 0x1F && c < 0x7F && c != '\\') && !title.isBlank();
    if (!legible || title.length() > LENGTH) {
      throw DicomFault.of(
          DicomFaultCode.INVALID_CONFIGURATION,
          "an AE title of " + title.length() + " characters; 1 to 16 printable ones needed");
    }
  }

  static byte[] padded(String title) {
    byte[] bytes = new byte[LENGTH];
    Arrays.fill(bytes, (byte) ' ');
    byte[] ascii = title.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(ascii, 0, bytes, 0, Math.min(LENGTH, ascii.length));
    return bytes;
  }

  static String read(byte[] bytes, int offset) {
    return new String(bytes, offset, LENGTH, StandardCharsets.ISO_8859_1).strip();
  }
}
