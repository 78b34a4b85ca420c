package org.therafed.profiles.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
