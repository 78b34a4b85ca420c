package org.therafed.registry.cohort;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.projection.Fact;

/** Reads the persons and facts of a question. */
@ApplicationScoped
public class Cohorts {

  private final Mutiny.SessionFactory sessions;

  Cohorts(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /**
   * So many are read person by person; of more the planner, which takes a part of an arm for a few
   * rows, would compare each with each.
   */
  private static final int FEW = 100;

  /**
   * Whom a question is about: of an arm of a module in a cut those of a selection.
   *
   * @param months ids of {@link ArmMonth}s as JSON; null: all of the arm
   */
  private record Asked(
      String module, Question.Arm arm, SelectionSql selection, int cut, String months) {
    static Asked of(Question.Group group, int cut) {
      return new Asked(group.module(), group.arm(), SelectionSql.of(group.who()), cut, null);
    }

    Asked of(List<ArmMonth> some) {
      String ids =
          some.stream()
              .map(month -> Long.toString(month.id()))
              .collect(Collectors.joining(",", "[", "]"));
      return new Asked(module, arm, selection, cut, ids);
    }

    String who() {
      return selection.condition();
    }

    String sql() {
      return months == null ? CohortSql.ofArm(arm, who()) : CohortSql.ofMonths(who());
    }
  }

  /**
   * The rows of a question.
   *
   * @param cut number of a frozen data cut; what arrived later is not in them
   */
  public Uni<CohortRows> rows(Question question, int cut) {
    Asked asked = Asked.of(question.group(), cut);
    return inSnapshot(
        CohortSql.BEGIN,
        session ->
            read(session, question, asked)
                .flatMap(rows -> withdrawn(session, asked).map(rows::without)));
  }

  /**
   * The rows of a question for the members of some months, without who has withdrawn.
   *
   * @param cut a frozen data cut for which the arm is kept
   */
  public Uni<CohortRows> rows(Question question, int cut, List<ArmMonth> months) {
    Asked asked = Asked.of(question.group(), cut).of(months);
    long persons = months.stream().mapToLong(ArmMonth::persons).sum();
    return inSnapshot(
        persons > FEW ? CohortSql.BEGIN : CohortSql.BEGIN_WITH_FEW,
        session -> read(session, question, asked));
  }

  private static Uni<CohortRows> read(Mutiny.Session session, Question question, Asked asked) {
    return members(session, CohortSql.members(asked.sql()), asked)
        .flatMap(members -> fill(session, question, asked, members));
  }

  /** Who would be of a group, had they not withdrawn, within a transaction. */
  public Uni<List<Member>> withdrawn(Mutiny.Session session, Question.Group group, int cut) {
    return withdrawn(session, Asked.of(group, cut));
  }

  private static Uni<List<Member>> withdrawn(Mutiny.Session session, Asked asked) {
    String sql = CohortSql.withdrawn(asked.arm(), asked.who());
    return query(session, sql, asked).map(Cohorts::members);
  }

  /**
   * Who is in a group in a cut.
   *
   * @param cut number of a frozen data cut
   */
  public Uni<List<Member>> members(Question.Group group, int cut) {
    Asked asked = Asked.of(group, cut);
    return inSnapshot(
        CohortSql.BEGIN, session -> members(session, CohortSql.members(asked.sql()), asked));
  }

  /**
   * Who would be members of an arm in a cut, had they not withdrawn.
   *
   * @param module id of a therapy module
   */
  public Uni<List<Member>> withdrawn(String module, Question.Arm arm, int cut) {
    Asked asked = Asked.of(new Question.Group(module, arm, Selection.EVERYBODY), cut);
    return inSnapshot(CohortSql.BEGIN_WITH_FEW, session -> withdrawn(session, asked));
  }

  private <T> Uni<T> inSnapshot(List<String> settings, Function<Mutiny.Session, Uni<T>> reading) {
    return sessions.withTransaction(
        session ->
            Multi.createFrom()
                .iterable(settings)
                .onItem()
                .transformToUniAndConcatenate(
                    setting -> session.createNativeQuery(setting).executeUpdate())
                .collect()
                .last()
                .flatMap(done -> reading.apply(session)));
  }

  private static Uni<CohortRows> fill(
      Mutiny.Session session, Question question, Asked asked, List<Member> members) {
    return switch (question.kind()) {
      case RESPONSE, SURVIVAL, SLOPE -> ofRule(session, question, asked, members);
      case TOXICITY ->
          query(session, CohortSql.toxicity(asked.sql()), asked)
              .map(rows -> new CohortRows(members, Map.of(), worstGrades(rows), List.of()));
      case COST ->
          question.endpoint() == null
              ? courses(session, asked, members)
              : ofRule(session, question, asked, members);
    };
  }

  private static Uni<CohortRows> ofRule(
      Mutiny.Session session, Question question, Asked asked, List<Member> members) {
    return facts(session, question, asked)
        .map(facts -> new CohortRows(members, facts, Map.of(), List.of()));
  }

  private static Uni<CohortRows> courses(
      Mutiny.Session session, Asked asked, List<Member> members) {
    return query(session, CohortSql.costs(asked.sql()), asked)
        .map(rows -> new CohortRows(members, Map.of(), Map.of(), courses(rows)));
  }

  /** One statement for each kind of fact that the endpoint's rule reads. */
  private static Uni<Map<String, List<Fact>>> facts(
      Mutiny.Session session, Question question, Asked asked) {
    Map<String, List<Fact>> byPerson = new HashMap<>();
    return Multi.createFrom()
        .iterable(EndpointFact.of(question.module(), question.endpoint()))
        .onItem()
        .transformToUniAndConcatenate(
            kind ->
                factQuery(session, question, asked, kind)
                    .getResultList()
                    .invoke(rows -> add(byPerson, rows, kind)))
        .collect()
        .last()
        .map(done -> byPerson);
  }

  private static Mutiny.SelectionQuery<Object[]> factQuery(
      Mutiny.Session session, Question question, Asked asked, EndpointFact kind) {
    Mutiny.SelectionQuery<Object[]> query =
        prepared(session, CohortSql.facts(asked.sql(), kind), asked);
    return kind == EndpointFact.BIOMARKER ? query.setParameter("tests", tests(question)) : query;
  }

  /** The tests of all biomarkers of the module: a composite may name several. */
  private static String tests(Question question) {
    Optional<String> named = question.endpoint().text("biomarker");
    return question.module().biomarkers().stream()
        .filter(biomarker -> named.isEmpty() || named.get().equals(biomarker.id()))
        .flatMap(biomarker -> biomarker.codes().stream())
        .collect(Collectors.joining(","));
  }

  private static void add(
      Map<String, List<Fact>> byPerson, List<Object[]> rows, EndpointFact kind) {
    for (Object[] row : rows) {
      byPerson.computeIfAbsent((String) row[0], person -> new ArrayList<>()).add(kind.read(row));
    }
  }

  private static Uni<List<Member>> members(Mutiny.Session session, String sql, Asked asked) {
    return query(session, sql, asked).map(Cohorts::members);
  }

  private static List<Member> members(List<Object[]> rows) {
    return rows.stream()
        .map(
            row ->
                new Member(
                    (String) row[0],
                    (String) row[1],
                    EndpointFact.date(row[2]),
                    EndpointFact.precision(row[5]),
                    (String) row[4],
                    ((Number) row[3]).longValue() > 1))
        .toList();
  }

  private static Uni<List<Object[]>> query(Mutiny.Session session, String sql, Asked asked) {
    return prepared(session, sql, asked).getResultList();
  }

  private static Mutiny.SelectionQuery<Object[]> prepared(
      Mutiny.Session session, String sql, Asked asked) {
    Mutiny.SelectionQuery<Object[]> query =
        session
            .createNativeQuery(sql, Object[].class)
            .setParameter("module", asked.module())
            .setParameter("arm", asked.arm().label())
            .setParameter("cut", asked.cut());
    if (asked.months() != null) {
      query.setParameter("months", asked.months());
    }
    asked.selection().values().forEach(query::setParameter);
    return query;
  }

  private static Map<String, Map<String, Integer>> worstGrades(List<Object[]> rows) {
    Map<String, Map<String, Integer>> result = new HashMap<>();
    for (Object[] row : rows) {
      result
          .computeIfAbsent((String) row[0], person -> new HashMap<>())
          .put((String) row[1], ((Number) row[2]).intValue());
    }
    return result;
  }

  private static List<CohortRows.CourseCost> courses(List<Object[]> rows) {
    Map<String, List<Object[]>> byCourse = new LinkedHashMap<>();
    for (Object[] row : rows) {
      byCourse.computeIfAbsent((String) row[0], course -> new ArrayList<>()).add(row);
    }
    return byCourse.values().stream().map(Cohorts::course).toList();
  }

  private static CohortRows.CourseCost course(List<Object[]> charges) {
    Object[] first = charges.get(0);
    Map<String, Double> amounts = new HashMap<>();
    String currency = (String) first[4];
    Integer priceYear = first[5] == null ? null : ((Number) first[5]).intValue();
    for (Object[] charge : charges) {
      amounts.merge((String) charge[3], ((BigDecimal) charge[6]).doubleValue(), Double::sum);
      Integer year = charge[5] == null ? null : ((Number) charge[5]).intValue();
      if (!charge[4].equals(currency)) {
        currency = null;
      }
      if (priceYear != null && !priceYear.equals(year)) {
        priceYear = null;
      }
    }
    return new CohortRows.CourseCost(
        (String) first[1], (String) first[2], currency, priceYear, amounts);
  }
}
