package org.therafed.evidence.response;

import java.util.List;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Result;

/**
 * A response rate on unrounded data.
 *
 * @param basis n (assessed), events (responders), sites, method, warnings
 * @param responders responding persons
 * @param rate responders / n, 0 to 1
 * @param clopperPearson exact interval, coverage at least its level
 * @param wilson score interval, coverage about its level
 */
public record ResponseResult(
    Basis basis, long responders, double rate, Interval clopperPearson, Interval wilson)
    implements Result {

  @Override
  public List<Estimate> estimates() {
    return List.of(
        Estimate.of("response rate", rate, clopperPearson, "1").at("interval", "Clopper–Pearson"),
        Estimate.of("response rate", rate, wilson, "1").at("interval", "Wilson"),
        Estimate.count("responders", responders));
  }
}
