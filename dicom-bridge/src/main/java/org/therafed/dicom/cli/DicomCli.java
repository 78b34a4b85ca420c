package org.therafed.dicom.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.therafed.dicom.io.Part10Writer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line of the DICOM engine.
 *
 * <p>Exit codes: 0 done, 1 a file or peer failed, 2 wrong arguments. Results go to standard output,
 * errors to standard error; both are UTF-8.
 */
@Command(
    name = DicomCli.NAME,
    description = "Looks at DICOM files and nodes, and finds out why a study does not arrive.",
    mixinStandardHelpOptions = true,
    versionProvider = DicomCli.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DumpCommand.class,
      JsonCommand.class,
      DeidentCommand.class,
      SuvCommand.class,
      EchoCommand.class,
      FindCommand.class,
      StoreCommand.class,
      ReceiveCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 a file or peer failed, 2 wrong arguments.",
      "Results may hold identity; error texts never do."
    })
public final class DicomCli implements Runnable {
  static final String NAME = "therafed-dicom";

  @Spec CommandSpec spec;

  /** What {@code --version} says. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {NAME + " " + Part10Writer.IMPLEMENTATION_VERSION_NAME};
    }
  }

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, arguments));
  }

  /** Runs a command; returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine command =
        new CommandLine(new DicomCli())
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(new UsageErrors())
            .setExecutionExceptionHandler(new Failures());
    int exit = executed(command, err, arguments);
    if (out.checkError() && exit == 0) {
      err.println(
          Failures.line(CliFault.of(CliFaultCode.OUTPUT, "standard output was closed or is full")));
      exit = Failures.FAILED;
    }
    err.flush();
    return exit;
  }

  private static int executed(CommandLine command, PrintWriter err, String... arguments) {
    try {
      return command.execute(arguments);
    } catch (OutOfMemoryError e) {
      err.println(Failures.line(Failures.memory()));
      return Failures.FAILED;
    }
  }

  @Override
  public void run() {
    throw new UsageErrors.UsageFault(spec.commandLine(), "a command is missing");
  }

  /** So that wrong combinations read like wrong single arguments. */
  static ParameterException wrong(CommandSpec spec, String sentence) {
    return new UsageErrors.UsageFault(spec.commandLine(), sentence);
  }
}
