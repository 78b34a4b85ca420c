package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.therafed.gateway.consent.ConsentBook;
import org.therafed.gateway.consent.ConsentEvidence;
import org.therafed.gateway.consent.ConsentStanding;
import org.therafed.gateway.consent.optout.OptOuts;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.deidentify.Deidentifier;
import org.therafed.gateway.fault.ConsentCode;
import org.therafed.gateway.intake.Arrival;
import org.therafed.gateway.intake.ArrivalState;
import org.therafed.gateway.outbox.Outbox;
import org.therafed.gateway.quarantine.Quarantine;
import org.therafed.gateway.site.Site;

/**
 * Takes back what has left of persons who have withdrawn. The decision, its evidence and the
 * message in the outbox become durable together; a crash before that leaves a person who is found
 * again, one after it a message that is sent. Arrivals count as sent until the registry has
 * confirmed, and as held afterwards.
 */
@Singleton
class Retractions {

  private static final Logger LOG = Logger.getLogger(Retractions.class);

  // A superset: whether the person has withdrawn is for the consent room to say.
  private static final String CANDIDATES =
      "with refused as (select d.person_id as id from consent_decision d where d.decision = 'deny'"
          + " and d.decided_on >= coalesce((select max(p.decided_on) from consent_version p where"
          + " p.person_id = d.person_id and p.decision = 'permit' and p.decided_on <= ?),"
          + " '-infinity') union select person_id from unread_consent where person_id is not null"
          + " union select d.person_id from consent_decision d join person m on m.id = d.person_id"
          + " where d.decision = 'deny' and m.merged_on is not null union select p.id from opt_out"
          + " o join person p on "
          + OptOuts.MATCHES
          + " where o.ended_at is null) select distinct s.id from refused r join person p on p.id ="
          + " r.id join person s on s.id = coalesce(p.merged_into, p.id) where exists (select 1"
          + " from outbox o where o.person_id = s.id and "
          + Outbox.TO_RETRACT
          + ") order by s.id";
  private static final String ENTER =
      "update arrival set state = 'new', code = null, reasons = null, outbox_id = null, due_at = ?"
          + " where ";

  private final Database database;
  private final FlowStore store;
  private final WaitingTransfers waiting;
  private final ConsentBook consents;
  private final ConsentEvidence evidence;
  private final Deidentifier deidentifier;
  private final Outbox outbox;
  private final Quarantine quarantine;
  private final Erasures erasures;
  private final Site site;

  @Inject
  Retractions(
      Database database,
      FlowStore store,
      WaitingTransfers waiting,
      ConsentBook consents,
      ConsentEvidence evidence,
      Deidentifier deidentifier,
      Outbox outbox,
      Quarantine quarantine,
      Erasures erasures,
      Site site) {
    this.database = database;
    this.store = store;
    this.waiting = waiting;
    this.consents = consents;
    this.evidence = evidence;
    this.deidentifier = deidentifier;
    this.outbox = outbox;
    this.quarantine = quarantine;
    this.erasures = erasures;
    this.site = site;
  }

  /** Persons with something at the registry of whom a refusal is on record. */
  List<Long> candidates() {
    return database.inTransaction(tx -> tx.list(CANDIDATES, row -> row.getLong(1), site.today()));
  }

  /** Queues that a person's records are taken back, if the person has withdrawn. */
  boolean decide(long id) {
    return database.inTransaction(tx -> decide(tx, id));
  }

  private boolean decide(Transaction tx, long id) {
    store.await(tx, id);
    Person person = store.person(tx, id);
    if (person.mergedInto().isPresent() || !outbox.anyToRetract(tx, id)) {
      return false;
    }
    ConsentStanding standing = consents.standing(tx, id);
    if (!standing.withdrawn()) {
      return false;
    }
    long line = evidence.note(tx, id, standing).orElseThrow();
    waiting.assembleAnew(tx, id);
    long row = outbox.put(tx, id, deidentifier.retraction(person.subject()));
    tx.update("insert into retraction (outbox_id, evidence_id) values (?, ?)", row, line);
    mark(tx, row, "a.state in ('sent', 'superseded')");
    LOG.infof(
        "stage=consent retraction=%d outcome=queued ground=%s",
        row, standing.ground().orElseThrow().code());
    return true;
  }

  /** Notes of arrivals whose transfers a retraction takes back that it does. */
  static void mark(Transaction tx, long row, String which) {
    tx.update(
        "update arrival a set retracted_by = ? from outbox o where o.id = a.outbox_id and"
            + " o.retracted_by = ? and a.transfer_seq is not null and "
            + which,
        row,
        row);
  }

  /**
   * The registry has taken back what a row of the outbox names: it is held from now on, unless the
   * refusal was taken back as a mistake meanwhile.
   */
  void confirmed(Transaction tx, long row) {
    long person = outbox.ownerOf(tx, row);
    store.await(tx, person);
    // What was on its way when it was queued has arrived before it.
    mark(tx, row, "a.state = 'sent'");
    List<UUID> taken =
        tx.list(
            "select id from arrival where retracted_by = ? and state = 'sent' order by seq",
            r -> r.getObject(1, UUID.class),
            row);
    quarantine.hold(tx, taken, List.of(ConsentCode.RETRACTED.reason()));
    erasures.confirmed(tx, row);
    releaseMistaken(tx, person, consents.standing(tx, person));
  }

  /** Where no refusal stands on record any more there was none: all of it enters again. */
  void releaseMistaken(Transaction tx, long person, ConsentStanding standing) {
    if (standing.inForce() && !standing.everRefused()) {
      enter(tx, person);
    }
  }

  /**
   * All that was taken back of a person enters again; answers how many arrivals.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-CONSENT-004
   */
  int release(Transaction tx, long person) {
    if (!consents.standing(tx, person).inForce()) {
      throw ConsentCode.RESEND_NOT_CONSENTED.with();
    }
    return enter(tx, person);
  }

  private int enter(Transaction tx, long person) {
    return tx.update(
        ENTER + "person_id = ? and state = 'held' and code = ?",
        site.clock().instant(),
        person,
        ConsentCode.RETRACTED.code());
  }

  /** Of these arrivals, those whose records were taken back and have not left again. */
  Set<UUID> retracted(Transaction tx, Collection<UUID> ids) {
    return Set.copyOf(
        tx.list(
            "select id from arrival where retracted_by is not null and id = any(?::uuid[])",
            row -> row.getObject(1, UUID.class),
            ids));
  }

  /** Whether what was taken back leaves again when the hospital sends it again. */
  boolean returns(Transaction tx, long person, Arrival earlier) {
    return earlier.state() == ArrivalState.HELD
        && !retracted(tx, List.of(earlier.id())).isEmpty()
        && consents.standing(tx, person).inForce();
  }
}
