package org.therafed.gateway.intake;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.database.Transaction;
import org.therafed.profiles.outcome.Reason;

/**
 * Where every way in records what came, before it acknowledges. All arrivals of one call become
 * durable together. A byte-identical repeat of what still holds is superseded at once.
 */
@Singleton
public class IntakeLog {

  private static final int CHUNK = 1000;

  private static final String INSERT =
      "insert into arrival (id, source, kind, business_key, group_key, content_sha256, content,"
          + " file, person_id, waits_for, received_at, due_at, traceparent, state, changed_at,"
          + " code, reasons, superseded_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
          + " ?, ?)";

  private final Database database;

  @Inject
  public IntakeLog(Database database) {
    this.database = database;
  }

  /** Records one arrival. */
  public Recorded record(NewArrival arrival) {
    return record(List.of(arrival)).get(0);
  }

  /**
   * Records a Bundle and, in the same transaction, what of it is refused by itself.
   *
   * @return what the Bundle became
   */
  public Recorded recordWithParts(NewArrival whole, List<NewArrival> parts) {
    return database.inTransaction(
        tx -> {
          List<NewArrival> all = new ArrayList<>(List.of(whole));
          all.addAll(parts);
          Recorded recorded = record(tx, all).get(0);
          tx.update(
              "update arrival set part_of = w.id, place = w.seq from arrival w where w.id = ?"
                  + " and arrival.id = any(?::uuid[])",
              whole.id(),
              parts.stream().map(NewArrival::id).toList());
          return recorded;
        });
  }

  /**
   * Records arrivals in this order, all or none.
   *
   * @throws org.therafed.gateway.database.DatabaseFault if the database refuses one or is not there
   */
  public List<Recorded> record(List<NewArrival> arrivals) {
    return database.inTransaction(tx -> record(tx, arrivals));
  }

  /**
   * Records arrivals as {@link #record(List)} does, and what else has to become durable in the same
   * moment.
   *
   * @param also is told what became of the arrivals, in their order
   */
  public List<Recorded> record(
      List<NewArrival> arrivals, BiConsumer<Transaction, List<Recorded>> also) {
    return database.inTransaction(
        tx -> {
          List<Recorded> recorded = record(tx, arrivals);
          also.accept(tx, recorded);
          return recorded;
        });
  }

  /** What {@link #record(List)} would make of arrivals; none of them is kept. */
  public List<Recorded> rehearse(List<NewArrival> arrivals) {
    return database.inTrial(tx -> record(tx, arrivals));
  }

  private static List<Recorded> record(Transaction tx, List<NewArrival> arrivals) {
    Map<PatientKey, Long> persons = persons(tx, arrivals);
    aliases(tx, arrivals, persons);
    List<Recorded> recorded = new ArrayList<>();
    for (int from = 0; from < arrivals.size(); from += CHUNK) {
      List<NewArrival> chunk = arrivals.subList(from, Math.min(from + CHUNK, arrivals.size()));
      recorded.addAll(chunk(tx, chunk, persons));
    }
    return recorded;
  }

  private static Map<PatientKey, Long> persons(Transaction tx, List<NewArrival> arrivals) {
    // Sorted, so that two uploads that name the same persons wait for each other in one order.
    TreeSet<PatientKey> keys =
        new TreeSet<>(
            java.util.Comparator.comparing(PatientKey::issuer).thenComparing(PatientKey::id));
    for (NewArrival arrival : arrivals) {
      arrival.person().ifPresent(keys::add);
      arrival.unread().forEach(consent -> consent.person().ifPresent(keys::add));
    }
    Map<PatientKey, Long> ids = known(tx, keys);
    for (PatientKey key : keys) {
      if (!ids.containsKey(key)) {
        ids.put(key, PersonIds.of(tx, key));
      }
    }
    return ids;
  }

  private static Map<PatientKey, Long> known(Transaction tx, Collection<PatientKey> keys) {
    Map<PatientKey, Long> ids = new HashMap<>();
    List<PatientKey> asked = List.copyOf(keys);
    for (int from = 0; asked.size() > 1 && from < asked.size(); from += CHUNK) {
      Map<PersonIds.Digests, PatientKey> chunk = new HashMap<>();
      asked
          .subList(from, Math.min(from + CHUNK, asked.size()))
          .forEach(key -> chunk.put(PersonIds.Digests.of(tx, key), key));
      List<PersonIds.Digests> digests = List.copyOf(chunk.keySet());
      tx.list(
              "select issuer, patient_id, id from person where (issuer, patient_id) in"
                  + " (select * from unnest(?::text[], ?::text[]))",
              row ->
                  Map.entry(
                      new PersonIds.Digests(row.getString(1), row.getString(2)), row.getLong(3)),
              digests.stream().map(PersonIds.Digests::issuer).toList(),
              digests.stream().map(PersonIds.Digests::id).toList())
          .forEach(entry -> ids.put(chunk.get(entry.getKey()), entry.getValue()));
    }
    return ids;
  }

  private static void aliases(
      Transaction tx, List<NewArrival> arrivals, Map<PatientKey, Long> persons) {
    for (NewArrival arrival : arrivals) {
      for (String alias : tx.lookups(Lookup.FHIR_ID, arrival.aliases())) {
        Long person = persons.get(arrival.person().orElseThrow());
        tx.update(
            "insert into person_alias (fhir_id, person_id) values (?, ?)"
                + " on conflict (fhir_id) do update set person_id = excluded.person_id",
            alias,
            person);
        tx.update(
            "update arrival set state = 'new', code = null, reasons = null, waits_for = null,"
                + " person_id = ? where state = 'held' and waits_for = ?",
            person,
            alias);
        tx.update(
            "update unread_consent set person_id = ? where person_id is null and waits_for = ?",
            person,
            alias);
      }
    }
  }

