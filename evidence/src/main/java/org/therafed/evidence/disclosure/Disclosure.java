package org.therafed.evidence.disclosure;

import java.util.Optional;
import org.therafed.evidence.cost.CostResult;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.ModelResult;
import org.therafed.evidence.partial.Result;
import org.therafed.evidence.response.EndpointResult;
import org.therafed.evidence.response.ResponseResult;
import org.therafed.evidence.survival.SurvivalCurve;
import org.therafed.evidence.toxicity.ToxicityResult;

/**
 * The publication door: the only maker of a {@link DisclosedResult}. Everything is computed
 * unrounded and comes out coarsened, or as {@link NotReleased}.
 */
public final class Disclosure {
  private Disclosure() {}

  /**
   * What may be published of a finding.
   *
   * @param finding over exactly this cohort, by number at least, else it is withheld; {@code
   *     docs/disclosure.md} says of every kind of result how it is released, or why never
   * @param cohort whom it is about
   * @param policy the federation's rules
   * @param ledger what has been published before; it is asked last
   */
  public static DisclosedResult disclose(
      Finding<? extends Result> finding,
      Cohort cohort,
      DisclosurePolicy policy,
      ReleaseLedger ledger) {
    Optional<? extends Result> result = finding.result();
    if (result.isEmpty()) {
      ledger.withheld(cohort, "none", WithheldReason.NO_DATA);
      return new NotReleased();
    }
    Result value = result.get();
    String figure = figureOf(value);
    Verdict verdict = judge(value, cohort, policy);
    if (verdict.reason() != null) {
      ledger.withheld(cohort, figure, verdict.reason());
      return new NotReleased();
    }
    if (ledger.consider(cohort, figure) != ReleaseLedger.Decision.RELEASE) {
      ledger.withheld(cohort, figure, WithheldReason.LEDGER);
      return new NotReleased();
    }
    return verdict.result();
  }

  private static Verdict judge(Result value, Cohort cohort, DisclosurePolicy policy) {
    int minimum = cohort.isArm() ? policy.armMinimum() : policy.cohortMinimum();
    // A course-based figure has more rows than people, and both must suffice; so must the whole
    // that an arm belongs to.
    if (Math.min(value.n(), cohort.size()) < minimum
        || cohort.wholeSize() < policy.cohortMinimum()) {
      return Verdict.withheld(WithheldReason.TOO_FEW_PEOPLE);
    }
    if (!isAbout(value, cohort)) {
      return Verdict.withheld(WithheldReason.OTHER_PEOPLE);
    }
    if (value.sites() < policy.sitesMinimum()) {
      return Verdict.withheld(WithheldReason.TOO_FEW_SITES);
    }
    Optional<Coarsening> coarsening = Coarsening.of(value.n(), minimum, policy);
    if (coarsening.isEmpty()) {
      return Verdict.withheld(WithheldReason.TOO_FEW_PEOPLE);
    }
    return Doors.judge(value, coarsening.get(), policy);
  }

  /**
   * Whether the numbers can be of this cohort, so that the ledger compares the right people: rows
   * that are persons are as many as it has; courses, doses or times at risk are at least as many.
   */
  private static boolean isAbout(Result value, Cohort cohort) {
    String rows = value.basis().unit().split(";", 2)[0];
    return rows.endsWith("persons") ? value.n() == cohort.size() : value.n() >= cohort.size();
  }

  private static String figureOf(Result value) {
    if (value instanceof ResponseResult || value instanceof EndpointResult) {
      return "response";
    }
    if (value instanceof SurvivalCurve) {
      return "survival";
    }
    if (value instanceof ToxicityResult) {
      return "toxicity";
    }
    if (value instanceof CostResult) {
      return "cost";
    }
    if (value instanceof ModelResult) {
      return "model";
    }
    return Doors.hasRule(value.getClass()) ? "figures" : "other";
  }
}
