package org.therafed.gateway.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.therafed.gateway.site.GatewayFile;
import org.therafed.gateway.site.GivenSettings;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.outcome.Fault;

/** The commands of the hospital's staff, beside the readiness report. */
public enum GatewayCommand {
  /** {@code open FILE}: writes what an encrypted file of the watch folder holds. */
  OPEN {
    @Override
    int run(SiteConfig config, List<String> arguments, InputStream in, PrintStream out)
        throws IOException {
      return arguments.size() == 1 ? ArchivedFile.open(config, arguments.get(0), out) : USAGE;
    }
  },
  /**
   * {@code erase}: asks the running gateway to erase the person whose id stands in the first line
   * of the standard input, the issuer in the second. Arguments are seen by everybody on a machine.
   */
  ERASE {
    @Override
    int run(SiteConfig config, List<String> arguments, InputStream in, PrintStream out)
        throws IOException {
      return arguments.isEmpty() ? RunningGateway.of(config).erase(in, out) : USAGE;
    }
  },
  /** {@code retry CODE}: lets the running gateway retry all that is held for one reason. */
  RETRY {
    @Override
    int run(SiteConfig config, List<String> arguments, InputStream in, PrintStream out)
        throws IOException {
      return arguments.size() == 1 ? RunningGateway.of(config).retry(arguments.get(0), out) : USAGE;
    }
  },
  /**
   * {@code questions}: what the registry has asked the running gateway. {@code questions approve
   * ID}, {@code refuse ID} decide on one that waits; {@code accept SITE THUMBPRINT} accepts the key
   * of another site, {@code ask} asks the registry now.
   */
  QUESTIONS {
    @Override
    int run(SiteConfig config, List<String> arguments, InputStream in, PrintStream out)
        throws IOException {
      RunningGateway gateway = RunningGateway.of(config);
      String what = arguments.isEmpty() ? "" : arguments.get(0);
      return switch (arguments.size() + what) {
        case "0" -> gateway.questions(out);
        case "1ask" -> gateway.postQuestions("/ask", "", out);
        case "2approve" -> gateway.postQuestions("/" + arguments.get(1) + "/approval", "", out);
        case "2refuse" -> gateway.postQuestions("/" + arguments.get(1) + "/refusal", "", out);
        case "3accept" ->
            gateway.postQuestions("/peers/" + arguments.get(1), arguments.get(2), out);
        default -> USAGE;
      };
    }
  },
  /** {@code reconcile}: lets the running gateway compare with the registry what was sent. */
  RECONCILE {
    @Override
    int run(SiteConfig config, List<String> arguments, InputStream in, PrintStream out)
        throws IOException {
      return arguments.isEmpty() ? RunningGateway.of(config).reconcile(out) : USAGE;
    }
  },
  /**
   * {@code anonymity en|zh|json [K]}: how well persons hide among each other in what has left, with
   * classes of K persons at least.
   */
  ANONYMITY {
    @Override
    int run(SiteConfig config, List<String> arguments, InputStream in, PrintStream out)
        throws IOException {
      boolean sound =
          arguments.size() >= 1
              && arguments.size() <= 2
              && List.of("en", "zh", "json").contains(arguments.get(0))
              && (arguments.size() == 1 || arguments.get(1).matches("[0-9]{1,4}"));
      return sound
          ? RunningGateway.of(config)
              .anonymity(arguments.get(0), arguments.subList(1, arguments.size()), out)
          : USAGE;
    }
  };

  static final int DONE = 0;
  static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final String HOW =
      "open FILE | erase (id, then issuer, on stdin) | retry CODE | questions [ask | approve ID |"
          + " refuse ID | accept SITE THUMBPRINT] | reconcile | anonymity en|zh|json [K]";

  abstract int run(SiteConfig config, List<String> arguments, InputStream in, PrintStream out)
      throws IOException;

  /** The command that the arguments ask for. */
  public static Optional<GatewayCommand> of(String[] arguments) {
    return Arrays.stream(values())
        .filter(
            command ->
                arguments.length > 0
                    && command.name().equalsIgnoreCase(arguments[0].replace('-', '_')))
        .findFirst();
  }

  /** Runs it in this process; answers the exit code. */
  public int run(GatewayFile file, String[] arguments, PrintStream out, PrintStream problems) {
    GivenSettings.Read settings = GivenSettings.read(file);
    settings.problems().forEach(problems::println);
    if (settings.site().isEmpty() || !settings.problems().isEmpty()) {
      return FAILED;
    }
    try {
      int code =
          run(
              settings.site().get(),
              List.of(arguments).subList(1, arguments.length),
              System.in,
              out);
      if (code == USAGE) {
        problems.println(HOW);
      }
      return code;
    } catch (Fault fault) {
      problems.println(fault.getMessage());
      return FAILED;
    } catch (IOException e) {
      // The message may name what a person is called.
      problems.println(e.getClass().getSimpleName());
      return FAILED;
    }
  }
}
