package org.therafed.evidence.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Result;

/**
 * How alike two arms are before and after weighting; the rows are those of a Love plot.
 *
 * @param basis what it stands on; events are the treated
 * @param rows one per term
 * @param treated the treated arm's weights
 * @param control the other arm's
 */
public record BalanceResult(Basis basis, List<Row> rows, Weights treated, Weights control)
    implements Result {
  public BalanceResult {
    rows = List.copyOf(rows);
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    for (Row row : rows) {
      String smd = "standardised mean difference";
      all.add(Estimate.of(smd, row.before(), "1").at("term", row.term()).at("weights", "none"));
      all.add(Estimate.of(smd, row.after(), "1").at("term", row.term()).at("weights", "applied"));
    }
    all.add(size(treated, "treated"));
    all.add(size(control, "control"));
    return all;
  }

  private static Estimate size(Weights weights, String arm) {
    return Estimate.of("effective sample size", weights.effectiveSampleSize(), "1").at("arm", arm);
  }

  /**
   * One term.
   *
   * @param term its name
   * @param meanTreated weighted mean in the treated
   * @param meanControl weighted mean in the others
   * @param before standardised difference of the unweighted means; empty where the term has no
   *     spread in either arm but differs
   * @param after of the weighted means, by the unweighted spread, so that a change is one of means
   * @param afterByWeightedSpread of the weighted means by the weighted spread
   */
  public record Row(
      String term,
      double meanTreated,
      double meanControl,
      OptionalDouble before,
      OptionalDouble after,
      OptionalDouble afterByWeightedSpread) {}

  /**
   * One arm's weights.
   *
   * @param n persons
   * @param sum Σw
   * @param effectiveSampleSize (Σw)²/Σw²
   */
  public record Weights(long n, double sum, double effectiveSampleSize) {}
}
