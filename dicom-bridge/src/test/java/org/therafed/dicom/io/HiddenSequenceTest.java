package org.therafed.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;

/** Sequences under VR UN, PS3.5 section 6.2.2: found wherever the bytes come from. */
class HiddenSequenceTest {

  private static byte[] items(DataSet... items) {
    byte[] bytes =
        DataSetWriter.toBytes(
            new DataSet().putItems(Tag.ReferencedSeriesSequence, items),
            TransferSyntax.IMPLICIT_LITTLE_ENDIAN);
    return Arrays.copyOfRange(bytes, 8, bytes.length);
  }

  private static byte[] file(byte[] unknown, TransferSyntax syntax) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DataSet set =
        new DataSet()
            .put(Tag.SOPInstanceUID, VR.UI, "2.25.1")
            .putBytes(Tag.ReferencedSeriesSequence, VR.UN, unknown)
            .put(Tag.PatientID, VR.LO, "after");
    Part10Writer.write(set, syntax, out);
    return out.toByteArray();
  }

  private static final byte[] LEGIBLE = items(new DataSet().put(Tag.SeriesNumber, VR.IS, 9));

  private static void assertFound(DataSet set) {
    assertThat(set.item(Tag.ReferencedSeriesSequence).orElseThrow().integer(Tag.SeriesNumber))
        .hasValue(9);
    assertThat(set.string(Tag.PatientID)).contains("after");
  }

  @Test
  void inADeflatedFile() throws IOException {
    byte[] file = file(LEGIBLE, TransferSyntax.DEFLATED_LITTLE_ENDIAN);

    assertFound(Part10Reader.read(file).dataSet());
  }

  @Test
  void inAStream() throws IOException {
    byte[] file = file(LEGIBLE, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);

    assertFound(Part10Reader.readHeader(new ByteArrayInputStream(file)).dataSet());
  }

  @Test
  void illegibleOnesStayBytesInAStream() throws IOException {
    byte[] cut = {-2, -1, 0, -32, 100, 0, 0, 0};
    byte[] file = file(cut, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);

    DataSet set = Part10Reader.readHeader(new ByteArrayInputStream(file)).dataSet();

    assertThat(set.items(Tag.ReferencedSeriesSequence)).isEmpty();
    assertThat(set.bulk(Tag.ReferencedSeriesSequence).orElseThrow().bytes(100)).isEqualTo(cut);
    assertThat(set.string(Tag.PatientID)).contains("after");
  }

  @Test
  void theBoundsOfTheWholeInputHoldInThem() throws IOException {
    DataSet[] many = new DataSet[20];
    Arrays.setAll(many, i -> new DataSet().put(Tag.SeriesNumber, VR.IS, i));
    byte[] file = file(items(many), TransferSyntax.DEFLATED_LITTLE_ENDIAN);
    ReadLimits few = new ReadLimits(1024, 1 << 20, 10, 30, 200, 1 << 20);

    DicomFaultCode code = null;
    try {
      Part10Reader.read(file, few);
    } catch (DicomFault e) {
      code = e.code();
    }
    assertThat(code).isEqualTo(DicomFaultCode.TOO_MANY_ELEMENTS);
  }
}
