package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.consent.ConsentEvidence;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.deidentify.Deidentifier;
import org.therafed.gateway.deidentify.PatientRetraction;
import org.therafed.gateway.fault.StorageCode;
import org.therafed.gateway.intake.PersonIds;
import org.therafed.gateway.outbox.Outbox;
import org.therafed.gateway.quarantine.Quarantine;
import org.therafed.gateway.site.Site;

/**
 * Erases persons. What identifies goes in one transaction, under every id that the person was known
 * by; the rows stay, so that everything that came still counts, and so does what the outbox has to
 * say: what has left is taken back by it. Of the erasure there remain its time, the number of
 * arrivals and the registry's receipt.
 */
@Singleton
class Erasures {

  private static final Logger LOG = Logger.getLogger(Erasures.class);

  private static final String IDS =
      "with one as (select coalesce(merged_into, id) as id from person where id = ?) select p.id"
          + " from person p join one on p.id = one.id or p.merged_into = one.id order by p.id";

  /** By arrival, and by person. */
  private static final List<String> FORGOTTEN =
      List.of(
          "delete from consent_decision where person_id = any(?)",
          "delete from unread_consent where person_id = any(?)",
          "delete from vital_statement where person_id = any(?)",
          "delete from record_version where person_id = any(?)",
          "delete from person_alias where person_id = any(?)",
          "delete from pull_look where person_id = any(?)",
          "delete from arrival_name where arrival_id in (select id from arrival where person_id ="
              + " any(?))");

  private static final String EMPTY =
      "update arrival set content = null, business_key = 'erased|' || id, group_key = null,"
          + " content_sha256 = '', waits_for = null, reasons = null, notes = null, needs = null,"
          + " dropped_at = coalesce(dropped_at, ?) where person_id = any(?)";

  private final FlowStore store;
  private final WaitingTransfers waiting;
  private final ConsentEvidence evidence;
  private final Deidentifier deidentifier;
  private final Outbox outbox;
  private final Quarantine quarantine;
  private final Site site;

  @Inject
  Erasures(
      FlowStore store,
      WaitingTransfers waiting,
      ConsentEvidence evidence,
      Deidentifier deidentifier,
      Outbox outbox,
      Quarantine quarantine,
      Site site) {
    this.store = store;
    this.waiting = waiting;
    this.evidence = evidence;
    this.deidentifier = deidentifier;
    this.outbox = outbox;
    this.quarantine = quarantine;
    this.site = site;
  }

  /**
   * Erases whoever has an id; answers the number of the erasure.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-STORE-003 if nothing is kept of them
   */
  long erase(Transaction tx, PatientKey key) {
    long named = PersonIds.find(tx, key).orElseThrow(StorageCode.NOBODY::with);
    List<Long> ids = tx.list(IDS, row -> row.getLong(1), named);
    ids.forEach(id -> store.await(tx, id));
    if (!ids.equals(tx.list(IDS, row -> row.getLong(1), named))) {
      // Somebody merged the person with another while this waited for them.
      return erase(tx, key);
    }
    long stays = staying(tx, named);
    // Before the ids go: the message to the registry names the pseudonym.
    waiting.assembleAnew(tx, stays);
    Long retraction = retraction(tx, stays);
    int arrivals = tx.update(EMPTY, site.clock().instant(), ids);
    refuse(tx, ids);
    FORGOTTEN.forEach(statement -> tx.update(statement, ids));
    ids.forEach(id -> outbox.forget(tx, id));
    List<String> digests =
        tx.list(
            "select issuer || '|' || patient_id from person where id = any(?)",
            row -> row.getString(1),
            ids);
    tx.update(
        "update person set issuer = 'erased', patient_id = 'erased|' || id, identity = null,"
            + " national_id = null, national_country = null, national_lookup = null, unlinked = null,"
            + " patient = null, shift_basis = null, patient_sent = null, recheck_on = null,"
            + " erased_at = ? where id = any(?)",
        site.clock().instant(),
        ids);
    long number =
        tx.first(
                "insert into erasure (erased_at, person_id, arrivals, outbox_id, waiting) values"
                    + " (?, ?, ?, ?, ?) returning id",
                row -> row.getLong(1),
                site.clock().instant(),
                stays,
                arrivals,
                retraction,
                retraction == null ? null : digests)
            .orElseThrow();
    LOG.infof(
        "stage=ops action=erasure outcome=done erasure=%d arrivals=%d retraction=%s",
        number, arrivals, retraction == null ? "none" : "queued");
    return number;
  }

  private static long staying(Transaction tx, long person) {
    return tx.first(
            "select coalesce(merged_into, id) from person where id = ?",
            row -> row.getLong(1),
            person)
        .orElseThrow();
  }

  /** The row of the outbox that takes back what has left, or may have; null: nothing has. */
  private Long retraction(Transaction tx, long person) {
    long line = evidence.noteErasure(tx, person);
    if (!outbox.anyToRetract(tx, person) && !outbox.anyOnItsWay(tx, person)) {
      return null;
    }
    PatientRetraction taken = deidentifier.retraction(store.person(tx, person).subject());
    long row = outbox.put(tx, person, taken);
    tx.update("insert into retraction (outbox_id, evidence_id) values (?, ?)", row, line);
    Retractions.mark(tx, row, "a.state in ('sent', 'superseded')");
    return row;
  }

  /** What has not left goes nowhere; what has is refused when the registry has taken it back. */
  private void refuse(Transaction tx, List<Long> persons) {
    List<UUID> ids =
        tx.list(
            "select id from arrival where person_id = any(?) and state in ('new', 'held')",
            row -> row.getObject(1, UUID.class),
            persons);
    quarantine.refuse(tx, ids, List.of(StorageCode.ERASED.reason()));
  }

  /**
   * Refuses what is due of an erased person: what was on its way and comes back, and what came in
   * the very moment of the erasure. Answers whether there was anything.
   */
  boolean end(Transaction tx, long person) {
    List<Long> one = List.of(person);
    List<UUID> due =
        tx.list(
            "select id from arrival where person_id = ? and state in ('new', 'held')",
            row -> row.getObject(1, UUID.class),
            person);
    if (!due.isEmpty()) {
      tx.update(EMPTY, site.clock().instant(), one);
      FORGOTTEN.forEach(statement -> tx.update(statement, one));
    }
    quarantine.refuse(tx, due, List.of(StorageCode.ERASED.reason()));
    return !due.isEmpty();
  }

  /**
   * Whether what came anew of a person has to wait: it leaves under the same pseudonym, and must
   * not reach the registry before what takes the earlier records back.
   */
  boolean waits(Transaction tx, long person) {
    return tx.first(
            "select true from erasure e join person p on p.id = ? where e.waiting is not null and"
                + " e.waiting @> array[p.issuer || '|' || p.patient_id] limit 1",
            row -> row.getBoolean(1),
            person)
        .orElse(false);
  }

  /** The registry has taken back what an erased person's message names: what waited goes on. */
  void confirmed(Transaction tx, long row) {
    tx.update(
        "update arrival set due_at = ? where state = 'new' and person_id in (select p.id from"
            + " erasure e join person p on e.waiting @> array[p.issuer || '|' || p.patient_id] where"
            + " e.outbox_id = ?)",
        site.clock().instant(),
        row);
    if (tx.update("update erasure set waiting = null where outbox_id = ?", row) > 0) {
      outbox.forget(tx, outbox.ownerOf(tx, row));
    }
  }
}
