package org.therafed.dicom.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.dicom.Shared;
import org.therafed.dicom.io.DataSetReader;
import org.therafed.dicom.io.DataSetWriter;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.dicom.io.TransferSyntax;

class EncapsulatedFramesTest {
  private static final TransferSyntax RLE = TransferSyntax.of("1.2.840.10008.1.2.5").orElseThrow();

  private static BulkData bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return BulkData.of(bytes);
  }

  private static BulkData table(int... offsets) {
    ByteBuffer table = ByteBuffer.allocate(4 * offsets.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int offset : offsets) {
      table.putInt(offset);
    }
    return BulkData.of(table.array());
  }

  /** Through bytes and back, as a reader has it. */
  private static DataSet image(int frames, BulkData... items) {
    DataSet set = new DataSet().put(Tag.NumberOfFrames, VR.IS, frames);
    set.put(new Element(Tag.PixelData, VR.OB, new Value.Fragments(List.of(items))));
    return DataSetReader.read(DataSetWriter.toBytes(set, RLE), RLE);
  }

  private static List<byte[]> frames(DataSet set) {
    List<byte[]> frames = new ArrayList<>();
    EncapsulatedFrames.of(set).frames().forEach(frame -> frames.add(frame.bytes(1 << 20)));
    return frames;
  }

  @Test
  void extendedOffsetTableNamesFramesAndDropsTheirPadding() {
    DataSet set = image(2, bytes(), bytes(1, 2, 3, 0), bytes(4, 5));
    set.put(Tag.ExtendedOffsetTable, VR.OV);
    set.putBytes(Tag.ExtendedOffsetTable, VR.OV, words(0, 12));
    set.putBytes(Tag.ExtendedOffsetTableLengths, VR.OV, words(3, 2));
    DataSet read = DataSetReader.read(DataSetWriter.toBytes(set, RLE), RLE);

    assertThat(frames(read)).containsExactly(new byte[] {1, 2, 3}, new byte[] {4, 5});
    assertThat(DataSetWriter.toBytes(read, RLE)).isEqualTo(DataSetWriter.toBytes(set, RLE));
  }

  private static byte[] words(long... values) {
    ByteBuffer words = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      words.putLong(value);
    }
    return words.array();
  }

  @Test
  void extendedOffsetTableThatContradictsTheFragmentsIsAFault() {
    DataSet set = image(2, bytes(), bytes(1, 2), bytes(4, 5));
    set.putBytes(Tag.ExtendedOffsetTable, VR.OV, words(0, 11));
    set.putBytes(Tag.ExtendedOffsetTableLengths, VR.OV, words(2, 2));
    assertFault(set);

    set.putBytes(Tag.ExtendedOffsetTable, VR.OV, words(0, 10));
    assertThat(frames(set)).hasSize(2);

    set.putBytes(Tag.ExtendedOffsetTableLengths, VR.OV, words(2, 3));
    assertFault(set);
    set.putBytes(Tag.ExtendedOffsetTableLengths, VR.OV, words(2));
    assertFault(set);
  }

  @Test
  void basicOffsetTableJoinsFragments() {
    DataSet set = image(2, table(0, 20), bytes(1, 2), bytes(3, 4), bytes(5, 6));

    assertThat(frames(set)).containsExactly(new byte[] {1, 2, 3, 4}, new byte[] {5, 6});
  }

  @Test
  void basicOffsetTableThatContradictsTheFragmentsIsAFault() {
    assertFault(image(2, table(0, 12), bytes(1, 2), bytes(3, 4)));
    assertFault(image(2, table(0), bytes(1, 2), bytes(3, 4)));
    assertFault(image(2, table(10, 10), bytes(1, 2), bytes(3, 4)));
  }

  @Test
  void withoutTableOneFrameTakesAllAndEachOfManyTakesOne() {
    assertThat(frames(image(1, bytes(), bytes(1, 2), bytes(3, 4))))
        .containsExactly(new byte[] {1, 2, 3, 4});
    assertThat(frames(image(2, bytes(), bytes(1, 2), bytes(3, 4))))
        .containsExactly(new byte[] {1, 2}, new byte[] {3, 4});
    assertFault(image(2, bytes(), bytes(1, 2), bytes(3, 4), bytes(5, 6)));
  }

  @Test
  void noFragmentsAreAFault() {
    assertFault(new DataSet());
    assertFault(new DataSet().putBytes(Tag.PixelData, VR.OB, new byte[2]));
    assertFault(image(1, bytes()));
  }

  private static void assertFault(DataSet set) {
    assertThatThrownBy(() -> EncapsulatedFrames.of(set))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.INVALID_VALUE));
  }

  @Test
  void frameLargerThanAskedForIsAFault() {
    EncapsulatedFrames frames = EncapsulatedFrames.of(image(1, bytes(), bytes(1, 2, 3, 4)));

    assertThatThrownBy(() -> frames.frames().get(0).bytes(3))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.VALUE_TOO_LARGE));
  }

  @ParameterizedTest
  @CsvSource({
    "ts/CT0012.fragmented_no_bot_jpeg_lossless.70.dcm, 2",
    "ts/CT0012.not_fragmented_bot_jpeg_ls.80.dcm, 2",
    "ts/SC_rgb_rle_16bit_2frame.dcm, 2",
    "ts/examples_ybr_color.dcm, 30",
    "mf/emri_small_jpeg_2k_lossless.dcm, 10",
    "ts/liver_deflate.dcm, 3",
    "ts/MR_small_RLE.dcm, 1"
  })
  void framesOfRealFilesBeginWithTheirStream(String file, int count) {
    DataSet set = Part10Reader.read(Shared.file(file)).dataSet();

    List<byte[]> frames = frames(set);

    assertThat(frames).hasSize(count);
    // Every frame of one file begins alike: with its marker, or its count of segments.
    boolean marked = frames.get(0)[0] == -1;
    assertThat(frames).allSatisfy(frame -> assertThat(frame[0] == -1).isEqualTo(marked));
  }
}
