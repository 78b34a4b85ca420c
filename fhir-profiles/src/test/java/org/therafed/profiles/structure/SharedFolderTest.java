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

  @Test
  void aRelativeNameIsSeenFromTheRepositoryRoot() {
    assertThat(SharedFhirExamplesTest.named("x", "fhir-profiles/src/test/resources")).isDirectory();
    assertThat(SharedFhirExamplesTest.named("x", folder.toString())).isEqualTo(folder);
    assertThatThrownBy(() -> SharedFhirExamplesTest.named("x", "src/test/resources"))
        .hasMessageContaining("x names does not exist");
  }

  @Test
  void aTableThatEndsWithinAQuotationFails() {
    assertThatThrownBy(() -> SharedFhirExamplesTest.rows("kind,file\n\"x,y\n"))
        .hasMessageContaining("does not end");
  }

  @Test
  void rowsAreReadByTheNamesOfTheirColumns() {
    assertThat(
            SharedFhirExamplesTest.rows(
                String.join(
                    "\r\n",
                    "\uFEFFkind,file,note,profile_verdict,base_r4_verdict",
                    "fhir-resource,a.json,\"one, \"\"two\"\"\n\nand three\",not-checked,valid",
                    "hl7v2,b.hl7,,,",
                    "",
                    "ndjson,\"c, d.ndjson\",,invalid,invalid",
                    "")))
        .extracting(row -> row.file() + " " + row.base() + " " + row.profile())
        .containsExactly("a.json valid not-checked", "c, d.ndjson invalid invalid");
  }
}
