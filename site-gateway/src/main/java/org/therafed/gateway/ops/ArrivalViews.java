package org.therafed.gateway.ops;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.deidentify.nationalid.LinkCode;
import org.therafed.gateway.intake.NoteText;
import org.therafed.gateway.intake.ReasonText;
import org.therafed.gateway.intake.SealedText;
import org.therafed.profiles.outcome.Reason;

/**
 * What became of what came. Every arrival is in exactly one state, so the counts add up at any
 * moment; what is not processed yet counts as queued. No identifier is shown.
 */
@Singleton
public class ArrivalViews {

  private static final String VIEW =
      "select id, seq, source, kind, received_at, state, code, reasons, transfer_seq,"
          + " superseded_by, part_of, superseded_records, notes, dropped_at, (select o.code from outbox o"
          + " where o.id = outbox_id and o.state = 'queued') as waiting, (select p.unlinked from"
          + " person p where p.id = person_id) as unlinked from arrival ";

  private final Database database;

  @Inject
  public ArrivalViews(Database database) {
    this.database = database;
  }

  private record Count(String state, String code, long arrivals) {}

  /**
   * Counts of arrivals; {@code received} is the sum of the outcomes.
   *
   * @param byOutcome sent, queued, held, refused, superseded
   * @param reasons by code
   * @param waiting why queued arrivals were not sent at the last attempt, by code
   * @param unlinked persons by the reason why their national id links nobody
   */
  record Outcomes(
      long received,
      Map<String, Long> byOutcome,
      Map<String, Long> reasons,
      Map<String, Long> waiting,
      Map<String, Long> unlinked) {}

  /** What has become of everything. */
  Outcomes counted() {
    List<Count> counts =
        database.inTransaction(
            tx ->
                tx.list(
                    "select state, code, count(*) from arrival group by state, code order by code",
                    row -> new Count(row.getString(1), row.getString(2), row.getLong(3))));
    Map<String, Long> byOutcome = new LinkedHashMap<>();
    for (String outcome : List.of("sent", "queued", "held", "refused", "superseded")) {
      byOutcome.put(
          outcome,
          counts.stream()
              .filter(count -> outcome(count.state()).equals(outcome))
              .mapToLong(Count::arrivals)
              .sum());
    }
    Map<String, Long> reasons = new LinkedHashMap<>();
    counts.stream()
        .filter(count -> count.code() != null)
        .forEach(count -> reasons.merge(count.code(), count.arrivals(), Long::sum));
    return new Outcomes(
        counts.stream().mapToLong(Count::arrivals).sum(),
        byOutcome,
        reasons,
        byCode(
            "select o.code, count(*) from arrival a join outbox o on o.id = a.outbox_id"
                + " where a.state = 'queued' and o.state = 'queued' and o.code is not null"
                + " group by o.code order by o.code"),
        byCode(
            "select unlinked, count(*) from person where unlinked is not null group by unlinked"
                + " order by unlinked"));
  }

  /**
   * received, and its parts, and why; {@code waiting}: why queued arrivals were not sent at the
   * last attempt; {@code unlinked}: persons by the reason why their national id links nobody.
   */
  public Map<String, Object> outcomes() {
    Outcomes counted = counted();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("received", counted.received());
    json.putAll(counted.byOutcome());
    json.put("reasons", counted.reasons());
    json.put("waiting", counted.waiting());
    json.put("unlinked", counted.unlinked());
    json.put("supersededRecords", supersededRecords());
    return json;
  }

  private Map<String, Long> byCode(String query) {
    Map<String, Long> counts = new LinkedHashMap<>();
    database
        .inTransaction(tx -> tx.list(query, row -> Map.entry(row.getString(1), row.getLong(2))))
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }

  /** Records that were left out of arrivals whose rest counts as what became of it. */
  private long supersededRecords() {
    return database
        .inTransaction(
            tx ->
                tx.first(
                    "select coalesce(sum(superseded_records), 0) from arrival"
                        + " where superseded_records > 0 and state <> 'superseded'",
                    row -> row.getLong(1)))
        .orElse(0L);
  }

  private static String outcome(String state) {
    return state.equals("new") ? "queued" : state;
  }

  /**
   * The latest first.
   *
   * @param before only arrivals with a smaller sequence, so that a client can read on
   */
  List<Map<String, Object>> list(Optional<String> outcome, long before, int limit) {
    List<String> states =
        outcome
            .map(o -> o.equals("queued") ? List.of("new", "queued") : List.of(o))
            .orElse(List.of("new", "queued", "sent", "held", "refused", "superseded"));
    return database.inTransaction(
        tx ->
            tx.list(
                VIEW + "where state = any(?) and seq < ? order by seq desc limit ?",
                row -> view(tx, row),
                states,
                before,
                limit));
  }

  /** One arrival. */
  public Optional<Map<String, Object>> find(UUID id) {
    return database.inTransaction(tx -> tx.first(VIEW + "where id = ?", row -> view(tx, row), id));
  }

  private static Map<String, Object> view(Transaction tx, ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    Instant dropped = Transaction.instant(row, "dropped_at");
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id.toString());
    json.put("sequence", row.getLong("seq"));
    json.put("source", row.getString("source"));
    json.put("kind", row.getString("kind"));
    json.put("receivedAt", Transaction.instant(row, "received_at").toString());
    json.put("outcome", outcome(row.getString("state")));
    json.put("processed", !row.getString("state").equals("new"));
    json.put("code", row.getString("code"));
    json.put("reasons", ReasonText.read(SealedText.REASONS.open(tx, id, row.getString("reasons"))));
    json.put("notes", NoteText.read(SealedText.NOTES.open(tx, id, row.getString("notes"))));
    json.put("waiting", row.getString("waiting"));
    json.put("transfer", row.getObject("transfer_seq", Long.class));
    json.put("unlinked", unlinked(row.getString("unlinked")));
    json.put("supersededBy", row.getString("superseded_by"));
    json.put("partOf", row.getString("part_of"));
    json.put("supersededRecords", row.getInt("superseded_records"));
    json.put("droppedAt", dropped == null ? null : dropped.toString());
    return json;
  }

  /** Why the arrival's person is not linked; null where nothing stands in the way. */
  private static Reason unlinked(String code) {
    return Arrays.stream(LinkCode.values())
        .filter(known -> known.code().equals(code))
        .map(LinkCode::reason)
        .findFirst()
        .orElse(null);
  }
}
