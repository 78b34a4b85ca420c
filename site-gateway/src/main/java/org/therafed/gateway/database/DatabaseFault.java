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

  /** Whether the database as a whole cannot be used, rather than refuses these values. */
  public boolean unavailable() {
    // Connection, resources, operator: PostgreSQL appendix A, classes 08, 53 and 57.
    return sqlState == null
        || sqlState.startsWith("08")
        || sqlState.startsWith("53")
        || sqlState.startsWith("57");
  }

  /** Whether the same values will be refused again: sending or trying once more does not help. */
  public boolean lasting() {
    // Data, integrity, program limits: PostgreSQL appendix A, classes 22, 23 and 54.
    return sqlState != null
        && (sqlState.startsWith("22") || sqlState.startsWith("23") || sqlState.startsWith("54"));
  }

  /** Five characters, PostgreSQL appendix A; may be null where the connection broke. */
  public String sqlState() {
    return sqlState;
  }
}
