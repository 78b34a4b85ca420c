package org.therafed.profiles.projection;

import static org.therafed.profiles.outcome.Fault.safe;

import java.math.BigDecimal;
import java.math.MathContext;
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
 *
 * @param baselineDaysBefore how many days before the index the baseline may lie
 * @param baselineDaysAfter how many days after the index the baseline may lie
 * @param percent the change to be met: −50 for a decline by half, +25 for a rise by a quarter
 * @param confirmDays days to the confirming value; 0 for none needed
 */
public record PercentChangeRule(
    int baselineDaysBefore, int baselineDaysAfter, BigDecimal percent, int confirmDays) {

  /**
   * The rule of a module's endpoint.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-PROJ-003 if the endpoint is of another kind
   */
  public static PercentChangeRule of(TherapyModule.Endpoint endpoint) {
    if (endpoint.kind() != RuleKind.PERCENT_CHANGE) {
      throw ProjectionCode.RULE.with(
          safe("endpoint", endpoint.id()),
          safe("kind", endpoint.kind().label()),
          safe("needed", RuleKind.PERCENT_CHANGE.label()));
    }
    return new PercentChangeRule(
        endpoint.integer("baselineDaysBefore").orElseThrow(),
        endpoint.integer("baselineDaysAfter").orElseThrow(),
        endpoint.decimal("percent").orElseThrow(),
        endpoint.integer("confirmDays").orElseThrow());
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
    List<BiomarkerFact> ordered =
        series.stream()
            .sorted(Comparator.comparing(BiomarkerFact::on).thenComparing(BiomarkerFact::labId))
            .toList();
    LocalDate from = index.minusDays(baselineDaysBefore);
    LocalDate to = index.plusDays(baselineDaysAfter);
    BiomarkerFact baseline = null;
    for (BiomarkerFact fact : ordered) {
      if (!fact.on().isBefore(from) && !fact.on().isAfter(to)) {
        baseline = fact;
      }
    }
    if (baseline == null || below(baseline) || baseline.value().signum() <= 0) {
      return Optional.empty();
    }
    LocalDate start = baseline.on().isAfter(index) ? baseline.on() : index;
    List<BiomarkerFact> later = ordered.stream().filter(f -> f.on().isAfter(start)).toList();
    if (later.isEmpty()) {
      return Optional.empty();
    }
    for (int i = 0; i < later.size(); i++) {
      if (met(baseline, later.get(i)) && (confirmDays == 0 || confirmed(baseline, later, i))) {
        return Optional.of(true);
      }
    }
    return Optional.of(false);
  }

  private boolean confirmed(BiomarkerFact baseline, List<BiomarkerFact> later, int first) {
    LocalDate due = later.get(first).on().plusDays(confirmDays);
    for (int i = first + 1; i < later.size(); i++) {
      if (!later.get(i).on().isBefore(due)) {
        return met(baseline, later.get(i));
      }
    }
    return false;
  }

  private boolean met(BiomarkerFact baseline, BiomarkerFact value) {
    BigDecimal change =
        value
            .value()
            .subtract(baseline.value())
            .movePointRight(2)
            .divide(baseline.value(), MathContext.DECIMAL64);
    if (percent.signum() < 0) {
      return !above(value) && change.compareTo(percent) <= 0;
    }
    // A baseline above its limit may be far above, so that a rise from it cannot be shown.
    return !below(value) && !above(baseline) && change.compareTo(percent) >= 0;
  }

  private static boolean below(BiomarkerFact fact) {
    return fact.comparator() != null && fact.comparator().startsWith("<");
  }

  private static boolean above(BiomarkerFact fact) {
    return fact.comparator() != null && fact.comparator().startsWith(">");
  }
}
