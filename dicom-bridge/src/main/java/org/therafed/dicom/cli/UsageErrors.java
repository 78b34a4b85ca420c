package org.therafed.dicom.cli;

import java.io.PrintWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Wrong arguments: one sentence and exit code 2. Arguments are not quoted, as they may hold a name
 * or an identifier; only the names of options are.
 */
final class UsageErrors implements IParameterExceptionHandler {
  static final int WRONG_ARGUMENTS = 2;

  private static final Pattern OPTION = Pattern.compile("--?[a-z][a-z-]{0,30}");

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(
        CliFaultCode.ARGUMENTS.code()
            + " "
            + CliFaultCode.ARGUMENTS.meaning()
            + ": "
            + sentence(failure)
            + "; see \""
            + command.getCommandSpec().qualifiedName()
            + " --help\".");
    err.flush();
    return WRONG_ARGUMENTS;
  }

  private static String sentence(ParameterException failure) {
    if (failure instanceof MissingParameterException missing) {
      return missing.getMissing().isEmpty()
          ? "a command is missing"
          : name(missing.getMissing().get(0)) + " is missing";
    }
    if (failure instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().isEmpty() ? "" : unmatched.getUnmatched().get(0);
      Matcher option = OPTION.matcher(first.split("=", 2)[0]);
      return option.matches()
          ? "there is no option " + option.group()
          : "there is no such command or one argument too many";
    }
    if (failure instanceof OverwrittenOptionException twice) {
      return name(twice.getOverwritten()) + " is given more than once";
    }
    if (failure instanceof MutuallyExclusiveArgsException) {
      return "of " + exclusive(failure.getCommandLine()) + " one only";
    }
    ArgSpec argument = failure.getArgSpec();
    if (argument == null) {
      return failure instanceof UsageFault ? failure.getMessage() : "the arguments do not fit";
    }
    return "the value of " + name(argument) + " does not fit: " + description(argument);
  }

  /** The options of the groups of a command; each command has one group at most. */
  private static String exclusive(CommandLine command) {
    return command.getCommandSpec().argGroups().stream()
        .flatMap(group -> group.args().stream())
        .map(UsageErrors::name)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  /** The help text of an argument says what it takes; its variables are for the help itself. */
  private static String description(ArgSpec argument) {
    if (argument.description().length == 0) {
      return "see the help";
    }
    String text = argument.description()[0].replace(" (${DEFAULT-VALUE})", "");
    return argument.completionCandidates() == null
        ? text
        : text.replace(
            "${COMPLETION-CANDIDATES}", String.join(", ", argument.completionCandidates()));
  }

  /** Arguments that each are legible but do not go together, or not with what is there. */
  static final class UsageFault extends ParameterException {
    private static final long serialVersionUID = 1L;

    /**
     * A fault.
     *
     * @param sentence what was found and is needed, without the argument itself
     */
    UsageFault(CommandLine command, String sentence) {
      super(command, sentence);
    }
  }
}
