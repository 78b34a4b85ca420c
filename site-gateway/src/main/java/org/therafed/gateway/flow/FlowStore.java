package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.therafed.dicom.convert.ConversionNote;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.database.Place;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.deidentify.nationalid.NationalId;
import org.therafed.gateway.fault.DicomCode;
import org.therafed.gateway.intake.Arrival;
import org.therafed.gateway.intake.ArrivalState;
import org.therafed.gateway.intake.NoteText;
import org.therafed.gateway.intake.PersonIds;
import org.therafed.gateway.intake.SealedContent;
import org.therafed.gateway.intake.SealedText;
import org.therafed.gateway.intake.Source;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.gateway.site.Wait;

/** Persons and arrivals as the flow moves them. */
@Singleton
class FlowStore {

  /** An arrival waits for the registry's key or for a study to be whole; never longer. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private static final String ARRIVAL =
      "select id, coalesce(place, seq) as seq, source, kind, business_key, group_key, content_sha256, content, file,"
          + " received_at, traceparent, state, alone, outbox_id, dropped_at is null as kept,"
          + " confirmed, named_id, (select n.issuer from person n where n.id = named_id) as"
          + " named_issuer, (select n.patient_id from person n where n.id = named_id) as"
          + " named_patient, (select n.identity from person n where n.id = named_id) as"
          + " named_identity from arrival ";

  private final Site site;
  private final Duration longest;

  @Inject
  FlowStore(Site site, SiteConfig config) {
    this.site = site;
    Duration quiet = config.dicomQuietSeconds();
    this.longest = quiet.compareTo(LONGEST) < 0 ? LONGEST : quiet;
  }

  private Wait now() {
    return Wait.atMost(longest, site.clock());
  }

  /** Persons for whom something is to be done, who waited longest first. */
  List<Long> duePersons(Transaction tx, Collection<Long> busy, int limit) {
    Wait now = now();
    return tx.list(
        "select person_id from arrival where state = 'new' and (due_at <= ? or due_at > ?)"
            + " and person_id is not null and not (person_id = any(?)) group by person_id"
            + " order by min(due_at) limit ?",
        row -> row.getLong(1),
        now.now(),
        now.latest(),
        busy.isEmpty() ? List.of(-1L) : busy,
        limit);
  }

  /** One worker per person, also over several processes. */
  boolean lock(Transaction tx, long person) {
    return tx.first(
            "select pg_try_advisory_xact_lock(7461, ?::int)",
            row -> row.getBoolean(1),
            (int) (person % Integer.MAX_VALUE))
        .orElse(false);
  }

  /** Waits until nobody else works on the person; to be asked for before anything else is. */
  void await(Transaction tx, long person) {
    tx.first(
        "select pg_advisory_xact_lock(7461, ?::int)",
        row -> true,
        (int) (person % Integer.MAX_VALUE));
  }

  Person person(Transaction tx, long id) {
    return tx.first(
            "select id, issuer, patient_id, identity, national_id, unlinked, patient, shift_basis,"
                + " patient_sent, key_version, merged_into from person where id = ?",
            row ->
                new Person(
                    row.getLong(1),
                    Person.Name.of(
                        row.getLong(1),
                        PersonIds.open(tx, row.getString(2), row.getString(3), row.getString(4))),
                    Optional.ofNullable(tx.open(row.getString(5), place("national_id", id)))
                        .flatMap(NationalId::read),
                    Optional.ofNullable(row.getString(6)),
                    Optional.ofNullable(tx.open(row.getString(7), place("patient", id))),
                    Optional.ofNullable(row.getString(8)),
                    Optional.ofNullable(row.getString(9)),
                    row.getInt(10),
                    Optional.ofNullable(row.getObject(11, Long.class))),
            id)
        .orElseThrow();
  }

  /** Whether the person was erased: nothing is known of them, and nothing of theirs goes on. */
  boolean erased(Transaction tx, long id) {
    return tx.first(
            "select true from person where id = ? and erased_at is not null",
            row -> row.getBoolean(1),
            id)
        .orElse(false);
  }

  private static Place place(String column, long person) {
    return Place.of("person", column, person);
  }

  Optional<Long> personOf(Transaction tx, UUID arrival) {
    return tx.first(
            "select person_id from arrival where id = ?",
            row -> Optional.ofNullable(row.getObject(1, Long.class)),
            arrival)
        .flatMap(id -> id);
  }

