package org.therafed.gateway.consent;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.therafed.gateway.consent.ConsentStanding.Ground;
import org.therafed.gateway.consent.optout.OptOuts;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.site.Site;

/**
 * The decisions on record. The latest version of each Consent counts, wherever it came from;
 * Consents that were refused at the door count as refusals of the day they came. Whoever stands on
 * an opt-out list does not want it, whatever the Consents say.
 */
@Singleton
public class ConsentBook {

  private static final String NOTHING = "none";
  private static final String IDS =
      "with stays as (select coalesce(merged_into, id) as id from person where id = ?)"
          + " select p.id, p.merged_on from stays join person p on p.id = stays.id union all"
          + " select p.id, p.merged_on from stays join person p on p.merged_into = stays.id";

  private final Site site;
  private final OptOuts optOuts;

  @Inject
  public ConsentBook(Site site, OptOuts optOuts) {
    this.site = site;
    this.optOuts = optOuts;
  }

  /**
   * Puts the versions that one arrival brought in place of the ones it had.
   *
   * @param versions their keys as keyed digests
   */
  public void record(Transaction tx, UUID arrival, long person, List<ConsentVersion> versions) {
    tx.update("delete from consent_decision where arrival_id = ?", arrival);
    for (int i = 0; i < versions.size(); i++) {
      Optional<ConsentDecision> decision = versions.get(i).decision();
      tx.update(
          "insert into consent_decision (arrival_id, position, seq, person_id, keys, decision,"
              + " decided_on, valid_from, valid_to) values (?, ?,"
              + " (select coalesce(place, seq) from arrival where id = ?), ?, ?, ?, ?, ?, ?)",
          arrival,
          i,
          arrival,
          person,
          versions.get(i).keys(),
          decision.map(d -> d.permit() ? "permit" : "deny").orElse(NOTHING),
          decision.map(ConsentDecision::decidedOn).orElseGet(site::today),
          decision.flatMap(ConsentDecision::validFrom).orElse(null),
          decision.flatMap(ConsentDecision::validTo).orElse(null));
    }
  }

  /** One of the ids of a person, and since when it is known to be one. */
  private record Id(long person, Optional<LocalDate> mergedOn) {}

  /** A decision and the arrival that brought it. */
  private record OnRecord(ConsentDecision decision, UUID arrival) {}

  /** Whether the person's records may leave today; the person may be known under several ids. */
  public ConsentStanding standing(Transaction tx, long person) {
    List<Id> ids =
        tx.list(
            IDS,
            row -> new Id(row.getLong(1), Optional.ofNullable(row.getObject(2, LocalDate.class))),
            person);
    List<Long> persons = ids.stream().map(Id::person).toList();
    List<List<OnRecord>> onRecord = persons.stream().map(id -> decisions(tx, id, persons)).toList();
    OptOuts.Entries listed = optOuts.of(tx, persons);
    boolean everRefused =
        listed.ever()
            || onRecord.stream().flatMap(List::stream).anyMatch(one -> !one.decision().permit());
    if (listed.inForce().isPresent()) {
      return new ConsentStanding(
          Optional.of(Ground.OPT_OUT),
          true,
          Optional.empty(),
          Optional.empty(),
          listed.inForce(),
          // The list may end without anything else coming of the person.
          Optional.of(site.today().plusDays(1)));
    }
    return standing(answer(ids, onRecord), onRecord, everRefused);
  }

  private ConsentRule.Answer answer(List<Id> ids, List<List<OnRecord>> onRecord) {
    List<List<ConsentDecision>> decisions =
        onRecord.stream().map(ofOne -> ofOne.stream().map(OnRecord::decision).toList()).toList();
    Optional<LocalDate> mergedOn =
        ids.stream().flatMap(id -> id.mergedOn().stream()).max(Comparator.naturalOrder());
    return mergedOn
        .map(day -> ConsentRule.ofSeveralIds(site.today(), decisions, day))
        .orElseGet(() -> ConsentRule.on(site.today(), decisions.get(0)));
  }

  private static ConsentStanding standing(
      ConsentRule.Answer answer, List<List<OnRecord>> onRecord, boolean everRefused) {
    Optional<Ground> ground =
        answer
            .deciding()
            .map(
                decision ->
                    answer.inForce()
                        ? Ground.PERMISSION
                        : answer.refused() ? Ground.REFUSAL : Ground.NOT_TODAY);
    Optional<UUID> arrival =
        answer
            .deciding()
            .flatMap(
                decision ->
                    onRecord.stream()
                        .flatMap(List::stream)
                        .filter(one -> one.decision().equals(decision))
                        .map(OnRecord::arrival)
                        .findFirst());
    return new ConsentStanding(
        ground, everRefused, answer.deciding(), arrival, Optional.empty(), answer.recheckOn());
  }

  private static List<OnRecord> decisions(Transaction tx, long id, List<Long> persons) {
    // A later version that names another patient ends a permission, but never a refusal.
    return tx.list(
        "select d.decision, d.decided_on, d.valid_from, d.valid_to, d.arrival_id from"
            + " consent_version d where d.person_id = ? and d.decision <> ? and not exists (select"
            + " 1 from consent_version e where e.keys && d.keys and e.seq > d.seq"
            + " and (e.person_id = any(?) or d.decision = 'permit')) order by d.seq",
        row -> new OnRecord(decision(row), row.getObject("arrival_id", UUID.class)),
        id,
        NOTHING,
        persons);
  }

  /** The hospital's day of an instant. */
  public LocalDate receivedOn(Instant at) {
    return LocalDate.ofInstant(at, site.zone());
  }

  private static ConsentDecision decision(ResultSet row) throws SQLException {
    return new ConsentDecision(
        row.getString("decision").equals("permit"),
        row.getObject("decided_on", LocalDate.class),
        Optional.ofNullable(row.getObject("valid_from", LocalDate.class)),
        Optional.ofNullable(row.getObject("valid_to", LocalDate.class)));
  }
}
