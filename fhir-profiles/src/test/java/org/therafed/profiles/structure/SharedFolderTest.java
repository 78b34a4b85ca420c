package org.therafed.profiles.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that somebody names must hold the table of verdicts. */
class SharedFolderTest {
  @TempDir private Path folder;

  @Test
  void aNamedFolderWithoutTheTableFails() throws IOException {
    assertThat(SharedFhirExamplesTest.table(folder, false)).isEmpty();
    assertThatThrownBy(() -> SharedFhirExamplesTest.table(folder, true))
        .hasMessageContaining("EXPECTED.csv");
    Files.createFile(folder.resolve("EXPECTED.csv"));
    assertThat(SharedFhirExamplesTest.table(folder, true)).isPresent();
  }

  @Test
  void aProfileThatNobodyHasDefinedLeavesTheVerdictOpenAndFailsTheRow() {
    Path definitions = Path.of("definitions");
    SharedFhirExamplesTest.verdictCanBeKnown(Set.of(), definitions);
    assertThatThrownBy(
            () ->
                SharedFhirExamplesTest.verdictCanBeKnown(
                    Set.of("https://example.org/StructureDefinition/nowhere"), definitions))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("https://example.org/StructureDefinition/nowhere")
        .hasMessageContaining("cannot be known");
  }
}
