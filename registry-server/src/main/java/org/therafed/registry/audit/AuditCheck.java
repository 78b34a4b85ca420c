package org.therafed.registry.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code verify-audit <export.ndjson> [<kept head>]}: checks an exported trail without a registry
 * or a database, as an auditor may on a machine of their own.
 */
public final class AuditCheck {
  /** The first argument that asks for it. */
  public static final String COMMAND = "verify-audit";

  private static final String USAGE =
      "usage: java -jar quarkus-run.jar "
          + COMMAND
          + " <export.ndjson> [<seq:hash kept elsewhere>]\n"
          + "  the export is what GET /admin/audit gives, all pages one after the other";

  private static final int INTACT = 0;
  private static final int NOT_INTACT = 1;
  private static final int WRONG_ARGUMENTS = 2;

  private AuditCheck() {}

  /**
   * Checks and prints what was found.
   *
   * @param arguments those after the command's name
   * @return exit code: 0 intact, 1 not, 2 wrong arguments or a file that cannot be read
   */
  public static int run(String[] arguments, PrintStream out, PrintStream err) {
    Optional<AuditHead> kept =
        arguments.length == 2 ? AuditHead.parse(arguments[1]) : Optional.empty();
    if (arguments.length < 1 || arguments.length > 2 || (arguments.length == 2 && kept.isEmpty())) {
      err.println(USAGE);
      return WRONG_ARGUMENTS;
    }
    AuditVerification verification = new AuditVerification();
    kept.ifPresent(verification::expect);
    try (BufferedReader lines = Files.newBufferedReader(Path.of(arguments[0]))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        AuditLine read = AuditLine.parse(line);
        verification.next(read.seq(), read.hash(), read.event());
      }
    } catch (IOException | IllegalArgumentException e) {
      err.println(
          "The export cannot be read after event "
              + verification.head().seq()
              + ": lines as GET /admin/audit gives them are needed. Export it again.");
      return WRONG_ARGUMENTS;
    }
    out.println(words(verification));
    return verification.intact() ? INTACT : NOT_INTACT;
  }

  private static String words(AuditVerification verification) {
    AuditHead head = verification.head();
    if (verification.brokenAt().isPresent()) {
      return "NOT INTACT: event "
          + verification.brokenAt().get()
          + " was changed, left out, added or moved; whole up to event "
          + head.seq()
          + ".";
    }
    if (verification.hasKept().equals(Optional.of(false))) {
      return "NOT INTACT: the chain of "
          + head.seq()
          + " events is whole in itself and has not the head that was kept: it was cut or made anew.";
    }
    return "intact: " + head.seq() + " events, head " + head.text();
  }
}
