package org.therafed.evidence.pooling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Result;

/**
 * The sites' estimates taken together, in their own unit.
 *
 * @param basis what it stands on; {@code sites} is k
 * @param estimate Σwy/Σw with w = 1/(se² + τ²)
 * @param stdErr its standard error, by the declared test
 * @param interval its interval
 * @param statistic estimate/stdErr
 * @param pValue two-sided, of no effect
 * @param tau2 variance between sites
 * @param tau2StdErr its asymptotic standard error; none for the fixed effect or one site
 * @param tau2Interval its Q-profile interval; none for one site, or where the estimates are more
 *     alike than their errors allow
 * @param i2Percent share of variance that is between sites, percent: (Q − df)/Q for the fixed
 *     effect and DerSimonian–Laird, τ²/(τ² + typical variance) otherwise
 * @param h2 total over sampling variance, by the same convention; Q/df for the fixed effect
 * @param q Cochran's Q, Σ(y − μ)²/se² about the fixed effect
 * @param qDf its degrees of freedom, k − 1
 * @param qPValue its p value; 1 for one site
 * @param prediction where the effect of a further site is expected
 * @param weightsPercent weights by site, summing to 100
 */
public record PooledEstimate(
    Basis basis,
    double estimate,
    double stdErr,
    Interval interval,
    double statistic,
    double pValue,
    double tau2,
    OptionalDouble tau2StdErr,
    Optional<Interval> tau2Interval,
    double i2Percent,
    double h2,
    double q,
    int qDf,
    double qPValue,
    Optional<Interval> prediction,
    SortedMap<String, Double> weightsPercent)
    implements Result {
  public PooledEstimate {
    weightsPercent = Collections.unmodifiableSortedMap(new TreeMap<>(weightsPercent));
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    all.add(Estimate.of("pooled estimate", estimate, interval, "1"));
    prediction.ifPresent(p -> all.add(Estimate.of("estimate of a further site", estimate, p, "1")));
    Estimate between = Estimate.of("variance between sites", tau2, "1");
    all.add(
        tau2Interval.isEmpty()
            ? between
            : Estimate.of("variance between sites", tau2, tau2Interval.get(), "1"));
    all.add(Estimate.of("share of variance between sites", i2Percent, "%"));
    all.add(Estimate.of("p of no heterogeneity", qPValue, "1"));
    weightsPercent.forEach((site, w) -> all.add(Estimate.of("weight", w, "%").at("site", site)));
    return all;
  }
}
