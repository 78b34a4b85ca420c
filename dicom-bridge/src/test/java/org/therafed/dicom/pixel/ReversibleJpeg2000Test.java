package org.therafed.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.dicom.SharedImages;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.Value;

/** Our decoder of JPEG 2000 beside the plug-in's, over files and what the plug-in encodes. */
class ReversibleJpeg2000Test {
  /** SIZ of one component ends here. */
  private static final int BEHIND_SIZE = 45;

  private static double[] byPlugin(byte[] stream, PixelFormat format, int precision) {
    StoredValues values = new StoredValues(format);
    Jpeg2000Decoder.byPlugin(stream, format, precision, values);
    return values.values();
  }

  @ParameterizedTest
  @CsvSource({
    "ts/MR_small_jp2klossless.dcm, true",
    "mf/emri_small_jpeg_2k_lossless.dcm, true",
    "ts/693_J2KI.dcm, true",
    "ts/JPEG2000.dcm, false",
  })
  void filesOfTheFolderAreDecodedAsByThePlugin(String name, boolean ours) {
    DataSet image = SharedImages.read(name).dataSet();
    PixelFormat format = PixelFormat.of(image);
    Value.Fragments fragments =
        (Value.Fragments) image.element(Tag.PixelData).orElseThrow().value();
    Codestreams streams = Codestreams.of(image, fragments, format.frames());
    for (int i = 0; i < format.frames(); i++) {
      StoredValues values = new StoredValues(format);
      assertThat(ReversibleJpeg2000.decode(streams.of(i), format, values)).isEqualTo(ours);
      if (ours) {
        assertThat(values.values()).isEqualTo(byPlugin(streams.of(i), format, 16));
      }
    }
  }

  private static final class Encoded {
    private final byte[] stream;
    private final PixelFormat format;

    Encoded(byte[] stream, PixelFormat format) {
      this.stream = stream;
      this.format = format;
    }

    byte[] stream() {
      return stream.clone();
    }

    PixelFormat format() {
      return format;
    }
  }

  /** A random image, written by the plug-in without loss. */
  private static Encoded encoded(Random random, int type) throws IOException {
    int columns = 1 + random.nextInt(90);
    int rows = 1 + random.nextInt(90);
    BufferedImage image = new BufferedImage(columns, rows, type);
    WritableRaster raster = image.getRaster();
    int bits = raster.getSampleModel().getSampleSize(0);
    int kind = random.nextInt(3);
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        for (int band = 0; band < raster.getNumBands(); band++) {
          int value =
              switch (kind) {
                case 0 -> random.nextInt();
                case 1 -> 31 * x + 17 * y + random.nextInt(3);
                default -> x * y % 40 == 0 ? random.nextInt() : 0;
              };
          raster.setSample(x, y, band, value & ((1 << bits) - 1));
        }
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg 2000").next();
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(image);
    } finally {
      writer.dispose();
    }
    PixelFormat format =
        new PixelFormat(
            rows,
            columns,
            raster.getNumBands(),
            bits,
            bits,
            bits - 1,
            random.nextBoolean(),
            false,
            false,
            1);
    return new Encoded(bare(out.toByteArray()), format);
  }

  private static byte[] bare(byte[] stream) {
    int at = 0;
    while (stream[at] != (byte) 0xFF || stream[at + 1] != 0x4F) {
      at++;
    }
    return Arrays.copyOfRange(stream, at, stream.length);
  }

  @ParameterizedTest
  @CsvSource({"10", "11", "5"})
  void imagesThatThePluginWritesAreDecodedAsByThePlugin(int type) throws IOException {
    Random random = new Random(type);
    for (int i = 0; i < 20; i++) {
      Encoded encoded = encoded(random, type);
      byte[] stream = encoded.stream();
      int precision = encoded.format().bitsStored();
      if (type == BufferedImage.TYPE_USHORT_GRAY) {
        // The same coefficients of an image of other bits and sign: shifted and cut off otherwise.
        precision = 9 + random.nextInt(8);
        stream[42] = (byte) (precision - 1 | (random.nextBoolean() ? 0x80 : 0));
      }
      StoredValues values = new StoredValues(encoded.format());
      assertThat(ReversibleJpeg2000.decode(stream, encoded.format(), values)).isTrue();
      assertThat(values.values())
          .as("%s of %d bits", encoded.format(), precision)
          .isEqualTo(byPlugin(stream, encoded.format(), precision));
    }
  }

  /**
   * Damage behind the size of the image, which others look at, is refused, left or decoded alike.
   */
  @Test
  void damagedStreamsAreRefusedOrDecodedAsByThePlugin() throws IOException {
    Random random = new Random(77);
    int decoded = 0;
    int refused = 0;
    for (int i = 0; i < 150; i++) {
      Encoded encoded = encoded(random, BufferedImage.TYPE_USHORT_GRAY);
      byte[] damaged = encoded.stream();
      for (int j = 0; j <= i % 3; j++) {
        int most = i % 2 == 0 ? Math.min(160, damaged.length) : damaged.length;
        damaged[BEHIND_SIZE + random.nextInt(most - BEHIND_SIZE)] = (byte) random.nextInt(256);
      }
      if (i % 5 == 0) {
        damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
      }
      StoredValues values = new StoredValues(encoded.format());
      boolean ours = false;
      try {
        ours = ReversibleJpeg2000.decode(damaged, encoded.format(), values);
      } catch (DicomFault e) {
        assertThat(e.code()).isEqualTo(DicomFaultCode.PIXELS_INVALID);
        refused++;
      }
      if (ours) {
        assertThat(values.values())
            .as("stream %d", i)
            .isEqualTo(byPlugin(damaged, encoded.format(), 16));
        decoded++;
      }
    }
    assertThat(decoded).isGreaterThan(20);
    assertThat(refused).isGreaterThan(20);
  }
}
