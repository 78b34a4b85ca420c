package org.therafed.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.dicom.Shared;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

class Part10ReaderTest {
  private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_LITTLE_ENDIAN;

  @TempDir Path folder;

  private static byte[] file(DataSet set, TransferSyntax syntax) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Part10Writer.write(set, syntax, out);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static DataSet sample() {
    return new DataSet()
        .put(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.7")
        .put(Tag.SOPInstanceUID, VR.UI, "2.25.1")
        .put(Tag.PatientID, VR.LO, "42")
        .put(Tag.PixelRepresentation, VR.US, 1)
        .put(Tag.SmallestImagePixelValue, VR.SS, -5)
        .put(Tag.FrameIncrementPointer, VR.AT, 0x00181063)
        .put(Tag.SelectorFDValue, VR.FD, 0.1, -2.5)
        .put(Tag.SelectorUVValue, VR.UV, "18446744073709551615")
        .putItems(
            Tag.ReferencedSeriesSequence,
            new DataSet().put(Tag.SeriesNumber, VR.IS, 3),
            new DataSet().undefinedLength(true).put(Tag.SeriesNumber, VR.IS, 4))
        .putBytes(Tag.PixelData, VR.OW, new byte[] {1, 2, 3, 4});
  }

  private static DicomFaultCode fault(byte[] bytes) {
    return fault(bytes, ReadLimits.DEFAULT);
  }

  private static DicomFaultCode fault(byte[] bytes, ReadLimits limits) {
    try {
      Part10Reader.read(bytes, limits);
    } catch (DicomFault e) {
      return e.code();
    }
    return null;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2.840.10008.1.2",
        "1.2.840.10008.1.2.1",
        "1.2.840.10008.1.2.2",
        "1.2.840.10008.1.2.1.99"
      })
  void dataSetSurvivesEveryNativeSyntax(String uid) {
    TransferSyntax syntax = TransferSyntax.of(uid).orElseThrow();

    DicomFile file = Part10Reader.read(file(sample(), syntax));

    assertThat(file.transferSyntax()).isEqualTo(syntax);
    DataSet set = file.dataSet();
    assertThat(DataSetWriter.toBytes(set, EXPLICIT))
        .isEqualTo(DataSetWriter.toBytes(sample(), EXPLICIT));
    assertThat(set.bulk(Tag.PixelData).orElseThrow().bytes(10)).containsExactly(1, 2, 3, 4);
    assertThat(set.integer(Tag.SmallestImagePixelValue)).hasValue(-5);
    assertThat(file.sopInstanceUid()).contains("2.25.1");
  }

