package org.therafed.gateway.ops;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Transaction;

/**
 * For an audit: what decided whether an arrival's person's records left, and what was taken back
 * with which receipt. The document is named by its arrival; no identifier is shown.
 */
@Singleton
public class ConsentViews {

  private static final String EVIDENCE =
      "select e.noted_at, e.ground, e.in_force, e.arrival_id, e.opt_out_id, e.purpose,"
          + " e.decided_on, e.valid_from, e.valid_to from consent_evidence e join person p on p.id ="
          + " e.person_id where coalesce(p.merged_into, p.id) = (select coalesce(q.merged_into,"
          + " q.id) from arrival a join person q on q.id = a.person_id where a.id = ?) order by e.id";
  private static final String RETRACTION =
      "select o.state, o.sequence, o.done_at, o.receipt, o.code, e.noted_at, e.ground, e.in_force,"
          + " e.arrival_id, e.opt_out_id, e.purpose, e.decided_on, e.valid_from, e.valid_to from"
          + " arrival a join outbox o on o.id = a.retracted_by join retraction r on r.outbox_id ="
          + " o.id join consent_evidence e on e.id = r.evidence_id where a.id = ?";

  private final Database database;

  @Inject
  public ConsentViews(Database database) {
    this.database = database;
  }

  /** Every answer of the consent book about the arrival's person, the earliest first. */
  public List<Map<String, Object>> evidence(UUID arrival) {
    return database.inTransaction(tx -> tx.list(EVIDENCE, ConsentViews::evidence, arrival));
  }

  /** How the arrival's records are, or were, taken back; empty: they were not. */
  public Optional<Map<String, Object>> retraction(UUID arrival) {
    return database.inTransaction(tx -> tx.first(RETRACTION, ConsentViews::retraction, arrival));
  }

  private static Map<String, Object> retraction(ResultSet row) throws SQLException {
    boolean confirmed = row.getString("state").equals("sent");
    Instant done = Transaction.instant(row, "done_at");
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("state", confirmed ? "confirmed" : "queued");
    json.put("transfer", row.getObject("sequence", Long.class));
    json.put("confirmedAt", confirmed && done != null ? done.toString() : null);
    json.put("receipt", row.getString("receipt"));
    json.put("waiting", confirmed ? null : row.getString("code"));
    json.put("because", evidence(row));
    return json;
  }

  private static Map<String, Object> evidence(ResultSet row) throws SQLException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("notedAt", Transaction.instant(row, "noted_at").toString());
    json.put("ground", row.getString("ground"));
    json.put("inForce", row.getBoolean("in_force"));
    json.put("document", row.getString("arrival_id"));
    json.put("optOutEntry", row.getObject("opt_out_id", Long.class));
    json.put("purpose", row.getString("purpose"));
    json.put("decidedOn", day(row, "decided_on"));
    json.put("validFrom", day(row, "valid_from"));
    json.put("validTo", day(row, "valid_to"));
    return json;
  }

  private static String day(ResultSet row, String column) throws SQLException {
    LocalDate day = row.getObject(column, LocalDate.class);
    return day == null ? null : day.toString();
  }
}
