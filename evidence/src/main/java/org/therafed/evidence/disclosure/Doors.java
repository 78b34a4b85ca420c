package org.therafed.evidence.disclosure;

import java.util.List;
import java.util.Optional;
import org.therafed.evidence.access.AccessResult;
import org.therafed.evidence.access.ActivityResult;
import org.therafed.evidence.access.DistanceResult;
import org.therafed.evidence.access.FunnelResult;
import org.therafed.evidence.competing.IncidenceResult;
import org.therafed.evidence.contract.MilestoneResult;
import org.therafed.evidence.cost.CostResult;
import org.therafed.evidence.longitudinal.ChangeResult;
import org.therafed.evidence.partial.ModelResult;
import org.therafed.evidence.partial.Result;
import org.therafed.evidence.pooling.PooledEstimate;
import org.therafed.evidence.rate.RateRatioResult;
import org.therafed.evidence.rate.RateResult;
import org.therafed.evidence.response.EndpointResult;
import org.therafed.evidence.response.ResponseResult;
import org.therafed.evidence.survival.SurvivalCurve;
import org.therafed.evidence.survival.test.LogRankResult;
import org.therafed.evidence.table.StratifiedOddsResult;
import org.therafed.evidence.table.TwoProportionsResult;
import org.therafed.evidence.toxicity.ToxicityResult;

/** Which rule a kind of result falls under; a kind without one is withheld. */
final class Doors {

  /** A rule for one kind of result. */
  private interface Door<R extends Result> {
    Verdict judge(R result, Coarsening coarsening, DisclosurePolicy policy);
  }

  /** A kind and its rule. */
  private record Entry<R extends Result>(Class<R> kind, Door<R> door) {
    Optional<Verdict> judge(Result result, Coarsening coarsening, DisclosurePolicy policy) {
      return kind.isInstance(result)
          ? Optional.of(door.judge(kind.cast(result), coarsening, policy))
          : Optional.empty();
    }
  }

  private static final List<Entry<?>> RULES =
      List.of(
          new Entry<>(
              ResponseResult.class,
              (r, c, p) -> response(r, r.n(), r.responders(), r.clopperPearson().level(), c)),
          new Entry<>(EndpointResult.class, Doors::endpoint),
          new Entry<>(SurvivalCurve.class, SurvivalDoor::judge),
          new Entry<>(ToxicityResult.class, ToxicityDoor::judge),
          new Entry<>(CostResult.class, CostDoor::judge),
          new Entry<>(ModelResult.class, ModelDoor::judge),
          new Entry<>(TwoProportionsResult.class, ComparisonDoor::judge),
          new Entry<>(StratifiedOddsResult.class, ComparisonDoor::judge),
          new Entry<>(LogRankResult.class, ComparisonDoor::judge),
          new Entry<>(PooledEstimate.class, ComparisonDoor::judge),
          new Entry<>(IncidenceResult.class, IncidenceDoor::judge),
          new Entry<>(RateResult.class, RateDoor::judge),
          new Entry<>(RateRatioResult.class, RateDoor::judge),
          new Entry<>(ChangeResult.class, ChangeDoor::judge),
          new Entry<>(AccessResult.class, AccessDoor::judge),
          new Entry<>(DistanceResult.class, AccessDoor::judge),
          new Entry<>(FunnelResult.class, AccessDoor::judge),
          new Entry<>(ActivityResult.class, (r, c, p) -> AccessDoor.judge(r, c)),
          new Entry<>(MilestoneResult.class, (r, c, p) -> AccessDoor.judge(r, c)));

  private Doors() {}

  static boolean hasRule(Class<?> kind) {
    return RULES.stream().anyMatch(entry -> entry.kind().isAssignableFrom(kind));
  }

  static Verdict judge(Result result, Coarsening coarsening, DisclosurePolicy policy) {
    for (Entry<?> entry : RULES) {
      Optional<Verdict> verdict = entry.judge(result, coarsening, policy);
      if (verdict.isPresent()) {
        return verdict.get();
      }
    }
    return Verdict.withheld(WithheldReason.NO_RULE);
  }

  /** The denominator may be smaller than the cohort: the not evaluable may be left out. */
  private static Verdict endpoint(
      EndpointResult result, Coarsening whole, DisclosurePolicy policy) {
    if (policy.small(result.denominator())) {
      return Verdict.withheld(WithheldReason.TOO_FEW_PEOPLE);
    }
    double level = result.clopperPearson().level();
    long minimum = Math.min(whole.lowest(), policy.armMinimum());
    return Coarsening.of(result.denominator(), minimum, policy)
        .map(c -> response(result, result.denominator(), result.responders(), level, c))
        .orElse(Verdict.withheld(WithheldReason.TOO_FEW_PEOPLE));
  }

  private static Verdict response(
      Result result, long n, long responders, double level, Coarsening coarsening) {
    return coarsening
        .proportion(responders, n, level)
        .map(
            rate ->
                Verdict.released(
                    new DisclosedResponse(
                        coarsening.rounded(), result.sites(), rate, result.method())))
        .orElse(Verdict.withheld(WithheldReason.SMALL_CELL));
  }
}
