package org.therafed.evidence.competing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.rounds.LevelCounts;
import org.therafed.evidence.rounds.RoundRequest;
import org.therafed.evidence.rounds.RoundSource;
import org.therafed.evidence.rounds.RoundSums;

/**
 * Rows that answer a {@link FineGrayFit}. All persons of one stratum must be in one source: risk
 * sets and the censoring distribution are formed here, and no sum could tell that a label is at two
 * sources. Use the site as stratum in a federation.
 */
public final class FineGraySource implements RoundSource {
  private final FineGrayWeights weights;
  private final List<String> terms;
  private final int sites;
  private final LevelCounts levels;
  private final List<SubdistributionRiskSets> strata = new ArrayList<>();

  /**
   * Sorts the rows once.
   *
   * @param terms names of the covariates, in the order of each row's values
   */
  public FineGraySource(
      FineGrayWeights weights, List<String> terms, Iterable<SubdistributionRow> rows) {
    this.weights = weights;
    this.terms = List.copyOf(terms);
    Map<String, List<SubdistributionRow>> byStratum = new TreeMap<>();
    TreeSet<String> labels = new TreeSet<>();
    this.levels = new LevelCounts(this.terms.size());
    double[] values = new double[this.terms.size()];
    for (SubdistributionRow row : rows) {
      int given = row.size();
      if (given != this.terms.size()) {
        throw EvidenceCode.COVARIATE_IMPOSSIBLE.with(given + " covariates");
      }
      byStratum.computeIfAbsent(row.stratum(), s -> new ArrayList<>()).add(row);
      labels.add(row.site());
      row.copyTo(values, 0);
      levels.add(-1, values, 0);
    }
    sites = labels.size();
    byStratum
        .values()
        .forEach(r -> strata.add(new SubdistributionRiskSets(r, this.terms.size(), weights)));
  }

  @Override
  public double reach(RoundRequest request) {
    double[] beta = request.parameters().stream().mapToDouble(b -> b).toArray();
    return strata.stream().mapToDouble(stratum -> stratum.reach(beta)).max().orElse(0);
  }

  @Override
  public RoundSums answer(RoundRequest request) {
    int p = terms.size();
    if (request.version() != RoundRequest.VERSION
        || !request.model().equals(weights.model())
        || !request.covariates().equals(terms)
        || request.parameters().size() != p) {
      throw EvidenceCode.ROUND_SHAPE.with("a request for " + request.model());
    }
    if (strata.isEmpty()) {
      return RoundSums.empty();
    }
    if (request.stage().equals(FineGraySums.SCALE)) {
      double[] scale = new double[2 * p];
      strata.forEach(stratum -> stratum.addScale(scale));
      return new RoundSums(scale);
    }
    boolean variance = request.stage().equals(FineGraySums.VARIANCE);
    double[] beta = request.parameters().stream().mapToDouble(b -> b).toArray();
    double[] sums = new double[FineGraySums.size(p, variance)];
    sums[FineGraySums.SITES] = sites;
    levels.copyTo(sums, FineGraySums.levels(p));
    strata.forEach(stratum -> stratum.add(beta, variance, sums));
    return new RoundSums(sums);
  }
}
