package org.therafed.e2e.kill;

import java.util.Optional;
import org.therafed.e2e.fixture.Application;

/** {@code kill -9} of an application or of its database, each of which somebody starts again. */
final class Kills {

  private static final int LONGEST_LIFE_MILLIS = 3_000;
  private static final int STARTING_MILLIS = 4_000;
  private static final int STARTS_HIT = 5;

  private final Moments moments;
  private int whileStarting;

  Kills(Moments moments) {
    this.moments = moments;
  }

  Accident of(String name, Application application) {
    return new Accident(
        name,
        () -> {
          moments.pauseUpTo(LONGEST_LIFE_MILLIS);
          restart(application);
        });
  }

  Accident ofDatabase(String name, Application application) {
    return new Accident(
        name,
        () -> {
          moments.pauseUpTo(LONGEST_LIFE_MILLIS);
          Optional<ProcessHandle> postgres = application.postgres();
          postgres.orElseThrow().destroyForcibly();
          // The application meets a database that is gone, before its operator starts it anew.
          moments.pauseUpTo(LONGEST_LIFE_MILLIS);
          restart(application);
        });
  }

  private void restart(Application application) {
    application.killProcess();
    application.start();
    if (moments.random().nextInt(STARTS_HIT) == 0) {
      moments.pauseUpTo(STARTING_MILLIS);
      application.killProcess();
      application.start();
      whileStarting++;
    }
    application.awaitReady();
  }

  /** Starts that were killed before they were through. */
  int whileStarting() {
    return whileStarting;
  }
}
