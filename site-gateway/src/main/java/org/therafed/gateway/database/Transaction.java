package org.therafed.gateway.database;

import jakarta.inject.Provider;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Statements of one transaction. Parameters are bound, never written into the text. */
public final class Transaction {

  private final Connection connection;
  private final Provider<Sealing> sealing;

  Transaction(Connection connection, Provider<Sealing> sealing) {
    this.connection = connection;
    this.sealing = sealing;
  }

  /** One row of a result. */
  @FunctionalInterface
  public interface RowMapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  /** Runs an insert, update or delete; answers how many rows it touched. */
  public int update(String sql, Object... parameters) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseFault(e);
    }
  }

  /** Runs one statement for many rows. */
  public void batch(String sql, Collection<Object[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int pending = 0;
      for (Object[] row : rows) {
        bind(statement, row);
        statement.addBatch();
        if (++pending % 1000 == 0) {
          statement.executeBatch();
        }
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new DatabaseFault(e);
    }
  }

  /** All rows, in the order of the query. */
  public <T> List<T> list(String sql, RowMapper<T> mapper, Object... parameters) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> found = new ArrayList<>();
        while (rows.next()) {
          found.add(mapper.map(rows));
        }
        return found;
      }
    } catch (SQLException e) {
      throw new DatabaseFault(e);
    }
  }

  /** The first row. */
  public <T> Optional<T> first(String sql, RowMapper<T> mapper, Object... parameters) {
    List<T> found = list(sql, mapper, parameters);
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
  }

  private void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, toSql(parameters[i]));
    }
  }

  private Object toSql(Object value) throws SQLException {
    if (value instanceof Instant instant) {
      return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
    if (value instanceof Collection<?> collection) {
      return array(collection);
    }
    return value;
  }

  private Array array(Collection<?> values) throws SQLException {
    Object first = values.isEmpty() ? "" : values.iterator().next();
    String type =
        first instanceof Long ? "bigint" : first instanceof java.util.UUID ? "uuid" : "text";
    return connection.createArrayOf(type, values.toArray());
  }

  /** The keyed digest under which a value is looked up; null for null. */
  public String lookup(Lookup kind, String value) {
    return value == null ? null : sealing.get().lookup(kind, value);
  }

  /** The keyed digests of values, in their order. */
  public List<String> lookups(Lookup kind, Collection<String> values) {
    return values.stream().map(value -> lookup(kind, value)).toList();
  }

  /** Bytes as they are kept; null for null. */
  public byte[] seal(byte[] clear, Place place) {
    return clear == null ? null : sealing.get().seal(clear, place);
  }

  /**
   * What {@link #seal(byte[], Place)} made; null for null.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-KEYS-007
   */
  public byte[] open(byte[] sealed, Place place) {
    return sealed == null ? null : sealing.get().open(sealed, place);
  }

  /** A text as it is kept, in base64; null for null. */
  public String seal(String clear, Place place) {
    return clear == null
        ? null
        : Base64.getEncoder().encodeToString(seal(clear.getBytes(StandardCharsets.UTF_8), place));
  }

  /**
   * What {@link #seal(String, Place)} made; null for null.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-KEYS-007
   */
  public String open(String sealed, Place place) {
    return sealed == null
        ? null
        : new String(open(Base64.getDecoder().decode(sealed), place), StandardCharsets.UTF_8);
  }

  /** A time stamp of a row; null where it is null. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