  private static List<Recorded> chunk(
      Transaction tx, List<NewArrival> chunk, Map<PatientKey, Long> persons) {
    Repeats repeats = Repeats.before(tx, chunk);
    List<Recorded> recorded = new ArrayList<>();
    List<Object[]> rows = new ArrayList<>();
    for (NewArrival arrival : chunk) {
      UUID same = arrival.refused().isEmpty() ? repeats.same(tx, arrival).orElse(null) : null;
      ArrivalState state = stateOf(arrival, same);
      repeats.add(tx, arrival, state);
      rows.add(row(tx, arrival, state, same, persons));
      recorded.add(new Recorded(arrival.id(), state));
    }
    tx.batch(INSERT, rows);
    chunk.forEach(arrival -> unread(tx, arrival, persons));
    names(tx, chunk);
    return recorded;
  }

  private static void names(Transaction tx, List<NewArrival> chunk) {
    List<Object[]> rows = new ArrayList<>();
    for (NewArrival arrival : chunk) {
      arrival.names().stream()
          .filter(ArrivalName::isUsable)
          .map(name -> name.digest(tx))
          .distinct()
          .forEach(digest -> rows.add(new Object[] {arrival.id(), digest}));
    }
    tx.batch("insert into arrival_name (arrival_id, name) values (?, ?)", rows);
  }

  private static void unread(Transaction tx, NewArrival arrival, Map<PatientKey, Long> persons) {
    List<UnreadConsent> consents = arrival.unread();
    for (int i = 0; i < consents.size(); i++) {
      tx.update(
          "insert into unread_consent (arrival_id, position, seq, person_id, waits_for,"
              + " received_on, keys) values (?, ?, (select seq from arrival where id = ?), ?, ?, ?,"
              + " ?)",
          arrival.id(),
          i,
          arrival.id(),
          consents.get(i).person().map(persons::get).orElse(null),
          tx.lookup(Lookup.FHIR_ID, consents.get(i).waitsFor().orElse(null)),
          consents.get(i).receivedOn(),
          tx.lookups(Lookup.RECORD_KEY, consents.get(i).keys()));
    }
  }

  private static ArrivalState stateOf(NewArrival arrival, UUID same) {
    if (!arrival.refused().isEmpty()) {
      return ArrivalState.REFUSED;
    }
    if (same != null) {
      return ArrivalState.SUPERSEDED;
    }
    return arrival.held().isEmpty() ? ArrivalState.NEW : ArrivalState.HELD;
  }

  private static Object[] row(
      Transaction tx,
      NewArrival arrival,
      ArrivalState state,
      UUID same,
      Map<PatientKey, Long> persons) {
    List<Reason> reasons = arrival.refused().isEmpty() ? arrival.held() : arrival.refused();
    boolean explained = state == ArrivalState.REFUSED || state == ArrivalState.HELD;
    return new Object[] {
      arrival.id(),
      arrival.source().code(),
      arrival.kind(),
      tx.lookup(Lookup.RECORD_KEY, arrival.businessKey()),
      tx.lookup(Lookup.GROUP, arrival.groupKey().orElse(null)),
      tx.lookup(Lookup.CONTENT, arrival.sha256()),
      arrival.file().isPresent()
          ? null
          : SealedContent.seal(tx, arrival.id(), arrival.sha256(), arrival.content().toArray()),
      arrival.file().orElse(null),
      arrival.person().map(persons::get).orElse(null),
      state == ArrivalState.HELD
          ? tx.lookup(Lookup.FHIR_ID, arrival.waitsFor().orElse(null))
          : null,
      arrival.receivedAt(),
      arrival.dueAt(),
      arrival.traceparent().orElse(null),
      state.code(),
      arrival.receivedAt(),
      explained ? reasons.get(0).code() : null,
      explained ? SealedText.REASONS.seal(tx, arrival.id(), ReasonText.write(reasons)) : null,
      same
    };
  }

  /**
   * What stands under business keys of tables, as it was kept: of each the last that was neither
   * refused nor superseded.
   */
  public Map<String, byte[]> standing(Collection<String> businessKeys) {
    Map<String, byte[]> contents = new HashMap<>();
    database.inTransaction(
        tx -> {
          Map<String, String> asked = new HashMap<>();
          businessKeys.forEach(key -> asked.put(tx.lookup(Lookup.RECORD_KEY, key), key));
          tx.list(
                  "select distinct on (business_key) business_key, content, id from arrival where"
                      + " business_key = any(?) and content is not null"
                      + " and state in ('new', 'queued', 'sent', 'held')"
                      + " order by business_key, seq desc",
                  row ->
                      Map.entry(
                          asked.get(row.getString(1)),
                          SealedContent.open(tx, row.getObject(3, UUID.class), row.getBytes(2))
                              .content()
                              .toArray()),
                  List.copyOf(asked.keySet()))
              .forEach(entry -> contents.put(entry.getKey(), entry.getValue()));
          return null;
        });
    return contents;
  }

  /** The person that a FHIR server's Patient id stands for, if its Patient has come. */
  public Optional<PatientKey> personOf(String fhirId) {
    return database.inTransaction(
        tx ->
            tx.first(
                "select p.issuer, p.patient_id, p.identity from person_alias a join person p"
                    + " on p.id = a.person_id where a.fhir_id = ?",
                row -> PersonIds.open(tx, row.getString(1), row.getString(2), row.getString(3)),
                tx.lookup(Lookup.FHIR_ID, fhirId)));
  }
}
