package org.therafed.gateway.consent;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.site.Site;

/**
 * Keeps for an audit what decided whether a person's records left: which document or list, for
 * which purpose and period, and since when. A line is added when the answer changes, never altered.
 */
@Singleton
public class ConsentEvidence {

  /** v3-ActReason: healthcare research, the one purpose that records leave for. */
  public static final String PURPOSE = "HRESCH";

  private static final String LAST =
      "select id, ground, arrival_id, opt_out_id, decided_on, valid_from, valid_to from"
          + " consent_evidence where person_id = ? order by id desc limit 1";

  private final Site site;

  @Inject
  public ConsentEvidence(Site site) {
    this.site = site;
  }

  private record Line(
      String ground,
      Optional<UUID> arrival,
      Optional<Long> optOut,
      Optional<LocalDate> decidedOn,
      Optional<LocalDate> validFrom,
      Optional<LocalDate> validTo) {}

  private record Kept(long id, Line line) {}

  /**
   * Notes how a person stands; answers the number of the line, empty where nothing is on record.
   */
  public Optional<Long> note(Transaction tx, long person, ConsentStanding standing) {
    if (standing.ground().isEmpty()) {
      return Optional.empty();
    }
    Line line =
        new Line(
            standing.ground().get().code(),
            standing.arrival(),
            standing.optOut(),
            standing.decision().map(ConsentDecision::decidedOn),
            standing.decision().flatMap(ConsentDecision::validFrom),
            standing.decision().flatMap(ConsentDecision::validTo));
    Optional<Kept> last =
        tx.first(
            LAST,
            row ->
                new Kept(
                    row.getLong(1),
                    new Line(
                        row.getString(2),
                        Optional.ofNullable(row.getObject(3, UUID.class)),
                        Optional.ofNullable(row.getObject(4, Long.class)),
                        Optional.ofNullable(row.getObject(5, LocalDate.class)),
                        Optional.ofNullable(row.getObject(6, LocalDate.class)),
                        Optional.ofNullable(row.getObject(7, LocalDate.class)))),
            person);
    return last.filter(kept -> kept.line().equals(line))
        .map(Kept::id)
        .or(() -> Optional.of(add(tx, person, line, standing.inForce())));
  }

  /** Notes that a person is erased; answers the number of the line. */
  public long noteErasure(Transaction tx, long person) {
    Line line =
        new Line(
            "erasure",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return add(tx, person, line, false);
  }

  private long add(Transaction tx, long person, Line line, boolean inForce) {
    return tx.first(
            "insert into consent_evidence (person_id, noted_at, ground, in_force, arrival_id,"
                + " opt_out_id, purpose, decided_on, valid_from, valid_to) values (?, ?, ?, ?, ?,"
                + " ?, ?, ?, ?, ?) returning id",
            row -> row.getLong(1),
            person,
            site.clock().instant(),
            line.ground(),
            inForce,
            line.arrival().orElse(null),
            line.optOut().orElse(null),
            PURPOSE,
            line.decidedOn().orElse(null),
            line.validFrom().orElse(null),
            line.validTo().orElse(null))
        .orElseThrow();
  }
}
