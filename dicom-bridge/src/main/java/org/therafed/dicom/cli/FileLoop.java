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
  private int failed;

  FileLoop(PrintWriter err) {
    this.err = err;
  }

  interface Step {
    void with(Path file) throws IOException;
  }

  /** Runs over the files; the exit code is 1 where one failed. Errors name files by number. */
  int run(List<Path> files, Step step) {
    for (int i = 0; i < files.size(); i++) {
      try {
        step.with(files.get(i));
      } catch (DicomFault | CliFault | IOException | UncheckedIOException e) {
        failed(files, files.get(i), e);
      }
    }
    err.flush();
    return failed == 0 ? 0 : Failures.FAILED;
  }

  /** Says that one of the files failed. */
  void failed(List<Path> files, Path file, Exception reason) {
    failed++;
    String where =
        files.size() == 1 ? "" : "file " + (files.indexOf(file) + 1) + " of " + files.size() + ": ";
    err.println(where + Failures.line(reason));
    err.flush();
  }
}
