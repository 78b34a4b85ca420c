package org.therafed.dicom.pixel;

/**
 * The lines of one component of lossless JPEG out of their differences (ITU-T T.81 H.1.2.1): a
 * sample is predicted of its neighbours; sums are modulo 65,536.
 */
final class LosslessJpegLine {
  private static final int MODULO = 0xFFFF;

  private final int predictor;

  /** What stands for the sample before the first one. */
  private final int initial;

  private int[] above;
  private int[] line;

  /**
   * Before the first line.
   *
   * @param predictor 1 to 7
   * @param initial half of the range
   */
  LosslessJpegLine(int columns, int predictor, int initial) {
    this.predictor = predictor;
    this.initial = initial;
    this.above = new int[columns];
    this.line = new int[columns];
  }

  /**
   * The next line; it holds until the one after the next.
   *
   * @param first whether none is above it, at the beginning and after a restart
   * @param differences of all components in turns
   * @param component the first one's place among them
   */
  int[] next(boolean first, int[] differences, int component, int components) {
    int[] swap = above;
    above = line;
    line = swap;
    if (first) {
      fromLeft(initial, differences, component, components);
    } else if (predictor == 1) {
      fromLeft(above[0], differences, component, components);
    } else {
      fromAbove(differences, component, components);
    }
    return line;
  }

  private void fromLeft(int before, int[] differences, int component, int components) {
    int left = before;
    int at = component;
    for (int x = 0; x < line.length; x++) {
      left = (left + differences[at]) & MODULO;
      line[x] = left;
      at += components;
    }
  }

  private void fromAbove(int[] differences, int component, int components) {
    int left = (above[0] + differences[component]) & MODULO;
    line[0] = left;
    int upLeft = above[0];
    int at = component;
    for (int x = 1; x < line.length; x++) {
      at += components;
      int up = above[x];
      int predicted =
          switch (predictor) {
            case 2 -> up;
            case 3 -> upLeft;
            case 4 -> left + up - upLeft;
            case 5 -> left + ((up - upLeft) >> 1);
            case 6 -> up + ((left - upLeft) >> 1);
            default -> (left + up) >> 1;
          };
      left = (predicted + differences[at]) & MODULO;
      line[x] = left;
      upLeft = up;
    }
  }
}
