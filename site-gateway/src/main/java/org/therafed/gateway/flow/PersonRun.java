package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.dicom.convert.IdentifiedBundle;
import org.therafed.gateway.consent.ConsentBook;
import org.therafed.gateway.consent.ConsentEvidence;
import org.therafed.gateway.consent.ConsentStanding;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.deidentify.pseudonym.KeyCustody;
import org.therafed.gateway.deidentify.pseudonym.LinkageTokens;
import org.therafed.gateway.fault.StorageCode;
import org.therafed.gateway.intake.Arrival;
import org.therafed.gateway.intake.ArrivalState;
import org.therafed.gateway.outbox.Outbox;
import org.therafed.gateway.quarantine.Quarantine;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.gateway.site.Wait;

/**
 * Takes the new arrivals of one person through the stages, in order, in one transaction: their
 * outcomes and what goes to the outbox become durable together. A crash anywhere before that leaves
 * them new, and they are taken again.
 */
@Singleton
class PersonRun {

  private static final int MOST_ARRIVALS = 1000;
  private static final Duration WAIT_FOR_REGISTRY = Duration.ofSeconds(2);

  private final Database database;
  private final FlowStore store;
  private final Stages stages;
  private final ConsentBook consents;
  private final ConsentEvidence evidence;
  private final ConsentLearning consentLearning;
  private final PersonLearning personLearning;
  private final Quarantine quarantine;
  private final LinkageTokens tokens;
  private final Outbox outbox;
  private final StudyPatients studyPatients;
  private final VitalStatuses vitalStatuses;
  private final TransferAssembly assembly;
  private final Succession succession;
  private final BundleSplit split;
  private final PatientMerges merges;
  private final Retractions retractions;
  private final Erasures erasures;
  private final KeyCustody keys;
  private final Site site;
  private final SiteConfig config;

  @Inject
  PersonRun(
      Database database,
      FlowStore store,
      Stages stages,
      ConsentBook consents,
      ConsentEvidence evidence,
      ConsentLearning consentLearning,
      PersonLearning personLearning,
      Quarantine quarantine,
      LinkageTokens tokens,
      Outbox outbox,
      StudyPatients studyPatients,
      VitalStatuses vitalStatuses,
      TransferAssembly assembly,
      Succession succession,
      BundleSplit split,
      PatientMerges merges,
      Retractions retractions,
      Erasures erasures,
      KeyCustody keys,
      Site site,
      SiteConfig config) {
    this.database = database;
    this.store = store;
    this.stages = stages;
    this.consents = consents;
    this.evidence = evidence;
    this.consentLearning = consentLearning;
    this.personLearning = personLearning;
    this.quarantine = quarantine;
    this.tokens = tokens;
    this.outbox = outbox;
    this.studyPatients = studyPatients;
    this.vitalStatuses = vitalStatuses;
    this.assembly = assembly;
    this.succession = succession;
    this.split = split;
    this.merges = merges;
    this.retractions = retractions;
    this.erasures = erasures;
    this.keys = keys;
    this.site = site;
    this.config = config;
  }

  /** Works off what is due; answers whether there was anything to do. */
  boolean run(long personId) {
    return database.inTransaction(tx -> store.lock(tx, personId) && run(tx, personId));
  }

  private boolean run(Transaction tx, long personId) {
    if (store.erased(tx, personId)) {
      return erasures.end(tx, personId);
    }
    if (erasures.waits(tx, personId)) {
      store.deferAll(tx, personId, site.clock().instant().plus(WAIT_FOR_REGISTRY));
      return true;
    }
    Person person = store.person(tx, personId);
    if (person.mergedInto().isPresent()) {
      return merges.follow(tx, person);
    }
    List<Item> due = items(tx, personId);
    if (due.isEmpty()) {
      return false;
    }
    List<Item> items = whole(tx, due);
    if (merges.apply(tx, person, items)) {
      return true;
    }
    List<Converted> converted = new ArrayList<>();
    List<Converted> said = new ArrayList<>();
    for (Item item : items) {
      Person named = person.as(item.first());
      Stages.Result<IdentifiedBundle> result = stages.convert(item, named.key());
      if (result.value().isEmpty() && split.split(tx, named, item)) {
        continue;
      }
      Optional<Arrival> repeated =
          succession.repeated(tx, personId, item, result.value(), converted);
      // What is held here may be a withdrawal: its decision counts all the same.
      Instant since = repeated.orElse(item.first()).receivedAt();
      consentLearning.learn(tx, named, item.first(), since, result.value());
      if (repeated.isPresent()) {
        result.value().ifPresent(bundle -> said.add(new Converted(item, bundle)));
      } else if (result.value().isPresent()) {
        counting(tx, named, item, result.value().get()).ifPresent(converted::add);
      } else {
        quarantine.hold(tx, item.ids(), result.reasons());
      }
    }
    // After all are read: a repeat may put an earlier one behind those that came in between.
    List<Converted> current = succession.current(tx, personId, converted);
    said.addAll(current);
    Person known = personLearning.learn(person, said);
    if (!known.patient().equals(person.patient())) {
      quarantine.releaseDoubted(tx, personId);
    }
    List<Converted> certain = studyPatients.undoubted(tx, known, current);
    ConsentStanding consent = consents.standing(tx, personId);
    evidence.note(tx, personId, consent);
    if (tokens.waitsForRegistry() && known.nationalId().isPresent()) {
      store.save(tx, known, consent.recheckOn().orElse(null));
      defer(tx, certain);
      return true;
    }
    if (consent.inForce()) {
      quarantine.releaseConsented(tx, personId);
      retractions.releaseMistaken(tx, personId, consent);
    }
    Person shifted = shift(tx, known);
    Person sent = assembly.queue(tx, shifted, consent.inForce(), certain);
    store.save(tx, sent, consent.recheckOn().orElse(null));
    return true;
  }

