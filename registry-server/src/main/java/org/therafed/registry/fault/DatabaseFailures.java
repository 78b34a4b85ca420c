package org.therafed.registry.fault;

import io.vertx.core.VertxException;
import io.vertx.sqlclient.DatabaseException;
import jakarta.persistence.PersistenceException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.therafed.profiles.outcome.Fault;

/**
 * Tells a database that failed or is away from a failure of the program, and what passes from what
 * lasts.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error
 *     codes</a>
 */
public final class DatabaseFailures {

  private static final int DEEPEST_CAUSE = 16;

  /** Serialization failure, deadlock; unique violation, because it is found before it is seen. */
  private static final Set<String> LOST_RACES = Set.of("40001", "40P01", "23505");

  /** Data exception, integrity violation, program limit exceeded: by their first two digits. */
  private static final Set<String> LASTING = Set.of("22", "23", "54");

  private DatabaseFailures() {}

  /** Whether another transaction came first, so that the same one, done anew, may succeed. */
  public static boolean raced(Throwable failure) {
    return sqlState(failure).filter(LOST_RACES::contains).isPresent();
  }

  /** Whether the database refuses the content, so that it would refuse it again. */
  public static boolean lasts(Throwable failure) {
    return sqlState(failure).filter(state -> LASTING.contains(state.substring(0, 2))).isPresent();
  }

  /** The five characters by which PostgreSQL says what it refuses; they quote no data. */
  public static Optional<String> sqlState(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      String state =
          cause instanceof DatabaseException database
              ? database.getSqlState()
              : cause instanceof SQLException sql ? sql.getSQLState() : null;
      if (state != null && state.length() == 5) {
        return Optional.of(state);
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  /** Whether the database is what failed, so that the same request may succeed later. */
  public static boolean caused(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof Fault || cause instanceof InvalidTransfer) {
        return false;
      }
      if (cause instanceof PersistenceException
          || cause instanceof DatabaseException
          || cause instanceof VertxException
          || cause instanceof SQLException
          || cause instanceof IOException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
