package org.therafed.dicom.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One run of the command line: exit code and both streams. */
public record Run(int exit, String out, String err) {

  /** Runs the command line with these arguments. */
  public static Run of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit = DicomCli.run(new PrintWriter(out), new PrintWriter(err), arguments);
    return new Run(exit, out.toString(), err.toString());
  }
}