  /** The items whose content is all here; the others are held. */
  private List<Item> whole(Transaction tx, List<Item> items) {
    List<Item> whole = new ArrayList<>();
    for (Item item : items) {
      if (item.complete()) {
        whole.add(item);
      } else {
        quarantine.hold(tx, item.ids(), List.of(StorageCode.DROPPED.reason()));
      }
    }
    return whole;
  }

  /** The item without a vital status that is out of date; empty if that is all of it. */
  private Optional<Converted> counting(
      Transaction tx, Person person, Item item, IdentifiedBundle bundle) {
    VitalStatuses.Counting counting = vitalStatuses.learn(tx, person, item, bundle);
    if (counting.overruledBy().isPresent()) {
      store.superseded(tx, item.first().id(), counting.overruledBy().get());
      return Optional.empty();
    }
    return Optional.of(new Converted(item, counting.bundle()));
  }

  private List<Item> items(Transaction tx, long personId) {
    List<Item> items = new ArrayList<>();
    Map<String, List<Arrival>> studies = new LinkedHashMap<>();
    for (Arrival arrival : store.due(tx, personId, MOST_ARRIVALS)) {
      if (!arrival.source().bringsObjects()) {
        items.add(new Item(List.of(arrival), List.of(arrival)));
        continue;
      }
      Optional<Arrival> same =
          store
              .sameBefore(tx, arrival)
              .filter(earlier -> !retractions.returns(tx, personId, earlier));
      if (same.isPresent()) {
        store.superseded(tx, arrival.id(), same.get().id());
      } else {
        studies
            .computeIfAbsent(arrival.groupKey().orElseThrow(), key -> new ArrayList<>())
            .add(arrival);
      }
    }
    studies.forEach((key, arrivals) -> study(tx, personId, key).ifPresent(items::add));
    return items;
  }

  /** A study is taken when nothing has come for the quiet time; then with all that has come. */
  private Optional<Item> study(Transaction tx, long personId, String groupKey) {
    List<Arrival> all = store.group(tx, personId, groupKey);
    List<Arrival> fresh =
        all.stream().filter(arrival -> arrival.state() == ArrivalState.NEW).toList();
    Instant last =
        fresh.stream().map(Arrival::receivedAt).max(Instant::compareTo).orElse(Instant.MIN);
    Instant quiet = last.plus(config.dicomQuietSeconds());
    if (!Wait.atMost(config.dicomQuietSeconds(), site.clock()).isOver(quiet)) {
      store.defer(tx, fresh.stream().map(Arrival::id).toList(), quiet);
      return Optional.empty();
    }
    return fresh.isEmpty() ? Optional.empty() : Optional.of(new Item(fresh, all));
  }

  /**
   * Another basis of the date shift: everything queued or sent enters again, under the same ids.
   */
  private Person shift(Transaction tx, Person person) {
    String basis = stages.shiftBasis(person.subject());
    if (person.shiftBasis().filter(basis::equals).isPresent()) {
      return person;
    }
    if (person.shiftBasis().isEmpty()) {
      // Nothing was queued before: the person is known under no earlier version.
      return person.keyedBy(keys.versions()).shiftedBy(basis);
    }
    store.releaseAll(tx, person.id());
    outbox.withdrawUnsent(tx, person.id());
    return person.shiftedBy(basis);
  }

  private void defer(Transaction tx, List<Converted> converted) {
    Instant later = site.clock().instant().plus(WAIT_FOR_REGISTRY);
    converted.forEach(one -> store.defer(tx, one.item().ids(), later));
  }
}
