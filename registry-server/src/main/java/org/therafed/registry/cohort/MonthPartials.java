package org.therafed.registry.cohort;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Keeps what sites and months give to questions. A month whose people changed has another id, and
 * what was summed of it before is never read again; where somebody withdrew it is gone, in the same
 * transaction.
 */
@ApplicationScoped
public class MonthPartials {

  /** Raised when sums of the same rows become others. */
  private static final String FORM = "1";

  private static final List<String> SNAPSHOT =
      List.of(
          "set transaction isolation level repeatable read, read only",
          "set local statement_timeout = '60s'");

  private static final String MONTHS =
      " from arm_month b left join month_partial p on p.arm_month = b.id and p.question = :question"
          + " where b.module = :module and b.arm = :arm and b.born <= :cut and (b.gone is null or"
          + " b.gone > :cut) order by b.month, b.site";

  private static final String KNOWN =
      "select b.id, b.site, b.month, b.persons, p.question is not null as kept" + MONTHS;

  private static final String TEXTS = "select b.id, p.partial" + MONTHS;

  /** Of a month that is gone by now nothing is kept: somebody has withdrawn. */
  private static final String KEEP =
      "insert into month_partial (arm_month, question, partial) select b.id, :question, r.partial"
          + " from jsonb_to_recordset(cast(cast(:partials as text) as jsonb)) as r(id bigint,"
          + " partial text) join arm_month b on b.id = r.id order by b.id for key share of b on"
          + " conflict do nothing";

  /**
   * A month of an arm.
   *
   * @param kept whether its sums for the question are kept
   */
  public record Known(ArmMonth month, boolean kept) {}

  /**
   * All sums of a question as of one moment.
   *
   * @param months as {@code Estimates.merged} takes them
   * @param withdrawn who would be of the question's group, had they not withdrawn
   * @param withdrawnOfArm who would be of the whole arm
   */
  public record Sums(List<String> months, List<Member> withdrawn, List<Member> withdrawnOfArm) {
    public Sums {
      months = List.copyOf(months);
      withdrawn = List.copyOf(withdrawn);
      withdrawnOfArm = List.copyOf(withdrawnOfArm);
    }
  }

  private final Mutiny.SessionFactory sessions;
  private final Cohorts cohorts;
  private final String version;

  MonthPartials(
      Mutiny.SessionFactory sessions,
      Cohorts cohorts,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.sessions = sessions;
    this.cohorts = cohorts;
    this.version = version;
  }

  /** The months of a question's arm in a cut for which it is kept, oldest first. */
  public Uni<List<Known>> known(Question question, int cut) {
    return sessions.withSession(
        session ->
            prepared(session, KNOWN, question, cut)
                .getResultList()
                .map(rows -> rows.stream().map(MonthPartials::known).toList()));
  }

  private static Known known(Object[] row) {
    LocalDate month =
        row[2] instanceof java.sql.Date date ? date.toLocalDate() : (LocalDate) row[2];
    return new Known(
        new ArmMonth(
            ((Number) row[0]).longValue(), (String) row[1], month, ((Number) row[3]).intValue()),
        (Boolean) row[4]);
  }

  /**
   * Keeps sums.
   *
   * @param texts by the id of the month, as {@code Estimates.months} gives them
   */
  public Uni<Void> keep(Question question, Map<Long, String> texts) {
    ArrayNode partials = JsonNodeFactory.instance.arrayNode();
    texts.forEach((id, text) -> partials.addObject().put("id", id).put("partial", text));
    return sessions.withTransaction(
        session ->
            session
                .createNativeQuery(KEEP)
                .setParameter("question", key(question))
                .setParameter("partials", partials.toString())
                .executeUpdate()
                .replaceWithVoid());
  }

  /** All sums of a question; empty if those of some month are not kept, or not any more. */
  public Uni<Optional<Sums>> sums(Question question, int cut) {
    return sessions.withTransaction(
        session ->
            begun(session)
                .flatMap(done -> prepared(session, TEXTS, question, cut).getResultList())
                .flatMap(
                    rows ->
                        rows.isEmpty() || rows.stream().anyMatch(row -> row[1] == null)
                            ? Uni.createFrom().item(Optional.<Sums>empty())
                            : withWithdrawn(session, question, cut, rows).map(Optional::of)));
  }

  private Uni<Sums> withWithdrawn(
      Mutiny.Session session, Question question, int cut, List<Object[]> rows) {
    List<String> months = rows.stream().map(row -> (String) row[1]).toList();
    return cohorts
        .withdrawn(session, question.group().whole(), cut)
        .flatMap(
            ofArm ->
                (question.who().isEverybody()
                        ? Uni.createFrom().item(ofArm)
                        : cohorts.withdrawn(session, question.group(), cut))
                    .map(withdrawn -> new Sums(months, withdrawn, ofArm)));
  }

  private static Uni<Integer> begun(Mutiny.Session session) {
    return session
        .createNativeQuery(SNAPSHOT.get(0))
        .executeUpdate()
        .flatMap(done -> session.createNativeQuery(SNAPSHOT.get(1)).executeUpdate());
  }

  private Mutiny.SelectionQuery<Object[]> prepared(
      Mutiny.Session session, String sql, Question question, int cut) {
    return session
        .createNativeQuery(sql, Object[].class)
        .setParameter("question", key(question))
        .setParameter("module", question.module().id())
        .setParameter("arm", question.arm().label())
        .setParameter("cut", cut);
  }

  private String key(Question question) {
    String text = question.keyOfSums() + "|" + version + "|" + FORM;
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime.", e);
    }
  }
}
