package org.therafed.dicom.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files that arguments name, folders with all below them, in order of names. */
final class Inputs {
  private Inputs() {}

  /**
   * The files.
   *
   * @throws CliFault {@link CliFaultCode#NO_INPUT} where a path leads nowhere or there is no file
   */
  static List<Path> files(List<Path> paths) {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      Path path = paths.get(i);
      if (Files.isDirectory(path)) {
        try (Stream<Path> below = Files.walk(path)) {
          below.filter(Files::isRegularFile).sorted().forEach(files::add);
        } catch (IOException e) {
          throw CliFault.because(
              CliFaultCode.NO_INPUT, "folder " + (i + 1) + " of the arguments is not legible", e);
        }
      } else if (Files.isReadable(path)) {
        files.add(path);
      } else {
        throw CliFault.of(
            CliFaultCode.NO_INPUT,
            "path %d of %d leads to no legible file or folder",
            i + 1,
            paths.size());
      }
    }
    if (files.isEmpty()) {
      throw CliFault.of(CliFaultCode.NO_INPUT, "the folders hold no file; at least one needed");
    }
    return files;
  }
}
