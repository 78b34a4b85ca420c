package org.therafed.registry.cohort;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.therafed.profiles.module.RuleKind;
import org.therafed.profiles.projection.BiomarkerFact;
import org.therafed.profiles.projection.ResponseFact;
import org.therafed.profiles.projection.SurvivalFact;

/** Reads the persons and facts of a question. */
@ApplicationScoped
public class Cohorts {

  private final Mutiny.SessionFactory sessions;

  Cohorts(Mutiny.SessionFactory sessions) {
    this.sessions = sessions;
  }

  /** The rows of a question, as of now. */
  public Uni<CohortRows> rows(Question question) {
    return sessions.withTransaction(
        session ->
            Multi.createFrom()
                .iterable(CohortSql.BEGIN)
                .onItem()
                .transformToUniAndConcatenate(
                    setting -> session.createNativeQuery(setting).executeUpdate())
                .collect()
                .last()
                .flatMap(done -> members(session, question))
                .flatMap(members -> fill(session, question, members)));
  }

  private static Uni<CohortRows> fill(
      Mutiny.Session session, Question question, List<Member> members) {
    CohortRows bare = CohortRows.of(members);
    return switch (question.kind()) {
      case SURVIVAL ->
          query(session, CohortSql.survival(question.arm()), question)
              .map(
                  rows ->
                      new CohortRows(
                          members,
                          byPerson(rows, Cohorts::survivalFact),
                          bare.responses(),
                          bare.biomarkers(),
                          bare.worstGrades(),
                          bare.courses()));
      case RESPONSE ->
          question.endpoint().kind() == RuleKind.PERCENT_CHANGE
              ? biomarkers(session, question, members)
              : query(session, CohortSql.responses(question.arm()), question)
                  .map(
                      rows ->
                          new CohortRows(
                              members,
                              bare.survival(),
                              byPerson(rows, Cohorts::responseFact),
                              bare.biomarkers(),
                              bare.worstGrades(),
                              bare.courses()));
      case TOXICITY ->
          query(session, CohortSql.toxicity(question.arm()), question)
              .map(
                  rows ->
                      new CohortRows(
                          members,
                          bare.survival(),
                          bare.responses(),
                          bare.biomarkers(),
                          worstGrades(rows),
                          bare.courses()));
      case COST ->
          query(session, CohortSql.costs(question.arm()), question)
              .map(
                  rows ->
                      new CohortRows(
                          members,
                          bare.survival(),
                          bare.responses(),
                          bare.biomarkers(),
                          bare.worstGrades(),
                          courses(rows)));
    };
  }

  private static Uni<CohortRows> biomarkers(
      Mutiny.Session session, Question question, List<Member> members) {
    String loinc =
        question
            .module()
            .biomarker(question.endpoint().text("biomarker").orElseThrow())
            .orElseThrow()
            .loinc();
    return session
        .createNativeQuery(CohortSql.biomarkers(question.arm()), Object[].class)
        .setParameter("module", question.module().id())
        .setParameter("arm", question.arm().label())
        .setParameter("loinc", loinc)
        .getResultList()
        .map(
            rows ->
                new CohortRows(
                    members,
                    Map.of(),
                    Map.of(),
                    byPerson(rows, row -> biomarkerFact(row, loinc)),
                    Map.of(),
                    List.of()));
  }

  private static Uni<List<Member>> members(Mutiny.Session session, Question question) {
    return query(session, CohortSql.members(question.arm()), question)
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new Member(
                                (String) row[0],
                                (String) row[1],
                                date(row[2]),
                                ((Number) row[3]).longValue() > 1))
                    .toList());
  }

  private static Uni<List<Object[]>> query(Mutiny.Session session, String sql, Question question) {
    return session
        .createNativeQuery(sql, Object[].class)
        .setParameter("module", question.module().id())
        .setParameter("arm", question.arm().label())
        .getResultList();
  }

  private static <F> Map<String, List<F>> byPerson(
      List<Object[]> rows, Function<Object[], F> fact) {
    Map<String, List<F>> result = new HashMap<>();
    for (Object[] row : rows) {
      result.computeIfAbsent((String) row[0], person -> new ArrayList<>()).add(fact.apply(row));
    }
    return result;
  }

  private static SurvivalFact survivalFact(Object[] row) {
    return new SurvivalFact("", "", (Boolean) row[1], date(row[2]), null);
  }

  private static ResponseFact responseFact(Object[] row) {
    return new ResponseFact(
        (String) row[1], "", (String) row[2], (String) row[3], (Boolean) row[4], date(row[5]));
  }

  private static BiomarkerFact biomarkerFact(Object[] row, String loinc) {
    return new BiomarkerFact(
        (String) row[1],
        "",
        loinc,
        (BigDecimal) row[2],
        (String) row[3],
        (String) row[4],
        date(row[5]));
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

  private static LocalDate date(Object value) {
    return value instanceof java.sql.Date date ? date.toLocalDate() : (LocalDate) value;
  }
}
