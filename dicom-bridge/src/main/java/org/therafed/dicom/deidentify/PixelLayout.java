package org.therafed.dicom.deidentify;

import java.util.Optional;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;

/**
 * How native pixel data lie in bytes, PS3.5 section 8.2 and PS3.3 section C.7.6.3.
 *
 * @param rows of a frame
 * @param columns of a row
 * @param sampleBytes bytes of a sample
 * @param samples that lie together for one pixel: Samples per Pixel, or 1 in planes
 * @param planes of a frame: Samples per Pixel where Planar Configuration is 1, else 1
 * @param luminance whether the first sample is brightness and the others are colour differences,
 *     whose neutral value is half their range
 * @param halved whether two pixels share their colour differences (YBR_FULL_422: Y Y Cb Cr)
 */
record PixelLayout(
    int rows,
    int columns,
    int sampleBytes,
    int samples,
    int planes,
    boolean luminance,
    boolean halved) {

  /**
   * Whether native pixel data are of the length that rows, columns, frames and bits make, so that
   * nothing lies behind the last pixel. Single bits lie packed, PS3.5 section 8.1.1.
   */
  static boolean fits(DataSet set, long length) {
    if (set.integer(Tag.BitsAllocated).orElse(0) != 1) {
      return of(set, length).isPresent();
    }
    long rows = set.integer(Tag.Rows).orElse(0);
    long columns = set.integer(Tag.Columns).orElse(0);
    long samples = set.integer(Tag.SamplesPerPixel).orElse(1);
    long frames = set.longInteger(Tag.NumberOfFrames).orElse(1);
    long needed = (rows * columns * samples * frames + 7) / 8;
    return needed > 0 && (length == needed || length == needed + (needed & 1));
  }

  /** The layout; empty where pixels are not whole bytes or the length does not fit. */
  static Optional<PixelLayout> of(DataSet set, long length) {
    int bits = set.integer(Tag.BitsAllocated).orElse(0);
    int rows = set.integer(Tag.Rows).orElse(0);
    int columns = set.integer(Tag.Columns).orElse(0);
    int samples = set.integer(Tag.SamplesPerPixel).orElse(1);
    boolean planar = set.integer(Tag.PlanarConfiguration).orElse(0) == 1 && samples > 1;
    String photometric = set.string(Tag.PhotometricInterpretation).orElse("");
    boolean halved = photometric.equals("YBR_FULL_422") || photometric.equals("YBR_PARTIAL_422");
    boolean known = bits > 0 && bits % 8 == 0 && bits <= 64 && rows > 0 && columns > 0;
    if (!known || samples < 1 || samples > 4 || photometric.equals("YBR_PARTIAL_420")) {
      return Optional.empty();
    }
    if (halved && (samples != 3 || bits != 8 || columns % 2 != 0 || planar)) {
      return Optional.empty();
    }
    PixelLayout layout =
        new PixelLayout(
            rows,
            columns,
            bits / 8,
            planar ? 1 : samples,
            planar ? samples : 1,
            photometric.startsWith("YBR"),
            halved);
    long frames = set.longInteger(Tag.NumberOfFrames).orElse(1);
    long needed = frames * layout.frameBytes();
    boolean fits = frames > 0 && (length == needed || length == needed + (needed & 1));
    return fits ? Optional.of(layout) : Optional.empty();
  }

  /** Bytes of one row of one plane. */
  long rowBytes() {
    return halved ? columns * 2L : (long) columns * samples * sampleBytes;
  }

  /** Bytes of one plane. */
  long planeBytes() {
    return rows * rowBytes();
  }

  /** Bytes of one frame. */
  long frameBytes() {
    return planes * planeBytes();
  }

  /** The column of a byte in its row. Of pixels that share colour the left one, never half. */
  int column(long inRow) {
    return halved ? (int) (inRow / 4) * 2 : (int) (inRow / ((long) samples * sampleBytes));
  }

  /** The byte that makes the sample at this place black. */
  byte black(long inRow, int plane) {
    if (!luminance) {
      return 0;
    }
    int sample;
    if (halved) {
      sample = inRow % 4 < 2 ? 0 : 1;
    } else {
      sample = planes > 1 ? plane : (int) (inRow / sampleBytes % samples);
    }
    boolean highByte = inRow % sampleBytes == sampleBytes - 1;
    return sample == 0 || !highByte ? 0 : (byte) 0x80;
  }
}
