package org.therafed.dicom.io;

import java.io.IOException;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.dataset.Tags;
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
   * The encoding of a data set without meta information. Its first element must be one that can
   * stand first, with a representation and length that fit; PS3.5 leaves little else to go by.
   */
  static TransferSyntax guess(ByteWindow window) throws IOException {
    if (window.has(8)) {
      VR vr = VR.lookup(window.u8(4), window.u8(5));
      for (boolean bigEndian : new boolean[] {false, true}) {
        int tag = window.tag(0, bigEndian);
        if (vr != null && (isUsual(tag) || (canStandFirst(tag) && fits(tag, vr)))) {
          return bigEndian
              ? TransferSyntax.EXPLICIT_BIG_ENDIAN
              : TransferSyntax.EXPLICIT_LITTLE_ENDIAN;
        }
      }
      int tag = window.tag(0, false);
      long length = window.i32(4, false) & 0xFFFFFFFFL;
      boolean ends = length <= window.end() - window.position() - 8;
      boolean counts = !Tags.isGroupLength(tag) || length == 4;
      if (vr == null && counts && canStandFirst(tag) && (ends || isOpenSequence(tag, length))) {
        return TransferSyntax.IMPLICIT_LITTLE_ENDIAN;
      }
    }
    throw DicomFault.at(
        DicomFaultCode.NOT_DICOM,
        window.position(),
        "no DICM after 128 bytes and no legible element at the first byte; send a DICOM file");
  }

  /** Groups that files begin with: whatever is in them is worth reading, with its faults. */
  private static boolean isUsual(int tag) {
    return tag >>> 16 == 8 || tag >>> 16 == 4;
  }

  /** Command sets (group 0000) are no files; what is unknown would be a guess. */
  private static boolean canStandFirst(int tag) {
    int group = tag >>> 16;
    boolean creator = group > 8 && Tags.isPrivate(tag) && (tag & 0xFFFF) == 0x10;
    boolean groupLength = Tags.isGroupLength(tag) && group % 2 == 0 && group <= 0x7FE0;
    return group >= 4 && (creator || groupLength || Dictionary.find(tag).isPresent());
  }

  /** UN may stand for any representation; otherwise the dictionary says. */
  private static boolean fits(int tag, VR vr) {
    return vr == VR.UN
        || Dictionary.vr(tag) == vr
        || Dictionary.find(tag).map(entry -> entry.vr().contains(vr)).orElse(false);
  }

  private static boolean isOpenSequence(int tag, long length) {
    return length == 0xFFFFFFFFL && Dictionary.vr(tag) == VR.SQ;
  }
}
