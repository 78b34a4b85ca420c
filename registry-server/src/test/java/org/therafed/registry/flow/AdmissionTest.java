package org.therafed.registry.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdmissionTest {

  @Test
  void transferBeyondTheNumberWaitsUntilOneHasLeft() {
    Admission admission = new Admission(2, 1_000);
    assertThat(admission.enter(10)).isTrue();
    assertThat(admission.enter(10)).isTrue();
    assertThat(admission.enter(10)).isFalse();
    admission.leave(10);
    assertThat(admission.enter(10)).isTrue();
  }

  @Test
  void transferBeyondTheBytesWaits() {
    Admission admission = new Admission(10, 1_000);
    assertThat(admission.enter(600)).isTrue();
    assertThat(admission.enter(401)).isFalse();
    assertThat(admission.enter(400)).isTrue();
    admission.leave(600);
    assertThat(admission.enter(600)).isTrue();
  }

  @Test
  void singleTransferOfAnySizeIsAdmittedWhenNothingElseIsUnderWay() {
    Admission admission = new Admission(10, 1_000);
    assertThat(admission.enter(5_000)).isTrue();
    assertThat(admission.enter(1)).isFalse();
    admission.leave(5_000);
    assertThat(admission.enter(1)).isTrue();
  }
}
