package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Transaction;

/** Erasure of persons, for the data-protection officer. */
@Singleton
public class ErasureOperations {

  private static final String VIEW =
      "select e.id, e.erased_at, e.arrivals, o.state, o.done_at, o.receipt from erasure e left join"
          + " outbox o on o.id = e.outbox_id ";

  private final Database database;
  private final Erasures erasures;
  private final Retention retention;
  private final SendSignal signal;

  @Inject
  ErasureOperations(Database database, Erasures erasures, Retention retention, SendSignal signal) {
    this.database = database;
    this.erasures = erasures;
    this.retention = retention;
    this.signal = signal;
  }

  /**
   * That somebody was erased.
   *
   * @param arrivals whose content went
   * @param retraction how what had left is taken back: {@code queued} or {@code sent}; empty:
   *     nothing had left
   * @param confirmedAt when the registry had taken it back
   * @param receipt the registry's
   */
  public record Erased(
      long number,
      Instant erasedAt,
      int arrivals,
      Optional<String> retraction,
      Optional<Instant> confirmedAt,
      Optional<String> receipt) {}

  /**
   * Erases whoever has an id.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-STORE-003
   */
  public Erased erase(PatientKey key) {
    long number = database.inTransaction(tx -> erasures.erase(tx, key));
    signal.raise();
    // The files at once; after a stop in between it is made up for.
    retention.removeFiles();
    return database
        .inTransaction(tx -> tx.first(VIEW + "where e.id = ?", ErasureOperations::erased, number))
        .orElseThrow();
  }

  /** All erasures, the latest first. */
  public List<Erased> all(int limit) {
    return database.inTransaction(
        tx -> tx.list(VIEW + "order by e.id desc limit ?", ErasureOperations::erased, limit));
  }

  private static Erased erased(ResultSet row) throws SQLException {
    return new Erased(
        row.getLong("id"),
        Transaction.instant(row, "erased_at"),
        row.getInt("arrivals"),
        Optional.ofNullable(row.getString("state")),
        Optional.ofNullable(Transaction.instant(row, "done_at")),
        Optional.ofNullable(row.getString("receipt")));
  }
}
