package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.therafed.dicom.convert.IdentifiedBundle;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.deidentify.DeidentifiedBundle;
import org.therafed.gateway.deidentify.pseudonym.LinkageTokens;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.intake.Arrival;
import org.therafed.gateway.intake.ArrivalState;
import org.therafed.gateway.intake.WorkSignal;
import org.therafed.gateway.outbox.Outbox;
import org.therafed.gateway.quarantine.Quarantine;
import org.therafed.profiles.outcome.Fault;

/** What a person at the hospital can do to an arrival. */
@Singleton
public class FlowOperations {

  private static final int RETRIED_AT_ONCE = 200;

  private final Database database;
  private final FlowStore store;
  private final Stages stages;
  private final Quarantine quarantine;
  private final Outbox outbox;
  private final RecordVersions versions;
  private final VitalStatuses vitalStatuses;
  private final Retractions retractions;
  private final LinkageTokens tokens;
  private final WorkSignal signal;

  @Inject
  FlowOperations(
      Database database,
      FlowStore store,
      Stages stages,
      Quarantine quarantine,
      Outbox outbox,
      RecordVersions versions,
      VitalStatuses vitalStatuses,
      Retractions retractions,
      LinkageTokens tokens,
      WorkSignal signal) {
    this.database = database;
    this.store = store;
    this.stages = stages;
    this.quarantine = quarantine;
    this.outbox = outbox;
    this.versions = versions;
    this.vitalStatuses = vitalStatuses;
    this.retractions = retractions;
    this.tokens = tokens;
    this.signal = signal;
  }

  /**
   * Lets an arrival enter again at convert, or supersedes it where a later version stands.
   *
   * @throws Fault GW-OPS-001 or GW-OPS-002
   */
  public void retry(UUID id) {
    database.inTransaction(
        tx -> {
          Arrival arrival = find(tx, id);
          if (!quarantine.retry(tx, id)) {
            throw ServiceCode.RETRY_STATE.with(
                Fault.safe("state", arrival.state().code()), Fault.safe("id", id));
          }
          return null;
        });
    signal.raise();
  }

  /**
   * Lets everything that is held for one reason enter again, some at a time; answers how many
   * arrivals.
   *
   * @param code of the reason
   */
  public int retryAll(String code) {
    int moved = 0;
    long last = 0;
    List<Held> some = held(code, last);
    while (!some.isEmpty()) {
      List<Held> now = some;
      moved +=
          database.inTransaction(
              tx -> (int) now.stream().filter(one -> quarantine.retry(tx, one.id())).count());
      signal.raise();
      last = some.get(some.size() - 1).sequence();
      some = held(code, last);
    }
    return moved;
  }

  private record Held(UUID id, long sequence) {}

  private List<Held> held(String code, long after) {
    return database.inTransaction(
        tx ->
            tx.list(
                "select id, seq from arrival where state = 'held' and code = ? and seq > ? order by"
                    + " seq limit ?",
                row -> new Held(row.getObject(1, UUID.class), row.getLong(2)),
                code,
                after,
                RETRIED_AT_ONCE));
  }

  /**
   * Lets all that was taken back of the arrival's person enter again, under the consent that is in
   * force by now; answers how many arrivals.
   *
   * @throws Fault GW-OPS-001, or GW-CONSENT-004 if no consent is in force
   */
  public int resend(UUID id) {
    int moved =
        database.inTransaction(
            tx -> {
              find(tx, id);
              long person = store.personOf(tx, id).orElseThrow(ServiceCode.ARRIVAL_UNKNOWN::with);
              store.await(tx, person);
              return retractions.release(tx, person);
            });
    signal.raise();
    return moved;
  }

  /**
   * Lets a study that may be of another person enter again: it is of the person whom it names.
   *
   * @throws Fault GW-OPS-001 or GW-OPS-004
   */
  public void confirmPatient(UUID id) {
    decide(id, tx -> quarantine.confirmPatient(tx, id));
    signal.raise();
  }

  /**
   * Refuses an image that is of another person.
   *
   * @param study whether all images of its study that are held for the same doubt are
   * @throws Fault GW-OPS-001 or GW-OPS-004
   */
  public void refusePatient(UUID id, boolean study) {
    decide(id, tx -> quarantine.refusePatient(tx, id, study));
  }

  private void decide(UUID id, Predicate<Transaction> decision) {
    database.inTransaction(
        tx -> {
          Arrival arrival = find(tx, id);
          if (!decision.test(tx)) {
            throw ServiceCode.NOT_DOUBTED.with(
                Fault.safe("state", arrival.state().code()), Fault.safe("id", id));
          }
          return null;
        });
  }

  /**
   * The bytes that leave, or would leave once what holds the arrival is gone. Sends nothing.
   *
   * @throws Fault GW-OPS-001, or GW-OPS-003 if nothing would leave
   */
  public byte[] preview(UUID id) {
    return database.inTransaction(
        tx -> {
          Arrival arrival = find(tx, id);
          boolean erased =
              store.personOf(tx, id).filter(person -> store.erased(tx, person)).isPresent();
          Optional<byte[]> queued =
              erased
                  ? Optional.empty()
                  : store.outboxOf(tx, id).flatMap(row -> outbox.preview(tx, row));
          return queued.orElseGet(() -> dryRun(tx, arrival));
        });
  }

  private byte[] dryRun(Transaction tx, Arrival arrival) {
    Optional<Long> personId = store.personOf(tx, arrival.id());
    boolean refusedAtTheDoor =
        arrival.state() == ArrivalState.REFUSED && !quarantine.isRetryable(tx, arrival.id());
    if (personId.isEmpty()
        || store.erased(tx, personId.get())
        || refusedAtTheDoor
        || tokens.waitsForRegistry()) {
      throw ServiceCode.NOTHING_LEAVES.with();
    }
    Person person = store.person(tx, personId.get());
    Item item =
        new Item(
            List.of(arrival),
            arrival
                .groupKey()
                .map(key -> store.group(tx, person.id(), key))
                .filter(group -> !group.isEmpty())
                .orElse(List.of(arrival)));
    VitalStatuses.Counting counting =
        vitalStatuses.preview(
            tx, person.as(arrival), item, value(stages.convert(item, person.as(arrival).key())));
    if (counting.overruledBy().isPresent()) {
      throw ServiceCode.NOTHING_LEAVES.with();
    }
    RecordVersions.Current current = versions.current(tx, person.id(), item, counting.bundle());
    if (current.isReplaced()) {
      throw ServiceCode.NOTHING_LEAVES.with();
    }
    IdentifiedBundle bundle = current.bundle();
    DeidentifiedBundle records =
        value(stages.validate(item, value(stages.deidentify(item, bundle, person.subject()))));
    DeidentifiedBundle patient =
        value(stages.patient(item, PatientRecord.of(person), person.subject()));
    return outbox.preview(tx, DeidentifiedBundle.merge(List.of(patient, records)));
  }

  private static <T> T value(Stages.Result<T> result) {
    return result.value().orElseThrow(ServiceCode.NOTHING_LEAVES::with);
  }

  private Arrival find(Transaction tx, UUID id) {
    return store.find(tx, id).orElseThrow(ServiceCode.ARRIVAL_UNKNOWN::with);
  }
}
