package org.therafed.runtime;

import io.quarkus.runtime.QuarkusBindException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the operator reads where an application does not start: one line for the terminal with code,
 * what was found, what is needed and what to do. Quarkus says nothing in that case, because the
 * application brings its own exit handler.
 *
 * <p>A message is repeated only where our own code wrote it, for that names no value. Drivers and
 * libraries quote what they read, so of their faults only class, SQL state and names of settings
 * are told.
 */
final class StartupFailure {

  private static final int MOST_CAUSES = 50;
  private static final String OWN_CODE = "org.therafed.";
  private static final Pattern SETTING_NAME = Pattern.compile("config property ([\\w.-]+)");

  /** Where a setting of Quarkus takes the value of one of ours, that is the one to correct. */
  private static final Map<String, String> OPERATORS_NAME =
      Map.of(
          "quarkus.http.host", Setting.HTTP_HOST.property(),
          "quarkus.http.port", Setting.HTTP_PORT.property(),
          "quarkus.http.limits.max-body-size", "therafed.table-max-body");

  /** SQL states: no connection, server not up or going down, too many connections. */
  private static final Pattern NO_CONNECTION = Pattern.compile("08.*|57P.*|53300");

  /** SQL states: wrong user or password, no such database, no privilege. */
  private static final Pattern NO_ACCESS = Pattern.compile("28.*|3D.*|42501");

  private final List<Throwable> chain = new ArrayList<>();

  private StartupFailure(Throwable fault) {
    for (Throwable each = fault;
        each != null && chain.size() < MOST_CAUSES;
        each = each.getCause()) {
      chain.add(each);
    }
  }

  /** The line for what ended the start. */
  static String message(Throwable fault) {
    return new StartupFailure(fault).message().lines().collect(Collectors.joining(" "));
  }

  private String message() {
    return first(StartupFault.class)
        .or(() -> first(QuarkusBindException.class).map(StartupFailure::port))
        .or(this::settings)
        .or(this::database)
        .or(this::file)
        .map(Throwable::getMessage)
        .orElseGet(this::unforeseen);
  }

  private static StartupFault port(QuarkusBindException bind) {
    return StartupFault.portTaken(bind.getHost(), bind.getPort(), StartupFault.HTTP_PORTS);
  }

  /** Quarkus and SmallRye name every setting with a wrong value; the value may be a secret. */
  private Optional<StartupFault> settings() {
    List<String> names =
        chain.stream()
            .filter(each -> each.getMessage() != null)
            .flatMap(each -> SETTING_NAME.matcher(each.getMessage()).results())
            .map(found -> found.group(1))
            .map(name -> OPERATORS_NAME.getOrDefault(name, name))
            .map(name -> new Setting(name).environmentVariable())
            .distinct()
            .toList();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            StartupFault.settings(
                names.stream().map(name -> name + " has a value of another type.").toList()));
  }

  private Optional<StartupFault> database() {
    Optional<String> state = first(SQLException.class).map(SQLException::getSQLState);
    boolean migrating = isAny(each -> each.getClass().getName().startsWith("org.flywaydb."));
    boolean sql = first(SQLException.class).isPresent();
    boolean unreachable =
        isAny(each -> each instanceof ConnectException || each instanceof UnknownHostException);
    if (!migrating && !sql) {
      return Optional.empty();
    }
    String told = state.map(code -> " (SQL state " + code + ")").orElse("");
    if (unreachable || state.filter(NO_CONNECTION.asMatchPredicate()).isPresent()) {
      return fault(
          "RT-START-003",
          "The database cannot be reached"
              + told
              + "; a PostgreSQL that takes connections is needed. Check THERAFED_DB_URL, the server"
              + " and what lies between.");
    }
    if (state.filter(NO_ACCESS.asMatchPredicate()).isPresent()) {
      return fault(
          "RT-START-004",
          "The database refuses this application"
              + told
              + "; an existing database and a user who may create tables in it are needed. Check"
              + " the database in THERAFED_DB_URL, THERAFED_DB_USER and THERAFED_DB_PASSWORD.");
    }
    return fault(
        "RT-START-005",
        (migrating
                ? "The tables cannot be brought to this version's form"
                : "The database fails at the start")
            + state.map(code -> told).orElse(" (" + root().getClass().getSimpleName() + ")")
            + "; a database of this application, of this version or an earlier one, is needed."
            + " Check which database THERAFED_DB_URL names and that nobody has changed its tables.");
  }

  private Optional<StartupFault> file() {
    Optional<StartupFault> named =
        first(FileSystemException.class)
            .map(
                refused ->
                    fileFault(refused.getFile() + " (" + refused.getClass().getSimpleName() + ")"));
    return named.or(
        () ->
            isAny(
                    each ->
                        each instanceof IOException
                            && "No space left on device".equals(each.getMessage()))
                ? Optional.of(fileFault("a file, for the disk is full,"))
                : Optional.empty());
  }

  private static StartupFault fileFault(String what) {
    return new StartupFault(
        "RT-START-006",
        "The application cannot read or write "
            + what
            + "; a data folder that its account owns, with space left, is needed. Mend owner,"
            + " permissions or space, or set THERAFED_DATA_DIR.");
  }

  private String unforeseen() {
    Optional<String> own =
        chain.stream()
            .filter(each -> thrownBy(each).startsWith(OWN_CODE))
            .map(Throwable::getMessage)
            .filter(text -> text != null && !text.isBlank())
            .reduce((outer, inner) -> inner);
    String where =
        Arrays.stream(root().getStackTrace())
            .filter(frame -> frame.getClassName().startsWith(OWN_CODE))
            .findFirst()
            .map(frame -> ", at " + frame)
            .orElse("");
    return "RT-START-009 The application did not start ("
        + root().getClass().getName()
        + where
        + "): "
        + own.map(text -> text.endsWith(".") ? text : text + ".").orElse("no reason is known.")
        + " A start without a fault is needed. Mend what is named; if nothing is, report this line.";
  }

  private static String thrownBy(Throwable fault) {
    StackTraceElement[] frames = fault.getStackTrace();
    return frames.length == 0 ? "" : frames[0].getClassName();
  }

  private Throwable root() {
    return chain.get(chain.size() - 1);
  }

  private <T extends Throwable> Optional<T> first(Class<T> type) {
    return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  private boolean isAny(Predicate<Throwable> test) {
    return chain.stream().anyMatch(test);
  }

  private static Optional<StartupFault> fault(String code, String text) {
    return Optional.of(new StartupFault(code, text));
  }
}
