package org.therafed.dicom.deidentify;

import java.util.List;
import org.therafed.dicom.dataset.BulkData;

/**
 * Native pixel data with regions made black as they are read: a file of any size is cleaned in
 * constant memory, and all bytes outside come through as they are.
 */
final class BlankedPixels implements BlankedData {
  private final BulkData source;
  private final PixelLayout layout;
  private final boolean[][] black;

  /**
   * Regions over pixels.
   *
   * @param inside whether the regions are blanked, or all but the regions
   */
  BlankedPixels(BulkData source, PixelLayout layout, List<PixelRegion> regions, boolean inside) {
    this.source = source;
    this.layout = layout;
    this.black = new boolean[layout.rows()][layout.columns()];
    for (boolean[] row : black) {
      java.util.Arrays.fill(row, !inside);
    }
    for (PixelRegion region : regions) {
      int bottom = (int) Math.min(layout.rows(), (long) region.y() + region.height());
      int right = (int) Math.min(layout.columns(), (long) region.x() + region.width());
      for (int y = region.y(); y < bottom; y++) {
        for (int x = region.x(); x < right; x++) {
          black[y][x] = inside;
        }
      }
    }
    if (layout.halved()) {
      shareColour();
    }
  }

  /** Two pixels with one colour are black together or not at all. */
  private void shareColour() {
    for (boolean[] row : black) {
      for (int x = 0; x + 1 < row.length; x += 2) {
        row[x] |= row[x + 1];
        row[x + 1] = row[x];
      }
    }
  }

  @Override
  public BulkData source() {
    return source;
  }

  @Override
  public void apply(byte[] buffer, int offset, int count, long position) {
    for (int i = 0; i < count; i++) {
      long inFrame = (position + i) % layout.frameBytes();
      long inPlane = inFrame % layout.planeBytes();
      long inRow = inPlane % layout.rowBytes();
      if (black[(int) (inPlane / layout.rowBytes())][layout.column(inRow)]) {
        buffer[offset + i] = layout.black(inRow, (int) (inFrame / layout.planeBytes()));
      }
    }
  }
}
