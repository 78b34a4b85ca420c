package org.therafed.dicom.pixel;

/** The values of a frame, row by row, the samples of a pixel together. */
final class StoredValues implements SampleLines {
  private final PixelFormat format;
  private final double[] values;

  StoredValues(PixelFormat format) {
    this.format = format;
    this.values = new double[format.frameSamples()];
  }

  double[] values() {
    return values;
  }

  @Override
  public void line(int[] samples, int from, int row, int component, int precision) {
    int step = format.samples();
    int to = row * format.columns() * step + component;
    for (int x = 0; x < format.columns(); x++) {
      values[to] = format.extended(samples[from + x], precision);
      to += step;
    }
  }
}
