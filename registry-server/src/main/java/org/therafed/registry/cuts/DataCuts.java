package org.therafed.registry.cuts;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.RegistryCode;

/**
 * Freezes data cuts and finds them. Freezing inserts one row, whatever the registry holds: rows of
 * facts say themselves of which cuts they are. It waits for the transfers under way, and those that
 * come later belong to the next cut.
 */
@ApplicationScoped
public class DataCuts {

  /**
   * Least time between an administrator's cut and the one before: a record's cut tells when it
   * arrived, which must not become much finer than the month (docs/security.md).
   */
  static final Duration LEAST_APART = Duration.ofDays(30);

  /** As in {@code open_cut()} of V17, which takes the same lock shared. */
  private static final String ALONE =
      "select cast(pg_advisory_xact_lock(7064960) as text) as locked";

  private static final String ALL = "select number, name, as_of from data_cut order by number desc";
  private static final String FREEZE =
      "insert into data_cut (number, name, as_of, reason) values (:number, :name, :asOf, :reason)";

  /** Arrivals are known by the month, which suffices for quarters. */
  private static final String ARRIVED =
      "select exists (select from transfer where received_at < :quarter) as before, exists (select"
          + " from transfer where received_at >= :quarter) as since";

  private final Mutiny.SessionFactory sessions;
  private final Clock clock;
  private volatile Quarter lookedAt;

  DataCuts(Mutiny.SessionFactory sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /** All frozen cuts, newest first. */
  public Uni<List<DataCut>> all() {
    return sessions.withSession(DataCuts::all);
  }

  /** The cut of a number that there is. */
  public Uni<DataCut> numbered(int number) {
    return all()
        .map(cuts -> cuts.stream().filter(cut -> cut.number() == number).findFirst().orElseThrow());
  }

  /**
   * The cut of a question.
   *
   * @param name of a frozen cut; null or empty for the newest
   * @return empty if nothing was frozen yet and no name is given
   * @throws Fault (as failure) RG-CUT-001 if the name is that of no cut
   */
  public Uni<Optional<DataCut>> asked(String name) {
    return all()
        .map(
            cuts -> {
              if (name == null || name.isEmpty()) {
                return cuts.stream().findFirst();
              }
              Optional<DataCut> named =
                  cuts.stream().filter(cut -> cut.name().equals(name)).findFirst();
              if (named.isEmpty()) {
                throw RegistryCode.CUT_UNKNOWN.with();
              }
              return named;
            });
  }

  /**
   * Freezes all that has arrived, as of now.
   *
   * @throws Fault (as failure) RG-CUT-002 less than 30 days after the newest cut
   */
  public Uni<DataCut> freeze() {
    return alone(
        (session, newest) -> {
          if (newest.isPresent() && newest.get().asOf().plus(LEAST_APART).isAfter(now())) {
            throw RegistryCode.CUT_TOO_SOON.with();
          }
          return insert(session, ofToday(newest), "administrator");
        });
  }

  /**
   * Freezes the state at the end of the last quarter, if that is due: called before anything of a
   * new quarter is stored or asked. Nothing is due in a registry that had nothing then.
   */
  public Uni<Void> freezeDue() {
    Quarter quarter = Quarter.of(clock);
    if (quarter.equals(lookedAt)) {
      return Uni.createFrom().voidItem();
    }
    return alone(
            (session, newest) ->
                newest.isPresent() && !newest.get().asOf().isBefore(quarter.begin())
                    ? Uni.createFrom().nullItem()
                    : ifAnyBefore(session, newest, quarter))
        .invoke(done -> lookedAt = quarter)
        .replaceWithVoid();
  }

  /**
   * A registry that stored without cuts before has mixed what came before the quarter and since;
   * its first cut is as of now.
   */
  private Uni<DataCut> ifAnyBefore(
      Mutiny.Session session, Optional<DataCut> newest, Quarter quarter) {
    return session
        .createNativeQuery(ARRIVED, Object[].class)
        .setParameter("quarter", quarter.begin())
        .getSingleResult()
        .flatMap(
            arrived -> {
              boolean before = (Boolean) arrived[0];
              boolean since = (Boolean) arrived[1];
              if (!before) {
                return Uni.createFrom().nullItem();
              }
              DataCut cut =
                  newest.isEmpty() && since
                      ? ofToday(newest)
                      : next(newest, quarter.before().label(), quarter.begin());
              return insert(session, cut, "end of quarter");
            });
  }

  private DataCut ofToday(Optional<DataCut> newest) {
    Instant now = now();
    return next(newest, LocalDate.ofInstant(now, ZoneOffset.UTC).toString(), now);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** What is done while nobody else stores or freezes. */
  private interface Freeze {
    Uni<DataCut> of(Mutiny.Session session, Optional<DataCut> newest);
  }

  private Uni<DataCut> alone(Freeze freeze) {
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(ALONE, String.class)
                .getSingleResult()
                .flatMap(locked -> all(session))
                .flatMap(cuts -> freeze.of(session, cuts.stream().findFirst())));
  }

  private static DataCut next(Optional<DataCut> newest, String name, Instant asOf) {
    return new DataCut(newest.map(DataCut::number).orElse(0) + 1, name, asOf);
  }

  private static Uni<DataCut> insert(Mutiny.Session session, DataCut cut, String reason) {
    return session
        .createNativeQuery(FREEZE)
        .setParameter("number", cut.number())
        .setParameter("name", cut.name())
        .setParameter("asOf", cut.asOf())
        .setParameter("reason", reason)
        .executeUpdate()
        .replaceWith(cut);
  }

  private static Uni<List<DataCut>> all(Mutiny.Session session) {
    return session
        .createNativeQuery(ALL, Object[].class)
        .getResultList()
        .map(rows -> rows.stream().map(DataCuts::read).toList());
  }

  private static DataCut read(Object[] row) {
    Instant asOf = row[2] instanceof OffsetDateTime time ? time.toInstant() : (Instant) row[2];
    return new DataCut(((Number) row[0]).intValue(), (String) row[1], asOf);
  }
}
