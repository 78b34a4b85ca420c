package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.flow.SentBook.Theirs;
import org.therafed.gateway.flow.TransferRepair.Repair;
import org.therafed.gateway.outbox.Outbox;
import org.therafed.gateway.site.Site;

/** The comparisons with the registry and what came of them, and the numbers nobody knows here. */
@Singleton
class ReconciliationBook {

  private static final String LATEST =
      "select id, started_at, compared_at, state, passes, compared, missing, sent_again,"
          + " not_permitted, not_sendable, not_known, differing, difference, code from"
          + " reconciliation order by id desc limit 1";
  private static final String KNOWN = "select sequence from outbox where sequence = any(?)";
  private static final String UNKNOWN =
      "insert into registry_unknown (sequence, sha256, found_at) values (?, ?, ?) on conflict"
          + " (sequence) do update set acknowledged_at = case when registry_unknown.sha256 ="
          + " excluded.sha256 then registry_unknown.acknowledged_at end, sha256 = excluded.sha256";
  private static final String BEGIN =
      "insert into reconciliation (started_at, state) values (?, 'waiting') returning id";
  private static final String AGAIN =
      "update reconciliation set started_at = ?, state = 'waiting', passes = 0 where id = (select"
          + " max(id) from reconciliation) and state <> 'done' returning id";
  private static final String COMPARED =
      "update reconciliation set compared_at = ?, passes = passes + 1, compared = ?, missing ="
          + " greatest(missing, ?), sent_again = sent_again + ?, not_permitted ="
          + " greatest(not_permitted, ?), not_sendable = ?, not_known = ?, differing = greatest(differing, ?), difference = ?, state = ?, code"
          + " = null where id = ?";

  private final Database database;
  private final Outbox outbox;
  private final Site site;

  @Inject
  ReconciliationBook(Database database, Outbox outbox, Site site) {
    this.database = database;
    this.outbox = outbox;
    this.site = site;
  }

  Optional<Reconciliation.Result> latest() {
    return database.inTransaction(
        tx ->
            tx.first(
                LATEST,
                row ->
                    new Reconciliation.Result(
                        row.getLong("id"),
                        Transaction.instant(row, "started_at"),
                        Optional.ofNullable(Transaction.instant(row, "compared_at")),
                        row.getString("state"),
                        row.getInt("passes"),
                        row.getLong("compared"),
                        row.getLong("missing"),
                        row.getLong("sent_again"),
                        row.getLong("not_permitted"),
                        row.getLong("not_sendable"),
                        row.getLong("not_known"),
                        row.getLong("differing"),
                        Optional.ofNullable(row.getObject("difference", Long.class)),
                        Optional.ofNullable(row.getString("code")))));
  }

  /** Begins a comparison, or anew the one that waits or failed; answers its id. */
  long begin() {
    return database.inTransaction(
        tx ->
            tx.first(AGAIN, row -> row.getLong(1), site.clock().instant())
                .or(() -> tx.first(BEGIN, row -> row.getLong(1), site.clock().instant()))
                .orElseThrow());
  }

  /** How many transfers that a comparison found are still to be sent. */
  long waiting(long id) {
    return database
        .inTransaction(
            tx ->
                tx.first(
                    "select count(*) from outbox where reconciliation_id = ? and state = 'queued'",
                    row -> row.getLong(1),
                    id))
        .orElseThrow();
  }

  /** The registry could not be asked. */
  void failed(long id, String code) {
    database.inTransaction(
        tx ->
            tx.update(
                "update reconciliation set state = 'failed', code = ? where id = ?", code, id));
  }

  /** Whether something that a comparison found is still to be sent. */
  boolean waits(long id) {
    return database.inTransaction(
        tx ->
            tx.first(
                    "(select true from outbox where reconciliation_id = ? and state = 'queued' limit"
                        + " 1) union all (select true from arrival where reconciliation_id = ? and"
                        + " state in ('new', 'queued') limit 1)",
                    row -> row.getBoolean(1),
                    id,
                    id)
                .isPresent());
  }

  /**
   * Keeps the numbers that are not known here, and gives none of them to a transfer from now on;
   * answers how many nobody has acknowledged.
   */
  long unknown(List<Theirs> found) {
    return database.inTransaction(
        tx -> {
          // A number may have been given after the own side was read.
          List<Long> known =
              tx.list(
                  KNOWN,
                  row -> row.getLong(1),
                  found.isEmpty() ? List.of(-1L) : found.stream().map(Theirs::sequence).toList());
          List<Theirs> unknown =
              found.stream().filter(one -> !known.contains(one.sequence())).toList();
          Instant now = site.clock().instant();
          tx.batch(
              UNKNOWN,
              unknown.stream()
                  .map(one -> new Object[] {one.sequence(), one.sha256(), now})
                  .toList());
          unknown.stream()
              .mapToLong(Theirs::sequence)
              .max()
              .ifPresent(last -> outbox.numberAbove(tx, last));
          // What the registry no longer has is no difference any more.
          tx.update(
              "delete from registry_unknown where not (sequence = any(?))",
              unknown.isEmpty() ? List.of(-1L) : unknown.stream().map(Theirs::sequence).toList());
          return tx.first(
                  "select count(*) from registry_unknown where acknowledged_at is null",
                  row -> row.getLong(1))
              .orElseThrow();
        });
  }

  /** Keeps what a comparison found and did. */
  void compared(
      long id,
      SentBook.Difference found,
      Map<Repair, Long> repaired,
      long unknown,
      long left,
      boolean waits) {
    long again = repaired.getOrDefault(Repair.AGAIN, 0L);
    database.inTransaction(
        tx ->
            tx.update(
                COMPARED,
                site.clock().instant(),
                found.compared(),
                (long) found.missing().size(),
                again,
                repaired.getOrDefault(Repair.NOT_PERMITTED, 0L),
                repaired.getOrDefault(Repair.NOT_SENDABLE, 0L),
                unknown,
                (long) found.differing().size(),
                left,
                waits ? "waiting" : "done",
                id));
  }

  /** Somebody has seen the numbers that are not known here; answers how many. */
  int acknowledgeUnknown() {
    return database.inTransaction(
        tx ->
            tx.update(
                "update registry_unknown set acknowledged_at = ? where acknowledged_at is null",
                site.clock().instant()));
  }

  /** The registry need not have these any more. */
  void settle(List<Long> rows) {
    database.inTransaction(
        tx -> {
          rows.forEach(row -> outbox.settle(tx, row));
          return null;
        });
  }
}
