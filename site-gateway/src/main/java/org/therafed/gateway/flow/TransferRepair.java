package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.therafed.gateway.consent.ConsentBook;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.flow.SentBook.Own;
import org.therafed.gateway.outbox.Outbox;
import org.therafed.gateway.site.Site;

/**
 * Sends again what the registry lacks or has otherwise, person by person, in the order of the
 * numbers. What went after it may stand at the registry already; where the order counts, the
 * records are not repeated but made anew.
 */
@Singleton
class TransferRepair {

  private static final String ROWS =
      "select id, kind, sequence, body is not null, retracted_by is not null from outbox where id ="
          + " any(?) and person_id = ? and state = 'sent' and settled_at is null order by sequence";
  // What the registry has of the person beyond a number.
  private static final String LATER =
      "select id from outbox where person_id = ? and kind = ? and state = 'sent' and settled_at is"
          + " null and retracted_by is null and sequence > ? and not (id = any(?)) order by"
          + " sequence";
  private static final String DROPPED =
      "select true from arrival where outbox_id = any(?) and state = 'sent' and dropped_at is not"
          + " null limit 1";
  private static final String RELEASE =
      "update arrival set state = 'new', due_at = ?, outbox_id = null, reconciliation_id = ? where"
          + " outbox_id = ? and state = 'sent'";

  private final Database database;
  private final FlowStore store;
  private final ConsentBook consents;
  private final Outbox outbox;
  private final Site site;

  @Inject
  TransferRepair(
      Database database, FlowStore store, ConsentBook consents, Outbox outbox, Site site) {
    this.database = database;
    this.store = store;
    this.consents = consents;
    this.outbox = outbox;
    this.site = site;
  }

  /** What became of transfers that the registry lacks or has otherwise. */
  enum Repair {
    /** It waits to be sent, or its records do. */
    AGAIN,
    /** The person does not permit it any more, or it was taken back: it need not be there. */
    NOT_PERMITTED,
    /** What it said is not kept. */
    NOT_SENDABLE,
    /** Something else became of it meanwhile. */
    GONE
  }

  private record Row(long id, String kind, long sequence, boolean kept, boolean retracted) {
    boolean isRecords() {
      return kind.equals("records");
    }
  }

  /**
   * Repairs each; answers how many became what.
   *
   * @param reconciliation that found them
   * @param absent which of them the registry lacks; the others it has with other content
   */
  Map<Repair, Long> repair(long reconciliation, List<Own> found, Set<Long> absent) {
    Map<Long, List<Long>> persons = new TreeMap<>();
    found.forEach(
        one -> persons.computeIfAbsent(one.person(), id -> new ArrayList<>()).add(one.id()));
    Map<Repair, Long> counts = new TreeMap<>();
    persons.forEach(
        (person, ids) ->
            database
                .inTransaction(tx -> repair(tx, reconciliation, person, ids, absent))
                .forEach((what, count) -> counts.merge(what, count, Long::sum)));
    return counts;
  }

  /** Of these, the ones that cannot be sent again, since what they said is not kept. */
  Set<Long> lost(List<Own> found) {
    return database.inTransaction(
        tx -> {
          Set<Long> lost = new HashSet<>();
          for (Own one : found) {
            boolean kept =
                tx.first(
                        "select body is not null from outbox where id = ?",
                        row -> row.getBoolean(1),
                        one.id())
                    .orElse(false);
            if (!kept || tx.first(DROPPED, row -> true, List.of(one.id())).isPresent()) {
              lost.add(one.id());
            }
          }
          return lost;
        });
  }

  private Map<Repair, Long> repair(
      Transaction tx, long reconciliation, long person, List<Long> ids, Set<Long> absent) {
    store.await(tx, person);
    List<Row> rows =
        tx.list(
            ROWS,
            row ->
                new Row(
                    row.getLong(1),
                    row.getString(2),
                    row.getLong(3),
                    row.getBoolean(4),
                    row.getBoolean(5)),
            ids,
            person);
    boolean permitted = !store.erased(tx, person) && consents.standing(tx, person).inForce();
    Map<Repair, Long> counts = new TreeMap<>();
    counts.put(Repair.GONE, (long) ids.size() - rows.size());
    Set<Long> released = new HashSet<>();
    for (Row row : rows) {
      Repair what =
          released.contains(row.id())
              ? Repair.AGAIN
              : row.isRecords()
                  ? records(tx, reconciliation, person, row, ids, permitted, absent)
                  : message(tx, reconciliation, person, row, absent, released);
      counts.merge(what, 1L, Long::sum);
    }
    return counts;
  }

  private Repair records(
      Transaction tx,
      long reconciliation,
      long person,
      Row row,
      List<Long> ids,
      boolean permitted,
      Set<Long> absent) {
    if (row.retracted()) {
      outbox.settle(tx, row.id());
      return Repair.NOT_PERMITTED;
    }
    if (!permitted) {
      return Repair.NOT_PERMITTED;
    }
    // The registry would refuse what names a pseudonym that it was told is no more.
    boolean renamed = !later(tx, person, "remap", row, ids).isEmpty();
    if (!absent.contains(row.id()) || renamed) {
      return releaseAnew(tx, reconciliation, person, List.of(row.id()))
          ? Repair.AGAIN
          : Repair.NOT_SENDABLE;
    }
    if (!row.kept()) {
      return Repair.NOT_SENDABLE;
    }
    outbox.reopen(tx, row.id(), reconciliation);
    queuedAgain(tx, row.id());
    return Repair.AGAIN;
  }

  private Repair message(
      Transaction tx,
      long reconciliation,
      long person,
      Row row,
      Set<Long> absent,
      Set<Long> released) {
    if (!row.kept()) {
      return Repair.NOT_SENDABLE;
    }
    boolean taking = row.kind().equals("retraction");
    // It takes back whatever is there, also what the person has permitted since.
    List<Long> permittedSince = taking ? later(tx, person, "records", row, List.of()) : List.of();
    if (!permittedSince.isEmpty()) {
      if (!releaseAnew(tx, reconciliation, person, permittedSince)) {
        return Repair.NOT_SENDABLE;
      }
      released.addAll(permittedSince);
    }
    if (absent.contains(row.id()) && permittedSince.isEmpty()) {
      outbox.reopen(tx, row.id(), reconciliation);
    } else {
      outbox.reopenAnew(tx, row.id(), reconciliation);
    }
    return Repair.AGAIN;
  }

  private static List<Long> later(
      Transaction tx, long person, String kind, Row than, List<Long> but) {
    return tx.list(
        LATER,
        row -> row.getLong(1),
        person,
        kind,
        than.sequence(),
        but.isEmpty() ? List.of(-1L) : but);
  }

  /** The records of transfers enter again at convert; false where one's content is not kept. */
  private boolean releaseAnew(Transaction tx, long reconciliation, long person, List<Long> rows) {
    if (tx.first(DROPPED, row -> row.getBoolean(1), rows).isPresent()) {
      return false;
    }
    store.forgetPatientSent(tx, person);
    for (long row : rows) {
      tx.update(RELEASE, site.clock().instant(), reconciliation, row);
      outbox.settle(tx, row);
    }
    return true;
  }

  /** They are not at the registry: if it refuses them now, they are taken apart and held. */
  private static void queuedAgain(Transaction tx, long row) {
    tx.update("update arrival set state = 'queued' where outbox_id = ? and state = 'sent'", row);
  }
}
