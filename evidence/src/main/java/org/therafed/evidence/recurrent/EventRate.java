package org.therafed.evidence.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hipparchus.analysis.solvers.BrentSolver;
import org.hipparchus.exception.MathRuntimeException;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.recurrent.NegativeBinomial.Fit;

/**
 * Rate of recurrent events in two arms and their ratio, by negative-binomial regression with the
 * exposure as offset (mean μ = rate·exposure, variance μ + αμ², α and rates by maximum likelihood),
 * with Wald limits (expected information, α as known) and profile-likelihood limits; beside it the
 * ratio of crude rates with Poisson's robust variance, Σ(y − μ)²/(Σμ)² per arm.
 *
 * <p>Assumes a constant rate per person that varies among persons by a gamma distribution, and
 * exposure independent of it. The robust Poisson ratio assumes only the mean.
 *
 * <p>Not estimable: an arm without persons or without events; dispersion without bound; rates so
 * far apart that no summit of the likelihood is found.
 *
 * @param level confidence level of limits, such as 0.95
 * @param reference label of the arm compared against
 * @param comparator label of the other arm
 * @see <a href="https://doi.org/10.1002/cjs.5550150302">Lawless 1987</a>
 */
public record EventRate(double level, String reference, String comparator)
    implements Estimator<CountRow, CountTable, EventRateResult> {

  /** Farthest a profile limit is looked for, in log ratio from the estimate. */
  private static final double FARTHEST = 50;

  public EventRate {
    Levels.check(level);
    RecurrentRow.label(reference, "arm");
    RecurrentRow.label(comparator, "arm");
    if (reference.equals(comparator)) {
      throw EvidenceCode.LABEL_MISSING.with("second arm");
    }
  }

  /** What is computed, with its source. */
  public Method method() {
    return new Method(
        "negative-binomial rate ratio, Wald and profile interval; Poisson with robust variance",
        "Lawless 1987, Can J Stat 15:209; Venzon & Moolgavkar 1988, Appl Stat 37:87; Zou 2004, Am"
            + " J Epidemiol 159:702");
  }

  @Override
  public CountTable empty() {
    return CountTable.empty();
  }

  @Override
  public Accumulator<CountRow, CountTable> accumulator() {
    return new CountTableBuilder();
  }

  @Override
  public Finding<EventRateResult> finish(CountTable table) {
    if (table.n() == 0) {
      return new NoData<>(method());
    }
    for (String arm : List.of(reference, comparator)) {
      ExposureCells cells = table.arms().get(arm);
      if (cells == null || cells.allEvents() == 0) {
        String what = cells == null ? "person" : "event";
        return new NotEstimable<>(method(), "no " + what + " in the arm " + arm);
      }
    }
    ExposureCells one = table.arms().get(reference);
    ExposureCells two = table.arms().get(comparator);
    try {
      return fitted(table, one, two);
    } catch (MathRuntimeException noBracket) {
      // A solver that meets no change of sign: rates too far apart for the likelihood's digits.
      return new NotEstimable<>(method(), "no summit of the likelihood was found");
    }
  }

  private Finding<EventRateResult> fitted(CountTable table, ExposureCells one, ExposureCells two) {
    NegativeBinomial model = new NegativeBinomial(one, two);
    Fit best = model.best();
    if (!Double.isFinite(best.alpha())) {
      return new NotEstimable<>(method(), "the dispersion grows without bound");
    }
    double z = Levels.z(level);
    double first = NegativeBinomial.information(one, best.logRate(), best.alpha());
    double second =
        NegativeBinomial.information(two, best.logRate() + best.logRatio(), best.alpha());
    RateRatio wald = RateRatio.of(best.logRatio(), Math.sqrt(1 / first + 1 / second), z, level);
    Optional<Interval> profile = profile(model, best, wald.logStdErr(), z);
    return new Estimated<>(
        new EventRateResult(
            basis(table, one, two, best.alpha(), profile.isPresent()),
            arm(reference, one, best.logRate(), first, z),
            arm(comparator, two, best.logRate() + best.logRatio(), second, z),
            best.alpha(),
            wald,
            profile,
            poisson(one, two, z)));
  }

  private ArmRate arm(
      String label, ExposureCells cells, double logRate, double information, double z) {
    RateRatio rate = RateRatio.of(logRate, 1 / Math.sqrt(information), z, level);
    return new ArmRate(
        label, cells.n(), cells.allEvents(), cells.allExposure(), rate.ratio(), rate.wald());
  }

  private RateRatio poisson(ExposureCells one, ExposureCells two, double z) {
    double ratio =
        Math.log(two.allEvents() / two.allExposure())
            - Math.log(one.allEvents() / one.allExposure());
    double error = Math.sqrt(robust(one) + robust(two));
    return RateRatio.of(ratio, error, z, level);
  }

  private static double robust(ExposureCells cells) {
    double events = cells.allEvents();
    double rate = events / cells.allExposure();
    double sum = 0;
    for (int i = 0; i < cells.size(); i++) {
      double off = cells.events(i) - rate * cells.exposure(i);
      sum += cells.persons(i) * off * off;
    }
    return sum / (events * events);
  }

  /** Where twice the fall of the profile likelihood reaches z², on both sides. */
  private Optional<Interval> profile(NegativeBinomial model, Fit best, double error, double z) {
    OptionalDouble lower = limit(model, best, -error, z);
    OptionalDouble upper = limit(model, best, error, z);
    if (lower.isEmpty() || upper.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Interval(Math.exp(lower.getAsDouble()), Math.exp(upper.getAsDouble()), level));
  }

  private static OptionalDouble limit(NegativeBinomial model, Fit best, double error, double z) {
    double inner = 0;
    double outer = z * error;
    while (fall(model, best, outer) < z) {
      inner = outer;
      outer *= 1.5;
      if (Math.abs(outer) > FARTHEST) {
        return OptionalDouble.empty();
      }
    }
    double at =
        new BrentSolver(1e-12, 1e-12, 0)
            .solve(
                200,
                shift -> fall(model, best, shift) - z,
                Math.min(inner, outer),
                Math.max(inner, outer));
    return OptionalDouble.of(best.logRatio() + at);
  }

  /** Signed root of the likelihood ratio, which is nearly straight and so quickly solved. */
  private static double fall(NegativeBinomial model, Fit best, double shift) {
    double value = model.at(best.logRatio() + shift).value();
    return Double.isNaN(value)
        ? Double.POSITIVE_INFINITY
        : Math.sqrt(Math.max(0, 2 * (best.value() - value)));
  }

  private Basis basis(
      CountTable table, ExposureCells one, ExposureCells two, double alpha, boolean profiled) {
    List<String> warnings = new ArrayList<>();
    if (alpha == 0) {
      warnings.add("Counts vary no more than Poisson's: the dispersion is at its bound of 0.");
    }
    if (Math.min(one.allEvents(), two.allEvents()) < 10) {
      warnings.add("An arm with fewer than 10 events: intervals are approximate.");
    }
    if (!profiled) {
      warnings.add("The likelihood does not bound the ratio: no profile interval.");
    }
    if (table.arms().size() > 2) {
      warnings.add("Further arms in the data are left out.");
    }
    return new Basis(
        one.n() + two.n(),
        one.allEvents() + two.allEvents(),
        (int) table.bySite().values().stream().filter(s -> s.n() > 0).count(),
        "persons; events per day and their ratio",
        method(),
        List.of("both arms have events"),
        warnings);
  }
}
