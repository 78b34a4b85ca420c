package org.therafed.evidence.comparison;

import java.util.Optional;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Interval;

/**
 * How strongly, on the risk-ratio scale, an unmeasured confounder would have to go with both
 * treatment and outcome to explain an association away: RR + √(RR(RR − 1)), RR taken above 1.
 *
 * <p>A sensitivity measure, not a test: it says nothing on whether such a confounder exists. Odds
 * ratios of common outcomes (above 15 %) count as their square root, hazard ratios as (1 −
 * 0.5^√HR)/(1 − 0.5^√(1/HR)).
 *
 * @param estimate of the point estimate, 1 or more
 * @param limit of the interval's limit nearer to 1; 1 if the interval holds 1
 * @see <a href="https://doi.org/10.7326/M16-2607">VanderWeele &amp; Ding 2017, Ann Intern Med
 *     167:268</a>
 */
public record EValue(double estimate, Optional<Double> limit) {

  /** What the ratio is of. */
  public enum Ratio {
    /** A ratio of risks. */
    RISK,
    /** A ratio of odds or of hazards where at most 15 % have the event by the end. */
    RARE,
    /** A ratio of odds where more have the event. */
    COMMON_ODDS,
    /** A ratio of hazards where more have the event by the end of follow-up. */
    COMMON_HAZARD
  }

  /** Of a ratio alone. */
  public static EValue of(Ratio kind, double ratio) {
    return new EValue(value(riskRatio(kind, ratio)), Optional.empty());
  }

  /**
   * Of a ratio and its interval.
   *
   * @throws org.therafed.evidence.partial.EvidenceFault if a ratio is not above 0 or the estimate
   *     lies outside its interval
   */
  public static EValue of(Ratio kind, double ratio, Interval interval) {
    double lower = riskRatio(kind, interval.lower());
    double upper = riskRatio(kind, interval.upper());
    double estimate = value(riskRatio(kind, ratio));
    if (!interval.contains(ratio)) {
      throw EvidenceCode.INTERVAL_IMPOSSIBLE.with("limits that do not hold their estimate");
    }
    double nearer = lower > 1 ? lower : upper < 1 ? upper : 1;
    return new EValue(estimate, Optional.of(value(nearer)));
  }

  /**
   * Of a standardised mean difference d, taken as the risk ratio exp(0.91 d).
   *
   * @param difference in standard deviations of the outcome
   */
  public static EValue ofStandardisedDifference(double difference) {
    return of(Ratio.RISK, Math.exp(0.91 * difference));
  }

  private static double riskRatio(Ratio kind, double ratio) {
    // Beyond 1e100 the square in the formula would leave no room.
    if (!(ratio >= 1e-100 && ratio <= 1e100)) {
      throw EvidenceCode.RATIO_IMPOSSIBLE.with(ratio);
    }
    return switch (kind) {
      case RISK, RARE -> ratio;
      case COMMON_ODDS -> Math.sqrt(ratio);
      case COMMON_HAZARD -> {
        double above = Math.sqrt(Math.max(ratio, 1 / ratio));
        // 1 − 0.5^x by expm1: for large ratios its partner is far below rounding.
        double risk = Math.expm1(-above * Math.log(2)) / Math.expm1(-Math.log(2) / above);
        yield ratio >= 1 ? risk : 1 / risk;
      }
    };
  }

  private static double value(double riskRatio) {
    double above = Math.max(riskRatio, 1 / riskRatio);
    return above + Math.sqrt(above * (above - 1));
  }
}
