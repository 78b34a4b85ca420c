package org.therafed.simulator.command;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.therafed.simulator.channel.ChannelException;
import org.therafed.simulator.federation.FederationException;
import org.therafed.simulator.folder.FolderException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Entry point: {@code simulator demo|generate|play}. */
@Command(
    name = "simulator",
    description = "A synthetic federation of hospitals, played through the real interfaces.",
    mixinStandardHelpOptions = true,
    version = "Therafed simulator 0.1.0",
    subcommands = {DemoCommand.class, GenerateCommand.class, PlayCommand.class},
    footer = {
      "",
      "Exit codes: 0 all is well; 1 something is not as it must be; 2 wrong arguments."
    })
public final class Simulator implements Runnable {
  static final int FAILED = 1;

  @Spec private CommandSpec spec;

  public static void main(String... args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line, for tests too. */
  static CommandLine commandLine() {
    return new CommandLine(new Simulator())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Simulator::misused)
        .setExecutionExceptionHandler(Simulator::failed);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "One of the commands demo, generate, play is needed.");
  }

  private static int misused(ParameterException exception, String... arguments) {
    CommandLine command = exception.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(command.getColorScheme().errorText(exception.getMessage()));
    CommandLine.UnmatchedArgumentException.printSuggestions(exception, err);
    command.usage(err);
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  private static int failed(
      Exception exception, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
    boolean explained =
        exception instanceof FederationException
            || exception instanceof ChannelException
            || exception instanceof FolderException
            || exception instanceof UncheckedIOException;
    if (!explained) {
      throw exception;
    }
    PrintWriter err = command.getErr();
    err.println(command.getColorScheme().errorText(exception.getMessage()));
    err.flush();
    return FAILED;
  }
}
