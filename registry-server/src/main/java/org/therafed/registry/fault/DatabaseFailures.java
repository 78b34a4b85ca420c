package org.therafed.registry.fault;

import io.vertx.core.VertxException;
import io.vertx.sqlclient.DatabaseException;
import jakarta.persistence.PersistenceException;
import java.io.IOException;
import java.sql.SQLException;
import org.therafed.profiles.outcome.Fault;

/** Tells a database that failed or is away from a failure of the program. */
public final class DatabaseFailures {

  private static final int DEEPEST_CAUSE = 16;

  private DatabaseFailures() {}

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
