package org.therafed.runtime.postgres;

import java.util.Map;
import org.therafed.runtime.StartupFault;

/**
 * Where a PostgreSQL database is reached.
 *
 * @param url {@code postgresql://host:port/database}, as the reactive client reads it
 */
public record DatabaseAddress(String url, String user, String password) {

  private static final String SCHEME = "postgresql://";

  /**
   * The address of a server that somebody else runs.
   *
   * @throws StartupFault RT-DB-001 if the address has another scheme
   */
  public static DatabaseAddress external(String url, String user, String password) {
    if (!url.startsWith(SCHEME)) {
      throw new StartupFault(
          "RT-DB-001",
          "THERAFED_DB_URL has no "
              + SCHEME
              + " scheme; postgresql://host:port/database is needed. Correct THERAFED_DB_URL.");
    }
    return new DatabaseAddress(url, user, password);
  }

  public String jdbcUrl() {
    return "jdbc:" + url;
  }

  /** The Quarkus properties that name this database, for the reactive and the JDBC client. */
  public Map<String, String> properties() {
    return Map.of(
        "quarkus.datasource.reactive.url", url,
        "quarkus.datasource.jdbc.url", jdbcUrl(),
        "quarkus.datasource.username", user,
        "quarkus.datasource.password", password);
  }

  @Override
  public String toString() {
    return "DatabaseAddress[" + url + "]";
  }
}
