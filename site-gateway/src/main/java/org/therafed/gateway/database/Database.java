package org.therafed.gateway.database;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;

/**
 * The gateway's PostgreSQL. All work happens in transactions of one connection: what a stage
 * decided and what follows from it become durable together or not at all.
 */
@Singleton
public class Database {

  private final AgroalDataSource source;
  // A provider, because making it reads keys.
  private final Provider<Sealing> sealing;

  @Inject
  public Database(AgroalDataSource source, Provider<Sealing> sealing) {
    this.source = source;
    this.sealing = sealing;
  }

  /**
   * Runs the work in one transaction and commits it; any exception rolls everything back.
   *
   * @throws DatabaseFault if the database is not reachable or refuses
   */
  public <T> T inTransaction(Function<Transaction, T> work) {
    return run(work, true);
  }

  /**
   * Runs the work in one transaction and rolls it back: what it would have led to, without leaving
   * anything but gaps in numbers.
   *
   * @throws DatabaseFault as {@link #inTransaction}
   */
  public <T> T inTrial(Function<Transaction, T> work) {
    return run(work, false);
  }

  /**
   * Runs a statement that no transaction may hold, such as {@code vacuum}.
   *
   * @throws DatabaseFault as {@link #inTransaction}
   */
  public void alone(String statement) {
    try (Connection connection = source.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    } catch (SQLException e) {
      throw new DatabaseFault(e);
    }
  }

  private <T> T run(Function<Transaction, T> work, boolean commit) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      boolean done = false;
      try {
        T result = work.apply(new Transaction(connection, sealing));
        if (commit) {
          connection.commit();
          done = true;
        }
        return result;
      } finally {
        if (!done) {
          connection.rollback();
        }
      }
    } catch (SQLException e) {
      throw new DatabaseFault(e);
    }
  }
}
