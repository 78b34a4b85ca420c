package org.therafed.evidence.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.special.Erf;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.partial.Result;

/**
 * Estimates from m imputed copies of the data taken together: the mean Q, variance T = U + (1 +
 * 1/m)B of mean variance U and variance B between copies, t with Barnard and Rubin's degrees of
 * freedom.
 *
 * <p>Assumes proper imputations and, as they do, values missing at random given what was observed.
 *
 * @see <a href="https://doi.org/10.1002/9780470316696">Rubin 1987</a>
 * @see <a href="https://doi.org/10.1093/biomet/86.4.948">Barnard &amp; Rubin 1999</a>
 */
public final class RubinRules {
  private static final String SOURCE =
      "Rubin 1987, Multiple Imputation for Nonresponse; Barnard & Rubin 1999, Biometrika 86:948";

  private RubinRules() {}

  /**
   * What one imputed copy of the data gave.
   *
   * @param estimate on a scale where it is nearly normal
   * @param stdErr its standard error, above 0
   */
  public record Copy(double estimate, double stdErr) {
    public Copy {
      if (!(Math.abs(estimate) <= 1e100) || !(stdErr > 0 && stdErr <= 1e100)) {
        throw EvidenceCode.SITE_ESTIMATE_IMPOSSIBLE.with(stdErr);
      }
    }
  }

  /**
   * The pooled estimate.
   *
   * @param basis what it stands on, the imputation among its method
   * @param copies imputed copies
   * @param estimate mean over the copies
   * @param stdErr √T
   * @param within U
   * @param between B
   * @param df degrees of freedom; infinite ones are empty
   * @param missingInformation share of information that the missing values took
   * @param interval limits by t
   * @param pValue two-sided, of no effect
   */
  public record Pooled(
      Basis basis,
      int copies,
      double estimate,
      double stdErr,
      double within,
      double between,
      OptionalDouble df,
      double missingInformation,
      Interval interval,
      double pValue)
      implements Result {

    @Override
    public List<Estimate> estimates() {
      return List.of(
          Estimate.of("estimate over imputations", estimate, interval, "1"),
          Estimate.of("missing information", 100 * missingInformation, "%"));
    }
  }

  /**
   * Pools.
   *
   * @param of what each copy's estimate stands on, with its method
   * @param copies at least 2
   * @param completeDf degrees of freedom of the estimate without missing values; empty for many
   * @param level confidence level
   */
  public static Finding<Pooled> pool(
      Basis of, List<Copy> copies, OptionalDouble completeDf, double level) {
    int m = copies.size();
    Method method =
        new Method(
            of.method().name() + ", " + m + " imputations", of.method().source() + "; " + SOURCE);
    if (m == 0) {
      return new NoData<>(method);
    }
    if (m == 1) {
      return new NotEstimable<>(method, "one imputed copy shows nothing of what is missing");
    }
    if (completeDf.isPresent() && !(completeDf.getAsDouble() > 0)) {
      throw EvidenceCode.DECLARATION_IMPOSSIBLE.with("degrees of freedom of 0");
    }
    double mean = copies.stream().mapToDouble(Copy::estimate).sum() / m;
    double within = copies.stream().mapToDouble(c -> c.stdErr() * c.stdErr()).sum() / m;
    double between =
        copies.stream().mapToDouble(c -> (c.estimate() - mean) * (c.estimate() - mean)).sum()
            / (m - 1);
    double added = (1 + 1.0 / m) * between;
    double total = within + added;
    double lambda = added / total;
    double inverseDf = lambda * lambda / (m - 1);
    if (completeDf.isPresent()) {
      double complete = completeDf.getAsDouble();
      inverseDf += 1 / ((complete + 1) / (complete + 3) * complete * (1 - lambda));
    }
    boolean normal = inverseDf < 1e-9;
    double df = normal ? Double.POSITIVE_INFINITY : 1 / inverseDf;
    double r = added / within;
    double stdErr = Math.sqrt(total);
    double half = Levels.t(level, df) * stdErr;
    double t = Math.abs(mean) / stdErr;
    List<String> warnings = new ArrayList<>(of.warnings());
    double missing = (r + (normal ? 0 : 2 / (df + 3))) / (r + 1);
    if (m < 100 * missing) {
      warnings.add("Fewer imputations than percent of missing information: make more.");
    }
    Basis basis =
        new Basis(of.n(), of.events(), of.sites(), of.unit(), method, of.checks(), warnings);
    return new Estimated<>(
        new Pooled(
            basis,
            m,
            mean,
            stdErr,
            within,
            between,
            normal ? OptionalDouble.empty() : OptionalDouble.of(df),
            missing,
            new Interval(mean - half, mean + half, level),
            normal
                ? Erf.erfc(t / Math.sqrt(2))
                : 2 * new TDistribution(df).cumulativeProbability(-t)));
  }
}
