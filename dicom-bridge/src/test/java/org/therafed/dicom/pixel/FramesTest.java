package org.therafed.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.dicom.SharedImages;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.TransferSyntax;

class FramesTest {
  private static final TransferSyntax RLE = TransferSyntax.of("1.2.840.10008.1.2.5").orElseThrow();
  private static final TransferSyntax JPEG =
      TransferSyntax.of("1.2.840.10008.1.2.4.70").orElseThrow();

  private static DataSet image(int rows, int columns, int allocated, int stored, int high) {
    return new DataSet()
        .put(Tag.Rows, VR.US, rows)
        .put(Tag.Columns, VR.US, columns)
        .put(Tag.SamplesPerPixel, VR.US, 1)
        .put(Tag.BitsAllocated, VR.US, allocated)
        .put(Tag.BitsStored, VR.US, stored)
        .put(Tag.HighBit, VR.US, high)
        .put(Tag.PixelRepresentation, VR.US, 0);
  }

  private static DataSet encapsulated(DataSet image, byte[]... fragments) {
    return image.put(SharedImages.pixels(fragments));
  }

  private static DicomFaultCode fault(DataSet image, TransferSyntax syntax) {
    DicomFault[] fault = new DicomFault[1];
    assertThatThrownBy(() -> Frames.of(image, syntax).frame(0))
        .isInstanceOfSatisfying(DicomFault.class, f -> fault[0] = f);
    return fault[0].code();
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @Test
  void bitsBeyondTheStoredOnesDoNotCount() {
    DataSet image =
        image(1, 2, 16, 12, 11).putBytes(Tag.PixelData, VR.OW, bytes(0xFF, 0xFF, 1, 0xF0));

    assertThat(Frames.of(image, TransferSyntax.EXPLICIT_LITTLE_ENDIAN).frame(0))
        .containsExactly(4095, 1);
    image.put(Tag.PixelRepresentation, VR.US, 1);
    assertThat(Frames.of(image, TransferSyntax.EXPLICIT_LITTLE_ENDIAN).frame(0))
        .containsExactly(-1, 1);
    image.put(Tag.HighBit, VR.US, 15);
    assertThat(Frames.of(image, TransferSyntax.EXPLICIT_LITTLE_ENDIAN).frame(0))
        .containsExactly(-1, -256);
  }

  @Test
  void singleBitsArePackedWithoutPaddingBetweenFrames() {
    DataSet image =
        image(1, 3, 1, 1, 0)
            .put(Tag.NumberOfFrames, VR.IS, 3)
            .putBytes(Tag.PixelData, VR.OB, bytes(0b01_101_011, 0b1));

    Frames frames = Frames.of(image, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);

    assertThat(frames.frame(0)).containsExactly(1, 1, 0);
    assertThat(frames.frame(1)).containsExactly(1, 0, 1);
    assertThat(frames.frame(2)).containsExactly(1, 0, 1);
  }

  @Test
  void planesOfColourComeTogether() {
    DataSet image =
        image(1, 2, 8, 8, 7)
            .put(Tag.SamplesPerPixel, VR.US, 3)
            .put(Tag.PlanarConfiguration, VR.US, 1)
            .putBytes(Tag.PixelData, VR.OB, bytes(1, 2, 3, 4, 5, 6));

    assertThat(Frames.of(image, TransferSyntax.EXPLICIT_LITTLE_ENDIAN).frame(0))
        .containsExactly(1, 3, 5, 2, 4, 6);
  }

  @Test
  void unsignedWordsOfThirtyTwoBitsStayPositive() {
    DataSet image =
        image(1, 1, 32, 32, 31).putBytes(Tag.PixelData, VR.OW, bytes(255, 255, 255, 255));

    assertThat(Frames.of(image, TransferSyntax.EXPLICIT_LITTLE_ENDIAN).frame(0))
        .containsExactly(4294967295.0);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 4, 8, 8, 7",
    "4, 4, 12, 12, 11",
    "4, 4, 8, 9, 8",
    "4, 4, 16, 12, 10",
    "65535, 65535, 8, 8, 7"
  })
  void impossibleShapesAreRefused(int rows, int columns, int allocated, int stored, int high) {
    DataSet image =
        image(rows, columns, allocated, stored, high).putBytes(Tag.PixelData, VR.OW, new byte[64]);

    assertThat(fault(image, TransferSyntax.EXPLICIT_LITTLE_ENDIAN))
        .isEqualTo(DicomFaultCode.PIXELS_INVALID);
  }

