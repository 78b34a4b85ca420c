package org.therafed.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.runtime.postgres.DatabaseAddress;

class DataFolderTest {

  @TempDir Path folder;

  @Test
  void secondProcessOnOneFolderIsRefused() {
    try (DataFolder first = DataFolder.open(folder.resolve("a"))) {
      assertThatThrownBy(() -> DataFolder.open(first.path()))
          .isInstanceOf(StartupFault.class)
          .hasMessageContaining("RT-DATA-001")
          .hasMessageContaining("THERAFED_DATA_DIR");
    }
    DataFolder.open(folder.resolve("a")).close();
  }

  @Test
  void folderIsReadableByItsOwnerOnly() throws Exception {
    try (DataFolder open = DataFolder.open(folder.resolve("b"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(open.path())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void databaseAddressOfAnotherSchemeIsRefused() {
    assertThatThrownBy(() -> DatabaseAddress.external("mysql://h/d", "u", "p"))
        .isInstanceOf(StartupFault.class)
        .hasMessageContaining("RT-DB-001");
  }

  @Test
  void settingIsReadFromThePropertyAndNamesItsEnvironmentVariable() {
    assertThat(Setting.EXIT_WITH_PARENT.environmentVariable())
        .isEqualTo("THERAFED_EXIT_WITH_PARENT");
    System.setProperty("therafed.test-setting", "x");
    assertThat(new Setting("therafed.test-setting").value()).contains("x");
    System.setProperty("therafed.test-setting", " ");
    assertThat(new Setting("therafed.test-setting").value()).isEmpty();
  }
}
