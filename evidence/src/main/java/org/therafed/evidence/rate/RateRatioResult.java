package org.therafed.evidence.rate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Result;
import org.therafed.evidence.table.Limits;

/**
 * Two rates compared, on unrounded data.
 *
 * @param basis n (times at risk), events, sites, method, warnings
 * @param first of the first arm
 * @param second of the second arm
 * @param ratio first rate / second rate; empty if the second arm had no event
 * @param exact exact conditional limits; unbounded above if the second arm had no event
 * @param logNormal interval symmetric on the log scale; empty if an arm had no event
 * @param pValue exact two-sided test of equal rates
 */
public record RateRatioResult(
    Basis basis,
    Exposure first,
    Exposure second,
    OptionalDouble ratio,
    Limits exact,
    Optional<Interval> logNormal,
    double pValue)
    implements Result {

  @Override
  public List<Estimate> estimates() {
    return List.of(
        Estimate.of("rate ratio", ratio, "1")
            .within(OptionalDouble.of(exact.lower()), exact.upper(), exact.level()),
        Estimate.of("p-value", pValue, "1").at("test", "exact conditional"),
        Estimate.count("events", first.events()).at("arm", "first"),
        Estimate.count("events", second.events()).at("arm", "second"),
        Estimate.of("time at risk", first.days(), "d").at("arm", "first"),
        Estimate.of("time at risk", second.days(), "d").at("arm", "second"));
  }
}
