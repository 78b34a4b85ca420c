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

  /** Current courses of nobody who has withdrawn, with the month of their first arrival. */
  private static final String COURSES =
      "with course as (select f.site, f.module, f.fact_id, f.patient_id, f.started_on, f.line,"
          + " f.index_quarter, s.registered_at, (select min(v.at) from (select r.last_updated as at"
          + " from resource r where r.type = 'Procedure' and r.id = f.fact_id union all select"
          + " h.last_updated from resource_history h where h.type = 'Procedure' and h.id ="
          + " f.fact_id) v) as arrived from fact_course f join site s on s.id = f.site where f.gone"
          + " is null and f.module is not null and not exists (select from withdrawal w where"
          + " w.patient_id = f.patient_id and w.site = f.site and w.lifted is null)),"
          + " looked as (select c.*, case when c.index_quarter ~ '^[0-9]{4}-Q[1-4]$' then"
          + " make_date(cast(left(c.index_quarter, 4) as int), 3 * cast(right(c.index_quarter, 1)"
          + " as int) - 2, 1) + interval '3 months' end as quarter_end, p.sex, p.birth_year,"
          + " p.aged_90_plus, v.fact_id as status, v.dead, v.follow_up_age_days, u.last_updated as"
          + " status_arrived, exists (select from fact_administration a where a.patient_id ="
          + " c.patient_id and a.site = c.site and a.gone is null) or exists (select from"
          + " fact_cycle y where y.patient_id = c.patient_id and y.site = c.site and y.gone is"
          + " null) as treated, not exists (select from finding n where n.patients @>"
          + " array[c.patient_id]) as plausible from course c left join lateral (select * from"
          + " fact_patient p where p.fact_id = c.patient_id and p.gone is null limit 1) p on true"
          + " left join lateral (select * from fact_survival v where v.patient_id = c.patient_id"
          + " and v.site = c.site and v.gone is null order by v.dead desc, v.known_on desc nulls"
          + " last limit 1) v on true left join resource u on u.type = 'Observation' and u.id ="
          + " v.fact_id where c.arrived is not null)"
          + " select site, module, to_char(arrived at time zone 'UTC', 'YYYY-MM'), count(*),"
          + " sum(cast(sex is not null as int) + cast(birth_year is not null or"
          + " coalesce(aged_90_plus, false) as int) + cast(started_on is not null as int) + cast(line"
          + " is not null as int) + cast(index_quarter is not null as int) + cast(status is not"
          + " null as int) + cast(treated as int)), count(*) * 7, sum(cast(quarter_end is not null"
          + " and quarter_end > registered_at at time zone 'UTC' and arrived at time zone 'UTC' <"
          + " quarter_end + interval '3 months' as int)), sum(cast(quarter_end is not null and"
          + " quarter_end > registered_at at time zone 'UTC' as int)), sum(cast(plausible as int)),"
          + " sum(cast(coalesce(dead, false) or coalesce(follow_up_age_days + cast(cast(:today as"
          + " text) as date) - cast(status_arrived at time zone 'UTC' as date) <= 365, false) as"
          + " int)) from looked group by 1, 2, 3 order by 1, 2, 3";

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

  private final Mutiny.SessionFactory sessions;
  private final Clock clock;

  QualityCounts(Mutiny.SessionFactory sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /** Every site's modules of which there is a course, by site and module. */
  Uni<Collection<Measured>> all() {
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
