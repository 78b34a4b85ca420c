package org.therafed.dicom;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** DICOM files that live beside the checkout; tests over them skip where they are absent. */
public final class Shared {
  private Shared() {}

  /**
   * The folder of the files: property {@code therafed.dicom.data}, where a relative name is seen
   * from the repository root, else {@code data/dicom} of property {@code therafed.shared}.
   *
   * @throws IllegalStateException if the property names a folder without EXPECTED.csv: a folder
   *     that somebody asked for is not skipped in silence
   */
  public static Path folder() {
    String data = System.getProperty("therafed.dicom.data");
    if (data != null) {
      return named(Path.of(System.getProperty("therafed.root", "..")), data);
    }
    Path folder = Path.of(System.getProperty("therafed.shared", "../../shared"), "data", "dicom");
    Assumptions.assumeTrue(
        Files.isRegularFile(folder.resolve("EXPECTED.csv")),
        () -> "No DICOM test files in " + folder + "; set -Dtherafed.dicom.data");
    return folder;
  }

  /** Whether somebody asked for a folder of their own, which holds other files than ours. */
  public static boolean isNamed() {
    return System.getProperty("therafed.dicom.data") != null;
  }

  static Path named(Path root, String name) {
    Path folder = root.resolve(name);
    if (!Files.isRegularFile(folder.resolve("EXPECTED.csv"))) {
      throw new IllegalStateException(
          "The folder that therafed.dicom.data names has no EXPECTED.csv: "
              + folder.toAbsolutePath().normalize());
    }
    return folder;
  }

  /** One file of the folder. */
  public static Path file(String name) {
    Path file = folder().resolve(name);
    Assumptions.assumeTrue(Files.isRegularFile(file), () -> "No file " + name);
    return file;
  }
}
