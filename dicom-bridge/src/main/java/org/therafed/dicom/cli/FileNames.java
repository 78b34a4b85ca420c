package org.therafed.dicom.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What files are called in what is said of them: names of files and folders may identify. */
final class FileNames {
  @Option(
      names = "--names",
      description = "say files by path, which may identify; without it \"file 7 of 64\"")
  boolean names;

  /** The name of a file among those given. */
  String of(List<Path> files, Path file) {
    return names ? file.toString() : "file " + (files.indexOf(file) + 1) + " of " + files.size();
  }
}
