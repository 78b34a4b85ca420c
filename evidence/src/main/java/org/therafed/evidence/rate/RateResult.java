package org.therafed.evidence.rate;

import java.util.List;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Result;

/**
 * A rate on unrounded data.
 *
 * @param basis n (times at risk), events, sites, method, warnings
 * @param days time at risk
 * @param rate events per day
 */
public record RateResult(Basis basis, double days, Rate rate) implements Result {

  @Override
  public List<Estimate> estimates() {
    return List.of(
        rate.estimate("rate"),
        Estimate.count("events", events()),
        Estimate.of("time at risk", days, "d"));
  }
}
