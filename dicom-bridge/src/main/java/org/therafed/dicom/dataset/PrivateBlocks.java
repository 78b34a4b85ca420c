package org.therafed.dicom.dataset;

import java.util.Optional;
import java.util.OptionalInt;

/** Blocks of private elements and the creators that reserve them, PS3.5 section 7.8.1. */
public final class PrivateBlocks {
  private static final int FIRST = 0x10;
  private static final int LAST = 0xFF;

  private PrivateBlocks() {}

  /**
   * The tag of a private element in the block that its creator reserved in this data set.
   *
   * @param group odd group number
   * @param element low byte inside the block
   */
  public static OptionalInt find(DataSet set, String creator, int group, int element) {
    for (int block = FIRST; block <= LAST; block++) {
      Optional<String> found = set.string(group << 16 | block);
      if (found.isPresent() && found.get().equals(creator)) {
        return OptionalInt.of(group << 16 | block << 8 | element);
      }
    }
    return OptionalInt.empty();
  }

  /**
   * As {@link #find}; where the creator has no block, the first free one is reserved for it.
   *
   * @throws DicomFault {@link DicomFaultCode#INVALID_VALUE} where the group is not private, the
   *     element not of one byte, or all 240 blocks are taken
   */
  public static int reserve(DataSet set, String creator, int group, int element) {
    if ((group & 1) == 0 || group <= 8 || group > 0xFFFD || (element & ~0xFF) != 0) {
      throw DicomFault.of(
          DicomFaultCode.INVALID_VALUE,
          "private elements need an odd group from 0009 to FFFD and a number of one byte");
    }
    OptionalInt found = find(set, creator, group, element);
    if (found.isPresent()) {
      return found.getAsInt();
    }
    for (int block = FIRST; block <= LAST; block++) {
      if (!set.contains(group << 16 | block) && isFree(set, group, block)) {
        set.put(group << 16 | block, VR.LO, creator);
        return group << 16 | block << 8 | element;
      }
    }
    throw DicomFault.of(
        DicomFaultCode.INVALID_VALUE, "no block of the private group is free; use another group");
  }

  /** Elements whose creator was lost must not come under a new one. */
  private static boolean isFree(DataSet set, int group, int block) {
    for (Element element : set) {
      if (element.tag() >>> 8 == (group << 8 | block)) {
        return false;
      }
    }
    return true;
  }
}
