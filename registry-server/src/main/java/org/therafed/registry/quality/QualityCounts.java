package org.therafed.registry.quality;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hibernate.reactive.mutiny.Mutiny;

/** Counts what quality is made of. What each count is: {@code docs/quality.md}. */
@ApplicationScoped
class QualityCounts {

  /** So many marked persons are counted again in one transaction, and so many batches at most. */
  private static final int BATCH = 5_000;

  private static final int MOST_BATCHES = 20;

  private static final String COUNT_AGAIN = "select count_quality(" + BATCH + ") as worked";

  /** Current courses of nobody who has withdrawn, by the month of their first arrival. */
  private static final String COURSES =
      "select site, module, to_char(arrived, 'YYYY-MM'), sum(courses), sum(items), sum(courses) * 7,"
          + " sum(timely), sum(due), sum(plausible), sum(courses) filter (where fresh_until >="
          + " cast(cast(:today as text) as date)) from quality_count group by 1, 2, 3 order by 1,"
          + " 2, 3";

  /** Transfers taken and refused, by site and month. */
  private static final String TRANSFERS =
      "select site, month, sum(taken), sum(refused) from (select site, to_char(received_at at time"
          + " zone 'UTC', 'YYYY-MM') as month, count(*) as taken, 0 as refused from transfer group"
          + " by 1, 2 union all select site, to_char(month, 'YYYY-MM'), 0, sum(refused) from"
          + " refusal_count group by 1, 2) t group by 1, 2 order by 1, 2";

  private static final String SEEN =
      "select id, cast(last_seen as text) from site where last_seen is not null";

  private static final String AWAITING =
      "select count(*) from finding_due where :site in ('', site)";

  private static final String UNCOUNTED = "select count(*) from quality_due";

  private final Mutiny.SessionFactory sessions;
  private final Clock clock;

  QualityCounts(Mutiny.SessionFactory sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /** Every site's modules of which there is a course, by site and module. */
  Uni<Collection<Measured>> all() {
    return countAgain(MOST_BATCHES).flatMap(done -> read());
  }

  private Uni<Void> countAgain(int batches) {
    return sessions
        .withTransaction(
            session -> session.createNativeQuery(COUNT_AGAIN, Integer.class).getSingleResult())
        .flatMap(
            worked ->
                worked < BATCH || batches == 1
                    ? Uni.createFrom().voidItem()
                    : countAgain(batches - 1));
  }

  private Uni<Collection<Measured>> read() {
    return sessions.withSession(
        session ->
            courses(session)
                .flatMap(
                    courses ->
                        transfers(session)
                            .map(
                                transfers -> {
                                  transfers.forEach(
                                      (site, sent) ->
                                          courses.replaceAll(
                                              (key, one) ->
                                                  one.site().equals(site) ? one.and(sent) : one));
                                  return courses.values();
                                })));
  }

  /** The latest day on which each site was heard of. */
  Uni<Map<String, LocalDate>> lastSeen() {
    return sessions
        .withSession(session -> session.createNativeQuery(SEEN, Object[].class).getResultList())
        .map(
            rows -> {
              Map<String, LocalDate> seen = new TreeMap<>();
              rows.forEach(row -> seen.put((String) row[0], LocalDate.parse((String) row[1])));
              return seen;
            });
  }

  /** Changed persons of a site, or of all, whose findings are to be made again. */
  Uni<Long> awaiting(String site) {
    return sessions.withSession(
        session ->
            session
                .createNativeQuery(AWAITING, Long.class)
                .setParameter("site", site)
                .getSingleResult());
  }

  /** Marks of persons whose courses are to be counted again. */
  Uni<Long> uncounted() {
    return sessions.withSession(
        session -> session.createNativeQuery(UNCOUNTED, Long.class).getSingleResult());
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private Uni<Map<List<String>, Measured>> courses(Mutiny.Session session) {
    return session
        .createNativeQuery(COURSES, Object[].class)
        .setParameter("today", today().toString())
        .getResultList()
        .map(
            rows -> {
              Map<List<String>, Measured> all =
                  new TreeMap<>((a, b) -> String.join(" ", a).compareTo(String.join(" ", b)));
              for (Object[] row : rows) {
                Measured one = course(row);
                all.merge(List.of(one.site(), one.module()), one, Measured::and);
              }
              return all;
            });
  }

  private static Measured course(Object[] row) {
    long courses = number(row[3]);
    Map<Dimension, Tally> tallies = new EnumMap<>(Dimension.class);
    tallies.put(Dimension.COMPLETENESS, new Tally(number(row[4]), number(row[5])));
    tallies.put(Dimension.TIMELINESS, new Tally(number(row[6]), number(row[7])));
    tallies.put(Dimension.PLAUSIBILITY, new Tally(number(row[8]), courses));
    tallies.put(Dimension.FRESHNESS, new Tally(number(row[9]), courses));
    return Measured.of((String) row[0], (String) row[1], (String) row[2], courses, tallies);
  }

  private static Uni<Map<String, Measured>> transfers(Mutiny.Session session) {
    return session
        .createNativeQuery(TRANSFERS, Object[].class)
        .getResultList()
        .map(
            rows -> {
              Map<String, Measured> all = new TreeMap<>();
              for (Object[] row : rows) {
                long taken = number(row[2]);
                Measured one =
                    Measured.of(
                        (String) row[0],
                        "",
                        (String) row[1],
                        0,
                        Map.of(Dimension.CONFORMANCE, new Tally(taken, taken + number(row[3]))));
                all.merge(one.site(), one, Measured::and);
              }
              return all;
            });
  }

  private static long number(Object value) {
    return Optional.ofNullable((Number) value).map(Number::longValue).orElse(0L);
  }

  static List<Measured> of(Collection<Measured> all, String site) {
    return new ArrayList<>(all.stream().filter(one -> one.site().equals(site)).toList());
  }
}
