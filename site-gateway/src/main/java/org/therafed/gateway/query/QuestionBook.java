package org.therafed.gateway.query;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.fault.QueryCode;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.federated.AskedFigure;
import org.therafed.profiles.federated.SiteQuestion;

/** The questions that came, how far each is, and what was answered to which message. */
@Singleton
public class QuestionBook {

  /** Taken by whoever works on questions: one message after the other. */
  private static final String IN_TURN =
      "select cast(pg_advisory_xact_lock(7064990) as text) as locked";

  private final Site site;

  @Inject
  QuestionBook(Site site) {
    this.site = site;
  }

  /** How far a question is. */
  public enum State {
    /** For a person's decision. */
    WAITING,
    /** Let pass, and not joined yet. */
    APPROVED,
    JOINED,
    MASKED,
    ANSWERED,
    REFUSED;

    /** As it is stored and shown. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State labelled(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * A question.
   *
   * @param attempt of the masked sums that were given last; 0: none were
   * @param among labels of the sites of that attempt
   * @param reason code; empty unless refused
   */
  public record Entry(
      String id,
      AskedFigure asked,
      State state,
      Instant receivedAt,
      Instant expiresAt,
      Instant changedAt,
      int attempt,
      List<String> among,
      Optional<String> reason) {}

  void inTurn(Transaction tx) {
    tx.first(IN_TURN, row -> row.getString(1));
  }

  Optional<Entry> find(Transaction tx, String id) {
    return list(tx, "where id = ?", id).stream().findFirst();
  }

  /** The latest questions first. */
  List<Entry> latest(Transaction tx, int most) {
    return list(tx, "order by received_at desc, id limit ?", most);
  }

  private static List<Entry> list(Transaction tx, String which, Object parameter) {
    return tx.list(
        "select id, asked, state, received_at, expires_at, changed_at, attempt, among, reason from"
            + " query_question "
            + which,
        row ->
            new Entry(
                row.getString("id"),
                AskedFigure.read(row.getString("asked")),
                State.labelled(row.getString("state")),
                Transaction.instant(row, "received_at"),
                Transaction.instant(row, "expires_at"),
                Transaction.instant(row, "changed_at"),
                row.getInt("attempt"),
                row.getString("among") == null
                    ? List.of()
                    : List.of(row.getString("among").split(" ", -1)),
                Optional.ofNullable(row.getString("reason"))),
        parameter);
  }

  void received(Transaction tx, SiteQuestion question, State state) {
    Instant now = site.clock().instant();
    tx.update(
        "insert into query_question (id, asked, digest, state, received_at, expires_at, changed_at)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        question.id(),
        question.asked().text(),
        question.asked().digest(),
        state.label(),
        now,
        question.expiresAt(),
        now);
    event(tx, question.id(), "received", null, question.attempt(), null);
  }

  void changed(Transaction tx, String id, State state) {
    tx.update(
        "update query_question set state = ?, changed_at = ? where id = ?",
        state.label(),
        site.clock().instant(),
        id);
    event(tx, id, state.label(), null, null, null);
  }

  void joined(Transaction tx, String id, QuestionSecrets secrets) {
    tx.update("update query_question set secrets = ? where id = ?", secrets.sealed(tx, id), id);
    changed(tx, id, State.JOINED);
  }

  QuestionSecrets secrets(Transaction tx, String id) {
    return QuestionSecrets.opened(
        tx,
        id,
        tx.first("select secrets from query_question where id = ?", row -> row.getString(1), id)
            .orElseThrow());
  }

  /** Notes an attempt, with whom it is about. */
  void masked(Transaction tx, SiteQuestion question, long[] people, State state) {
    tx.update(
        "update query_question set attempt = ?, among = ?, people = ? where id = ?",
        question.attempt(),
        String.join(" ", question.among()),
        SiteLedger.text(people),
        question.id());
    tx.update(
        "update query_question set state = ?, changed_at = ? where id = ?",
        state.label(),
        site.clock().instant(),
        question.id());
    event(tx, question.id(), state.label(), null, question.attempt(), question.peers().size());
  }

