package org.therafed.profiles.projection;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.therafed.profiles.module.RuleKind;
import org.therafed.profiles.module.TherapyModule;

/**
 * Response of the target lesions by RECIST 1.1 (Eisenhauer et al. 2009, doi
 * 10.1016/j.ejca.2008.10.026) from their measured sizes: whether the sum of diameters shows a
 * complete or partial response before progression. Non-target lesions are not judged by size; a new
 * lesion is progression on the day of its first measurement. What is measured after the start of
 * the next therapy is not this one's ({@link NextTherapy}).
 *
 * @param measure {@code size}
 * @param partialPercent change of the sum from baseline for a partial response, −30
 * @param progressionPercent rise of the sum from its nadir for progression, 20
 * @param progressionMillimetre least rise of the sum for progression, 5 mm
 * @param baselineDaysBefore most days from the baseline to the anchor; RECIST 1.1: 28
 * @param confirmDays least days to the assessment that confirms a response; 0 for none
 * @param early who is never measured again because they failed before; empty: not judged
 * @param next what the next therapy means
 */
public record SumOfDiametersRule(
    String measure,
    BigDecimal partialPercent,
    BigDecimal progressionPercent,
    BigDecimal progressionMillimetre,
    int baselineDaysBefore,
    int confirmDays,
    Optional<EarlyFailure> early,
    NextTherapy next)
    implements EndpointRule {

  private static final int BASELINE_DAYS = 28;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** A node that shrinks to less than this is no longer pathological, mm (RECIST 1.1, 4.3.1). */
  private static final BigDecimal NORMAL_NODE = BigDecimal.TEN;

  /**
   * One assessment after the baseline.
   *
   * @param day from the anchor: of progression the first image's, else the last image's
   * @param millimetres sum of diameters, mm; of the lesions measured
   * @param category CR, PR, SD, PD or NE
   */
  public record Assessment(int day, BigDecimal millimetres, String category) {}

  /**
   * The rule of a module's endpoint.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-PROJ-003 if the endpoint is of another kind
   */
  public static SumOfDiametersRule of(TherapyModule.Endpoint endpoint) {
    RuleParameters given = RuleParameters.of(endpoint, RuleKind.SUM_OF_DIAMETERS);
    return new SumOfDiametersRule(
        given.text("measure"),
        given.number("partialPercent"),
        given.number("progressionPercent"),
        given.number("progressionMillimetre"),
        endpoint.integer("baselineDaysBefore").orElse(BASELINE_DAYS),
        endpoint.integer("confirmDays").orElse(0),
        EarlyFailure.of(endpoint),
        NextTherapy.of(endpoint, NextTherapy.ENDS));
  }

  @Override
  public EndpointOutcome evaluate(PersonFacts facts) {
    Optional<List<Assessment>> course = assess(facts);
    if (course.isEmpty()) {
      return new EndpointOutcome.NotEvaluable(OutcomeReason.NO_BASELINE);
    }
    List<Assessment> evaluable =
        course.get().stream().filter(a -> !a.category().equals("NE")).toList();
    if (evaluable.isEmpty()) {
      return early
          .flatMap(failure -> failure.outcome(facts))
          .orElse(new EndpointOutcome.NotEvaluable(OutcomeReason.NO_ASSESSMENT));
    }
    List<Assessment> before =
        evaluable.stream().takeWhile(a -> !a.category().equals("PD")).toList();
    boolean responded = before.stream().anyMatch(SumOfDiametersRule::isResponse);
    return before.stream()
        .filter(a -> isResponse(a) && isConfirmed(a, before))
        .findFirst()
        .<EndpointOutcome>map(a -> EndpointOutcome.Responder.yes(a.day()))
        .orElse(
            EndpointOutcome.Responder.no(
                responded ? OutcomeReason.NOT_CONFIRMED : OutcomeReason.NOT_MET));
  }

  private static boolean isResponse(Assessment assessment) {
    return assessment.category().equals("CR") || assessment.category().equals("PR");
  }

  private boolean isConfirmed(Assessment response, List<Assessment> before) {
    return confirmDays == 0
        || before.stream()
            .filter(a -> a.day() >= response.day() + confirmDays)
            .findFirst()
            .filter(SumOfDiametersRule::isResponse)
            .isPresent();
  }

  /** The assessments after the baseline, in their order; empty if there is no baseline. */
  public Optional<List<Assessment>> assess(PersonFacts facts) {
    Map<String, LesionFact> lesions = new TreeMap<>();
    facts.all(LesionFact.class).forEach(f -> lesions.merge(f.lesionId(), f, (a, b) -> a));
    Optional<LocalDate> ended = next.startedOn(facts);
    List<MeasurementFact> measured =
        facts
            .all(MeasurementFact.class)
            .filter(f -> ended.filter(on -> on.isBefore(f.on())).isEmpty())
            .toList();
    List<MeasurementFact> targets =
        measured.stream()
            .filter(f -> f.measure().equals(measure) && has(lesions, f, "target"))
            .toList();
    // What came before the start and after it are never one assessment.
    List<TargetSum> before =
        TargetSum.of(targets.stream().filter(f -> !f.on().isAfter(facts.index())).toList());
    if (before.isEmpty()
        || before
            .get(before.size() - 1)
            .last()
            .isBefore(facts.index().minusDays(baselineDaysBefore))) {
      return Optional.empty();
    }
    TargetSum baseline = before.get(before.size() - 1);
    Optional<LocalDate> newLesion =
        measured.stream()
            .filter(f -> has(lesions, f, "new") && f.on().isAfter(facts.index()))
            .map(MeasurementFact::on)
            .min(LocalDate::compareTo);
    List<TargetSum> later =
        TargetSum.of(targets.stream().filter(f -> f.on().isAfter(facts.index())).toList());
    return Optional.of(judge(facts, lesions, baseline, later, newLesion));
  }

  private static boolean has(Map<String, LesionFact> lesions, MeasurementFact fact, String role) {
    LesionFact lesion = fact.lesionId() == null ? null : lesions.get(fact.lesionId());
    return lesion != null && role.equals(lesion.role());
  }

  private List<Assessment> judge(
      PersonFacts facts,
      Map<String, LesionFact> lesions,
      TargetSum baseline,
      List<TargetSum> later,
      Optional<LocalDate> newLesion) {
    Set<String> followed = new TreeSet<>(baseline.byLesion().keySet());
    BigDecimal start = baseline.smallest(followed);
    BigDecimal nadir = start;
    List<Assessment> assessments = new ArrayList<>();
    boolean appeared = false;
    for (TargetSum visit : later) {
      if (!appeared && newLesion.filter(on -> !on.isAfter(visit.last())).isPresent()) {
        appeared = true;
        assessments.add(new Assessment(facts.day(newLesion.get()), visit.largest(followed), "PD"));
      }
      BigDecimal sum = visit.largest(followed);
      boolean complete = visit.measures(followed);
      String category = category(start, nadir, sum, complete, vanished(lesions, visit, followed));
      boolean worse = category.equals("PD");
      assessments.add(
          new Assessment(facts.day(worse ? visit.first() : visit.last()), sum, category));
      if (complete) {
        nadir = nadir.min(sum);
      }
    }
    if (!appeared && newLesion.isPresent()) {
      assessments.add(new Assessment(facts.day(newLesion.get()), BigDecimal.ZERO, "PD"));
    }
    return List.copyOf(assessments);
  }

  private String category(
      BigDecimal start, BigDecimal nadir, BigDecimal sum, boolean complete, boolean vanished) {
    BigDecimal bound = nadir.multiply(HUNDRED.add(progressionPercent));
    boolean worse =
        sum.subtract(nadir).compareTo(progressionMillimetre) >= 0
            && sum.multiply(HUNDRED).compareTo(bound) >= 0;
    // Progression that a part of the lesions shows stands whatever the others would have shown.
    if (worse) {
      return "PD";
    }
    if (!complete) {
      return "NE";
    }
    if (vanished) {
      return "CR";
    }
    boolean partial =
        sum.multiply(HUNDRED).compareTo(start.multiply(HUNDRED.add(partialPercent))) <= 0;
    return partial ? "PR" : "SD";
  }

  private static boolean vanished(
      Map<String, LesionFact> lesions, TargetSum visit, Set<String> followed) {
    for (String lesion : followed) {
      if (!visit.byLesion().containsKey(lesion)) {
        return false;
      }
      BigDecimal size = visit.size(lesion);
      boolean normal = lesions.get(lesion).nodal() && size.compareTo(NORMAL_NODE) < 0;
      if (size.signum() > 0 && !normal) {
        return false;
      }
    }
    return true;
  }
}
