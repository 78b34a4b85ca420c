package org.therafed.gateway.intake.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.dicom.net.PresentationContext;

class PatientPullTest {

  @ParameterizedTest
  @ValueSource(strings = {"A-1", "王-1", "0012 34", "x^y"})
  void anIdThatMatchesItselfOnlyCanBeAskedFor(String id) {
    assertThat(PatientPull.askable(id)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "A*", "A?", "A\\B", "A\n", " A", "A "})
  void anIdThatNamesOthersOrEverybodyCannotBeAskedFor(String id) {
    assertThat(PatientPull.askable(id)).isFalse();
  }

  @Test
  void anIdLongerThanItsValueRepresentationCannotBeAskedFor() {
    assertThat(PatientPull.askable("1".repeat(64))).isTrue();
    assertThat(PatientPull.askable("1".repeat(65))).isFalse();
  }

  @Test
  void contextsNeverExceedWhatOneAssociationHolds() {
    List<FoundInstance> unsaid = List.of(new FoundInstance("1.2", ""));
    List<FoundInstance> one = List.of(new FoundInstance("1.2", "1.2.840.10008.5.1.4.1.1.128"));
    List<FoundInstance> many =
        IntStream.range(1, 200).mapToObj(i -> new FoundInstance("1." + i, "1.3." + i)).toList();
    assertThat(StorageContexts.of(unsaid)).hasSizeBetween(100, 127);
    assertThat(StorageContexts.of(many)).hasSizeBetween(100, 127);
    assertThat(StorageContexts.of(one))
        .hasSize(12)
        .allMatch(context -> context.transferSyntaxes().size() == 1)
        .extracting(PresentationContext::abstractSyntax)
        .containsOnly("1.2.840.10008.5.1.4.1.1.128");
  }
}
