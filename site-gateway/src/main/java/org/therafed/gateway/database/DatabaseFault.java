package org.therafed.gateway.database;

import java.sql.SQLException;

/**
 * The database refused or is not reachable. The message holds the SQLSTATE only: PostgreSQL quotes
 * values, and values are identified.
 */
public final class DatabaseFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String sqlState;

  public DatabaseFault(SQLException cause) {
    super("GW-DB-001 The database refused a statement, SQLSTATE " + cause.getSQLState());
    this.sqlState = cause.getSQLState();
  }

  /** Five characters, PostgreSQL appendix A; may be null where the connection broke. */
  public String sqlState() {
    return sqlState;
  }
}
