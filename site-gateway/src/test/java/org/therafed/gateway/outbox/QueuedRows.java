package org.therafed.gateway.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is queued in a gateway's embedded database, and copies of it under other patients. */
final class QueuedRows implements AutoCloseable {

  private static final String COPIED_ARRIVAL = "md5(%s::text || '-' || k)::uuid";

  private final Connection connection;

  private QueuedRows(Connection connection) {
    this.connection = connection;
  }

  static QueuedRows in(Path data) throws IOException, SQLException {
    Path postgres = data.resolve("gateway/postgres");
    // Line 4 of PostgreSQL's own note of the running server is its port.
    String port = Files.readAllLines(postgres.resolve("data/postmaster.pid")).get(3).strip();
    String password = Files.readString(postgres.resolve("password")).strip();
    return new QueuedRows(
        DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "therafed", password));
  }

  /** Whether the records of so many persons are queued, and nothing else is to come. */
  boolean settled(long persons, long records) throws SQLException {
    return number("select count(*) from arrival where state in ('new', 'held')") == 0
        && number("select count(distinct person_id) from outbox where state = 'queued'") == persons
        && records() >= records;
  }

  /** Records that wait to be sent. */
  long records() throws SQLException {
    return number("select coalesce(sum(items), 0) from outbox where state = 'queued'");
  }

  /** Transfers that wait to be sent. */
  long transfers() throws SQLException {
    return number("select count(*) from outbox where state = 'queued'");
  }

  /** Adds so many copies of all patients with what is queued of them. */
  void copy(long times) throws SQLException {
    long persons = number("select max(id) from person");
    long arrivals = number("select max(seq) from arrival");
    long transfers = number("select max(id) from outbox");
    String person = "person_id + k * " + persons;
    String transfer = "outbox_id + k * " + transfers;
    copy(
        times,
        "person",
        Map.of("id", "id + k * " + persons, "patient_id", "patient_id || '-' || k"));
    copy(
        times,
        "arrival",
        Map.of(
            "id",
            String.format(COPIED_ARRIVAL, "id"),
            "seq",
            "seq + k * " + arrivals,
            "business_key",
            "business_key || '-' || k",
            "group_key",
            "group_key || '-' || k",
            "person_id",
            person,
            "outbox_id",
            transfer));
    copy(
        times,
        "consent_decision",
        Map.of(
            "arrival_id",
            String.format(COPIED_ARRIVAL, "arrival_id"),
            "person_id",
            person,
            "seq",
            "seq + k * " + arrivals,
            "keys",
            "(select array_agg(key || '-' || k) from unnest(keys) key)"));
    copy(times, "outbox", Map.of("id", "id + k * " + transfers, "person_id", person));
    copy(
        times,
        "record_version",
        Map.of(
            "person_id",
            person,
            "record_id",
            "record_id || '-' || k",
            "arrival_id",
            String.format(COPIED_ARRIVAL, "arrival_id"),
            "outbox_id",
            transfer));
    for (String column : List.of("person.id", "arrival.seq", "outbox.id")) {
      String[] parts = column.split("\\.", -1);
      number(
          "select setval(pg_get_serial_sequence('"
              + parts[0]
              + "', '"
              + parts[1]
              + "'), (select max("
              + parts[1]
              + ") from "
              + parts[0]
              + "))");
    }
    execute("vacuum analyze");
  }

  private void copy(long times, String table, Map<String, String> otherwise) throws SQLException {
    List<String> columns = new ArrayList<>();
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet all =
            statement.executeQuery(
                "select column_name from information_schema.columns where table_schema = 'public'"
                    + " and table_name = '"
                    + table
                    + "' and is_generated = 'NEVER' order by ordinal_position")) {
      while (all.next()) {
        columns.add(all.getString(1));
        values.add(otherwise.getOrDefault(all.getString(1), all.getString(1)));
      }
    }
    execute(
        "insert into "
            + table
            + " ("
            + String.join(", ", columns)
            + ") overriding system value select "
            + String.join(", ", values)
            + " from "
            + table
            + ", generate_series(1, "
            + times
            + ") k");
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
