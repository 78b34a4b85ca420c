package org.therafed.dicom.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.therafed.dicom.dataset.DicomFault;

/** Does the same with many files; one that fails is said and does not stop the others. */
final class FileLoop {
  private final PrintWriter err;
  private final FileNames names;
  private int failed;

  FileLoop(PrintWriter err, FileNames names) {
    this.err = err;
    this.names = names;
  }

  interface Step {
    void with(Path file) throws IOException;
  }

  /** Runs over the files; the exit code is 1 where one failed. Errors say which one. */
  int run(List<Path> files, Step step) {
    for (int i = 0; i < files.size(); i++) {
      try {
        step.with(files.get(i));
      } catch (DicomFault | CliFault | IOException | UncheckedIOException e) {
        failed(files, files.get(i), e);
      } catch (OutOfMemoryError e) {
        // What the file took is free again: the others go on.
        failed(files, files.get(i), Failures.memory());
      }
    }
    err.flush();
    return failed == 0 ? 0 : Failures.FAILED;
  }

  /** Says that one of the files failed. */
  void failed(List<Path> files, Path file, Exception reason) {
    failed++;
    boolean only = files.size() == 1 && !names.names;
    err.println((only ? "" : names.of(files, file) + ": ") + Failures.line(reason));
    err.flush();
  }
}
