package org.therafed.evidence.comparison;

import java.util.List;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Sites;

/**
 * One person's covariates, arm and weight.
 *
 * @param site the site's label
 * @param treated the person's arm
 * @param terms one number per term
 * @param weight the person's weight, 1 before weighting; 0 leaves the person in the unweighted part
 */
public record CovariateRow(String site, boolean treated, List<Double> terms, double weight) {
  public CovariateRow {
    Sites.check(site);
    terms = List.copyOf(terms);
    for (double value : terms) {
      check(value);
    }
    checkWeight(weight);
  }

  static void check(double value) {
    if (!(Math.abs(value) <= 1e100)) {
      throw EvidenceCode.COVARIATE_IMPOSSIBLE.with(value);
    }
  }

  static void checkWeight(double weight) {
    if (!(weight >= 0 && weight <= 1e100)) {
      throw EvidenceCode.WEIGHT_IMPOSSIBLE.with(weight);
    }
  }
}
