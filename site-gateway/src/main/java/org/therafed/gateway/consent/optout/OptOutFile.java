package org.therafed.gateway.consent.optout;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.fault.ConsentCode;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Reason;

/**
 * The hospital's complete opt-out list as a file. Whoever is on it counts at once; whoever has gone
 * from it, only when it has not changed for a while: it may be half written.
 */
@Singleton
public class OptOutFile {

  /** Name of the list in the database. */
  public static final String LIST = "file";

  private static final Logger LOG = Logger.getLogger(OptOutFile.class);

  private final Database database;
  private final OptOuts optOuts;
  private final Site site;
  private final Optional<Path> path;
  private final Duration settle;
  private byte[] content = {};
  private Instant since = Instant.MIN;
  private boolean settled;
  private volatile Optional<OptOutReport> report = Optional.empty();
  private volatile Optional<Reason> problem = Optional.empty();

  @Inject
  public OptOutFile(Database database, OptOuts optOuts, Site site, SiteConfig config) {
    this(
        database,
        optOuts,
        site,
        config.optOutFile().filter(name -> !name.isBlank()).map(Path::of),
        config.watchSettle());
  }

  OptOutFile(Database database, OptOuts optOuts, Site site, Optional<Path> path, Duration settle) {
    this.database = database;
    this.optOuts = optOuts;
    this.site = site;
    this.path = path;
    this.settle = settle;
  }

  /** Whether a file is set. */
  public boolean watched() {
    return path.isPresent();
  }

  /** What the last list that could be read came to. */
  public Optional<OptOutReport> report() {
    return report;
  }

  /** Why the file cannot be read now. */
  public Optional<Reason> problem() {
    return problem;
  }

  /** Reads the file if it has changed. */
  public synchronized void look() {
    if (path.isEmpty()) {
      return;
    }
    try {
      byte[] now = Files.readAllBytes(path.get());
      Instant at = site.clock().instant();
      boolean changed = report.isEmpty() || !Arrays.equals(now, content);
      if (changed) {
        content = now;
        since = at;
        settled = false;
      }
      boolean settles = !settled && !at.isBefore(since.plus(settle));
      if (changed || settles) {
        report =
            Optional.of(
                database.inTransaction(tx -> optOuts.take(tx, LIST, content, settles && !changed)));
        settled = settles && !changed;
      }
      problem = Optional.empty();
    } catch (IOException e) {
      failed(ConsentCode.OPT_OUT_FILE.reason());
    } catch (Fault e) {
      failed(e.reason());
    }
  }

  private void failed(Reason reason) {
    if (problem.filter(reason::equals).isEmpty()) {
      LOG.errorf("stage=consent code=%s", reason.code());
    }
    problem = Optional.of(reason);
  }
}
