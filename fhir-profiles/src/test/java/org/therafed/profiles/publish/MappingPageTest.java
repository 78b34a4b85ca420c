package org.therafed.profiles.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.profile.Profile;

class MappingPageTest {
  @Test
  void everyProfileHasOneRowWithSixColumns() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("docs", "mapping-mcode.md"));
    for (Profile profile : Profile.values()) {
      List<String> rows =
          lines.stream().filter(line -> line.startsWith("| " + profile.id() + " |")).toList();
      assertThat(rows).as(profile.id()).hasSize(1);
      assertThat(rows.get(0).chars().filter(c -> c == '|').count()).isEqualTo(7);
    }
  }
}
