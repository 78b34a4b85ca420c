package org.therafed.evidence.comparison;

import java.util.List;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Sites;

/**
 * One person's covariates, some of them missing.
 *
 * @param site the site's label
 * @param values one per column; NaN where missing
 */
public record IncompleteRow(String site, List<Double> values) {
  public IncompleteRow {
    Sites.check(site);
    values = List.copyOf(values);
    for (double value : values) {
      if (!Double.isNaN(value) && !(Math.abs(value) <= 1e100)) {
        throw EvidenceCode.COVARIATE_IMPOSSIBLE.with(value);
      }
    }
  }
}
