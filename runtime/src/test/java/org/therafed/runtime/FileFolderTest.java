package org.therafed.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFolderTest {

  private static final Setting SETTING = new Setting("therafed.test-folder");

  @TempDir Path folder;

  @AfterEach
  void unset() {
    System.clearProperty(SETTING.property());
  }

  @Test
  void filesOfTheEndingAreReadInTheOrderOfTheirNames() throws Exception {
    Files.writeString(folder.resolve("b.yaml"), "second");
    Files.writeString(folder.resolve("a.yaml"), "治疗");
    Files.writeString(folder.resolve(".hidden.yaml"), "left by an editor");
    Files.writeString(folder.resolve("README.md"), "for people");
    Files.createDirectory(folder.resolve("more.yaml"));
    System.setProperty(SETTING.property(), folder.toString());
    assertThat(new FileFolder(SETTING).read(".yaml").entrySet())
        .extracting(entry -> entry.getKey() + "=" + entry.getValue())
        .containsExactly("a.yaml=治疗", "b.yaml=second");
  }

  @Test
  void foldersInTheFolderAreReadEach() throws Exception {
    Files.writeString(folder.resolve("README.md"), "for people");
    Files.createDirectory(folder.resolve("tariffs"));
    Files.writeString(folder.resolve("tariffs/t.csv"), "a,b");
    Files.createDirectory(folder.resolve(".git"));
    System.setProperty(SETTING.property(), folder.toString());
    assertThat(new FileFolder(SETTING).readFolders())
        .isEqualTo(java.util.Map.of("tariffs", java.util.Map.of("t.csv", "a,b")));
  }

  @Test
  void withoutTheSettingThereIsNothing() {
    assertThat(new FileFolder(SETTING).read(".yaml")).isEmpty();
  }

  @Test
  void folderThatIsNotThereIsAStartFaultThatNamesTheSetting() {
    System.setProperty(SETTING.property(), folder.resolve("none").toString());
    assertThatThrownBy(() -> new FileFolder(SETTING).read(".yaml"))
        .isInstanceOf(StartupFault.class)
        .hasMessageStartingWith("RT-START-007 ")
        .hasMessageContaining("THERAFED_TEST_FOLDER");
  }

  @Test
  void fileThatIsNoTextIsNamed() throws Exception {
    Files.write(folder.resolve("latin.yaml"), new byte[] {(byte) 0xE4, (byte) 0xF6});
    System.setProperty(SETTING.property(), folder.toString());
    assertThatThrownBy(() -> new FileFolder(SETTING).read(".yaml"))
        .hasMessageContaining("latin.yaml is not UTF-8 text");
  }
}
