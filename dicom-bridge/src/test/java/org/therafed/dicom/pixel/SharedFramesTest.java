package org.therafed.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.therafed.dicom.SharedImages.frames;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.dicom.Shared;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.io.DicomFile;
import org.therafed.dicom.io.Part10Reader;

/**
 * Frames of real files, against the same image in another encoding and against DCMTK's decoders.
 */
class SharedFramesTest {
  @ParameterizedTest
  @CsvSource({
    "mr/MR_small.dcm, ts/MR_small_RLE.dcm",
    "mr/MR_small.dcm, ts/MR_small_jp2klossless.dcm",
    "mr/MR_small.dcm, ts/MR_small_jpeg_ls_lossless.dcm",
    "ts/CT0012.fragmented_no_bot_jpeg_lossless.70.dcm, ts/CT0012.not_fragmented_bot_jpeg_ls.80.dcm",
    "mr/MR_small.dcm, mr/MR_small_bigendian.dcm",
    "mr/MR_small.dcm, mr/MR_small_implicit.dcm",
    "mf/emri_small.dcm, mf/emri_small_jpeg_2k_lossless.dcm",
    "mf/emri_small.dcm, mf/emri_small_big_endian.dcm",
    "seg/liver.dcm, ts/liver_deflate.dcm",
  })
  void sameImageInAnotherLosslessEncodingHasTheSameNumbers(String plain, String encoded) {
    Frames expected = frames(plain);
    Frames actual = frames(encoded);

    assertThat(actual.format().frames()).isEqualTo(expected.format().frames());
    for (int i = 0; i < expected.format().frames(); i++) {
      assertThat(actual.frame(i)).isEqualTo(expected.frame(i));
    }
  }

  /** CRC-32 of the first frame as DCMTK 3.6.7's dcmdjpeg and dcmdrle write it. */
  @ParameterizedTest
  @CsvSource({
    "ts/CT-JPEGLosslessSV1.dcm, 7a33867b",
    "ts/JPEG-LL.dcm, 89c1c89f",
    "ts/CT0012.fragmented_no_bot_jpeg_lossless.70.dcm, 54665018",
    "ts/OBXXXX1A_rle.dcm, 035c154e",
    "ts/SC_rgb_rle_16bit_2frame.dcm, b2a44e2d",
  })
  void firstFrameIsTheOneThatDcmtkDecodes(String name, String crc) {
    Frames frames = frames(name);
    int width = frames.format().bitsAllocated() / 8;
    double[] values = frames.frame(0);
    ByteBuffer bytes = ByteBuffer.allocate(values.length * width).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      if (width == 1) {
        bytes.put((byte) value);
      } else {
        bytes.putShort((short) value);
      }
    }
    CRC32 sum = new CRC32();
    sum.update(bytes.array());

    assertThat(String.format("%08x", sum.getValue())).isEqualTo(crc);
  }

  @Test
  void fragmentedFramesWithoutOffsetTableAreAllFound() {
    Frames frames = frames("ts/CT0012.fragmented_no_bot_jpeg_lossless.70.dcm");

    assertThat(frames.format().frames()).isEqualTo(2);
    assertThat(frames.frame(1)).hasSize(512 * 512);
  }

  @ParameterizedTest
  @CsvSource({
    "ts/693_J2KI.dcm, LOSSY",
    "ts/JPEG2000.dcm, LOSSY",
    "ts/SC_rgb_jpeg_dcmtk.dcm, LOSSY",
    "ts/examples_ybr_color.dcm, LOSSY",
    "ts/MR_small_RLE.dcm, NONE",
    "ts/CT-JPEGLosslessSV1.dcm, NONE",
  })
  void lossIsFlagged(String name, Lossiness lossiness) {
    Frames frames = frames(name);

    assertThat(frames.lossiness()).isEqualTo(lossiness);
    assertThat(frames.frame(0)).hasSize(frames.format().frameSamples());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ts/JPGExtended.dcm", "ts/HTJ2KLossless_08_RGB.dcm"})
  void whatNoneDecodesIsHeldByName(String name) {
    // Outside the assertion below: where the file is absent, this skips.
    Path path = Shared.file(name);
    assertThatThrownBy(() -> frames(name))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.PIXELS_HELD));
    DicomFile file = Part10Reader.readHeader(path);
    assertThat(Frames.held(file.transferSyntax())).isPresent();
  }

  @Test
  void floatingPixelsRead() {
    Frames frames = frames("mf/parametric_map_float.dcm");

    assertThat(frames.format().floating()).isTrue();
    assertThat(frames.frame(0)).hasSize(frames.format().frameSamples());
  }
}