  void save(Transaction tx, Person person, LocalDate recheckOn) {
    tx.update(
        "update person set national_id = ?, national_country = ?, national_lookup = ?, unlinked = ?,"
            + " patient = ?, shift_basis = ?, patient_sent = ?, key_version = ?, recheck_on = ?"
            + " where id = ?",
        tx.seal(
            person.nationalId().map(NationalId::text).orElse(null),
            place("national_id", person.id())),
        person.nationalId().map(NationalId::country).orElse(null),
        tx.lookup(Lookup.NATIONAL_ID, person.nationalId().map(NationalId::value).orElse(null)),
        person.unlinked().orElse(null),
        tx.seal(person.patient().orElse(null), place("patient", person.id())),
        person.shiftBasis().orElse(null),
        person.patientSent().orElse(null),
        person.keyVersion(),
        recheckOn,
        person.id());
  }

  List<Arrival> due(Transaction tx, long person, int limit) {
    Wait now = now();
    return tx.list(
        ARRIVAL
            + "where person_id = ? and state = 'new' and (due_at <= ? or due_at > ?)"
            + " order by greatest(coalesce(place, seq), repeated_seq), arrival.seq limit ?",
        row -> arrival(tx, row),
        person,
        now.now(),
        now.latest(),
        limit);
  }

  Optional<Arrival> find(Transaction tx, UUID id) {
    return tx.first(ARRIVAL + "where id = ?", row -> arrival(tx, row), id);
  }

  /** All arrivals of a study that stand, in order of arrival, but what was taken back. */
  List<Arrival> group(Transaction tx, long person, String groupKey) {
    return tx.list(
        ARRIVAL
            + "where person_id = ? and group_key = ? and state in ('new', 'queued', 'sent',"
            + " 'held') and not (state = 'held' and retracted_by is not null) order by seq",
        row -> arrival(tx, row),
        person,
        groupKey);
  }

  /** The last earlier arrival of the same key, if it stands and has the same content. */
  Optional<Arrival> sameBefore(Transaction tx, Arrival arrival) {
    return tx.first(
        ARRIVAL
            + "where id = (select id from arrival where business_key = ? and coalesce(place, seq) < ? and state in"
            + " ('new', 'queued', 'sent', 'held', 'refused') order by seq desc limit 1)"
            + " and state <> 'refused' and not (dropped_at is not null and (state = 'held' or kind"
            + " = 'instance'))"
            + " and content_sha256 = ?",
        row -> arrival(tx, row),
        arrival.businessKey(),
        arrival.sequence(),
        arrival.digest());
  }

  /**
   * Everything earlier with the same key gives way to this one, but not an image that somebody has
   * to look at because it came under another Patient ID.
   */
  void supersedeEarlier(Transaction tx, Arrival by) {
    tx.update(
        "update arrival set state = 'superseded', superseded_by = ?, code = null, reasons = null,"
            + " changed_at = ? where business_key = ? and coalesce(place, seq) < ?"
            + " and state in ('new', 'queued', 'sent', 'held') and not (state = 'held' and code = ?"
            + " and person_id <> (select person_id from arrival where id = ?))",
        by.id(),
        site.clock().instant(),
        by.businessKey(),
        by.sequence(),
        DicomCode.PATIENT_DIFFERS.code(),
        by.id());
  }

  /** An arrival was repeated byte for byte: it has the repeat's place in the order. */
  void repeated(Transaction tx, UUID id, Arrival repeat) {
    tx.update(
        "update arrival set repeated_seq = greatest(repeated_seq, ?) where id = ?",
        repeat.sequence(),
        id);
  }

  void superseded(Transaction tx, UUID id, UUID by) {
    tx.update(
        "update arrival set state = 'superseded', superseded_by = ?, code = null, reasons = null,"
            + " changed_at = ? where id = ?",
        by,
        site.clock().instant(),
        id);
  }

  /** What the conversion said of the arrivals the last time. */
  void notes(Transaction tx, Collection<UUID> ids, List<ConversionNote> notes) {
    String text = NoteText.write(notes);
    tx.batch(
        "update arrival set notes = ? where id = ?",
        ids.stream().map(id -> new Object[] {SealedText.NOTES.seal(tx, id, text), id}).toList());
  }

  /** Of these, the ones whose patient somebody at the hospital has confirmed. */
  Set<UUID> patientConfirmed(Transaction tx, Collection<Arrival> arrivals) {
    return Set.copyOf(
        tx.list(
            "select id from arrival where patient_confirmed and id = any(?::uuid[])",
            row -> row.getObject(1, UUID.class),
            arrivals.stream().map(Arrival::id).toList()));
  }

