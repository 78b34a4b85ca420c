package org.therafed.evidence.pooling;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.special.Erf;
import org.hipparchus.special.Gamma;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;

/**
 * Site estimates y with standard errors taken together by inverse variance, μ = Σwy/Σw, w = 1/(se²
 * + τ²), with a fixed or a random effect of site.
 *
 * <p>Assumes independent sites, nearly normal estimates and known standard errors. With few sites
 * τ² is known badly: prefer REML with {@link PoolingTest#HARTUNG_KNAPP}; the z interval is too
 * short then and the result warns. One site is reported as itself, with z, τ² = 0 and a warning.
 * Not estimable where Hartung–Knapp finds all estimates equal, for its variance is 0.
 *
 * @param method how τ² is estimated
 * @param test quantiles and standard error
 * @param prediction quantiles of the prediction interval
 * @param level confidence level of all intervals
 * @see <a href="https://doi.org/10.1002/sim.791">Hartung &amp; Knapp 2001</a>
 * @see <a href="https://doi.org/10.1111/j.1467-985X.2008.00552.x">Higgins, Thompson &amp;
 *     Spiegelhalter 2009</a>
 */
public record MetaAnalysis(
    Heterogeneity method, PoolingTest test, Prediction prediction, double level)
    implements Estimator<SiteEstimate, SiteEstimates, PooledEstimate> {
  /** Below it z with an estimated τ² is warned of: in simulation 91 % for 95 % at 12 sites. */
  private static final int FEW_SITES = 20;

  /** Below it a prediction interval is: 92 % for 95 % at 30 sites, 84 % at 5. */
  private static final int PREDICTING_SITES = 100;

  /** Below it Hartung–Knapp is too: 91 % for 95 % at 3 sites of unequal precision. */
  private static final int VERY_FEW_SITES = 5;

  public MetaAnalysis {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(test, "test");
    Objects.requireNonNull(prediction, "prediction");
    Levels.check(level);
  }

  /** REML with Hartung–Knapp and prediction by t(k − 1): what few sites call for. */
  public static MetaAnalysis ofFewSites(double level) {
    return new MetaAnalysis(
        Heterogeneity.REML, PoolingTest.HARTUNG_KNAPP, Prediction.T_K_MINUS_1, level);
  }

  /** What is computed, with its source. */
  public Method describe() {
    boolean knapp = test == PoolingTest.HARTUNG_KNAPP;
    return new Method(
        "Meta-analysis of sites, " + method.label() + (knapp ? ", Hartung–Knapp" : ", z"),
        method.source()
            + (knapp ? "; Hartung & Knapp 2001, Stat Med 20:3875" : "")
            + "; Viechtbauer 2007, Stat Med 26:37");
  }

  @Override
  public SiteEstimates empty() {
    return SiteEstimates.empty();
  }

  @Override
  public Accumulator<SiteEstimate, SiteEstimates> accumulator() {
    TreeMap<String, SiteEstimates.Value> values = new TreeMap<>();
    return new Accumulator<>() {
      @Override
      public void add(SiteEstimate row) {
        SiteEstimates.Value value =
            new SiteEstimates.Value(row.n(), row.events(), row.estimate(), row.stdErr());
        if (values.putIfAbsent(row.site(), value) != null) {
          throw EvidenceCode.SITE_TWICE.with(values.size() + " sites so far");
        }
      }

      @Override
      public SiteEstimates partial() {
        return new SiteEstimates(values);
      }
    };
  }

  /**
   * The analysis without each site in turn.
   *
   * @return one entry per site, in the order of the labels; empty for fewer than 2 sites
   */
  public List<LeftOut> leaveOneSiteOut(SiteEstimates estimates) {
    if (estimates.bySite().size() < 2) {
      return List.of();
    }
    return estimates.bySite().keySet().stream()
        .map(site -> new LeftOut(site, finish(estimates.without(site))))
        .toList();
  }

  /**
   * What remains without one site.
   *
   * @param site the site left out
   * @param finding the analysis of the others
   */
  public record LeftOut(String site, Finding<PooledEstimate> finding) {}

  @Override
  public Finding<PooledEstimate> finish(SiteEstimates estimates) {
    int k = estimates.bySite().size();
    if (k == 0) {
      return new NoData<>(describe());
    }
    double[] y = estimates.bySite().values().stream().mapToDouble(e -> e.estimate()).toArray();
    double[] v =
        estimates.bySite().values().stream().mapToDouble(e -> e.stdErr() * e.stdErr()).toArray();
    Tau2 heterogeneity = new Tau2(y, v);
    double tau2 = heterogeneity.estimate(method);
    Tau2.Weighted pooled = heterogeneity.at(tau2);
    Tau2.Weighted fixed = heterogeneity.at(0);
    boolean knapp = test == PoolingTest.HARTUNG_KNAPP && k > 1;
    double stdErr = Math.sqrt(knapp ? pooled.rss / ((k - 1) * pooled.sum) : 1 / pooled.sum);
    double statistic = pooled.mean / stdErr;
    if (!(stdErr > 0) || !Double.isFinite(statistic)) {
      return new NotEstimable<>(
          describe(), "all sites found the same, so that Hartung–Knapp knows no error");
    }
    double quantile = knapp ? Levels.t(level, k - 1.0) : Levels.z(level);
    double typical = k == 1 ? 1 : (k - 1) / fixed.traceP();
    double q = k == 1 ? 0 : fixed.rss;
    boolean ofQ = method == Heterogeneity.FE && k > 1;
    TreeMap<String, Double> weights = new TreeMap<>();
    int i = 0;
    for (String site : estimates.bySite().keySet()) {
      weights.put(site, 100 * pooled.w[i++] / pooled.sum);
    }
    return new Estimated<>(
        new PooledEstimate(
            basis(estimates, warnings(k, knapp, tau2, stdErr, quantile, pooled.sum)),
            pooled.mean,
            stdErr,
            around(pooled.mean, quantile * stdErr),
            statistic,
            knapp
                ? 2 * new TDistribution(k - 1.0).cumulativeProbability(-Math.abs(statistic))
                : Erf.erfc(Math.abs(statistic) / Math.sqrt(2)),
            tau2,
            heterogeneity.stdErr(method, tau2),
            heterogeneity.interval(level),
            ofQ ? 100 * Math.max(0, q - (k - 1)) / Math.max(q, 1e-300) : share(tau2, typical),
            ofQ ? q / (k - 1) : tau2 / typical + 1,
            q,
            k - 1,
            k == 1 ? 1 : Gamma.regularizedGammaQ((k - 1) / 2.0, q / 2),
            predictionInterval(k, pooled.mean, Math.sqrt(stdErr * stdErr + tau2)),
            weights));
  }

  private static double share(double tau2, double typical) {
    return 100 * tau2 / (tau2 + typical);
  }

  private Interval around(double centre, double half) {
    return new Interval(centre - half, centre + half, level);
  }

  private Optional<Interval> predictionInterval(int k, double mean, double spread) {
    int df = prediction == Prediction.T_K_MINUS_2 ? k - 2 : k - 1;
    if (prediction == Prediction.NONE || df < 1) {
      return Optional.empty();
    }
    double quantile = prediction == Prediction.Z ? Levels.z(level) : Levels.t(level, df);
    return Optional.of(around(mean, quantile * spread));
  }

  private Basis basis(SiteEstimates estimates, List<String> warnings) {
    return new Basis(
        estimates.bySite().values().stream().mapToLong(SiteEstimates.Value::n).sum(),
        estimates.bySite().values().stream().mapToLong(SiteEstimates.Value::events).sum(),
        estimates.bySite().size(),
        "sites; the unit of their estimates",
        describe(),
        List.of(),
        warnings);
  }

  private List<String> warnings(
      int k, boolean knapp, double tau2, double stdErr, double quantile, double sum) {
    List<String> warnings = new ArrayList<>();
    if (k == 1) {
      warnings.add("One site: nothing is pooled; its own estimate with a normal interval.");
      return warnings;
    }
    if (method != Heterogeneity.FE && !knapp && k < FEW_SITES) {
      warnings.add(
          "Few sites ("
              + k
              + "): the normal interval of "
              + (method == Heterogeneity.DL ? "DerSimonian–Laird" : "a random effect")
              + " is too short; use REML with Hartung–Knapp.");
    }
    if (prediction != Prediction.NONE && k < PREDICTING_SITES) {
      warnings.add(
          "Fewer than "
              + PREDICTING_SITES
              + " sites: a further one lies outside its prediction interval more often than said.");
    }
    if (k == 2) {
      warnings.add("Two sites: their heterogeneity can hardly be told.");
    }
    if (knapp && k < VERY_FEW_SITES) {
      warnings.add(
          "Fewer than "
              + VERY_FEW_SITES
              + " sites: where they differ in precision even Hartung–Knapp falls somewhat short.");
    }
    if (knapp && quantile * stdErr < Levels.z(level) / Math.sqrt(sum)) {
      warnings.add("The Hartung–Knapp interval is shorter than the normal one here.");
    }
    if (method != Heterogeneity.FE && tau2 == 0 && k < FEW_SITES) {
      warnings.add("No variance between sites was found, which few sites do not rule out.");
    }
    return warnings;
  }
}
