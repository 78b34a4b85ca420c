package org.therafed.evidence.cost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;

/**
 * Quantiles of cost per course from counts in declared bins: the quantile lies in a bin for
 * certain, and its limits, from the ranks of order statistics, are the outer edges of theirs.
 *
 * @param edges the bins' limits, increasing, declared before the data
 * @param probs which quantiles, each between 0 and 1
 * @param currency ISO 4217 code
 * @param priceYear calendar year whose prices these are
 * @param level confidence level
 */
public record CostQuantiles(
    List<Double> edges, List<Double> probs, String currency, int priceYear, double level)
    implements Estimator<CostRow, CostBins, CostQuantilesResult> {
  private static final Method METHOD =
      new Method(
          "Quantiles from counts in declared bins, limits by order statistics",
          "Conover 1999, Practical Nonparametric Statistics, section 3.2");

  public CostQuantiles {
    edges = CostBins.checked(edges);
    probs = checked(probs);
    Levels.check(level);
    // Checks currency and price year.
    new MeanCost(level, currency, priceYear);
  }

  static List<Double> checked(List<Double> probs) {
    for (double p : probs) {
      if (!(p > 0 && p < 1)) {
        throw EvidenceCode.PROBABILITY_OUT_OF_RANGE.with(p);
      }
    }
    return List.copyOf(probs);
  }

  /** The order statistic that is the quantile: the smallest k with k/n ≥ p, rounding aside. */
  static long rank(long n, double p) {
    return Math.max(1, (long) Math.ceil(n * p * (1 - 1e-12)));
  }

  @Override
  public CostBins empty() {
    return new CostBins(currency, priceYear, edges, new TreeMap<>());
  }

  @Override
  public Accumulator<CostRow, CostBins> accumulator() {
    return new Counts();
  }

  @Override
  public Finding<CostQuantilesResult> finish(CostBins merged) {
    // Merging with the identity refuses other bins, currencies and price years.
    CostBins partial = empty().merge(merged);
    long[] counts = partial.pooled();
    long n = 0;
    for (long count : counts) {
      n += count;
    }
    if (n == 0) {
      return new NoData<>(METHOD);
    }
    List<CostQuantilesResult.Quantile> quantiles = new ArrayList<>();
    for (double p : probs) {
      quantiles.add(quantile(counts, n, p));
    }
    List<String> warnings = new ArrayList<>();
    if (quantiles.stream().anyMatch(q -> q.from().isEmpty() || q.to().isEmpty())) {
      warnings.add("a quantile lies beyond the declared bins");
    }
    Basis basis =
        new Basis(
            n,
            0,
            partial.bySite().size(),
            "courses; " + currency + " at " + priceYear + " prices",
            METHOD,
            List.of(),
            warnings);
    return new Estimated<>(new CostQuantilesResult(basis, currency, level, quantiles));
  }

  private CostQuantilesResult.Quantile quantile(long[] counts, long n, double p) {
    int bin = binOf(counts, rank(n, p));
    BinomialDistribution ranks = new BinomialDistribution(Math.toIntExact(n), p);
    double tail = (1 - level) / 2;
    // P(X(lower) ≤ quantile) and P(X(upper) ≥ quantile) are at least 1 − tail each.
    long lower = ranks.inverseCumulativeProbability(tail);
    long upper = ranks.inverseCumulativeProbability(1 - tail) + 1L;
    return new CostQuantilesResult.Quantile(
        p,
        edgeBelow(bin),
        edgeAbove(bin),
        lower < 1 ? OptionalDouble.empty() : edgeBelow(binOf(counts, lower)),
        upper > n ? OptionalDouble.empty() : edgeAbove(binOf(counts, upper)));
  }

  private static int binOf(long[] counts, long rank) {
    int bin = 0;
    long below = counts[0];
    while (below < rank) {
      below += counts[++bin];
    }
    return bin;
  }

  private OptionalDouble edgeBelow(int bin) {
    return bin == 0 ? OptionalDouble.empty() : OptionalDouble.of(edges.get(bin - 1));
  }

  private OptionalDouble edgeAbove(int bin) {
    return bin == edges.size() ? OptionalDouble.empty() : OptionalDouble.of(edges.get(bin));
  }

  private final class Counts implements Accumulator<CostRow, CostBins> {
    private final SortedMap<String, long[]> bySite = new TreeMap<>();

    @Override
    public void add(CostRow row) {
      int found = Collections.binarySearch(edges, row.total());
      int bin = found >= 0 ? found + 1 : -found - 1;
      bySite.computeIfAbsent(row.site(), site -> new long[edges.size() + 1])[bin]++;
    }

    @Override
    public CostBins partial() {
      SortedMap<String, List<Long>> counts = new TreeMap<>();
      bySite.forEach((site, bins) -> counts.put(site, Arrays.stream(bins).boxed().toList()));
      return new CostBins(currency, priceYear, edges, counts);
    }
  }
}