  /** How many records of the arrivals a later arrival has replaced. */
  void replacedRecords(Transaction tx, Collection<UUID> ids, int count) {
    tx.update(
        "update arrival set superseded_records = ? where id = any(?::uuid[])"
            + " and superseded_records <> ?",
        count,
        ids,
        count);
  }

  void queued(Transaction tx, Collection<UUID> ids, long outboxId) {
    tx.update(
        "update arrival set state = 'queued', outbox_id = ?, code = null, reasons = null,"
            + " changed_at = ? where id = any(?::uuid[])",
        outboxId,
        site.clock().instant(),
        ids);
  }

  void defer(Transaction tx, Collection<UUID> ids, Instant until) {
    tx.update("update arrival set due_at = ? where id = any(?::uuid[])", until, ids);
  }

  /** What is due of a person is to be done later. */
  void deferAll(Transaction tx, long person, Instant until) {
    tx.update(
        "update arrival set due_at = ? where person_id = ? and state = 'new' and due_at < ?",
        until,
        person,
        until);
  }

  /** Everything of a person that was queued or sent enters again. */
  int releaseAll(Transaction tx, long person) {
    return tx.update(
        "update arrival set state = 'new', due_at = ?, outbox_id = null where person_id = ?"
            + " and state in ('queued', 'sent')",
        site.clock().instant(),
        person);
  }

  /** The transfer that carries an arrival, or carried it. */
  Optional<Long> outboxOf(Transaction tx, UUID id) {
    return tx.first(
            "select outbox_id from arrival where id = ?",
            row -> Optional.ofNullable(row.getObject(1, Long.class)),
            id)
        .flatMap(found -> found);
  }

  /** The arrivals that a transfer carries and that still stand. */
  List<UUID> carriedBy(Transaction tx, long outboxId) {
    return tx.list(
        "select id from arrival where outbox_id = ? and state = 'queued' order by seq",
        row -> row.getObject(1, UUID.class),
        outboxId);
  }

  /**
   * The registry has stored a transfer. An arrival that a later one superseded while the transfer
   * was under way has left all the same, and has its number.
   */
  void sent(Transaction tx, long outboxId, long sequence) {
    tx.update(
        "update arrival set state = case state when 'queued' then 'sent' else state end,"
            + " transfer_seq = ?, changed_at = ?, retracted_by = null where outbox_id = ?",
        sequence,
        site.clock().instant(),
        outboxId);
  }

  /** The arrivals of a refused transfer enter again, each in a transfer of its own. */
  void takeApart(Transaction tx, long outboxId) {
    tx.update(
        "update arrival set state = 'new', alone = true, outbox_id = null, due_at = ? where"
            + " outbox_id = ? and state = 'queued'",
        site.clock().instant(),
        outboxId);
  }

  /** What is queued for a person and was never sent enters again. */
  void releaseUnsent(Transaction tx, long person) {
    tx.update(
        "update arrival set state = 'new', due_at = ?, outbox_id = null where person_id = ?"
            + " and state = 'queued' and outbox_id in (select id from outbox where person_id = ?"
            + " and state = 'queued' and sequence is null)",
        site.clock().instant(),
        person,
        person);
  }

  /** The Patient has to be sent again with whatever comes next. */
  void forgetPatientSent(Transaction tx, long person) {
    tx.update("update person set patient_sent = null where id = ?", person);
  }

  private static Optional<Arrival.Named> named(Transaction tx, ResultSet row) throws SQLException {
    String identity = row.getString("named_identity");
    return identity == null
        ? Optional.empty()
        : Optional.of(
            new Arrival.Named(
                row.getLong("named_id"),
                PersonIds.open(
                    tx, row.getString("named_issuer"), row.getString("named_patient"), identity)));
  }

  private static Arrival arrival(Transaction tx, ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    SealedContent content = SealedContent.open(tx, id, row.getBytes("content"));
    return new Arrival(
        id,
        row.getLong("seq"),
        Source.of(row.getString("source")),
        row.getString("kind"),
        row.getString("business_key"),
        Optional.ofNullable(row.getString("group_key")),
        content.sha256(),
        row.getString("content_sha256"),
        content.content(),
        Optional.ofNullable(row.getString("file")),
        Transaction.instant(row, "received_at"),
        Optional.ofNullable(row.getString("traceparent")),
        ArrivalState.of(row.getString("state")),
        row.getBoolean("alone"),
        row.getBoolean("kept"),
        row.getBoolean("confirmed"),
        named(tx, row));
  }
}
