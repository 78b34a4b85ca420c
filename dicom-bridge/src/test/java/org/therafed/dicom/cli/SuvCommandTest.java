package org.therafed.dicom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.dicom.Shared;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.dicom.quantity.Suv;
import org.therafed.dicom.quantity.SuvFactor;
import org.therafed.dicom.quantity.SuvType;

class SuvCommandTest {
  @TempDir Path folder;

  @Test
  void factorOfASeriesIsTheOneOfTheLibrary() {
    Path file = Shared.file("suv/synth-bqml-start.dcm");
    SuvFactor factor =
        (SuvFactor)
            Suv.factor(java.util.List.of(Part10Reader.readHeader(file).dataSet()), SuvType.BW);

    Run run = Run.of("suv", file.toString());

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith("series 1, 1 images: SUVbw g/mL = ")
        .contains(String.format(java.util.Locale.ROOT, "%.9g", factor.value()));
  }

  @Test
  void reasonWhyThereIsNoneHasItsCode() {
    Run run = Run.of("suv", Shared.file("suv/synth-no-weight.dcm").toString());

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("series 1, 1 images: DCM-SUV-010 No SUV: ");
  }

  @Test
  void imageThatIsNoPetHasNone() throws Exception {
    Path file = DumpCommandTest.write(folder.resolve("DOE.dcm"), DumpCommandTest.sample());

    Run run = Run.of("suv", file.toString());

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("DCM-SUV-002").doesNotContain("DOE");
  }

  @Test
  void unknownTypeIsAWrongArgument() {
    Run run = Run.of("suv", "--type", "DOE", "x");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--type", "BSA").doesNotContain("DOE");
  }
}
