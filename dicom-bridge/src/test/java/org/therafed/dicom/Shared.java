package org.therafed.dicom;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** DICOM files that live beside the checkout; tests over them skip where they are absent. */
public final class Shared {
  private Shared() {}

  /**
   * The folder of the files: property {@code therafed.dicom.data}, else {@code data/dicom} of
   * property {@code therafed.shared}.
   */
  public static Path folder() {
    String data = System.getProperty("therafed.dicom.data");
    Path folder =
        data != null
            ? Path.of(data)
            : Path.of(System.getProperty("therafed.shared", "../../shared"), "data", "dicom");
    Assumptions.assumeTrue(
        Files.isRegularFile(folder.resolve("EXPECTED.csv")),
        () -> "No DICOM test files in " + folder + "; set -Dtherafed.dicom.data");
    return folder;
  }

  /** One file of the folder. */
  public static Path file(String name) {
    Path file = folder().resolve(name);
    Assumptions.assumeTrue(Files.isRegularFile(file), () -> "No file " + name);
    return file;
  }
}
