package org.therafed.evidence.disclosure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalDouble;
import org.therafed.evidence.logistic.LogisticResult;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.ModelResult;

/**
 * The rules for a regression model: events and non-events and every level of a covariate are no
 * small cell, there are at least ten events for each parameter, and numbers have two significant
 * digits. Only numbers with an interval and p-values are shown: a log-likelihood or a statistic
 * tells more of the rows than its reader needs.
 */
final class ModelDoor {
  private static final int EVENTS_PER_PARAMETER = 10;
  private static final int DIGITS = 2;

  private ModelDoor() {}

  static Verdict judge(ModelResult model, Coarsening coarsening, DisclosurePolicy policy) {
    if (model.events() < (long) EVENTS_PER_PARAMETER * model.parameters()) {
      return Verdict.withheld(WithheldReason.TOO_MANY_PARAMETERS);
    }
    if (policy.small(model.events())
        || policy.small(model.n() - model.events())
        || policy.small(model.smallestLevel().orElse(0))) {
      return Verdict.withheld(WithheldReason.SMALL_CELL);
    }
    boolean bySite = model.estimates().stream().anyMatch(ModelDoor::ofSite);
    List<DisclosedModel.Effect> effects =
        model.estimates().stream()
            .filter(e -> e.value().isPresent())
            .filter(e -> e.level().isPresent() || e.quantity().equals("p-value"))
            .filter(e -> !(bySite && tellsSite(e)))
            .map(ModelDoor::effect)
            .toList();
    return Verdict.released(
        new DisclosedModel(
            coarsening.rounded(), model.sites(), effects, model.warnings(), model.method()));
  }

  /** A site is not shown to readers, and beside its terms the intercept is the reference site's. */
  private static boolean tellsSite(Estimate estimate) {
    return ofSite(estimate) || LogisticResult.INTERCEPT.equals(estimate.of().get("term"));
  }

  private static boolean ofSite(Estimate estimate) {
    return estimate.of().getOrDefault("term", "").startsWith("site=");
  }

  static DisclosedModel.Effect effect(Estimate estimate) {
    return new DisclosedModel.Effect(
        estimate.quantity(),
        estimate.of(),
        rounded(estimate.value().getAsDouble(), RoundingMode.HALF_UP),
        limit(estimate.lower(), RoundingMode.FLOOR),
        limit(estimate.upper(), RoundingMode.CEILING),
        estimate.level().isEmpty() ? null : (Double) estimate.level().getAsDouble());
  }

  private static Double limit(OptionalDouble limit, RoundingMode mode) {
    return limit.isEmpty() ? null : (Double) rounded(limit.getAsDouble(), mode);
  }

  private static double rounded(double value, RoundingMode mode) {
    return BigDecimal.valueOf(value).round(new MathContext(DIGITS, mode)).doubleValue();
  }
}
