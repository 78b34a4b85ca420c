package org.therafed.registry.findings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hibernate.reactive.mutiny.Mutiny;

/** What does not fit together in the records of persons, as they are now. */
@ApplicationScoped
public class Findings {

  private static final String OF_SITE = " where (cast(:site as text) = '' or site = :site)";
  private static final String LIST =
      "select site, code, severity, cast(records as text), cast(elements as text), message, message_zh from finding"
          + OF_SITE
          + " order by code, id limit ";
  private static final String COUNTS =
      "select code, count(*) from finding" + OF_SITE + " group by code";
  private static final String AWAITING = "select count(*) from finding_due" + OF_SITE;

  private static final int MOST = 1000;

  private final Mutiny.SessionFactory sessions;
  private final FindingRefresh refresh;
  private final ObjectMapper json;

  Findings(Mutiny.SessionFactory sessions, FindingRefresh refresh, ObjectMapper json) {
    this.sessions = sessions;
    this.refresh = refresh;
    this.json = json;
  }

  /**
   * One finding.
   *
   * @param site whose records alone show it; null: only those of several hospitals together
   * @param records as {@code Type/id}
   * @param elements of each of the records the element concerned, as FHIRPath
   */
  public record View(
      String site,
      String code,
      String severity,
      List<String> records,
      List<String> elements,
      String message,
      String messageZh) {}

  /**
   * The findings of a site, or of all.
   *
   * @param awaiting changed persons that were not looked at again yet; ask once more
   * @param counts all findings by code
   * @param findings the first of them, by code
   */
  public record Page(long awaiting, SortedMap<String, Long> counts, List<View> findings) {}

  /**
   * Looks again at who has changed, so far as one request goes.
   *
   * @param site empty: all
   */
  public Uni<Void> refresh(String site) {
    return refresh.refresh(site);
  }

  /**
   * Looks again at who has changed, then answers.
   *
   * @param site empty: all, with what only several hospitals' records show together
   */
  Uni<Page> of(String site, int most) {
    return refresh
        .refresh(site)
        .flatMap(
            done ->
                sessions.withTransaction(
                    session -> page(session, site, Math.max(1, Math.min(most, MOST)))));
  }

  private Uni<Page> page(Mutiny.Session session, String site, int most) {
    return session
        .createNativeQuery(AWAITING, Long.class)
        .setParameter("site", site)
        .getSingleResult()
        .flatMap(
            awaiting ->
                counts(session, site)
                    .flatMap(
                        counts ->
                            list(session, site, most)
                                .map(found -> new Page(awaiting, counts, found))));
  }

  private static Uni<SortedMap<String, Long>> counts(Mutiny.Session session, String site) {
    return session
        .createNativeQuery(COUNTS, Object[].class)
        .setParameter("site", site)
        .getResultList()
        .map(
            rows -> {
              SortedMap<String, Long> counts = new TreeMap<>();
              rows.forEach(row -> counts.put((String) row[0], ((Number) row[1]).longValue()));
              return counts;
            });
  }

  private Uni<List<View>> list(Mutiny.Session session, String site, int most) {
    return session
        .createNativeQuery(LIST + most, Object[].class)
        .setParameter("site", site)
        .getResultList()
        .map(rows -> rows.stream().map(this::view).toList());
  }

  private View view(Object[] row) {
    return new View(
        (String) row[0],
        (String) row[1],
        (String) row[2],
        texts((String) row[3]),
        texts((String) row[4]),
        (String) row[5],
        (String) row[6]);
  }

  private List<String> texts(String array) {
    List<String> texts = new ArrayList<>();
    read(array).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private JsonNode read(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The database holds JSON.", e);
    }
  }
}
