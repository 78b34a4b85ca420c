package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.dicom.convert.IdentifiedBundle;
import org.therafed.gateway.convert.VitalStatement;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.database.Place;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.intake.Arrival;

/**
 * All that was ever said under one id of a person's life and death, and which of it counts. Only
 * that leaves, whatever the order in which arrivals are released, retried or sent again.
 */
@Singleton
class VitalStatuses {

  private final RecordSoundness soundness;

  @Inject
  VitalStatuses(RecordSoundness soundness) {
    this.soundness = soundness;
  }

  /**
   * What of an item counts.
   *
   * @param bundle without vital statuses that do not
   * @param overruledBy the arrival that counts instead, if nothing is left of the item
   */
  record Counting(IdentifiedBundle bundle, Optional<UUID> overruledBy) {}

  private record Known(long sequence, UUID arrival, String key, VitalStatement statement) {}

  /**
   * Records what an item says, and leaves out what does not count. An arrival that enters again
   * says the same as before.
   */
  Counting learn(Transaction tx, Person person, Item item, IdentifiedBundle bundle) {
    Arrival arrival = item.first();
    Map<String, VitalStatement> said = said(person, bundle);
    said.forEach(
        (id, statement) ->
            tx.update(
                "insert into vital_statement (arrival_id, record_id, person_id, seq, said, on_day,"
                    + " correction) values (?, ?, ?, ?, ?, ?, ?) on conflict (arrival_id, record_id)"
                    + " do nothing",
                arrival.id(),
                tx.lookup(Lookup.RECORD_ID, id),
                person.id(),
                arrival.sequence(),
                statement.said().code(),
                tx.seal(statement.day().toString(), day(arrival.id())),
                statement.correction()));
    return counting(tx, person, arrival, bundle, said);
  }

  /** Leaves out what does not count; records nothing. */
  Counting preview(Transaction tx, Person person, Item item, IdentifiedBundle bundle) {
    return counting(tx, person, item.first(), bundle, said(person, bundle));
  }

  /** What will be held for its faults says nothing: it must not keep a sound one from leaving. */
  private Map<String, VitalStatement> said(Person person, IdentifiedBundle bundle) {
    Map<String, VitalStatement> said = new LinkedHashMap<>();
    for (Bundle.BundleEntryComponent entry : bundle.bundle().getEntry()) {
      Resource resource = entry.getResource();
      if (VitalStatement.isVitalStatus(resource) && soundness.sound(resource, person)) {
        VitalStatement.of(resource)
            .ifPresent(statement -> said.put(resource.getIdPart(), statement));
      }
    }
    return said;
  }

  private static Counting counting(
      Transaction tx,
      Person person,
      Arrival arrival,
      IdentifiedBundle bundle,
      Map<String, VitalStatement> said) {
    Map<String, UUID> overruled = new LinkedHashMap<>();
    said.forEach(
        (id, statement) -> {
          Known own = new Known(arrival.sequence(), arrival.id(), key(arrival), statement);
          Known counts =
              counts(Stream.concat(others(tx, person, own, id), Stream.of(own)).toList());
          if (!statement.agrees(counts.statement())) {
            overruled.put(id, counts.arrival());
          }
        });
    if (overruled.isEmpty()) {
      return new Counting(bundle, Optional.empty());
    }
    Bundle kept = bundle.bundle();
    kept.getEntry().removeIf(entry -> isOverruled(entry.getResource(), overruled));
    return new Counting(
        IdentifiedBundle.of(kept, bundle.patient(), bundle.notes()),
        kept.getEntry().isEmpty() ? overruled.values().stream().findFirst() : Optional.empty());
  }

  /**
   * A message or form is no version of the one before; what the same system states again is no
   * news.
   */
  private static String key(Arrival arrival) {
    return switch (arrival.source()) {
      case HL7, FORM -> arrival.source().code();
      default -> arrival.businessKey();
    };
  }

  private static boolean isOverruled(Resource resource, Map<String, UUID> overruled) {
    return VitalStatement.isVitalStatus(resource) && overruled.containsKey(resource.getIdPart());
  }

  /** Where the day of a statement of an arrival stands. */
  static Place day(UUID arrival) {
    return Place.of("vital_statement", "on_day", arrival);
  }

  private static Stream<Known> others(Transaction tx, Person person, Known own, String id) {
    return tx
        .list(
            "select v.seq, v.arrival_id, case when a.source in ('hl7', 'form') then a.source else a.business_key"
                + " end, v.said, v.on_day, v.correction from"
                + " vital_statement v join arrival a on a.id = v.arrival_id where v.person_id = ?"
                + " and v.record_id = ? and v.arrival_id <> ?",
            row ->
                new Known(
                    row.getLong(1),
                    row.getObject(2, UUID.class),
                    row.getString(3),
                    new VitalStatement(
                        VitalStatement.Said.of(row.getString(4)),
                        LocalDate.parse(
                            tx.open(row.getString(5), day(row.getObject(2, UUID.class)))),
                        row.getBoolean(6))),
            person.id(),
            tx.lookup(Lookup.RECORD_ID, id),
            own.arrival())
        .stream();
  }

  private static Known counts(List<Known> known) {
    Map<String, VitalStatement> before = new HashMap<>();
    Known counts = null;
    for (Known one : known.stream().sorted(Comparator.comparingLong(Known::sequence)).toList()) {
      VitalStatement earlier = before.put(one.key(), one.statement());
      // A Patient with a new address repeats the death it stated before; that is no news of it.
      boolean repeats = one.statement().equals(earlier);
      if (!repeats && (counts == null || one.statement().replaces(counts.statement()))) {
        counts = one;
      }
    }
    return counts;
  }
}
