package org.therafed.registry.disclose;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.evidence.disclosure.Cohort;
import org.therafed.evidence.disclosure.ReleaseLedger;
import org.therafed.registry.estimate.Estimate;

/**
 * The release ledger of every data cut, over all persons who ask. Decisions on a cut are taken one
 * after the other, and what they release is committed before the answer is given: after a crash the
 * ledger may hold what nobody has seen, never the other way round.
 */
@ApplicationScoped
public class Releases {

  private static final String IN_TURN =
      "select cast(pg_advisory_xact_lock(7064961, :cut) as text) as locked";
  private static final String NEWEST =
      "select coalesce(max(id), 0) as newest from release_set where cut = :cut";
  private static final String SETS =
      "select members from release_set where cut = :cut and id <= :newest order by id";
  private static final String ADD_SETS =
      "insert into release_set (cut, members) select :cut, m from"
          + " jsonb_array_elements_text(cast(cast(:sets as text) as jsonb)) with ordinality as s(m,"
          + " place) order by place";
  private static final String GROUPS = "select name from release_group where cut = :cut";
  private static final String ADD_GROUPS =
      "insert into release_group (cut, name) select :cut, g from"
          + " jsonb_array_elements_text(cast(cast(:groups as text) as jsonb)) g";
  private static final String ADD_DECISIONS =
      "insert into release_decision (cut, question, figure, reason) select :cut, :question,"
          + " d.figure, d.reason from jsonb_to_recordset(cast(cast(:decisions as text) as jsonb)) as"
          + " d(figure text, reason text)";
  private static final String DECISIONS =
      "select seq, cut, question, figure, reason from release_decision where seq > :after order by"
          + " seq limit :most";

  /** The sets of a cut up to the row {@code newest}, as this process has read or written them. */
  private record Known(long newest, List<Cohort> published) {}

  /**
   * A decision, for the auditor.
   *
   * @param reason why the figure was withheld; null: released
   */
  public record Decision(long seq, int cut, String question, String figure, String reason) {}

  private final Mutiny.SessionFactory sessions;
  private final Map<Integer, Known> known = new ConcurrentHashMap<>();

  Releases(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /**
   * Decides on an answer, with all that was released of the cut before; when this completes, what
   * is released by it is durable.
   *
   * @param cut number of a data cut
   * @param question for the auditor
   */
  public Uni<Disclosed> decide(
      int cut, String question, Function<ReleaseLedger, Disclosed> decision) {
    return decided(cut, question, decision::apply);
  }

  /**
   * The same on an answer about a group that its question defines.
   *
   * @param estimate over that group
   */
  public Uni<Disclosed> decide(
      int cut, String question, PublicationDoor door, Estimate estimate, DefinedGroup group) {
    return decided(cut, question, ledger -> door.disclose(estimate, group, ledger));
  }

  private Uni<Disclosed> decided(
      int cut, String question, Function<CutLedger, Disclosed> decision) {
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(IN_TURN, String.class)
                .setParameter("cut", cut)
                .getSingleResult()
                .flatMap(locked -> published(session, cut))
                .flatMap(
                    published ->
                        groups(session, cut)
                            .flatMap(
                                groups -> {
                                  CutLedger ledger = new CutLedger(published, groups);
                                  Disclosed disclosed = decision.apply(ledger);
                                  return keep(session, cut, question, ledger)
                                      .replaceWith(disclosed);
                                })));
  }

  /** Decisions after a number, oldest first. */
  public Uni<List<Decision>> after(long seq, int most) {
    return sessions.withSession(
        session ->
            session
                .createNativeQuery(DECISIONS, Object[].class)
                .setParameter("after", seq)
                .setParameter("most", most)
                .getResultList()
                .map(
                    rows ->
                        rows.stream()
                            .map(
                                row ->
                                    new Decision(
                                        ((Number) row[0]).longValue(),
                                        ((Number) row[1]).intValue(),
                                        (String) row[2],
                                        (String) row[3],
                                        (String) row[4]))
                            .toList()));
  }

  private Uni<List<Cohort>> published(Mutiny.Session session, int cut) {
    return session
        .createNativeQuery(NEWEST, Long.class)
        .setParameter("cut", cut)
        .getSingleResult()
        .flatMap(
            newest -> {
              Known before = known.get(cut);
              if (before != null && before.newest() == newest) {
                return Uni.createFrom().item(before.published());
              }
              return session
                  .createNativeQuery(SETS, String.class)
                  .setParameter("cut", cut)
                  .setParameter("newest", newest)
                  .getResultList()
                  .map(sets -> sets.stream().map(MemberNumbers::cohort).toList())
                  .invoke(sets -> known.put(cut, new Known(newest, sets)));
            });
  }

  private static Uni<Set<String>> groups(Mutiny.Session session, int cut) {
    return session
        .createNativeQuery(GROUPS, String.class)
        .setParameter("cut", cut)
        .getResultList()
        .map(LinkedHashSet::new);
  }

  private static Uni<Void> keep(
      Mutiny.Session session, int cut, String question, CutLedger ledger) {
    ArrayNode sets = JsonNodeFactory.instance.arrayNode();
    ledger.added().forEach(set -> sets.add(MemberNumbers.text(set)));
    ArrayNode decisions = JsonNodeFactory.instance.arrayNode();
    for (CutLedger.Entry entry : ledger.entries()) {
      decisions
          .addObject()
          .put("figure", entry.figure())
          .put("reason", entry.reason() == null ? null : entry.reason().name());
    }
    Uni<Integer> added =
        sets.isEmpty()
            ? Uni.createFrom().item(0)
            : session
                .createNativeQuery(ADD_SETS)
                .setParameter("cut", cut)
                .setParameter("sets", sets.toString())
                .executeUpdate();
    ArrayNode groups = JsonNodeFactory.instance.arrayNode();
    ledger.addedGroups().forEach(groups::add);
    return added
        .flatMap(
            done ->
                groups.isEmpty()
                    ? Uni.createFrom().item(0)
                    : session
                        .createNativeQuery(ADD_GROUPS)
                        .setParameter("cut", cut)
                        .setParameter("groups", groups.toString())
                        .executeUpdate())
        .flatMap(
            done ->
                session
                    .createNativeQuery(ADD_DECISIONS)
                    .setParameter("cut", cut)
                    .setParameter("question", question)
                    .setParameter("decisions", decisions.toString())
                    .executeUpdate())
        .replaceWithVoid();
  }
}
