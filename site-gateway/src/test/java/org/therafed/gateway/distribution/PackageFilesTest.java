package org.therafed.gateway.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.gateway.support.Packages;
import org.therafed.profiles.distribution.PackageKey;
import org.therafed.profiles.distribution.SignedPackage;

class PackageFilesTest {

  @TempDir Path data;

  private PackageFiles files() {
    return new PackageFiles(data.resolve("packages"), PackageKey.parse(Packages.KEY));
  }

  private static SignedPackage version(int version) {
    return Packages.module("therapies", version, "kept", version + ".0.0");
  }

  @Test
  void withoutAFolderThereIsNothing() {
    assertThat(files().read().packages()).isEmpty();
    assertThat(files().read().problems()).isEmpty();
  }

  @Test
  void latestVersionIsThereAfterARestart() {
    files().keep(version(1));
    files().keep(version(10));
    files().keep(version(9));
    PackageFiles.Found found = files().read();
    assertThat(found.packages().get("therapies").manifest().version()).isEqualTo(10);
    assertThat(found.problems()).isEmpty();
  }

  @Test
  void whereTheLatestIsDamagedTheOneBeforeIsUsedAndTheFileNamed() throws Exception {
    files().keep(version(1));
    files().keep(version(2));
    Path latest = data.resolve("packages/therapies-2.zip");
    byte[] whole = Files.readAllBytes(latest);
    Files.write(latest, Arrays.copyOf(whole, whole.length / 3));
    PackageFiles.Found found = files().read();
    assertThat(found.packages().get("therapies").manifest().version()).isEqualTo(1);
    assertThat(found.problems()).containsOnlyKeys("therapies-2.zip");
    assertThat(found.problems().get("therapies-2.zip").code()).isEqualTo("FP-PACKAGE-001");
  }

  @Test
  void packageOfAnotherKeyThanThePinnedOneIsNotUsed() {
    files().keep(Packages.foreign("therapies", 1, "kept"));
    PackageFiles.Found found = files().read();
    assertThat(found.packages()).isEmpty();
    assertThat(found.problems().get("therapies-1.zip").code()).isEqualTo("FP-PACKAGE-002");
  }

  @Test
  void folderThatCannotBeMadeIsAFaultWithACode() throws Exception {
    Files.createFile(data.resolve("packages"));
    assertThatThrownBy(() -> files().keep(version(1))).hasMessageStartingWith("GW-PACKAGE-002");
  }
}
