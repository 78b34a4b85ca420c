package org.therafed.runtime;

import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.therafed.runtime.postgres.DatabaseAddress;
import org.therafed.runtime.postgres.EmbeddedPostgres;

/**
 * Starts an application on its data folder and database, and ends both in the right order: Quarkus
 * first, PostgreSQL last, the folder's lock with the process.
 */
public final class ApplicationRuntime {

  private static final long LONGEST_STOP_SECONDS = 30;

  private final CountDownLatch quarkusStopped = new CountDownLatch(1);
  private volatile boolean quarkusStarted;
  private EmbeddedPostgres embedded;

  private ApplicationRuntime() {}

  /** Runs the application until it is told to stop. Does not return before it has ended. */
  public static void start(Application application, String... args) {
    ApplicationRuntime runtime = new ApplicationRuntime();
    try {
      runtime.run(application, args);
    } catch (RuntimeException | LinkageError e) {
      // LinkageError: an application whose static initialiser fails.
      System.err.println(StartupFailure.message(e));
      runtime.quarkusStopped.countDown();
      System.exit(1);
    }
  }

  private void run(Application application, String... args) {
    List<String> problems = new ArrayList<>(application.problems().get());
    application.known().ifPresent(known -> problems.addAll(known.unknown()));
    SettingChecks.require(problems);
    HttpListener.refuse();
    DataFolder folder =
        DataFolder.open(
            Path.of(Setting.DATA_DIR.value().orElse("therafed-data/" + application.name())));
    HttpListener.refuseTaken(application.httpPort());
    System.setProperty(Setting.DATA_DIR.property(), folder.path().toString());
    application.settings().apply(folder.path()).forEach(System::setProperty);
    // Registered before anything is started, so that no way out leaves a database behind.
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopDatabaseLast, "stop-database"));
    StaticInit init = StaticInit.begun(application.meanwhile());
    database(folder.path()).properties().forEach(System::setProperty);
    init.await();
    if (Setting.EXIT_WITH_PARENT.value().map(Boolean::parseBoolean).orElse(false)) {
      exitWhenInputCloses();
    }
    quarkusStarted = true;
    Quarkus.run(null, this::ended, args);
  }

  private DatabaseAddress database(Path folder) {
    return Setting.DB_URL
        .value()
        .map(
            url ->
                DatabaseAddress.external(
                    url,
                    Setting.DB_USER.value().orElse(""),
                    Setting.DB_PASSWORD.value().orElse("")))
        .orElseGet(
            () -> {
              synchronized (this) {
                Path postgres = folder.resolve("postgres");
                embedded =
                    EmbeddedPostgres.start(
                        postgres,
                        Setting.POSTGRES_DIR
                            .value()
                            .map(Path::of)
                            .orElseGet(() -> postgres.resolve("programs")));
                return embedded.address();
              }
            });
  }

  private void ended(int code, Throwable fault) {
    if (fault != null) {
      // With an exit handler Quarkus does not report the fault itself.
      System.err.println(StartupFailure.message(fault));
    }
    quarkusStopped.countDown();
    // In a thread of its own: during a shutdown that has already begun, exit never returns.
    Thread exit = new Thread(() -> System.exit(code), "exit");
    exit.setDaemon(true);
    exit.start();
  }

  private void stopDatabaseLast() {
    try {
      if (quarkusStarted && !quarkusStopped.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
        System.err.println(
            "RT-STOP-001 The application did not stop in time; stopping PostgreSQL.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      if (embedded != null) {
        embedded.stop();
      }
    }
  }

  private static void exitWhenInputCloses() {
    Thread watcher =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // What the parent writes does not matter; that it is there does.
                }
              } catch (IOException closed) {
                // A broken pipe says the same as its end.
              }
              System.exit(0);
            },
            "exit-with-parent");
    watcher.setDaemon(true);
    watcher.start();
  }
}
