package org.therafed.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.dicom.SharedImages;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.Value;
import org.therafed.dicom.io.DicomFile;
import org.therafed.dicom.pixel.LosslessJpegEncoder.Frame;
import org.therafed.dicom.pixel.LosslessJpegEncoder.Shape;

/** Our decoder of lossless JPEG beside the plug-in's, and beside what was encoded. */
class LosslessJpegTest {
  private static PixelFormat format(Frame frame, boolean signed) {
    int allocated = frame.shape().precision() > 8 ? 16 : 8;
    return new PixelFormat(
        frame.shape().rows(),
        frame.shape().columns(),
        frame.shape().components(),
        allocated,
        allocated,
        allocated - 1,
        signed,
        false,
        false,
        1);
  }

  private static double[] own(byte[] stream, PixelFormat format) {
    StoredValues values = new StoredValues(format);
    assertThat(LosslessJpeg.decode(stream, format, values)).isTrue();
    return values.values();
  }

  private static double[] byPlugin(byte[] stream, PixelFormat format, int precision) {
    StoredValues values = new StoredValues(format);
    JpegDecoder.byPlugin(stream, format, precision, values);
    return values.values();
  }

  /** Noise, slopes with noise, or one value with a few others. */
  private static int[] samples(int count, int precision, Random random) {
    int most = (1 << precision) - 1;
    int kind = random.nextInt(3);
    int[] samples = new int[count];
    for (int i = 0; i < count; i++) {
      samples[i] =
          switch (kind) {
            case 0 -> random.nextInt() & most;
            case 1 -> (37 * i + random.nextInt(5)) & most;
            default -> random.nextInt(9) > 0 ? most : random.nextInt() & most;
          };
    }
    return samples;
  }

  private static Frame frame(int precision, int predictor, int components, Random random) {
    int rows = 1 + random.nextInt(20);
    int columns = 1 + random.nextInt(20);
    int[] samples = samples(rows * columns * components, precision, random);
    int lines = random.nextBoolean() ? 0 : 1 + random.nextInt(rows);
    return new Frame(samples, new Shape(rows, columns, components, precision, predictor, lines, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void whatWasEncodedIsDecoded(int predictor) {
    Random random = new Random(predictor);
    for (int precision = 2; precision <= 16; precision++) {
      for (int components = 1; components <= 4; components++) {
        Frame frame = frame(precision, predictor, components, random);
        byte[] stream = LosslessJpegEncoder.encoded(frame, random);
        assertThat(own(stream, format(frame, false)))
            .as("%d bits, %d components", precision, components)
            .isEqualTo(Arrays.stream(frame.samples()).asDoubleStream().toArray());
      }
    }
  }

  /**
   * The plug-in takes 8 bits of one or three components, and 16 bits of one; the last pixel of some
   * streams, that of the encoder included, is 0 to it.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void thePluginDecodesTheSame(int predictor) {
    Random random = new Random(100 + predictor);
    for (int i = 0; i < 12; i++) {
      for (int precision : new int[] {8, 16}) {
        int components = precision == 8 && i % 2 == 1 ? 3 : 1;
        Frame drawn = frame(precision, predictor, components, random);
        Frame frame =
            new Frame(
                drawn.samples(),
                new Shape(
                    drawn.shape().rows(),
                    drawn.shape().columns(),
                    components,
                    precision,
                    predictor,
                    0,
                    0));
        byte[] stream = LosslessJpegEncoder.encoded(frame, random);
        PixelFormat format = format(frame, random.nextBoolean());
        double[] plugins = byPlugin(stream, format, precision);
        double[] ours = own(stream, format);
        int last = ours.length - components;
        assertThat(Arrays.copyOf(ours, last))
            .as("%d bits, %d components", precision, components)
            .isEqualTo(Arrays.copyOf(plugins, last));
      }
    }
  }

  @Test
  void lowBitsThatThePointTransformLeftOutAreZeros() {
    Random random = new Random(5);
    int[] samples = samples(12 * 9, 12, random);
    Frame frame = new Frame(samples, new Shape(12, 9, 1, 12, 4, 3, 2));
    byte[] stream = LosslessJpegEncoder.encoded(frame, random);
    assertThat(own(stream, format(frame, false)))
        .isEqualTo(Arrays.stream(samples).mapToDouble(sample -> sample & ~3).toArray());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ts/CT-JPEGLosslessSV1.dcm",
        "ts/CT0012.fragmented_no_bot_jpeg_lossless.70.dcm",
        "ts/JPEG-LL.dcm",
        "odd/GH184.dcm"
      })
  void filesOfTheFolderAreDecodedAsByThePlugin(String name) {
    DicomFile file = SharedImages.read(name);
    DataSet image = file.dataSet();
    PixelFormat format = PixelFormat.of(image);
    Codestreams streams =
        Codestreams.of(
            image,
            (Value.Fragments) image.element(Tag.PixelData).orElseThrow().value(),
            format.frames());
    for (int i = 0; i < format.frames(); i++) {
      assertThat(own(streams.of(i), format)).isEqualTo(byPlugin(streams.of(i), format, 16));
    }
  }

  /** Damage ends in the declared fault or in some samples, never otherwise. */
  @Test
  void damagedStreamsEndInTheirFaultAndNothingElse() {
    Random random = new Random(11);
    int decoded = 0;
    int faults = 0;
    for (int i = 0; i < 1000; i++) {
      Frame frame = frame(2 + random.nextInt(15), 1 + i % 7, 1 + i % 3, random);
      byte[] stream = LosslessJpegEncoder.encoded(frame, random);
      byte[] damaged = i % 5 == 0 ? Arrays.copyOf(stream, random.nextInt(stream.length)) : stream;
      for (int j = 0; j <= i % 3 && damaged.length > 0; j++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        StoredValues values = new StoredValues(format(frame, false));
        decoded += LosslessJpeg.decode(damaged, format(frame, false), values) ? 1 : 0;
      } catch (DicomFault e) {
        assertThat(e.code()).isEqualTo(DicomFaultCode.PIXELS_INVALID);
        faults++;
      }
    }
    assertThat(decoded).isBetween(50, 950);
    assertThat(faults).isBetween(50, 950);
  }

  @Test
  void aStreamCutOffAnywhereWithinItsScanIsRefused() {
    Random random = new Random(12);
    Frame frame = new Frame(samples(400, 12, random), new Shape(20, 20, 1, 12, 1, 0, 0));
    byte[] stream = LosslessJpegEncoder.encoded(frame, random);
    for (int length = 0; length < stream.length - 3; length++) {
      byte[] cut = Arrays.copyOf(stream, length);
      assertThat(catchThrowable(() -> own(cut, format(frame, false))))
          .isInstanceOfSatisfying(
              DicomFault.class,
              fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.PIXELS_INVALID));
    }
  }

  @Test
  void restartMarkersStandWhereTheyAreDueAndInTheirOrder() {
    Random random = new Random(13);
    Frame frame = new Frame(samples(400, 12, random), new Shape(20, 20, 1, 12, 4, 2, 0));
    byte[] stream = LosslessJpegEncoder.encoded(frame, random);
    for (int at = 40; at < stream.length - 2; at++) {
      boolean marker = stream[at] == (byte) 0xFF && (stream[at + 1] & 0xF8) == 0xD0;
      if (marker) {
        byte[] other = stream.clone();
        other[at + 1] ^= 1;
        assertThat(catchThrowable(() -> own(other, format(frame, false))))
            .isInstanceOf(DicomFault.class);
      }
    }
    assertThat(own(stream, format(frame, false))).hasSize(400);
  }
}
