package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.deidentify.Deidentifier;
import org.therafed.gateway.deidentify.pseudonym.KeyCustody;
import org.therafed.gateway.fault.MergeCode;
import org.therafed.gateway.outbox.Outbox;
import org.therafed.gateway.quarantine.Quarantine;
import org.therafed.gateway.site.Site;

/**
 * Makes two persons one, for good: everything that came or comes under the retired id leaves under
 * the pseudonym and the date shift of the one that stays, whatever way it came in. Where something
 * has left under the retired pseudonym, the registry is told in the order of the person's
 * transfers; where the dates moved otherwise, the records are sent again.
 */
@Singleton
class PatientMerges {

  private final MergeStatements statements;
  private final MergeStore persons;
  private final FlowStore store;
  private final Deidentifier deidentifier;
  private final KeyCustody keys;
  private final Outbox outbox;
  private final Quarantine quarantine;
  private final Site site;

  @Inject
  PatientMerges(
      MergeStatements statements,
      MergeStore persons,
      FlowStore store,
      Deidentifier deidentifier,
      KeyCustody keys,
      Outbox outbox,
      Quarantine quarantine,
      Site site) {
    this.statements = statements;
    this.persons = persons;
    this.store = store;
    this.deidentifier = deidentifier;
    this.keys = keys;
    this.outbox = outbox;
    this.quarantine = quarantine;
    this.site = site;
  }

  /** What came under an id that was retired goes on as the other person's. */
  boolean follow(Transaction tx, Person retired) {
    persons.moveArrivals(tx, retired.id(), retired.mergedInto().orElseThrow());
    return true;
  }

  /**
   * Does what the items say.
   *
   * @return true: something has changed, and the person's items are to be taken anew
   */
  boolean apply(Transaction tx, Person person, List<Item> items) {
    for (Item item : items) {
      for (MergeStatement said : statements.of(tx, item.first(), person.as(item.first()).key())) {
        if (apply(tx, person, item, said)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean apply(Transaction tx, Person person, Item item, MergeStatement said) {
    if (said.stays().isEmpty() || said.retired().isEmpty()) {
      quarantine.hold(tx, item.ids(), List.of(MergeCode.UNKNOWN.reason()));
      return true;
    }
    Person stays = alone(tx, person, said.stays().get());
    Person retired = alone(tx, person, said.retired().get());
    long standsFor = stays.mergedInto().orElse(stays.id());
    if (retired.mergedInto().orElse(retired.id()) == standsFor) {
      // One already. The other way round is something else: the one that stays is to go.
      if (retired.id() == standsFor && stays.id() != retired.id()) {
        quarantine.hold(tx, item.ids(), List.of(MergeCode.CONTRADICTS.reason()));
        return true;
      }
      return false;
    }
    if (retired.mergedInto().isPresent()) {
      quarantine.hold(tx, item.ids(), List.of(MergeCode.CONTRADICTS.reason()));
      return true;
    }
    if (standsFor != stays.id()) {
      store.await(tx, standsFor);
    }
    merge(tx, retired, store.person(tx, standsFor));
    return true;
  }

  /** The person of an id, known from now on if it was not; nobody else works on them. */
  private Person alone(Transaction tx, Person own, PatientKey key) {
    long id = persons.id(tx, key);
    if (id != own.id()) {
      store.await(tx, id);
    }
    return store.person(tx, id);
  }

  private void merge(Transaction tx, Person retired, Person stays) {
    Person staying = stays.patient().isEmpty() ? stays.knownAs(retired) : stays;
    if (stays.shiftBasis().isEmpty()) {
      staying = staying.keyedBy(keys.versions());
    }
    String basis = deidentifier.shiftBasis(staying.subject());
    boolean sameDates = retired.shiftBasis().filter(basis::equals).isPresent();
    if (!sameDates) {
      store.releaseAll(tx, retired.id());
      outbox.withdrawUnsent(tx, retired.id());
    }
    boolean left = outbox.any(tx, retired.id());
    persons.merge(tx, retired.id(), stays.id(), site.today());
    // The recheck of consent is set by the run over the person that follows.
    store.save(tx, staying, null);
    store.forgetPatientSent(tx, stays.id());
    if (left) {
      deidentifier
          .remap(retired.subject(), staying.subject(), sameDates)
          .ifPresent(remap -> outbox.put(tx, stays.id(), remap));
    }
  }
}