  @Test
  void pixelDataStaysInTheFileUntilAskedFor() {
    Path ct = Shared.file("ct/CT1_UNC.explicit_big_endian.dcm");
    byte[] little =
        Part10Reader.read(Shared.file("ct/CT1_UNC.explicit_little_endian.dcm"))
            .dataSet()
            .bulk(Tag.PixelData)
            .orElseThrow()
            .bytes(1 << 20);

    Element pixels = Part10Reader.read(ct).dataSet().element(Tag.PixelData).orElseThrow();

    assertThat(pixels.value()).isInstanceOf(Value.Bulk.class);
    BulkData data = ((Value.Bulk) pixels.value()).data();
    assertThat(data.offset()).isPositive();
    assertThat(data.length()).isEqualTo(512 * 512 * 2);
    assertThat(data.bytes(1 << 20)).isEqualTo(little);
    assertThatThrownBy(() -> data.bytes(100))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.VALUE_TOO_LARGE));
  }

  @Test
  void pixelDataOfADeflatedFileCanBeReadAgain() throws IOException {
    Path path = folder.resolve("deflated.dcm");
    Files.write(path, file(sample(), TransferSyntax.DEFLATED_LITTLE_ENDIAN));

    DataSet set = Part10Reader.read(path).dataSet();

    assertThat(set.bulk(Tag.PixelData).orElseThrow().bytes(10)).containsExactly(1, 2, 3, 4);
  }

  @Test
  void headerOfAStreamStopsBeforeThePixels() {
    byte[] bytes = file(sample(), EXPLICIT);
    InputStream endless =
        new java.io.SequenceInputStream(
            new ByteArrayInputStream(bytes, 0, bytes.length - 4), failing());

    DataSet set = Part10Reader.readHeader(endless).dataSet();

    assertThat(set.string(Tag.PatientID)).contains("42");
    assertThat(set.contains(Tag.PixelData)).isFalse();
  }

  private static InputStream failing() {
    return new InputStream() {
      @Override
      public int read() {
        throw new AssertionError("read beyond the header");
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        throw new AssertionError("read beyond the header");
      }
    };
  }

  @Test
  void headerOfAFileWhosePixelsAreCutOffIsRefused() throws IOException {
    Path path = folder.resolve("cut.dcm");
    byte[] bytes = file(sample(), EXPLICIT);
    Files.write(path, Arrays.copyOf(bytes, bytes.length - 2));

    assertThatThrownBy(() -> Part10Reader.readHeader(path))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.TRUNCATED_VALUE));
  }

  @Test
  void everyTruncationIsAFaultAndNothingElse() {
    byte[] bytes = file(sample(), EXPLICIT);
    int parsed = 0;
    for (int length = 0; length < bytes.length; length++) {
      DicomFaultCode code = fault(Arrays.copyOf(bytes, length));
      if (code == null) {
        parsed++;
      }
    }
    // Cut between two elements at the top level a shorter data set is left, which is legible.
    assertThat(parsed).isEqualTo(sample().size());
  }

  @Test
  void everyDamagedByteIsReadOrAFault() {
    byte[] bytes = file(sample(), EXPLICIT);
    int refused = 0;
    for (int at = 128; at < bytes.length; at++) {
      for (int value : new int[] {0x00, 0xFF, 0x7F, 'S'}) {
        byte[] damaged = bytes.clone();
        damaged[at] = (byte) value;
        if (fault(damaged) != null) {
          refused++;
        }
      }
    }
    assertThat(refused).isPositive();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void twentyThousandLevelsAreReadAndWrittenBack(boolean undefined) {
    DataSet set = new DataSet().put(Tag.PatientID, VR.LO, "deep");
    for (int i = 0; i < 20_000; i++) {
      set.undefinedLength(undefined);
      DataSet outer = new DataSet();
      outer.append(
          new Element(
              Tag.ReferencedSeriesSequence, VR.SQ, new Value.Items(List.of(set), undefined)));
      set = outer;
    }
    byte[] bytes = DataSetWriter.toBytes(set, EXPLICIT);

    DataSet back = DataSetReader.read(bytes, EXPLICIT);

    assertThat(DataSetWriter.toBytes(back, EXPLICIT)).isEqualTo(bytes);
    DataSet inner = back;
    while (inner.item(Tag.ReferencedSeriesSequence).isPresent()) {
      inner = inner.item(Tag.ReferencedSeriesSequence).get();
    }
    assertThat(inner.string(Tag.PatientID)).contains("deep");
  }

  @Test
  void deeperNestingThanConfiguredIsAFault() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < 100_000; i++) {
      out.write(new byte[] {8, 0, 0x15, 0x11, 'S', 'Q', 0, 0, -1, -1, -1, -1});
      out.write(new byte[] {-2, -1, 0, -32, -1, -1, -1, -1});
    }

    assertThat(fault(out.toByteArray())).isEqualTo(DicomFaultCode.NESTING_TOO_DEEP);
  }

  @Test
  void lengthOfFourGigabytesInSixteenBytesCostsNothing() {
    byte[] claim = {8, 0, 5, 0, 'U', 'T', 0, 0, -2, -1, -1, -1, 1, 2, 3, 4};

    assertThat(fault(claim)).isEqualTo(DicomFaultCode.TRUNCATED_VALUE);
    assertThatThrownBy(() -> Part10Reader.readHeader(new ByteArrayInputStream(claim)))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.VALUE_TOO_LARGE));
  }

  @Test
  void inflateBombIsAFault() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(file(new DataSet(), TransferSyntax.DEFLATED_LITTLE_ENDIAN), 0, metaLength());
    Deflater deflater = new Deflater(9, true);
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(out, deflater)) {
      byte[] zeros = new byte[1 << 20];
      // One value of 96 MiB: a thousand times the deflated size.
      deflated.write(new byte[] {8, 0, 5, 0, 'U', 'N', 0, 0, 0, 0, 0, 6});
      for (int i = 0; i < 96; i++) {
        deflated.write(zeros);
      }
    } finally {
      deflater.end();
    }

    assertThat(fault(out.toByteArray())).isEqualTo(DicomFaultCode.INFLATE_BOMB);
  }

  private static int metaLength() {
    return (int)
        Part10Reader.read(file(new DataSet(), TransferSyntax.DEFLATED_LITTLE_ENDIAN))
            .dataSetOffset();
  }

  @Test
  void numberOfElementsIsBounded() {
    ReadLimits few = new ReadLimits(1024, 1 << 20, 10, 5, 200, 1 << 20);

    assertThat(fault(file(sample(), EXPLICIT), few)).isEqualTo(DicomFaultCode.TOO_MANY_ELEMENTS);
  }

  @Test
  void itemLongerThanItsSequenceIsAFault() {
    byte[] bytes = {
      8, 0, 0x15, 0x11, 'S', 'Q', 0, 0, 8, 0, 0, 0, -2, -1, 0, -32, 100, 0, 0, 0, 1, 2, 3, 4
    };

    assertThat(fault(bytes)).isEqualTo(DicomFaultCode.LENGTH_PAST_END);
  }

  @Test
  void unclosedSequenceIsAFault() {
    byte[] bytes = {8, 0, 0x15, 0x11, 'S', 'Q', 0, 0, -1, -1, -1, -1};

    assertThat(fault(bytes)).isEqualTo(DicomFaultCode.MISSING_DELIMITER);
  }

  @Test
  void faultNamesThePlaceAndNoValue() {
    byte[] bytes = {8, 0, 5, 0, 'C', 'S', 2, 0, 'A', 'B', 16, 0, 16, 0, '?', '?', 2, 0, 'X', 'Y'};

    assertThatThrownBy(() -> Part10Reader.read(bytes))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(DicomFaultCode.INVALID_VR);
              assertThat(fault.offset()).isEqualTo(14);
              assertThat(fault).hasMessageContaining("(0010,0010)");
              assertThat(fault.getMessage()).doesNotContain("XY", "AB");
            });
  }

  @Test
  void unknownSequenceWithLegibleItemsIsReadAndWrittenBackAsUnknown() {
    DataSet item = new DataSet().put(Tag.SeriesNumber, VR.IS, 9);
    byte[] items =
        DataSetWriter.toBytes(
            new DataSet().putItems(Tag.ReferencedSeriesSequence, item),
            TransferSyntax.IMPLICIT_LITTLE_ENDIAN);
    byte[] content = Arrays.copyOfRange(items, 8, items.length);
    byte[] bytes =
        DataSetWriter.toBytes(
            new DataSet().putBytes(Tag.ReferencedSeriesSequence, VR.UN, content), EXPLICIT);

    DataSet back = DataSetReader.read(bytes, EXPLICIT);

    assertThat(back.item(Tag.ReferencedSeriesSequence).orElseThrow().integer(Tag.SeriesNumber))
        .hasValue(9);
    assertThat(DataSetWriter.toBytes(back, EXPLICIT)).isEqualTo(bytes);
  }

  @Test
  void unknownSequenceWithIllegibleItemsStaysBytes() {
    byte[] content = {-2, -1, 0, -32, 100, 0, 0, 0};
    byte[] bytes =
        DataSetWriter.toBytes(
            new DataSet()
                .putBytes(Tag.ReferencedSeriesSequence, VR.UN, content)
                .put(Tag.PatientID, VR.LO, "after"),
            EXPLICIT);

    DataSet back = DataSetReader.read(bytes, EXPLICIT);

    assertThat(back.items(Tag.ReferencedSeriesSequence)).isEmpty();
    assertThat(back.string(Tag.PatientID)).contains("after");
    assertThat(DataSetWriter.toBytes(back, EXPLICIT)).isEqualTo(bytes);
  }

  @Test
  void fragmentsAndOffsetTableAreKept() {
    DataSet set =
        Part10Reader.read(Shared.file("ts/CT0012.not_fragmented_bot_jpeg_ls.80.dcm")).dataSet();

    Value value = set.element(Tag.PixelData).orElseThrow().value();

    assertThat(value).isInstanceOf(Value.Fragments.class);
    List<BulkData> fragments = ((Value.Fragments) value).fragments();
    assertThat(fragments).hasSize(3);
    assertThat(fragments.get(0).length()).isEqualTo(8);
    // Start of image of JPEG-LS.
    assertThat(fragments.get(1).bytes(1 << 20)).startsWith(0xFF, 0xD8);
  }

  @Test
  void receivedObjectBecomesAFileWithItsDataSetUntouched() throws IOException {
    byte[] dataset = DataSetWriter.toBytes(sample(), EXPLICIT);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    long count =
        Part10Writer.writeReceived(
            out,
            "1.2.840.10008.5.1.4.1.1.7",
            "2.25.1",
            EXPLICIT.uid(),
            new ByteArrayInputStream(dataset));

    assertThat(count).isEqualTo(out.size());
    DicomFile file = Part10Reader.read(out.toByteArray());
    assertThat(file.meta().string(Tag.MediaStorageSOPInstanceUID)).contains("2.25.1");
    assertThat(file.meta().integer(Tag.FileMetaInformationGroupLength))
        .hasValue((int) file.dataSetOffset() - 144);
    assertThat(Arrays.copyOfRange(out.toByteArray(), (int) file.dataSetOffset(), out.size()))
        .isEqualTo(dataset);
  }

  @Test
  void dataSetsInUnAtTheTagOfPixelsAreReadAsTheyWereWritten() {
    for (TransferSyntax syntax : List.of(EXPLICIT, TransferSyntax.EXPLICIT_BIG_ENDIAN)) {
      for (boolean itemOpen : new boolean[] {true, false}) {
        for (boolean sequenceOpen : new boolean[] {true, false}) {
          DataSet item = new DataSet().undefinedLength(itemOpen).put(Tag.PatientID, VR.LO, "42");
          Value items = new Value.Items(List.of(item), sequenceOpen);
          DataSet set = sample().put(new Element(Tag.PixelData, VR.UN, items));
          byte[] once = file(set, syntax);

          assertThat(file(Part10Reader.read(once).dataSet(), syntax)).isEqualTo(once);
        }
      }
      Value none = new Value.Items(List.of(), true);
      byte[] empty = file(sample().put(new Element(Tag.PixelData, VR.UN, none)), syntax);
      assertThat(file(Part10Reader.read(empty).dataSet(), syntax)).isEqualTo(empty);
      Value fragments =
          new Value.Fragments(List.of(BulkData.of(new byte[0]), BulkData.of(new byte[4])));
      byte[] pixels = file(sample().put(new Element(Tag.PixelData, VR.UN, fragments)), syntax);
      assertThat(file(Part10Reader.read(pixels).dataSet(), syntax)).isEqualTo(pixels);
    }
  }

  @Test
  void groupLengthOfSeveralNumbersIsWrittenAsOne() {
    DataSet item = new DataSet().put(Tag.PatientID, VR.LO, "42");
    item.append(
        new Element(0x00100000, VR.UL, Value.Inline.of(new byte[] {1, 0, 0, 0, 2, 0, 0, 0})));
    DataSet set = sample().putItems(Tag.ReferencedStudySequence, item);

    DataSet back = Part10Reader.read(file(set, EXPLICIT)).dataSet();

    DataSet inner = back.item(Tag.ReferencedStudySequence).orElseThrow();
    assertThat(inner.longInteger(0x00100000)).hasValue(10);
    assertThat(inner.string(Tag.PatientID)).contains("42");
  }
}
