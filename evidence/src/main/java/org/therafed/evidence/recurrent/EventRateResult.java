package org.therafed.evidence.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Result;

/**
 * Rates of recurrent events in two arms and their ratio.
 *
 * @param basis what it stands on
 * @param reference the arm compared against
 * @param comparator the other arm
 * @param dispersion α in variance = μ + αμ²; 0 if counts vary no more than Poisson's
 * @param negativeBinomial the ratio by that model, Wald limits
 * @param profile its profile-likelihood limits; none if the likelihood does not bound it
 * @param poisson the ratio of crude rates with a robust error, which needs no dispersion
 */
public record EventRateResult(
    Basis basis,
    ArmRate reference,
    ArmRate comparator,
    double dispersion,
    RateRatio negativeBinomial,
    Optional<Interval> profile,
    RateRatio poisson)
    implements Result {

  public EventRateResult {
    Objects.requireNonNull(profile, "profile");
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    for (ArmRate arm : List.of(reference, comparator)) {
      all.add(Estimate.count("persons", arm.n()).at("arm", arm.arm()));
      all.add(Estimate.count("events", arm.events()).at("arm", arm.arm()));
      all.add(Estimate.of("rate", arm.ratePerDay(), arm.interval(), "/d").at("arm", arm.arm()));
    }
    all.add(ratio(negativeBinomial.wald(), "negative binomial, Wald", negativeBinomial.ratio()));
    profile.ifPresent(
        limits -> all.add(ratio(limits, "negative binomial, profile", negativeBinomial.ratio())));
    all.add(ratio(poisson.wald(), "Poisson, robust", poisson.ratio()));
    all.add(Estimate.of("dispersion", dispersion, "1"));
    return all;
  }

  private static Estimate ratio(Interval limits, String model, double ratio) {
    return Estimate.of("rate ratio", ratio, limits, "1").at("model", model);
  }
}