  /** The numbers of whom the latest attempt is about. */
  long[] people(Transaction tx, String id) {
    return SiteLedger.numbers(
        tx.first("select people from query_question where id = ?", row -> row.getString(1), id)
            .orElseThrow());
  }

  void refused(Transaction tx, String id, QueryCode code) {
    tx.update(
        "update query_question set state = 'refused', reason = ?, changed_at = ? where id = ?",
        code.code(),
        site.clock().instant(),
        id);
    event(tx, id, "refused", code, null, null);
  }

  /** The answers to a message that was answered. */
  record Given(String message, List<String> answers) {}

  Optional<Given> given(Transaction tx, SiteQuestion question) {
    List<String[]> rows =
        tx.list(
            "select message, answer from query_answer where question = ? and phase = ? and attempt"
                + " = ? order by place",
            row -> new String[] {row.getString(1), row.getString(2)},
            question.id(),
            question.phase().name(),
            question.attempt());
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(new Given(rows.get(0)[0], rows.stream().map(row -> row[1]).toList()));
  }

  void give(Transaction tx, SiteQuestion question, String message, List<String> answers) {
    for (int place = 0; place < answers.size(); place++) {
      tx.update(
          "insert into query_answer (question, phase, attempt, place, message, answer) values (?, ?,"
              + " ?, ?, ?, ?)",
          question.id(),
          question.phase().name(),
          question.attempt(),
          place,
          message,
          answers.get(place));
    }
  }

  private void event(
      Transaction tx,
      String question,
      String what,
      QueryCode code,
      Integer attempt,
      Integer sites) {
    tx.update(
        "insert into query_event (at, question, what, code, attempt, sites) values (?, ?, ?, ?, ?,"
            + " ?)",
        site.clock().instant(),
        question,
        what,
        code == null ? null : code.code(),
        attempt,
        sites);
  }

  /**
   * Notes a message that is not answered, once however often it comes.
   *
   * @param message SHA-256 of its text
   * @return whether it is the first time
   */
  boolean turnedAway(Transaction tx, String message, QueryCode code) {
    return tx.update(
            "insert into query_event (at, what, code, message) values (?, 'turned-away', ?, ?) on"
                + " conflict do nothing",
            site.clock().instant(),
            code.code(),
            message)
        > 0;
  }

  /** Whether the gateway may answer about a cut, and notes it. */
  boolean takesCut(Transaction tx, Instant cut) {
    List<Instant> known =
        tx.list("select as_of from query_cut", row -> Transaction.instant(row, "as_of"));
    if (!known.contains(cut)) {
      if (!CutRule.allows(cut, known)) {
        return false;
      }
      tx.update("insert into query_cut (as_of) values (?)", cut);
    }
    return true;
  }

  /** Counts for the operator: by state, and of refusals by code. */
  Map<String, Long> counts(Transaction tx) {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("received", 0L);
    for (State state : State.values()) {
      counts.put(state.label(), 0L);
    }
    counts.put("turned-away", 0L);
    List<Map.Entry<String, Long>> found = new ArrayList<>();
    found.addAll(
        tx.list(
            "select state, count(*) from query_question group by state",
            row -> Map.entry(row.getString(1), row.getLong(2))));
    found.addAll(
        tx.list(
            "select 'turned-away', count(*) from query_event where message is not null",
            row -> Map.entry(row.getString(1), row.getLong(2))));
    found.addAll(
        tx.list(
            "select code, count(*) from query_event where code is not null group by code order by"
                + " code",
            row -> Map.entry(row.getString(1), row.getLong(2))));
    found.addAll(
        tx.list(
            "select 'received', count(*) from query_question",
            row -> Map.entry(row.getString(1), row.getLong(2))));
    found.forEach(row -> counts.put(row.getKey(), row.getValue()));
    return counts;
  }
}
