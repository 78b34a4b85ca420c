package org.therafed.registry.onboarding;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hibernate.reactive.mutiny.Mutiny;

/** What the registry has of a site: asked by the site itself, or by an administrator. */
@ApplicationScoped
public class SiteHoldings {

  private static final int MOST_GAPS = 100;
  private static final String TOTALS =
      "select count(*), coalesce(sum(resources), 0), coalesce(max(sequence), 0) from transfer where"
          + " site = :site";
  private static final String GAPS =
      "select missing from generate_series(1, (select coalesce(max(sequence), 0) from transfer where"
          + " site = :site)) missing where not exists (select from transfer t where t.site = :site"
          + " and t.sequence = missing) order by 1 limit "
          + MOST_GAPS;
  private static final String DIGEST =
      "select sha256 from transfer where site = :site and sequence = :sequence";
  private static final String RECORDS =
      "select type, count(*) from resource where site = :site group by type";

  private final Mutiny.SessionFactory sessions;

  SiteHoldings(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /**
   * Counts of what is stored of a site.
   *
   * @param transfers accepted
   * @param resources in them, each version counted
   * @param lastSequence highest number of a transfer; 0 where none came
   * @param gaps numbers below it that never came, at most a hundred
   * @param records current records by resource type
   */
  public record Status(
      long transfers,
      long resources,
      long lastSequence,
      List<Long> gaps,
      SortedMap<String, Long> records) {}

  /** What is stored of a site; zeros for one that is not registered. */
  public Uni<Status> of(String site) {
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(TOTALS, Object[].class)
                .setParameter("site", site)
                .getSingleResult()
                .flatMap(totals -> withGaps(session, site, totals)));
  }

  /** The digest of a transfer's bytes, hexadecimal; empty where it is not stored. */
  public Uni<Optional<String>> sha256(String site, long sequence) {
    return sessions
        .withTransaction(
            session ->
                session
                    .createNativeQuery(DIGEST, String.class)
                    .setParameter("site", site)
                    .setParameter("sequence", sequence)
                    .getResultList())
        .map(found -> found.stream().findFirst());
  }

  private static Uni<Status> withGaps(Mutiny.Session session, String site, Object[] totals) {
    return session
        .createNativeQuery(GAPS, Long.class)
        .setParameter("site", site)
        .getResultList()
        .flatMap(
            gaps ->
                records(session, site)
                    .map(
                        records ->
                            new Status(
                                number(totals[0]),
                                number(totals[1]),
                                number(totals[2]),
                                gaps,
                                records)));
  }

  private static Uni<SortedMap<String, Long>> records(Mutiny.Session session, String site) {
    return session
        .createNativeQuery(RECORDS, Object[].class)
        .setParameter("site", site)
        .getResultList()
        .map(
            rows -> {
              SortedMap<String, Long> records = new TreeMap<>();
              rows.forEach(row -> records.put((String) row[0], number(row[1])));
              return records;
            });
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }
}
