package org.therafed.gateway.flow;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.therafed.dicom.convert.IdentifiedBundle;
import org.therafed.gateway.convert.VitalStatement;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.intake.Arrival;

/**
 * The versions of each record in order of arrival, whatever request they came in: one that was held
 * or refused for a while must not overwrite a later one at the registry. A version counts from when
 * it is queued; one that the registry refused does not.
 */
@Singleton
class RecordVersions {

  private static final String PLACE = "greatest(coalesce(a.place, a.seq), a.repeated_seq)";

  // Withdrawn transfers are deleted, and their versions with them. A stopped one counts: the
  // registry may have it, and only the receipt was lost.
  private static final String VERSIONS =
      "select v.record_id, a.id from record_version v join arrival a on a.id = v.arrival_id"
          + " join outbox o on o.id = v.outbox_id where v.record_id = any(?)"
          + " and (v.person_id <> ? or not (v.record_id = any(?)))"
          + " and o.state <> 'refused' and not (a.id = any(?)) and "
          + PLACE
          + " > (select max("
          + PLACE
          + ") from arrival a where a.id = any(?)) order by "
          + PLACE;

  /**
   * What of an item is not replaced yet.
   *
   * @param bundle without the replaced records
   * @param replaced how many were
   * @param by the latest arrival that replaced one; empty if none did
   */
  record Current(IdentifiedBundle bundle, int replaced, Optional<UUID> by) {

    /** Nothing is left to send. */
    boolean isReplaced() {
      return replaced > 0 && bundle.bundle().getEntry().isEmpty();
    }
  }

  /**
   * A later version.
   *
   * @param record keyed digest of the record's id
   */
  private record Later(String record, UUID arrival) {}

  /**
   * Leaves out the records of which a later version is queued or sent, also where that one is of
   * another person: the record was moved. Changes the bundle. Of a person's vital status the later
   * one does not always count: {@link VitalStatuses} has judged it.
   */
  Current current(Transaction tx, long person, Item item, IdentifiedBundle bundle) {
    List<UUID> own = item.content().stream().map(Arrival::id).toList();
    Set<String> judged =
        bundle.bundle().getEntry().stream()
            .map(Bundle.BundleEntryComponent::getResource)
            .filter(VitalStatement::isVitalStatus)
            .map(RecordVersions::id)
            .collect(Collectors.toSet());
    List<Later> found = later(tx, person, ids(item, bundle), judged, own);
    if (found.isEmpty()) {
      return new Current(bundle, 0, Optional.empty());
    }
    Map<String, UUID> later = new HashMap<>();
    found.forEach(one -> later.put(one.record(), one.arrival()));
    Bundle kept = bundle.bundle();
    int before = kept.getEntry().size();
    kept.getEntry()
        .removeIf(entry -> later.containsKey(tx.lookup(Lookup.RECORD_ID, id(entry.getResource()))));
    return new Current(
        IdentifiedBundle.of(kept, bundle.patient(), bundle.notes()),
        before - kept.getEntry().size(),
        Optional.of(found.get(found.size() - 1).arrival()));
  }

  /** Whether one of the item's records is not, or no longer, what the same content made it. */
  boolean changedSince(
      Transaction tx, long person, Arrival same, Item item, IdentifiedBundle bundle) {
    boolean incomplete =
        tx.first(
                "select superseded_records > 0 from arrival where id = ?",
                row -> row.getBoolean(1),
                same.id())
            .orElse(false);
    return incomplete
        || !later(tx, person, ids(item, bundle), Set.of(), List.of(same.id())).isEmpty();
  }

  /** The later versions; of the person's own, none of the records in {@code judged}. */
  private static List<Later> later(
      Transaction tx, long person, List<String> records, Set<String> judged, List<UUID> than) {
    return tx.list(
        VERSIONS,
        row -> new Later(row.getString(1), row.getObject(2, UUID.class)),
        tx.lookups(Lookup.RECORD_ID, records),
        person,
        tx.lookups(Lookup.RECORD_ID, judged),
        than,
        than);
  }

  /** Whether a record that a waiting transfer carries has moved to another person since. */
  boolean overtaken(Transaction tx, long outboxId) {
    return tx.first(
            "select true from record_version v join arrival a on a.id = v.arrival_id"
                + " join record_version w on w.record_id = v.record_id"
                + " and w.person_id <> v.person_id join arrival b on b.id = w.arrival_id"
                + " join outbox o on o.id = w.outbox_id where v.outbox_id = ?"
                + " and o.state <> 'refused' and greatest(coalesce(b.place, b.seq), b.repeated_seq) > "
                + PLACE
                + " limit 1",
            row -> row.getBoolean(1),
            outboxId)
        .orElse(false);
  }

  /** Whether two items carry versions of one record. */
  static boolean share(Converted one, Converted other) {
    return !Collections.disjoint(ids(one.item(), one.bundle()), ids(other.item(), other.bundle()));
  }

  /** Remembers what a transfer carries. */
  void queued(Transaction tx, long person, long outboxId, Converted one) {
    Arrival newest =
        one.item().content().stream()
            .max(Comparator.comparingLong(Arrival::sequence))
            .orElseThrow(() -> new IllegalStateException("An item has content."));
    List<Object[]> rows = new ArrayList<>();
    for (String id : ids(one.item(), one.bundle())) {
      rows.add(new Object[] {person, tx.lookup(Lookup.RECORD_ID, id), newest.id(), outboxId});
    }
    tx.batch(
        "insert into record_version (person_id, record_id, arrival_id, outbox_id)"
            + " values (?, ?, ?, ?)",
        rows);
  }

  /** What a scanner's console says of a person corrects nothing: it is no version of a Patient. */
  private static List<String> ids(Item item, IdentifiedBundle bundle) {
    boolean scanned = item.first().source().bringsObjects();
    return bundle.bundle().getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .filter(resource -> !(scanned && resource instanceof Patient))
        .map(RecordVersions::id)
        .distinct()
        .toList();
  }

  private static String id(Resource resource) {
    return resource.fhirType() + "/" + resource.getIdPart();
  }
}
