package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.deidentify.DeidentifiedBundle;
import org.therafed.gateway.fault.ConsentCode;
import org.therafed.gateway.outbox.Outbox;
import org.therafed.gateway.quarantine.Quarantine;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.gateway.trace.Traces;
import org.therafed.profiles.outcome.Reason;

/**
 * Puts a person's converted records into transfers: one trace each, so that a trace runs unbroken
 * from the way in to the stored fact; bounded; with the Patient where it is new or has changed.
 */
@Singleton
class TransferAssembly {

  private final FlowStore store;
  private final Stages stages;
  private final Quarantine quarantine;
  private final Outbox outbox;
  private final RecordVersions versions;
  private final BundleSplit split;
  private final PartStore parts;
  private final Retractions retractions;
  private final Traces traces;
  private final int maxResources;

  @Inject
  TransferAssembly(
      FlowStore store,
      Stages stages,
      Quarantine quarantine,
      Outbox outbox,
      RecordVersions versions,
      BundleSplit split,
      PartStore parts,
      Retractions retractions,
      Traces traces,
      SiteConfig config) {
    this.store = store;
    this.stages = stages;
    this.quarantine = quarantine;
    this.outbox = outbox;
    this.versions = versions;
    this.split = split;
    this.parts = parts;
    this.retractions = retractions;
    this.traces = traces;
    this.maxResources = config.transferMaxResources();
  }

  /** Queues or holds each item; answers the person as they are afterwards. */
  Person queue(Transaction tx, Person person, boolean consented, List<Converted> converted) {
    Run run = new Run(tx, person);
    for (Converted one : converted) {
      consentSpan(one.item(), consented);
      if (consented) {
        run.add(one);
      } else {
        one.item().arrivals().forEach(arrival -> store.supersedeEarlier(tx, arrival));
        run.withhold(one.item());
      }
    }
    run.flush();
    return run.person;
  }

  private void consentSpan(Item item, boolean consented) {
    traces.stage(
        "consent",
        item.name(),
        item.traceparent(),
        span -> {
          span.outcome(
              consented ? "passed" : "held",
              consented ? Optional.empty() : Optional.of(ConsentCode.CONSENT.code()));
          return null;
        });
  }

  private final class Run {
    private final Transaction tx;
    private Person person;
    private final List<Converted> taken = new ArrayList<>();
    private final List<DeidentifiedBundle> bundles = new ArrayList<>();
    private Stages.Result<DeidentifiedBundle> patient;
    private Optional<DeidentifiedBundle> sendable = Optional.empty();
    private boolean withPatient;
    private String fingerprint = "";

    Run(Transaction tx, Person person) {
      this.tx = tx;
      this.person = person;
    }

    void hold(Item item, List<Reason> reasons) {
      quarantine.hold(tx, item.ids(), reasons);
    }

    /** Of what was taken back, a later permission alone does not say that it may leave again. */
    void withhold(Item item) {
      Set<UUID> retracted = retractions.retracted(tx, item.ids());
      List<UUID> others = item.ids().stream().filter(id -> !retracted.contains(id)).toList();
      if (!retracted.isEmpty()) {
        quarantine.hold(tx, retracted, List.of(ConsentCode.RETRACTED.reason()));
      }
      if (!others.isEmpty()) {
        quarantine.hold(tx, others, List.of(ConsentCode.CONSENT.reason()));
      }
    }

    void add(Converted one) {
      Item item = one.item();
      Stages.Result<DeidentifiedBundle> records =
          stages.deidentify(item, one.bundle(), person.subject());
      if (records.value().isPresent()) {
        records = stages.validate(item, records.value().get());
      }
      if (records.value().isEmpty()) {
        if (!split.split(tx, person.as(item.first()), item)) {
          hold(item, records.reasons());
        }
        return;
      }
      if (patient == null) {
        // Once per run: the person does not change in it, and a linkage token costs an encryption.
        patient = stages.patient(item, PatientRecord.of(person), person.subject());
        sendable = patient.value().or(() -> inPlace(item));
        fingerprint = sendable.map(bundle -> PatientRecord.fingerprint(bundle, person)).orElse("");
      }
      // A merge brings no record: what it changes is sent with the Patient who stays.
      boolean onlyPerson = one.bundle().bundle().getEntry().isEmpty();
      boolean brings =
          !item.first().source().bringsObjects()
              && (onlyPerson || Stages.patient(one.bundle()).isPresent());
      if (patient.value().isEmpty() && brings) {
        if (!split.split(tx, person.as(item.first()), item)) {
          hold(item, patient.reasons());
        }
        return;
      }
      if (!fits(item, records.value().get())) {
        flush();
      }
      boolean asked =
          patient.value().isPresent() && (onlyPerson || Stages.patient(one.bundle()).isPresent());
      sendable.ifPresent(bundle -> addPatient(bundle, asked));
      taken.add(one);
      bundles.add(records.value().get());
    }

    /**
     * What goes with the records while the latest Patient is faulty and held: nothing where the
     * registry has one, else a Patient that says no more than that the person exists.
     */
    private Optional<DeidentifiedBundle> inPlace(Item item) {
      return person.patientSent().isPresent()
          ? Optional.empty()
          : stages.patient(item, PatientRecord.bare(), person.subject()).value();
    }

    private void addPatient(DeidentifiedBundle bundle, boolean asked) {
      boolean news = person.patientSent().filter(fingerprint::equals).isEmpty();
      if (!withPatient && (asked || news)) {
        bundles.add(0, bundle);
        withPatient = true;
      }
    }

    private boolean fits(Item item, DeidentifiedBundle records) {
      if (taken.isEmpty()) {
        return true;
      }
      Item first = taken.get(0).item();
      int size = bundles.stream().mapToInt(DeidentifiedBundle::size).sum();
      return !item.alone()
          && !first.alone()
          && Traces.traceId(first.traceparent()).equals(Traces.traceId(item.traceparent()))
          && size + records.size() < maxResources;
    }

    void flush() {
      if (taken.isEmpty()) {
        return;
      }
      Item first = taken.get(0).item();
      long row =
          traces.stage(
              "outbox",
              first.name(),
              first.traceparent(),
              span -> {
                span.outcome("queued", Optional.empty());
                return outbox.put(
                    tx,
                    person.id(),
                    DeidentifiedBundle.merge(bundles),
                    taken.size(),
                    span.traceparent());
              });
      List<UUID> ids = taken.stream().flatMap(one -> one.item().ids().stream()).toList();
      store.queued(tx, ids, row);
      for (Converted one : taken) {
        versions.queued(tx, person.id(), row, one);
        one.item().arrivals().forEach(arrival -> store.supersedeEarlier(tx, arrival));
      }
      parts.release(tx, person.id());
      if (withPatient) {
        person = person.sentAs(fingerprint);
      }
      taken.clear();
      bundles.clear();
      withPatient = false;
    }
  }
}
