package org.therafed.registry;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Looks into the database past the application, as a test may. */
@ApplicationScoped
public class Database {

  private final DataSource database;

  Database(DataSource database) {
    this.database = database;
  }

  public Connection connection() throws SQLException {
    return database.getConnection();
  }

  public void execute(String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Empties every table but the accounts, so that a test knows the whole federation. */
  public void clear() {
    execute(
        "truncate "
            + String.join(
                ", ",
                column(
                    "select table_name from information_schema.tables where table_schema = 'public'"
                        + " and table_type = 'BASE TABLE' and table_name not in ('account',"
                        + " 'flyway_schema_history')")));
  }

  public List<String> column(String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public long count(String sql) {
    return Long.parseLong(column(sql).get(0));
  }

  /** Every row of every table as text. */
  public String everything() {
    StringBuilder all = new StringBuilder();
    for (String table :
        column("select table_name from information_schema.tables where table_schema = 'public'")) {
      column("select row_to_json(t)::text from \"" + table + "\" t")
          .forEach(row -> all.append(row).append('\n'));
    }
    return all.toString();
  }
}
