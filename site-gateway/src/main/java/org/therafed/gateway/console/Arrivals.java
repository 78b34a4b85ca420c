package org.therafed.gateway.console;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.intake.NoteText;
import org.therafed.gateway.intake.ReasonText;
import org.therafed.gateway.intake.SealedText;
import org.therafed.gateway.site.Site;

/** Arrivals as pages show them. No identifier is among what is shown. */
@Singleton
class Arrivals {

  private static final String VIEW =
      "select id, seq, source, kind, received_at, changed_at, state, code, reasons, notes,"
          + " transfer_seq, superseded_by, part_of, dropped_at, (select o.code from outbox o where"
          + " o.id = outbox_id and o.state = 'queued') as waiting from arrival ";

  private final Database database;
  private final Site site;

  @Inject
  Arrivals(Database database, Site site) {
    this.database = database;
    this.site = site;
  }

  /** One. */
  Optional<ArrivalView> find(UUID id, Visit visit) {
    return database.inTransaction(
        tx -> tx.first(VIEW + "where id = ?", row -> view(tx, row, visit), id));
  }

  /** These, the latest first. */
  List<ArrivalView> all(Collection<UUID> ids, Visit visit) {
    return database.inTransaction(
        tx ->
            tx.list(
                VIEW + "where id = any(?::uuid[]) order by seq desc",
                row -> view(tx, row, visit),
                ids));
  }

  /**
   * What is held for one reason, what was held first at the top.
   *
   * @param after only arrivals with a larger sequence, to read on
   */
  List<ArrivalView> held(String code, long after, int limit, Visit visit) {
    return database.inTransaction(
        tx ->
            tx.list(
                VIEW + "where state = 'held' and code = ? and seq > ? order by seq limit ?",
                row -> view(tx, row, visit),
                code,
                after,
                limit));
  }

  private ArrivalView view(Transaction tx, ResultSet row, Visit visit) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    String state = row.getString("state");
    Instant since = Transaction.instant(row, "changed_at");
    return new ArrivalView(
        id.toString(),
        row.getLong("seq"),
        row.getString("source"),
        row.getString("kind"),
        visit.time(Transaction.instant(row, "received_at")),
        state.equals("new") ? "queued" : state,
        row.getString("code"),
        ReasonText.read(SealedText.REASONS.open(tx, id, row.getString("reasons"))).stream()
            .map(reason -> reason.code() + " " + visit.text(reason))
            .toList(),
        NoteText.read(SealedText.NOTES.open(tx, id, row.getString("notes"))).stream()
            .map(note -> note.get("code") + " " + note.get("text"))
            .toList(),
        row.getString("waiting"),
        row.getObject("transfer_seq", Long.class),
        row.getString("superseded_by"),
        row.getString("part_of"),
        visit.time(Transaction.instant(row, "dropped_at")),
        visit.time(since),
        Duration.between(since, site.clock().instant()).toDays());
  }
}
