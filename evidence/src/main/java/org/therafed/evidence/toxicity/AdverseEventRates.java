package org.therafed.evidence.toxicity;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;

/**
 * Adverse events by term and least grade: share of persons with any, exposure-adjusted rate of
 * first events, rate of all events.
 *
 * <ul>
 *   <li>Share: persons with an event / persons, whatever their time at risk; Clopper–Pearson and
 *       Wilson intervals.
 *   <li>First events: persons with an event / Σ (time to the first event, else time at risk), with
 *       Garwood's exact interval; assumes a constant hazard.
 *   <li>All events: Σ y / Σ t. One person's events depend on each other, so that Poisson's interval
 *       is too narrow; {@link RepeatedRate} gives the interval by persons as clusters, (n/(n−1)) Σ
 *       (y − r t)² / (Σ t)², and the quasi-Poisson one.
 * </ul>
 *
 * <p>One grading scheme and version per question; rows of another are refused with {@code
 * EV-AE-001}, so that CRS and ICANS (ASTCT) and CTCAE terms are asked for apart. A grade is not
 * seriousness: persons with a serious event are counted on their own. Death ends the time at risk;
 * for the probability of an event before death use the competing-risks estimator.
 *
 * @param level confidence level of the intervals
 * @param scheme what the grades mean
 */
public record AdverseEventRates(double level, GradingScheme scheme)
    implements Estimator<AdverseEventRow, AdverseEventPartial, AdverseEventResult> {

  public AdverseEventRates {
    Levels.check(level);
    java.util.Objects.requireNonNull(scheme, "scheme");
  }

  /** What is computed, with its source. */
  public Method method() {
    return new Method(
        "Incidence and exposure-adjusted rates by least grade, exact and robust intervals",
        scheme.source()
            + "; Clopper & Pearson 1934, Biometrika 26:404; Garwood 1936, Biometrika 28:437; Liang"
            + " & Zeger 1986, Biometrika 73:13; McCullagh & Nelder 1989, Generalized Linear Models,"
            + " ch. 6");
  }

  @Override
  public AdverseEventPartial empty() {
    return new AdverseEventPartial(scheme, new TreeMap<>());
  }

  @Override
  public Accumulator<AdverseEventRow, AdverseEventPartial> accumulator() {
    return new AdverseEventTally(scheme);
  }

  @Override
  public Finding<AdverseEventResult> finish(AdverseEventPartial partial) {
    AdverseEventPartial.SiteSums all = empty().merge(partial).pooled();
    if (all.persons() == 0) {
      return new NoData<>(method());
    }
    TreeMap<String, List<GradeRate>> byTerm = new TreeMap<>();
    all.byTerm().forEach((term, sums) -> byTerm.put(term, rates(sums, all)));
    List<GradeRate> anyTerm = rates(all.anyTerm(), all);
    int sites = (int) partial.bySite().values().stream().filter(s -> s.persons() > 0).count();
    List<String> warnings = new ArrayList<>();
    if (anyTerm.get(0).repeated().filter(r -> r.dispersion() > 1.5).isPresent()) {
      warnings.add("Repeated events vary more than Poisson's law: use the interval by persons.");
    }
    if (all.persons() < 30) {
      warnings.add("Fewer than 30 persons: the interval by persons may be too narrow.");
    }
    return new Estimated<>(
        new AdverseEventResult(
            new Basis(
                all.persons(),
                all.anyTerm().get(0).persons(),
                sites,
                "exposed persons; proportion, events per day",
                method(),
                List.of("One grading scheme: " + scheme),
                warnings),
            level,
            scheme,
            all.days(),
            anyTerm,
            byTerm,
            rates(AdverseEventPartial.SiteSums.NONE.anyTerm(), all)));
  }

  private List<GradeRate> rates(List<GradeSums> sums, AdverseEventPartial.SiteSums all) {
    List<GradeRate> rates = new ArrayList<>();
    for (GradeSums grade : sums) {
      rates.add(GradeRate.of(rates.size() + 1, grade, all, level));
    }
    return rates;
  }
}
