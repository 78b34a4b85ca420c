package org.therafed.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/** Our decoder of JPEG-LS beside what was encoded. */
class JpegLsTest {
  private static PixelFormat format(int rows, int columns, int components, int precision) {
    int allocated = precision > 8 ? 16 : 8;
    return new PixelFormat(
        rows, columns, components, allocated, allocated, allocated - 1, false, false, false, 1);
  }

  /** Noise, slopes with noise, or long runs. */
  private static int[] samples(int count, int precision, Random random) {
    int most = (1 << precision) - 1;
    int kind = random.nextInt(4);
    int[] samples = new int[count];
    for (int i = 0; i < count; i++) {
      samples[i] =
          switch (kind) {
            case 0 -> random.nextInt() & most;
            case 1 -> (3 * i + random.nextInt(5)) & most;
            case 2 -> random.nextInt(50) > 0 ? most : random.nextInt() & most;
            default -> i / 40 & most;
          };
    }
    return samples;
  }

  private static double[] decoded(byte[] stream, PixelFormat format) {
    return Codec.JPEG_LS.values(stream, format);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void whatWasEncodedIsDecoded(int near) {
    Random random = new Random(near);
    for (int precision = near == 0 ? 2 : 4; precision <= 16; precision++) {
      for (int i = 0; i < 12; i++) {
        int components = 1 + i % 3;
        int rows = 1 + random.nextInt(30);
        int columns = 1 + random.nextInt(i == 5 ? 900 : 30);
        int[] samples = samples(rows * columns * components, precision, random);
        int[] exact = samples.clone();
        byte[] stream = JpegLsEncoder.encoded(samples, rows, columns, components, precision, near);
        for (int at = 0; at < samples.length; at++) {
          assertThat(Math.abs(samples[at] - exact[at])).isLessThanOrEqualTo(near);
        }
        assertThat(decoded(stream, format(rows, columns, components, precision)))
            .as("%d bits, %d components", precision, components)
            .isEqualTo(Arrays.stream(samples).asDoubleStream().toArray());
      }
    }
  }

  @Test
  void aStreamCutOffAnywhereWithinItsScanIsRefused() {
    Random random = new Random(12);
    byte[] stream = JpegLsEncoder.encoded(samples(400, 12, random), 20, 20, 1, 12, 0);
    for (int length = 0; length < stream.length - 3; length++) {
      byte[] cut = Arrays.copyOf(stream, length);
      assertThat(catchThrowable(() -> decoded(cut, format(20, 20, 1, 12))))
          .isInstanceOfSatisfying(
              DicomFault.class,
              fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.PIXELS_INVALID));
    }
  }
}
