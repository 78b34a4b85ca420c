package org.therafed.gateway.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.gateway.consent.ConsentBook;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.intake.PersonIds;
import org.therafed.gateway.intake.ReasonText;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.Wait;
import org.therafed.profiles.outcome.Reason;

/** For whom which archive was asked, and what came of it. */
@Singleton
class PullStore {

  /**
   * Whoever has a permission on record. Whether it is in force is for the consent room to say;
   * where a record of the person waits to be read, it may be a withdrawal, and nobody is asked yet.
   */
  private static final String CANDIDATES =
      "select p.id, p.issuer, p.patient_id, l.looked_at, l.failures, p.identity from person p left join"
          + " pull_look l on l.source = ? and l.person_id = p.id where p.id > ? and exists (select 1"
          + " from consent_version c where c.person_id = p.id and c.decision = 'permit') and (? or"
          + " l.next_at is null or l.next_at <= ? or l.next_at > ?) order by p.id limit ?";

  private static final String UNREAD =
      "select 1 from arrival where person_id = ? and state = 'new' and due_at <= ? and source not in"
          + " ('dimse', 'dicomweb') limit 1";

  private final Database database;
  private final ConsentBook consents;
  private final Site site;
  private final ObjectMapper json;

  @Inject
  PullStore(Database database, ConsentBook consents, Site site, ObjectMapper json) {
    this.database = database;
    this.consents = consents;
    this.site = site;
    this.json = json;
  }

  /**
   * Persons after this one, in order of their number.
   *
   * @param waiting also those whose next look is not due after a failure
   * @param now bounded by the longest wait after a failure
   */
  List<PullCandidate> candidates(String source, long after, boolean waiting, Wait now, int limit) {
    return database.inTransaction(
        tx ->
            tx.list(
                CANDIDATES,
                row ->
                    new PullCandidate(
                        row.getLong(1),
                        PersonIds.open(tx, row.getString(2), row.getString(3), row.getString(6)),
                        Optional.ofNullable(Transaction.instant(row, "looked_at")),
                        row.getInt(5)),
                source,
                after,
                waiting,
                now.now(),
                now.latest(),
                limit));
  }

  /** Whether an archive may be asked about the person now. */
  boolean mayBeAskedFor(long person) {
    return database.inTransaction(
        tx ->
            tx.first(UNREAD, row -> true, person, site.clock().instant()).isEmpty()
                && consents.standing(tx, person).inForce());
  }

  /** A look that missed nothing. */
  void looked(String source, long person, Instant began) {
    database.inTransaction(
        tx ->
            tx.update(
                "insert into pull_look (source, person_id, looked_at, tried_at, next_at) values"
                    + " (?, ?, ?, ?, ?) on conflict (source, person_id) do update set looked_at ="
                    + " excluded.looked_at, tried_at = excluded.tried_at, failures = 0, next_at ="
                    + " excluded.next_at, code = null",
                source,
                person,
                began,
                began,
                began));
  }

  /** A look that missed something; the next one looks from the same day again. */
  void failed(String source, long person, Instant began, Instant nextAt, String code) {
    database.inTransaction(
        tx ->
            tx.update(
                "insert into pull_look (source, person_id, tried_at, failures, next_at, code)"
                    + " values (?, ?, ?, 1, ?, ?) on conflict (source, person_id) do update set"
                    + " tried_at = excluded.tried_at, failures = pull_look.failures + 1, next_at ="
                    + " excluded.next_at, code = excluded.code",
                source,
                person,
                began,
                nextAt,
                code));
  }

  /** Nothing is to be had of a person who is not asked for; nothing counts as missing. */
  void notWaiting(String source, long person) {
    database.inTransaction(
        tx ->
            tx.update(
                "update pull_look set code = null where source = ? and person_id = ? and code is"
                    + " not null",
                source,
                person));
  }

  /** The archive answered to the end of a run. */
  void succeeded(String source, Instant ended, Object report) {
    database.inTransaction(
        tx ->
            tx.update(
                "insert into pull_source (source, succeeded, last_run) values (?, ?, ?) on conflict"
                    + " (source) do update set failures = 0, next_at = null, succeeded ="
                    + " excluded.succeeded, last_run = excluded.last_run",
                source,
                ended,
                text(report)));
  }

  /** The archive let a run fail. */
  void failed(String source, Instant ended, Object report, Instant nextAt, Reason reason) {
    database.inTransaction(
        tx ->
            tx.update(
                "insert into pull_source (source, failures, next_at, failed, reason, last_run)"
                    + " values (?, 1, ?, ?, ?, ?) on conflict (source) do update set failures ="
                    + " pull_source.failures + 1, next_at = excluded.next_at, failed ="
                    + " excluded.failed, reason = excluded.reason, last_run = excluded.last_run",
                source,
                nextAt,
                ended,
                ReasonText.write(List.of(reason)),
                text(report)));
  }

  PullState state(String source) {
    Map<String, Long> waiting = new LinkedHashMap<>();
    database
        .inTransaction(
            tx ->
                tx.list(
                    "select code, count(*) from pull_look where source = ? and code is not null"
                        + " group by code order by code",
                    row -> Map.entry(row.getString(1), row.getLong(2)),
                    source))
        .forEach(entry -> waiting.put(entry.getKey(), entry.getValue()));
    return database
        .inTransaction(
            tx ->
                tx.first(
                    "select failures, next_at, succeeded, failed, reason, last_run from pull_source"
                        + " where source = ?",
                    row -> state(row, waiting),
                    source))
        .orElseGet(
            () ->
                new PullState(
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    waiting));
  }

  private PullState state(ResultSet row, Map<String, Long> waiting) throws SQLException {
    return new PullState(
        row.getInt("failures"),
        Optional.ofNullable(Transaction.instant(row, "next_at")),
        Optional.ofNullable(Transaction.instant(row, "succeeded")),
        Optional.ofNullable(Transaction.instant(row, "failed")),
        ReasonText.read(row.getString("reason")).stream().findFirst(),
        Optional.ofNullable(row.getString("last_run")).map(this::tree),
        waiting);
  }

  private String text(Object report) {
    return json.valueToTree(report).toString();
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not what was written.", e);
    }
  }
}
