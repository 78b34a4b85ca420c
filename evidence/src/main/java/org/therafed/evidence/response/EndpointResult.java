package org.therafed.evidence.response;

import java.util.List;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Result;

/**
 * A declared endpoint's rate, on unrounded data.
 *
 * @param basis n (persons), events (responders), sites, method, warnings
 * @param endpoint what counted
 * @param evaluable persons with an answer
 * @param denominator persons that the rate is of
 * @param responders who reached the endpoint
 * @param rate responders / denominator
 * @param clopperPearson exact interval
 * @param wilson score interval
 */
public record EndpointResult(
    Basis basis,
    Endpoint endpoint,
    long evaluable,
    long denominator,
    long responders,
    double rate,
    Interval clopperPearson,
    Interval wilson)
    implements Result {

  @Override
  public List<Estimate> estimates() {
    return List.of(
        Estimate.of("response rate", rate, clopperPearson, "1").at("interval", "Clopper–Pearson"),
        Estimate.of("response rate", rate, wilson, "1").at("interval", "Wilson"),
        Estimate.count("responders", responders),
        Estimate.count("denominator", denominator),
        Estimate.count("not evaluable", n() - evaluable));
  }
}
