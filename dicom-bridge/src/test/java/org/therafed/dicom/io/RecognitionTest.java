package org.therafed.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/** Data sets without preamble and meta information, whatever they begin with. */
class RecognitionTest {

  private static List<DataSet> beginnings() {
    return List.of(
        new DataSet().put(Tag.SOPInstanceUID, VR.UI, "2.25.1"),
        new DataSet().put(Tag.PatientName, VR.PN, "A^B"),
        new DataSet().put(Tag.StudyInstanceUID, VR.UI, "2.25.1"),
        new DataSet().put(Tag.Rows, VR.US, 512),
        new DataSet().put(0x00090010, VR.LO, "CREATOR").put(Tag.PatientID, VR.LO, "1"),
        new DataSet().put(0x00080000, VR.UL, 10).put(Tag.Modality, VR.CS, "PT"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2"})
  void aDataSetAloneIsRead(String uid) {
    TransferSyntax syntax = TransferSyntax.of(uid).orElseThrow();
    for (DataSet set : beginnings()) {
      byte[] bytes = DataSetWriter.toBytes(set, syntax);

      DicomFile file = Part10Reader.read(bytes);

      assertThat(file.transferSyntax()).isEqualTo(syntax);
      assertThat(DataSetWriter.toBytes(file.dataSet(), syntax)).isEqualTo(bytes);
    }
  }

  @Test
  void anOpenSequenceMayComeFirst() {
    DataSet item = new DataSet().undefinedLength(true).put(Tag.CodeValue, VR.SH, "1");
    Value value = new Value.Items(List.of(item), true);
    DataSet set = new DataSet().put(new Element(Tag.ConceptNameCodeSequence, VR.SQ, value));
    byte[] bytes = DataSetWriter.toBytes(set, TransferSyntax.IMPLICIT_LITTLE_ENDIAN);

    assertThat(Part10Reader.read(bytes).dataSet().items(Tag.ConceptNameCodeSequence)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"00100010\":{\"vr\":\"PN\"}}",
        "Patient name: nobody at all",
        "PK\u0003\u0004 an archive",
        "GIF89a and some more",
        "\u0000\u0000\u0000\u0000UL\u0004\u0000\u0000\u0000\u0000\u0000",
        "\u0000\u0000\u0000\u0000\u0004\u0000\u0000\u0000\u0000\u0000\u0000\u0000",
        "\u0007\u0000\u0001\u0000CS\u0002\u0000AB"
      })
  void anythingElseIsNotDicom(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> Part10Reader.read(bytes))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.NOT_DICOM));
  }
}
