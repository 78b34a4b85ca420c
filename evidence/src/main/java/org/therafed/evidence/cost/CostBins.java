package org.therafed.evidence.cost;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.Sites;

/**
 * How many courses cost what, in declared bins, by site.
 *
 * @param currency ISO 4217 code, the same in every part
 * @param priceYear calendar year whose prices these are, the same in every part
 * @param edges the bins' limits, increasing; a bin holds its lower edge
 * @param bySite counts by bin: below the first edge, between edges, from the last edge on
 */
@PartialFormat(kind = "cost-bins", version = 1)
public record CostBins(
    String currency, int priceYear, List<Double> edges, SortedMap<String, List<Long>> bySite)
    implements Partial<CostBins> {
  public CostBins {
    Objects.requireNonNull(currency, "currency");
    edges = checked(edges);
    bySite = Sites.copy(bySite);
    for (List<Long> counts : bySite.values()) {
      if (counts.size() != edges.size() + 1 || counts.stream().anyMatch(count -> count < 0)) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with(counts.size() + " bins");
      }
    }
  }

  static List<Double> checked(List<Double> edges) {
    List<Double> copy = List.copyOf(edges);
    for (int i = 0; i < copy.size(); i++) {
      if (!Double.isFinite(copy.get(i)) || (i > 0 && copy.get(i) <= copy.get(i - 1))) {
        throw EvidenceCode.COST_BINS.with("an edge of " + copy.get(i));
      }
    }
    if (copy.size() < 2) {
      throw EvidenceCode.COST_BINS.with(copy.size() + " edges");
    }
    return copy;
  }

  @Override
  public CostBins merge(CostBins other) {
    if (!edges.equals(other.edges)) {
      throw EvidenceCode.COST_BINS.with("two declarations in one question");
    }
    if (!currency.equals(other.currency) || priceYear != other.priceYear) {
      throw EvidenceCode.COST_UNIT_MIXED.with(
          currency + " " + priceYear + " and " + other.currency + " " + other.priceYear);
    }
    return new CostBins(
        currency, priceYear, edges, Sites.merge(bySite, other.bySite, CostBins::sum));
  }

  private static List<Long> sum(List<Long> one, List<Long> other) {
    return IntStream.range(0, one.size()).mapToObj(i -> one.get(i) + other.get(i)).toList();
  }

  /** Counts of all sites by bin. */
  long[] pooled() {
    long[] counts = new long[edges.size() + 1];
    for (List<Long> site : bySite.values()) {
      for (int i = 0; i < counts.length; i++) {
        counts[i] += site.get(i);
      }
    }
    return counts;
  }
}
