package org.therafed.profiles.projection;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.therafed.profiles.module.RuleKind;
import org.therafed.profiles.module.TherapyModule;

/**
 * Whether a biomarker changed by a percentage from its baseline, confirmed by a later value: PSA50
 * as PCWG3 defines it (Scher et al. 2016, doi 10.1200/JCO.2015.64.2702).
 *
 * <p>Baseline is the last value in the window around the index date; a baseline below a detection
 * limit or of zero cannot be judged. A value is confirmed if the first value at least {@code
 * confirmDays} later meets the change too. A value below a detection limit counts as that limit,
 * which can only miss a decline, never invent one; a value above one ({@code >}) shows no decline.
 * Of several values of one day the one that shows least change counts. Where the module says so,
 * values after the start of the next therapy do not count ({@link NextTherapy}): PCWG3 asks for the
 * decline under the therapy.
 *
 * @param biomarker its id in the module
 * @param baselineDaysBefore how many days before the index the baseline may lie
 * @param baselineDaysAfter how many days after the index the baseline may lie
 * @param percent the change to be met: −50 for a decline by half, +25 for a rise by a quarter
 * @param confirmation how the change is confirmed
 * @param at the day at which the change is asked for; null for any
 * @param next what the next therapy means
 */
public record PercentChangeRule(
    String biomarker,
    int baselineDaysBefore,
    int baselineDaysAfter,
    BigDecimal percent,
    Confirmation confirmation,
    At at,
    NextTherapy next)
    implements EndpointRule {

  /**
   * A day asked for, e.g. one year of a diet.
   *
   * @param day days from the index
   * @param window the value nearest to the day counts, at most this many days from it
   */
  public record At(int day, int window) {}

  /**
   * The rule of a module's endpoint.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-PROJ-003 if the endpoint is of another kind
   */
  public static PercentChangeRule of(TherapyModule.Endpoint endpoint) {
    RuleParameters given = RuleParameters.of(endpoint, RuleKind.PERCENT_CHANGE);
    At at =
        endpoint.integer("atDay").isPresent()
            ? new At(given.whole("atDay"), given.whole("atDayWindow"))
            : null;
    return new PercentChangeRule(
        given.text("biomarker"),
        given.whole("baselineDaysBefore"),
        given.whole("baselineDaysAfter"),
        given.number("percent"),
        Confirmation.of(given),
        at,
        NextTherapy.of(endpoint, NextTherapy.IGNORED));
  }

  @Override
  public EndpointOutcome evaluate(PersonFacts facts) {
    Optional<LocalDate> ended = next.startedOn(facts);
    return judge(
        facts.index(),
        facts.series(biomarker).stream()
            .filter(f -> ended.filter(on -> on.isBefore(f.on())).isEmpty())
            .toList());
  }

  /**
   * Evaluates one patient's series of one biomarker.
   *
   * @param index the index date, e.g. the start of the course; shifted as the series is
   * @param series values in one unit, in any order
   * @return whether the change was met and confirmed; empty if there is no usable baseline or no
   *     later value
   */
  public Optional<Boolean> evaluate(LocalDate index, List<BiomarkerFact> series) {
    return judge(index, series).yesOrNo();
  }

  private EndpointOutcome judge(LocalDate index, List<BiomarkerFact> series) {
    DailyValues lowest = DailyValues.lowest(series);
    DailyValues highest = DailyValues.highest(series);
    LocalDate from = index.minusDays(baselineDaysBefore);
    LocalDate to = index.plusDays(baselineDaysAfter);
    Optional<BiomarkerFact> found =
        (decline() ? lowest : highest).between(from, to).reduce((a, b) -> b);
    if (found.isEmpty()) {
      return new EndpointOutcome.NotEvaluable(OutcomeReason.NO_BASELINE);
    }
    BiomarkerFact baseline = found.get();
    if (DailyValues.below(baseline) || baseline.value().signum() <= 0) {
      return new EndpointOutcome.NotEvaluable(OutcomeReason.BASELINE_LIMIT);
    }
    LocalDate start = baseline.on().isAfter(index) ? baseline.on() : index;
    List<BiomarkerFact> later = (decline() ? highest : lowest).after(start);
    if (later.isEmpty()) {
      return new EndpointOutcome.NotEvaluable(OutcomeReason.NO_LATER_VALUE);
    }
    return at == null
        ? DailyValues.firstConfirmed(index, later, f -> met(baseline, f), confirmation)
        : judgeAtDay(index, baseline, later);
  }

  private EndpointOutcome judgeAtDay(
      LocalDate index, BiomarkerFact baseline, List<BiomarkerFact> later) {
    long asked = index.toEpochDay() + at.day();
    Optional<BiomarkerFact> nearest =
        later.stream()
            .filter(f -> Math.abs(f.on().toEpochDay() - asked) <= at.window())
            .min(
                Comparator.<BiomarkerFact>comparingLong(f -> Math.abs(f.on().toEpochDay() - asked))
                    .thenComparing(BiomarkerFact::on));
    if (nearest.isEmpty()) {
      return new EndpointOutcome.NotEvaluable(OutcomeReason.NO_VALUE_IN_WINDOW);
    }
    BiomarkerFact value = nearest.get();
    if (!met(baseline, value)) {
      return EndpointOutcome.Responder.no(OutcomeReason.NOT_MET);
    }
    return DailyValues.confirmed(value, later, f -> met(baseline, f), confirmation)
        ? EndpointOutcome.Responder.yes((int) (value.on().toEpochDay() - index.toEpochDay()))
        : EndpointOutcome.Responder.no(OutcomeReason.NOT_CONFIRMED);
  }

  private boolean decline() {
    return percent.signum() < 0;
  }

  private boolean met(BiomarkerFact baseline, BiomarkerFact value) {
    // Multiplied out, so that no rounding decides at exactly the percentage.
    int sign =
        value
            .value()
            .movePointRight(2)
            .compareTo(baseline.value().multiply(percent.add(BigDecimal.valueOf(100))));
    if (decline()) {
      return !DailyValues.above(value) && sign <= 0;
    }
    // A baseline above its limit may be far above, so that a rise from it cannot be shown.
    return !DailyValues.below(value) && !DailyValues.above(baseline) && sign >= 0;
  }
}
