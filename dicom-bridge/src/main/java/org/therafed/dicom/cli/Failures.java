package org.therafed.dicom.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.therafed.dicom.dataset.DicomFault;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** One line for each failure: code, what was found and needed, remedy. Never a value of a file. */
final class Failures implements IExecutionExceptionHandler {
  static final int FAILED = 1;

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    PrintWriter err = command.getErr();
    err.println(line(failure));
    err.flush();
    if (failure instanceof CliFault fault && fault.code() == CliFaultCode.ARGUMENTS) {
      return UsageErrors.WRONG_ARGUMENTS;
    }
    return FAILED;
  }

  /** What did not fit. */
  static CliFault memory() {
    return CliFault.of(
        CliFaultCode.MEMORY,
        "more than the %d MiB that Java has are needed",
        Runtime.getRuntime().maxMemory() >> 20);
  }

  /** The text of a failure. Messages of foreign exceptions may quote paths and are left out. */
  static String line(Exception failure) {
    if (failure instanceof DicomFault fault) {
      return withRemedy(fault.getMessage(), fault.code().code());
    }
    if (failure instanceof CliFault fault) {
      return withRemedy(fault.getMessage(), fault.code().code());
    }
    if (failure instanceof IOException || failure instanceof UncheckedIOException) {
      return line(CliFault.of(CliFaultCode.OUTPUT, "%s", failure.getClass().getSimpleName()));
    }
    String place = failure.getStackTrace().length == 0 ? "" : " at " + failure.getStackTrace()[0];
    return line(
        CliFault.of(CliFaultCode.INTERNAL, "%s%s", failure.getClass().getSimpleName(), place));
  }

  /** A message with what the table of errors says to do about its code. */
  static String withRemedy(String message, String code) {
    String remedy = Remedies.of(code);
    return remedy.isEmpty() ? message : message + ". To do: " + remedy + ".";
  }
}
