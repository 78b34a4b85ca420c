package org.therafed.evidence.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.hipparchus.distribution.continuous.TDistribution;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;

/**
 * Activity lost to decay between calibration and administration, A(1 − 2^(−t/T½)), and activity
 * still there that was not administered (residue in the syringe, a reduced dose).
 *
 * <p>The product's half-life is given with each row; daughters and impurities are not followed. A
 * dose given before its calibration time gains activity: its loss is negative, counted and warned
 * of.
 *
 * @param level confidence level of the mean lost share's t interval
 */
public record ActivityLoss(double level)
    implements Estimator<ActivityRow, ActivityPartial, ActivityResult> {

  private static final Method METHOD =
      new Method(
          "Activity lost to decay", "Rutherford & Soddy 1902, Philos Mag 4:370 (A·2^(−t/T½))");

  public ActivityLoss {
    Levels.check(level);
  }

  @Override
  public ActivityPartial empty() {
    return new ActivityPartial(new TreeMap<>());
  }

  @Override
  public Accumulator<ActivityRow, ActivityPartial> accumulator() {
    TreeMap<String, ActivityPartial.Sums> sites = new TreeMap<>();
    return new Accumulator<>() {
      @Override
      public void add(ActivityRow row) {
        double remaining = row.remainingMBq();
        double loss = 1 - remaining / row.calibratedMBq();
        boolean measured = row.administeredMBq().isPresent();
        sites.merge(
            row.site(),
            new ActivityPartial.Sums(
                1,
                row.elapsedDays() < 0 ? 1 : 0,
                measured ? 1 : 0,
                row.calibratedMBq(),
                remaining,
                loss,
                loss * loss,
                measured ? remaining : 0,
                row.administeredMBq().orElse(0)),
            ActivityPartial.Sums::plus);
      }

      @Override
      public ActivityPartial partial() {
        return new ActivityPartial(sites);
      }
    };
  }

  @Override
  public Finding<ActivityResult> finish(ActivityPartial partial) {
    ActivityPartial.Sums all = partial.pooled();
    if (all.doses() == 0) {
      return new NoData<>(METHOD);
    }
    List<String> warnings = new ArrayList<>();
    if (all.early() > 0) {
      warnings.add(all.early() + " doses were given before their calibration time.");
    }
    if (all.measured() < all.doses()) {
      warnings.add(
          (all.doses() - all.measured()) + " doses without a measured administered activity.");
    }
    if (all.administered() > all.measuredRemaining() * 1.1) {
      warnings.add("More was administered than was left: check calibration times and half-lives.");
    }
    int sites = (int) partial.bySite().values().stream().filter(s -> s.doses() > 0).count();
    double n = all.doses();
    double mean = all.loss() / n;
    return new Estimated<>(
        new ActivityResult(
            new Basis(all.doses(), 0, sites, "doses; MBq", METHOD, List.of(), warnings),
            all.calibrated(),
            all.remaining(),
            all.calibrated() - all.remaining(),
            1 - all.remaining() / all.calibrated(),
            mean,
            interval(all, mean),
            all.measured(),
            all.measured() > 0
                ? OptionalDouble.of(all.measuredRemaining() - all.administered())
                : OptionalDouble.empty()));
  }

  private Optional<Interval> interval(ActivityPartial.Sums all, double mean) {
    double n = all.doses();
    if (n < 2) {
      return Optional.empty();
    }
    double variance = Math.max(0, (all.lossSquared() - n * mean * mean) / (n - 1));
    double half =
        new TDistribution(n - 1).inverseCumulativeProbability(0.5 + level / 2)
            * Math.sqrt(variance / n);
    return Optional.of(new Interval(mean - half, mean + half, level));
  }
}
