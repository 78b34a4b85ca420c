package org.therafed.dicom.io;

import java.io.IOException;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.dataset.VR;

/** Finds out at the first bytes what a file is. */
final class Recognition {
  private static final int PREAMBLE = 128;

  private Recognition() {}

  /**
   * Takes the preamble where {@code DICM} follows it; the window then stands at {@code DICM}.
   * Otherwise the window does not move and the answer is null.
   */
  static byte[] preamble(ByteWindow window) throws IOException {
    if (!window.has(PREAMBLE + 4) || !isPrefix(window)) {
      return null;
    }
    return window.take(PREAMBLE);
  }

  private static boolean isPrefix(ByteWindow window) {
    return window.u8(PREAMBLE) == 'D'
        && window.u8(PREAMBLE + 1) == 'I'
        && window.u8(PREAMBLE + 2) == 'C'
        && window.u8(PREAMBLE + 3) == 'M';
  }

  /** Whether group 0002 in explicit VR little endian begins here. */
  static boolean startsWithMeta(ByteWindow window) throws IOException {
    return window.has(8)
        && window.u16(0, false) == 2
        && VR.lookup(window.u8(4), window.u8(5)) != null;
  }

  /**
   * The encoding of a data set without meta information: its first element must be of group 0004 or
   * 0008 and legible.
   */
  static TransferSyntax guess(ByteWindow window) throws IOException {
    if (window.has(8)) {
      boolean hasVr = VR.lookup(window.u8(4), window.u8(5)) != null;
      if (startsDataSet(window, false)) {
        long length = window.i32(4, false) & 0xFFFFFFFFL;
        if (hasVr) {
          return TransferSyntax.EXPLICIT_LITTLE_ENDIAN;
        }
        boolean known = Dictionary.find(window.tag(0, false)).isPresent();
        if (known && length <= window.end() - window.position() - 8) {
          return TransferSyntax.IMPLICIT_LITTLE_ENDIAN;
        }
      } else if (hasVr && startsDataSet(window, true)) {
        return TransferSyntax.EXPLICIT_BIG_ENDIAN;
      }
    }
    throw DicomFault.at(
        DicomFaultCode.NOT_DICOM,
        window.position(),
        "no DICM after 128 bytes and no data set of group 0008 at the first byte");
  }

  private static boolean startsDataSet(ByteWindow window, boolean bigEndian) {
    int group = window.u16(0, bigEndian);
    return group == 8 || group == 4;
  }
}
