package org.therafed.evidence.rate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.response.Proportion;
import org.therafed.evidence.table.Arm;
import org.therafed.evidence.table.Limits;

/**
 * The rate of the first arm divided by that of the second. Given the sum of both counts, the first
 * is binomial with odds ratio·t₁/t₂, which gives exact limits (Clopper–Pearson) and an exact test
 * of equal rates (two-sided: outcomes no likelier than the one seen).
 *
 * <p>Assumes Poisson counts; see {@link PoissonRate} on repeated events. Not estimable if an arm
 * was at risk for no time or there is no event at all.
 *
 * @param level confidence level
 */
public record RateRatio(double level)
    implements Estimator<ExposureRow, ExposurePartial, RateRatioResult> {

  private static final Method METHOD =
      new Method(
          "Ratio of two Poisson rates, exact conditional interval and test",
          "Przyborowski & Wilenski 1940, Biometrika 31:313; Clopper & Pearson 1934, Biometrika"
              + " 26:404");

  public RateRatio {
    Levels.check(level);
  }

  @Override
  public ExposurePartial empty() {
    return ExposurePartial.empty();
  }

  @Override
  public Accumulator<ExposureRow, ExposurePartial> accumulator() {
    return new ExposurePartial.Tally();
  }

  @Override
  public Finding<RateRatioResult> finish(ExposurePartial partial) {
    Exposure one = partial.of(Arm.FIRST);
    Exposure two = partial.of(Arm.SECOND);
    if (one.rows() + two.rows() == 0) {
      return new NoData<>(METHOD);
    }
    if (!(one.days() > 0 && two.days() > 0)) {
      return new NotEstimable<>(METHOD, "One of the two arms was at risk for no time.");
    }
    long events = one.events() + two.events();
    if (events == 0) {
      return new NotEstimable<>(METHOD, "No event in either arm.");
    }
    double times = two.days() / one.days();
    Interval lower = Proportion.clopperPearson(one.events(), events, level);
    // The upper odds come from the mirrored lower limit, which keeps its relative precision near 0.
    Interval mirrored = Proportion.clopperPearson(two.events(), events, level);
    Limits exact =
        Limits.of(
            lower.lower() == 0 ? 0 : times * lower.lower() / (1 - lower.lower()),
            mirrored.lower() == 0
                ? Double.POSITIVE_INFINITY
                : times * (1 - mirrored.lower()) / mirrored.lower(),
            level);
    OptionalDouble ratio =
        two.events() == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(one.events() / (double) two.events() * times);
    List<String> warnings =
        Math.min(one.events(), two.events()) < 5
            ? List.of("Fewer than 5 events in an arm: use the exact interval.")
            : List.of();
    return new Estimated<>(
        new RateRatioResult(
            new Basis(
                one.rows() + two.rows(),
                events,
                partial.sites(),
                "times at risk; rate ratio, first against second",
                METHOD,
                List.of(),
                warnings),
            one,
            two,
            ratio,
            exact,
            logNormal(one, two, ratio),
            ExactBinomial.twoSided(one.events(), events, 1 / (1 + times))));
  }

  private Optional<Interval> logNormal(Exposure one, Exposure two, OptionalDouble ratio) {
    if (one.events() == 0 || two.events() == 0) {
      return Optional.empty();
    }
    double factor = Math.exp(Levels.z(level) * Math.sqrt(1.0 / one.events() + 1.0 / two.events()));
    double value = ratio.getAsDouble();
    return Optional.of(new Interval(value / factor, value * factor, level));
  }
}
