package org.therafed.dicom.dataset;

/** Arithmetic on tags. */
public final class Tags {
  private Tags() {}

  /** Whether the group number is odd. */
  public static boolean isPrivate(int tag) {
    return (tag & 0x10000) != 0;
  }

  /** Whether the element (gggg,0010-00FF), odd gggg, names a private creator. */
  public static boolean isPrivateCreator(int tag) {
    return isPrivate(tag) && (tag & 0xFFFF) >= 0x10 && (tag & 0xFFFF) <= 0xFF;
  }

  /** The tag of the private creator that reserves the block of a private element. */
  public static int creatorOf(int tag) {
    return (tag & 0xFFFF0000) | ((tag >>> 8) & 0xFF);
  }

  /** Whether the element is a group length (gggg,0000). */
  public static boolean isGroupLength(int tag) {
    return (tag & 0xFFFF) == 0;
  }

  /** Whether the element is pixel data of any form, (7FE0,0008-0010). */
  public static boolean isPixelData(int tag) {
    return tag == Tag.PixelData || tag == Tag.FloatPixelData || tag == Tag.DoubleFloatPixelData;
  }
}
