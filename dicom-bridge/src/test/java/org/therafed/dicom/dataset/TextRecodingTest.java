package org.therafed.dicom.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.dicom.Shared;
import org.therafed.dicom.io.DataSetWriter;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.dicom.io.TransferSyntax;

class TextRecodingTest {

  private static byte[] bytes(DataSet set) {
    return DataSetWriter.toBytes(set, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
  }

  @Test
  void textsOfItemsAreWrittenInTheCharacterSetOfTheTop() {
    DataSet item =
        new DataSet()
            .put(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 144")
            .put(Tag.CodeMeaning, VR.LO, "Жук");
    DataSet set =
        new DataSet()
            .put(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100")
            .put(Tag.PatientName, VR.PN, "Buc^Jérôme")
            .putItems(Tag.ConceptNameCodeSequence, item);

    TextRecoding.recode(set, SpecificCharacterSet.UTF_8);

    assertThat(set.strings(Tag.SpecificCharacterSet)).containsExactly("ISO_IR 192");
    assertThat(set.string(Tag.PatientName)).contains("Buc^Jérôme");
    assertThat(item.contains(Tag.SpecificCharacterSet)).isFalse();
    assertThat(item.string(Tag.CodeMeaning)).contains("Жук");
  }

  @Test
  void nothingChangesWhereOneTextCannotBeExpressed() {
    DataSet item =
        new DataSet()
            .put(Tag.SpecificCharacterSet, VR.CS, "GB18030")
            .put(Tag.CodeMeaning, VR.LO, "王");
    DataSet set =
        new DataSet()
            .put(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192")
            .put(Tag.PatientName, VR.PN, "Buc^Jérôme")
            .putItems(Tag.ConceptNameCodeSequence, item);
    byte[] before = bytes(set);

    assertThatThrownBy(() -> TextRecoding.recode(set, SpecificCharacterSet.of("ISO_IR 100")))
        .isInstanceOf(DicomFault.class)
        .hasMessageNotContaining("王");
    assertThat(bytes(set)).isEqualTo(before);
  }

  @Test
  void undefinedBytesAreNotTurnedIntoReplacementCharacters() {
    DataSet set = new DataSet().putBytes(Tag.PatientID, VR.LO, new byte[] {'4', (byte) 0xE9});

    assertThatThrownBy(() -> TextRecoding.recode(set, SpecificCharacterSet.UTF_8))
        .isInstanceOf(DicomFault.class)
        .hasMessageContaining("(0010,0020)");
  }

  /** The names are read, written as UTF-8, and written back in the set of the file. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "charset/chrArab.dcm",
        "charset/chrFren.dcm",
        "charset/chrH31.dcm",
        "charset/chrI2.dcm",
        "charset/chrX1.dcm",
        "charset/chrX2.dcm",
        "charset/synth-gbk.dcm"
      })
  void namesOfRealFilesSurviveTheWayToUtf8AndBack(String file) {
    DataSet set = Part10Reader.read(Shared.file(file)).dataSet();
    SpecificCharacterSet original = set.charset();
    var name = set.personName(Tag.PatientName);

    TextRecoding.recode(set, SpecificCharacterSet.UTF_8);
    assertThat(set.personName(Tag.PatientName)).isEqualTo(name).isPresent();
    TextRecoding.recode(set, original);

    assertThat(set.charset()).isEqualTo(original);
    assertThat(set.personName(Tag.PatientName)).isEqualTo(name);
  }
}
