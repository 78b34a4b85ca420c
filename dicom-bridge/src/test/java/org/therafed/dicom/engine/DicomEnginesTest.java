package org.therafed.dicom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

class DicomEnginesTest {
  @Test
  void ownEngineIsThereByItsName() {
    assertThat(DicomEngines.named("therafed")).isSameAs(DicomEngines.own());
    assertThat(DicomEngines.own().name()).isEqualTo("therafed");
  }

  @Test
  void absentEngineIsAFaultThatNamesThoseThatAreThere() {
    assertThatThrownBy(() -> DicomEngines.named("no-such-engine"))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(DicomFaultCode.ENGINE_ABSENT);
              assertThat(fault)
                  .hasMessageStartingWith("DCM-ENG-001")
                  .hasMessageContaining("therafed");
              assertThat(fault.getMessage()).doesNotContain("no-such-engine");
            });
  }
}
