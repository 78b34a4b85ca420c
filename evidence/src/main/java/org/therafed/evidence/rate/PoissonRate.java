package org.therafed.evidence.rate;

import java.util.List;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;

/**
 * Events per day at risk, with Garwood's exact interval.
 *
 * <p>Assumes a constant rate and at most one event per person, or independent events: repeated
 * events of one person vary more than Poisson's law, so that its interval is too narrow; see {@code
 * toxicity.AdverseEventRates} for them. Multiply by 36 525 for events per 100 person-years.
 *
 * @param level confidence level
 */
public record PoissonRate(double level)
    implements Estimator<ExposureRow, ExposurePartial, RateResult> {

  private static final Method METHOD =
      new Method("Poisson rate, exact interval", "Garwood 1936, Biometrika 28:437");

  public PoissonRate {
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
  public Finding<RateResult> finish(ExposurePartial partial) {
    Exposure all = partial.pooled();
    if (all.rows() == 0) {
      return new NoData<>(METHOD);
    }
    if (!(all.days() > 0)) {
      return new NotEstimable<>(METHOD, "Nobody was at risk for any time.");
    }
    List<String> warnings =
        all.events() < 5 ? List.of("Fewer than 5 events: the interval is wide.") : List.of();
    return new Estimated<>(
        new RateResult(
            new Basis(
                all.rows(),
                all.events(),
                partial.sites(),
                "times at risk; events per day",
                METHOD,
                List.of(),
                warnings),
            all.days(),
            Rate.of(all.events(), all.days(), level)));
  }
}
