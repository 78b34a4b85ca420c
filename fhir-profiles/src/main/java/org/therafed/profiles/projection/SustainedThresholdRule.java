package org.therafed.profiles.projection;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.therafed.profiles.module.RuleKind;
import org.therafed.profiles.module.TherapyModule;

/**
 * Whether a biomarker kept a bound for so many days on end without something: transfusion
 * independence as haemoglobin of 9 g/dL or more for 12 months without red-cell transfusion
 * (Locatelli et al. 2024, doi 10.1056/NEJMoa2309673, who take a weighted average of haemoglobin;
 * here every value must keep the bound, which is stricter).
 *
 * <p>The days run from one value that keeps the bound to another, both after the anchor, and all
 * values between keep it too. A no needs more than values over that duration: while the last days
 * still keep the bound, or only gaps between the values broke them, the answer is open.
 *
 * @param biomarker its id in the module
 * @param threshold the bound
 * @param days least duration, days
 * @param without {@code transfusion} for any blood component, or the product codes of components or
 *     administrations; empty for nothing
 * @param washoutDays days after the last of these before the duration may begin; 0 if not given
 * @param maxGapDays most days between two values; no limit if not given
 */
public record SustainedThresholdRule(
    String biomarker,
    Threshold threshold,
    int days,
    Set<String> without,
    int washoutDays,
    int maxGapDays)
    implements EndpointRule {

  public SustainedThresholdRule {
    without = Set.copyOf(without);
  }

  /**
   * The rule of a module's endpoint.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-PROJ-003 if the endpoint is of another kind
   */
  public static SustainedThresholdRule of(TherapyModule.Endpoint endpoint) {
    RuleParameters given = RuleParameters.of(endpoint, RuleKind.SUSTAINED_THRESHOLD);
    return new SustainedThresholdRule(
        given.text("biomarker"),
        Threshold.of(given),
        given.whole("days"),
        given.texts("without"),
        endpoint.integer("washoutDays").orElse(0),
        endpoint.integer("maxGapDays").orElse(Integer.MAX_VALUE));
  }

  @Override
  public EndpointOutcome evaluate(PersonFacts facts) {
    List<BiomarkerFact> values = threshold.days(facts.series(biomarker)).after(facts.index());
    if (values.isEmpty()) {
      return new EndpointOutcome.NotEvaluable(OutcomeReason.NO_LATER_VALUE);
    }
    List<LocalDate> breaks = breaks(facts).distinct().sorted().toList();
    Run run = run(values, breaks, maxGapDays);
    if (run.metOn() != null) {
      return EndpointOutcome.Responder.yes(facts.day(run.metOn()));
    }
    // Who died can no longer reach the duration.
    if (facts.deathOn().isPresent()) {
      return EndpointOutcome.Responder.no(OutcomeReason.NOT_MET);
    }
    LocalDate last = values.get(values.size() - 1).on();
    if (facts.day(last) < days) {
      return new EndpointOutcome.NotEvaluable(OutcomeReason.FOLLOW_UP_TOO_SHORT);
    }
    // Where only the gaps between visits stand in the way, nobody looked often enough to say no.
    if (run(values, breaks, Integer.MAX_VALUE).metOn() != null) {
      return new EndpointOutcome.NotEvaluable(OutcomeReason.TOO_FEW_VALUES);
    }
    boolean open = run.since() != null && !broken(breaks, run.since(), LocalDate.MAX);
    return open
        ? new EndpointOutcome.NotEvaluable(OutcomeReason.FOLLOW_UP_TOO_SHORT)
        : EndpointOutcome.Responder.no(OutcomeReason.NOT_MET);
  }

  /**
   * How the values go.
   *
   * @param metOn the value that reached the duration; null if none did
   * @param since the first value of the days that still go on with the last value; null if broken
   */
  private record Run(LocalDate metOn, LocalDate since) {}

  private Run run(List<BiomarkerFact> values, List<LocalDate> breaks, int mostDaysBetween) {
    LocalDate since = null;
    LocalDate before = null;
    for (BiomarkerFact value : values) {
      LocalDate on = value.on();
      boolean goesOn =
          since != null
              && !broken(breaks, since, on)
              && ChronoUnit.DAYS.between(before, on) <= mostDaysBetween;
      if (!threshold.keptBy(value)) {
        since = null;
      } else if (!goesOn) {
        since = mayBegin(breaks, on) ? on : null;
      }
      before = on;
      if (since != null && !on.isBefore(since.plusDays(days))) {
        return new Run(on, since);
      }
    }
    return new Run(null, since);
  }

  private Stream<LocalDate> breaks(PersonFacts facts) {
    Stream<LocalDate> transfusions =
        facts
            .all(TransfusionFact.class)
            .filter(f -> without.contains("transfusion") || without.contains(f.component()))
            .map(TransfusionFact::on);
    Stream<LocalDate> administrations =
        facts
            .all(AdministrationFact.class)
            .filter(f -> without.contains(f.product()))
            .map(f -> f.at().toLocalDate());
    return Stream.concat(transfusions, administrations);
  }

  private static boolean broken(List<LocalDate> breaks, LocalDate from, LocalDate to) {
    return breaks.stream().anyMatch(on -> !on.isBefore(from) && !on.isAfter(to));
  }

  private boolean mayBegin(List<LocalDate> breaks, LocalDate on) {
    return breaks.stream()
        .filter(past -> !past.isAfter(on))
        .allMatch(past -> past.isBefore(on) && !on.isBefore(past.plusDays(washoutDays)));
  }
}
