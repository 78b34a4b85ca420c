package org.therafed.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/** The table of a folder, whoever wrote it. */
class ExpectationTest {
  private static final String HEAD =
      "file,verdict,transfer_syntax_uid,elements,sop_class_uid,patient_name_utf8,frames,reason,source";

  @Test
  void quotesLineBreaksAndMark() {
    List<Expectation> rows =
        Expectation.parse(
            "\uFEFF"
                + HEAD
                + "\r\n\"a, b.dcm\",parse,1.2,3,,\"A\"\"^\r\nB\",,\"x,y\",made\r\n\r\n"
                + "c.dcm,refuse,,,,,,truncated-value|value-too-large,made");

    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).file()).isEqualTo("a, b.dcm");
    assertThat(rows.get(0).patientName()).isEqualTo("A\"^\r\nB");
    assertThat(rows.get(1).reasons()).containsExactly("truncated-value", "value-too-large");
  }

  @Test
  void rowWithoutAllColumnsIsNotSkipped() {
    assertThatThrownBy(() -> Expectation.parse(HEAD + "\na.dcm,parse"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Row 2");
  }

  @Test
  void anyReasonWhereNoneIsStated() {
    DicomFault fault = DicomFault.of(DicomFaultCode.NOT_DICOM, "no data set");

    assertThat(Expectation.parse("a,refuse,,,,,,,made").get(0).difference(fault)).isEmpty();
    assertThat(Expectation.parse("a,refuse,,,,,,truncated-value,made").get(0).difference(fault))
        .contains("truncated-value");
  }
}
