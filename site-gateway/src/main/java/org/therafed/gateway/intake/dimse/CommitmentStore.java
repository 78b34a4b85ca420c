package org.therafed.gateway.intake.dimse;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.therafed.dicom.net.CommitmentRequest;
import org.therafed.dicom.net.CommitmentResult;
import org.therafed.dicom.net.SopReference;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.database.Place;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.site.Wait;

/**
 * The reports that are owed, in the database, so that a restart forgets none. What is asked about
 * is encrypted, and forgotten when the report has been handed over.
 */
@Singleton
public class CommitmentStore {

  private static final int BATCH = 100;

  private final Database database;

  @Inject
  public CommitmentStore(Database database) {
    this.database = database;
  }

  /**
   * A report that is owed.
   *
   * @param attempts that failed so far
   */
  record Owed(long id, CommitmentRequest request, Instant receivedAt, int attempts) {}

  /** Keeps a request. The same transaction of the same requester, asked again, replaces it. */
  void keep(CommitmentRequest request, Instant now) {
    database.inTransaction(
        tx ->
            tx.update(
                "insert into commitment_request (requester, transaction_uid, instances,"
                    + " received_at, next_at, state) values (?, ?, ?, ?, ?, 'owed') on conflict"
                    + " (requester, transaction_uid) do update set instances = excluded.instances,"
                    + " received_at = excluded.received_at, next_at = excluded.next_at, attempts ="
                    + " 0, state = 'owed', ended_at = null, committed = null, failed = null, code ="
                    + " null",
                request.callingAe(),
                tx.lookup(Lookup.COMMITMENT, request.transactionUid()),
                tx.seal(text(request), place(tx, request)),
                now,
                now));
  }

  /** The oldest reports that are due, of one requester; empty: none is due. */
  List<Owed> due(Wait now) {
    return database.inTransaction(
        tx ->
            tx.list(
                "select id, requester, transaction_uid, instances, received_at, attempts from"
                    + " commitment_request where state = 'owed' and (next_at <= ? or next_at > ?) and requester ="
                    + " (select requester from commitment_request where state = 'owed' and"
                    + " (next_at <= ? or next_at > ?) order by next_at, id limit 1) order by id limit "
                    + BATCH,
                row -> owed(tx, row),
                now.now(),
                now.latest(),
                now.now(),
                now.latest()));
  }

  private static Owed owed(Transaction tx, ResultSet row) throws SQLException {
    String opened =
        tx.open(
            row.getString("instances"),
            place(row.getString("requester"), row.getString("transaction_uid")));
    return new Owed(
        row.getLong("id"),
        request(row.getString("requester"), opened),
        Transaction.instant(row, "received_at"),
        row.getInt("attempts"));
  }

  /** When the next report is due; empty: none is owed. */
  Optional<Instant> next() {
    return database
        .inTransaction(
            tx ->
                tx.first(
                    "select min(next_at) as next_at from commitment_request where state = 'owed'",
                    row -> Optional.ofNullable(Transaction.instant(row, "next_at"))))
        .flatMap(next -> next);
  }

  /** The requester has it; what it asked about is forgotten. */
  void reported(Owed owed, CommitmentResult result, Instant now) {
    database.inTransaction(
        tx ->
            tx.update(
                "update commitment_request set state = 'reported', instances = '', ended_at = ?,"
                    + " committed = ?, failed = ?, code = null where id = ? and received_at = ?",
                now,
                result.committed().size(),
                result.failed().size(),
                owed.id(),
                owed.receivedAt()));
  }

  /** It could not be handed over, and is tried again. */
  void failed(Owed owed, Instant nextAt, String code) {
    database.inTransaction(
        tx ->
            tx.update(
                "update commitment_request set attempts = attempts + 1, next_at = ?, code = ? where"
                    + " id = ? and received_at = ?",
                nextAt,
                code,
                owed.id(),
                owed.receivedAt()));
  }

  /** It could not be handed over for so long that nobody waits for it any more. */
  void givenUp(Owed owed, Instant now, String code) {
    database.inTransaction(
        tx ->
            tx.update(
                "update commitment_request set state = 'given-up', instances = '', ended_at = ?,"
                    + " code = ? where id = ? and received_at = ?",
                now,
                code,
                owed.id(),
                owed.receivedAt()));
  }

  /** How many reports are in which state. */
  public Map<String, Long> states() {
    return counts("select state, count(*) from commitment_request group by state order by state");
  }

  /** Why reports that are owed were not handed over at the last attempt, by code. */
  public Map<String, Long> waiting() {
    return counts(
        "select code, count(*) from commitment_request where state = 'owed' and code is not null"
            + " group by code order by code");
  }

  private Map<String, Long> counts(String query) {
    Map<String, Long> counts = new LinkedHashMap<>();
    database
        .inTransaction(tx -> tx.list(query, row -> Map.entry(row.getString(1), row.getLong(2))))
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }

  /** Its first line is the Transaction UID. */
  private static String text(CommitmentRequest request) {
    return Stream.concat(
            Stream.of(request.transactionUid()),
            request.instances().stream()
                .map(each -> each.sopClassUid() + " " + each.sopInstanceUid()))
        .collect(Collectors.joining("\n"));
  }

  private static CommitmentRequest request(String requester, String text) {
    List<String> lines = text.lines().toList();
    return new CommitmentRequest(
        requester,
        lines.get(0),
        lines.stream()
            .skip(1)
            .map(line -> line.split(" ", 2))
            .map(parts -> new SopReference(parts[0], parts[1]))
            .toList());
  }

  private static Place place(Transaction tx, CommitmentRequest request) {
    return place(request.callingAe(), tx.lookup(Lookup.COMMITMENT, request.transactionUid()));
  }

  private static Place place(String requester, String transaction) {
    return Place.of("commitment_request", "instances", transaction + " " + requester);
  }
}
