package org.therafed.gateway.intake;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.database.Transaction;

/**
 * Finds byte-identical repeats at the door. The latest version of a key counts: A, then B, then A
 * again is a correction of B. Where an arrival of another key may have changed one of the records
 * since, the flow decides, which knows them.
 */
final class Repeats {

  // What was taken back from the registry and comes again may leave again: the flow decides. What
  // is
  // held because its content is kept no longer comes again for just that.
  private static final String STANDING =
      "select business_key, content_sha256, id from (select distinct on (business_key)"
          + " business_key, content_sha256, id, state, kind, retracted_by, dropped_at from arrival where business_key = any(?)"
          + " and state in ('new', 'queued', 'sent', 'held', 'refused')"
          + " order by business_key, seq desc) s where state <> 'refused' and not (state = 'held' and"
          + " retracted_by is not null) and not (dropped_at is not null and (state = 'held' or kind"
          + " = 'instance'))";

  // A message is told by its number: what it said is old when it comes again, whatever came of it.
  private static final String SUPERSEDED_MESSAGES =
      "select business_key, content_sha256, id from arrival where business_key = any(?)"
          + " and source = 'hl7' and state = 'superseded'";

  // What may be about the same person: a body that waits for its Patient may be about anybody. A
  // superseded one counts: it may have moved an earlier one to its place in the order.
  // Three questions, because one with "or" would read the whole table.
  private static final String OTHERS =
      "select "
          + other("o.person_id = s.person_id")
          + " or "
          + other("o.person_id is null")
          + " or "
          + other("s.person_id is null");

  // The record of a row can come in a message or a form, too. What names nobody was refused and
  // changed none.
  private static final String BEFORE_MESSAGES =
      "select s.id from arrival s where s.id = any(?) and exists (select 1 from arrival o where"
          + " o.source in ('hl7', 'form') and o.person_id = s.person_id and o.seq > s.seq)";

  private record Standing(String sha256, UUID id) {}

  private final Map<String, Standing> standing = new HashMap<>();
  private final Set<UUID> beforeMessages = new HashSet<>();

  private Repeats() {}

  /** What stands before these arrivals come. */
  static Repeats before(Transaction tx, Collection<NewArrival> arrivals) {
    List<String> keys = arrivals.stream().map(arrival -> key(tx, arrival)).distinct().toList();
    Repeats repeats = new Repeats();
    repeats.take(tx, STANDING, keys);
    if (arrivals.stream().anyMatch(arrival -> arrival.source() == Source.HL7)) {
      repeats.take(tx, SUPERSEDED_MESSAGES, keys);
    }
    if (!repeats.standing.isEmpty()
        && arrivals.stream().anyMatch(arrival -> arrival.source() == Source.TABLE)) {
      List<UUID> ids = repeats.standing.values().stream().map(Standing::id).toList();
      repeats.beforeMessages.addAll(
          tx.list(BEFORE_MESSAGES, row -> row.getObject(1, UUID.class), ids));
    }
    return repeats;
  }

  private void take(Transaction tx, String query, List<String> keys) {
    tx.list(
            query,
            row ->
                Map.entry(
                    row.getString(1), new Standing(row.getString(2), row.getObject(3, UUID.class))),
            keys)
        .forEach(entry -> standing.putIfAbsent(entry.getKey(), entry.getValue()));
  }

  private static String key(Transaction tx, NewArrival arrival) {
    return tx.lookup(Lookup.RECORD_KEY, arrival.businessKey());
  }

  private static String digest(Transaction tx, NewArrival arrival) {
    return tx.lookup(Lookup.CONTENT, arrival.sha256());
  }

  private static String other(String samePerson) {
    return "exists (select 1 from arrival s join arrival o on o.seq > s.seq and "
        + samePerson
        + " where s.id = ? and o.business_key <> s.business_key"
        + " and (o.source in ('fhir', 'hl7', 'form') or o.kind = 'patients'))";
  }

  /** The earlier arrival that says the same, if it is sure that it still holds. */
  Optional<UUID> same(Transaction tx, NewArrival arrival) {
    return Optional.ofNullable(standing.get(key(tx, arrival)))
        .filter(before -> before.sha256().equals(digest(tx, arrival)))
        .map(Standing::id)
        .filter(before -> !mayHaveChanged(tx, arrival, before));
  }

  /**
   * Whether an arrival since may have changed one of the records. A FHIR body shares records with
   * bodies of other composition; a Patient comes in both. A message is told by its number alone.
   */
  private boolean mayHaveChanged(Transaction tx, NewArrival arrival, UUID since) {
    return switch (arrival.source()) {
      case HL7, DIMSE, DICOMWEB -> false;
      case FHIR -> others(tx, since);
      // Its records are those of rows, too; the flow, which sees them, decides.
      case FORM -> true;
      case TABLE ->
          arrival.kind().equals("patients") ? others(tx, since) : beforeMessages.contains(since);
    };
  }

  private static boolean others(Transaction tx, UUID since) {
    return tx.first(OTHERS, row -> row.getBoolean(1), since, since, since).orElse(false);
  }

  /** Takes up what became of an arrival, in order. */
  void add(Transaction tx, NewArrival arrival, ArrivalState state) {
    if (state == ArrivalState.NEW || state == ArrivalState.HELD) {
      standing.put(key(tx, arrival), new Standing(digest(tx, arrival), arrival.id()));
    } else if (state == ArrivalState.REFUSED) {
      standing.remove(key(tx, arrival));
    }
  }
}
