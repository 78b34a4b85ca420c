package org.therafed.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedTest {
  @TempDir Path root;

  @Test
  void relativeNameIsSeenFromTheRoot() throws IOException {
    Path folder = Files.createDirectory(root.resolve("mine"));
    Files.createFile(folder.resolve("EXPECTED.csv"));

    assertThat(Shared.named(root, "mine")).isEqualTo(folder);
    assertThat(Shared.named(Path.of("elsewhere"), folder.toString())).isEqualTo(folder);
  }

  @Test
  void namedFolderWithoutTableFails() {
    assertThatThrownBy(() -> Shared.named(root, "absent"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("absent");
  }
}
