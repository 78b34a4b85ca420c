package org.therafed.dicom.pixel;

/** The inverse of the 5-3 transform (ISO/IEC 15444-1 Annex F), of an image that begins at 0, 0. */
final class ReversibleWavelet {
  private ReversibleWavelet() {}

  /**
   * Puts the four subbands of one level together.
   *
   * @param values low ones first in each direction, within the upper left corner
   * @param width of the level's result
   * @param step from one row to the next
   */
  static void inverse(int[] values, int width, int height, int step) {
    int[] line = new int[Math.max(width, height)];
    if (width > 1) {
      for (int y = 0; y < height; y++) {
        row(values, y * step, width, line);
      }
    }
    if (height > 1) {
      columns(values, width, height, step);
    }
  }

  private static void row(int[] values, int from, int width, int[] line) {
    int low = (width + 1) >> 1;
    int high = width - low;
    int before = values[from + low];
    for (int i = 0; i < low; i++) {
      int after = i < high ? values[from + low + i] : before;
      line[2 * i] = values[from + i] - ((before + after + 2) >> 2);
      before = after;
    }
    for (int i = 0; i < high; i++) {
      int left = line[2 * i];
      int right = i + 1 < low ? line[2 * i + 2] : left;
      line[2 * i + 1] = values[from + low + i] + ((left + right) >> 1);
    }
    System.arraycopy(line, 0, values, from, width);
  }

  /** All columns together, row after row, as memory lies. */
  private static void columns(int[] values, int width, int height, int step) {
    int low = (height + 1) >> 1;
    int high = height - low;
    int[] out = new int[width * height];
    for (int i = 0; i < low; i++) {
      int before = (low + Math.max(i - 1, 0)) * step;
      int after = (low + Math.min(i, high - 1)) * step;
      for (int x = 0; x < width; x++) {
        out[2 * i * width + x] =
            values[i * step + x] - ((values[before + x] + values[after + x] + 2) >> 2);
      }
    }
    for (int i = 0; i < high; i++) {
      int above = 2 * i * width;
      int below = i + 1 < low ? above + 2 * width : above;
      for (int x = 0; x < width; x++) {
        out[above + width + x] =
            values[(low + i) * step + x] + ((out[above + x] + out[below + x]) >> 1);
      }
    }
    for (int y = 0; y < height; y++) {
      System.arraycopy(out, y * width, values, y * step, width);
    }
  }
}
