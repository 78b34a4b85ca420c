package org.therafed.dicom.deidentify;

import org.therafed.dicom.pixel.SampleLines;

/**
 * Which bits are set in any sample of a decoded frame, and whether those above Bits Stored are but
 * the sign of every value drawn out.
 */
final class CodedSamples implements SampleLines {
  private final int columns;
  private final boolean signed;
  private final int width;

  /** All bits that are set in a sample, signs drawn out. */
  private int set;

  /** All bits in which a sample is unlike its next higher bit. */
  private int unlikeNext;

  private boolean beyondWidth;

  /**
   * Before the first line.
   *
   * @param columns of the image
   * @param signed as Pixel Representation says
   * @param width Bits Allocated
   */
  CodedSamples(int columns, boolean signed, int width) {
    this.columns = columns;
    this.signed = signed;
    this.width = width;
  }

  @Override
  public void line(int[] samples, int from, int row, int component, int precision) {
    int spare = Integer.SIZE - precision;
    int all = 0;
    int unlike = 0;
    for (int at = from; at < from + columns; at++) {
      int top = samples[at] << spare;
      int value = signed ? top >> spare : top >>> spare;
      all |= value;
      unlike |= value ^ (value >> 1);
    }
    set |= all;
    unlikeNext |= unlike;
    if (precision > width) {
      // A value fits where nothing is set beyond, or where that is the sign.
      int beyond = -1 << (width - 1);
      beyondWidth |= signed ? (unlike & beyond) != 0 : (all & beyond << 1) != 0;
    }
  }

  /** All bits that are set in a sample, signs drawn out. */
  long set() {
    return set;
  }

  /** All bits in which a sample is unlike its next higher bit. */
  long unlikeNext() {
    return unlikeNext;
  }

  /** Whether a sample does not fit Bits Allocated. */
  boolean beyondWidth() {
    return beyondWidth;
  }
}