  @Test
  void shortPixelDataIsRefused() {
    DataSet image = image(4, 4, 16, 16, 15).putBytes(Tag.PixelData, VR.OW, new byte[30]);

    assertThat(fault(image, TransferSyntax.EXPLICIT_LITTLE_ENDIAN))
        .isEqualTo(DicomFaultCode.PIXELS_INVALID);
  }

  @Test
  void damagedRleEndsInItsFaultAndNothingElse() {
    Random random = new Random(20240601);
    for (int i = 0; i < 2000; i++) {
      byte[] stream = new byte[random.nextInt(200)];
      random.nextBytes(stream);
      if (stream.length >= 64) {
        // A plausible header, so that the runs are reached.
        stream[0] = 2;
        stream[1] = stream[2] = stream[3] = 0;
        stream[4] = 64;
        stream[5] = stream[6] = stream[7] = 0;
      }
      DataSet image = encapsulated(image(4, 4, 16, 16, 15), stream);
      try {
        assertThat(Frames.of(image, RLE).frame(0)).hasSize(16);
      } catch (DicomFault fault) {
        assertThat(fault.code()).isEqualTo(DicomFaultCode.PIXELS_INVALID);
      }
    }
  }

  @Test
  void damagedJpegLsEndsInItsFaultAndNothingElse() {
    TransferSyntax syntax = TransferSyntax.of("1.2.840.10008.1.2.4.80").orElseThrow();
    byte[] head =
        bytes(
            0xFF, 0xD8, 0xFF, 0xF7, 0, 11, 16, 0, 4, 0, 4, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0,
            0, 0, 0);
    Random random = new Random(20240602);
    int decoded = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] stream = Arrays.copyOf(head, head.length + random.nextInt(100));
      for (int at = i % 3 == 0 ? 6 : head.length; at < stream.length; at++) {
        stream[at] = (byte) random.nextInt(256);
      }
      DataSet image = encapsulated(image(4, 4, 16, 16, 15), stream);
      try {
        assertThat(Frames.of(image, syntax).frame(0)).hasSize(16);
        decoded++;
      } catch (DicomFault fault) {
        assertThat(fault.code()).isEqualTo(DicomFaultCode.PIXELS_INVALID);
      }
    }
    assertThat(decoded).isPositive();
  }

  @Test
  void codestreamOfAnotherSizeAllocatesNothing() {
    byte[] huge =
        bytes(0xFF, 0xD8, 0xFF, 0xC3, 0, 11, 16, 0xFF, 0xFF, 0xFF, 0xFF, 1, 1, 0x11, 0, 0xFF, 0xD9);

    assertThat(fault(encapsulated(image(4, 4, 16, 16, 15), huge), JPEG))
        .isEqualTo(DicomFaultCode.PIXELS_INVALID);
  }

  @Test
  void damagedJpegIsRefused() {
    byte[] cut = bytes(0xFF, 0xD8, 0xFF, 0xC3, 0, 11, 16, 0, 4, 0, 4, 1, 1, 0x11, 0, 0xFF, 0xD9);

    assertThat(fault(encapsulated(image(4, 4, 16, 16, 15), cut), JPEG))
        .isEqualTo(DicomFaultCode.PIXELS_INVALID);
  }

  @Test
  void framesThatCannotBeToldApartAreRefused() {
    DataSet image =
        encapsulated(
            image(4, 4, 8, 8, 7).put(Tag.NumberOfFrames, VR.IS, 2),
            new byte[10],
            new byte[10],
            new byte[10]);

    assertThat(fault(image, RLE)).isEqualTo(DicomFaultCode.PIXELS_INVALID);
  }

  @Test
  void offsetTableTellsFragmentsOfFramesApart() {
    byte[] rle = rle(5);
    byte[] first = Arrays.copyOf(rle, 40);
    byte[] rest = Arrays.copyOfRange(rle, 40, rle.length);
    List<BulkData> fragments =
        List.of(
            BulkData.of(bytes(0, 0, 0, 0, 16 + rle.length, 0, 0, 0)),
            BulkData.of(first),
            BulkData.of(rest),
            BulkData.of(rle(7)));
    DataSet image =
        image(1, 2, 8, 8, 7).put(Tag.NumberOfFrames, VR.IS, 2).put(SharedImages.pixels(fragments));

    Frames frames = Frames.of(image, RLE);

    assertThat(frames.frame(0)).containsExactly(5, 5);
    assertThat(frames.frame(1)).containsExactly(7, 7);
  }

  /** Two pixels of one value as a replicate run. */
  private static byte[] rle(int value) {
    byte[] stream = new byte[66];
    stream[0] = 1;
    stream[4] = 64;
    stream[64] = -1;
    stream[65] = (byte) value;
    return stream;
  }
}
