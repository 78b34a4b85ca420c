package org.therafed.simulator.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.simulator.cohort.Cohort;
import org.therafed.simulator.record.FederationRecords;
import org.therafed.simulator.record.SiteRecords;

class FolderTest {
  @TempDir Path folder;

  @Test
  void whatWasWrittenIsReadBack() {
    FederationRecords records = FederationRecords.of(Cohort.generate(9, Cohort.SMALLEST));
    FolderWriter.write(folder, records);
    for (SiteRecords site : records.sites()) {
      assertThat(FolderReader.read(folder.resolve(site.hospital().id()))).isEqualTo(site);
    }
  }

  @Test
  void folderWithoutIndexIsRefusedByName() {
    assertThatThrownBy(() -> FolderReader.read(folder))
        .isInstanceOf(FolderException.class)
        .hasMessageContaining("records.tsv");
  }

  @Test
  void indexThatNamesAFileOutsideIsRefused() throws IOException {
    FolderWriter.write(folder, FederationRecords.of(Cohort.generate(9, Cohort.SMALLEST)));
    Path index = folder.resolve("site-a/records.tsv");
    String text = Files.readString(index);
    Files.writeString(index, text.replaceFirst("0001-patients.csv", "../site-b/records.tsv"));
    assertThatThrownBy(() -> FolderReader.read(folder.resolve("site-a")))
        .isInstanceOf(FolderException.class)
        .hasMessageContaining("outside");
  }

  @Test
  void indexWithAMissingFieldIsRefusedWithItsLine() throws IOException {
    FolderWriter.write(folder, FederationRecords.of(Cohort.generate(9, Cohort.SMALLEST)));
    Path index = folder.resolve("site-a/records.tsv");
    Files.writeString(index, Files.readAllLines(index).get(0) + "\n1\tx\n");
    assertThatThrownBy(() -> FolderReader.read(folder.resolve("site-a")))
        .isInstanceOf(FolderException.class)
        .hasMessageContaining("line 2");
  }
}
