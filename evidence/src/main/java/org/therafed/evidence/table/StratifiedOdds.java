package org.therafed.evidence.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;

/**
 * The odds ratio common to strata by Mantel and Haenszel, Σ(ad/N) / Σ(bc/N), with the interval of
 * Robins, Breslow and Greenland, the Cochran–Mantel–Haenszel test without and with continuity
 * correction (½, left out where the deviation is smaller), and the Breslow–Day test of a common
 * odds ratio with Tarone's adjustment.
 *
 * <p>Assumes one odds ratio in all strata, which the last test looks at. Strata of fewer than two
 * persons tell nothing and are left out with a warning. Not estimable if no stratum holds both arms
 * and both outcomes.
 *
 * @param level confidence level
 */
public record StratifiedOdds(double level) implements TableEstimator<StratifiedOddsResult> {

  private static final Method METHOD =
      new Method(
          "Mantel–Haenszel odds ratio, Cochran–Mantel–Haenszel and Breslow–Day tests",
          "Mantel & Haenszel 1959, J Natl Cancer Inst 22:719; Robins, Breslow & Greenland 1986,"
              + " Biometrics 42:311; Breslow & Day 1980, IARC Sci Publ 32; Tarone 1985, Biometrika"
              + " 72:91");

  public StratifiedOdds {
    Levels.check(level);
  }

  @Override
  public Finding<StratifiedOddsResult> finish(TablePartial partial) {
    SortedMap<String, Cells> all = partial.byStratum();
    Cells pooled = partial.pooled();
    if (pooled.n() == 0) {
      return new NoData<>(METHOD);
    }
    List<Cells> strata = all.values().stream().filter(c -> c.n() >= 2).toList();
    Sums s = Sums.of(strata);
    if (!(s.variance > 0)) {
      return new NotEstimable<>(METHOD, "No stratum holds both arms and both outcomes.");
    }
    if (s.r == 0 && s.s == 0) {
      return new NotEstimable<>(METHOD, "Numerator and denominator of the odds ratio are 0.");
    }
    List<String> warnings = new ArrayList<>();
    if (strata.size() < all.size()) {
      warnings.add("Strata of fewer than two persons were left out.");
    }
    double odds = s.s == 0 ? Double.POSITIVE_INFINITY : s.r / s.s;
    Optional<TestResult> homogeneity = Optional.empty();
    RatioEstimate ratio = RatioEstimate.ofLog(odds, Double.POSITIVE_INFINITY, 1, level);
    if (s.r > 0 && s.s > 0) {
      double variance =
          s.pr / (2 * s.r * s.r) + (s.ps + s.qr) / (2 * s.r * s.s) + s.qs / (2 * s.s * s.s);
      ratio = RatioEstimate.ofLog(odds, Math.sqrt(variance), Levels.z(level), level);
      homogeneity = BreslowDay.test(strata, odds);
    } else {
      warnings.add("The odds ratio is 0 or infinite: no interval.");
    }
    if (homogeneity.isPresent() && homogeneity.get().pValue() < 0.05) {
      warnings.add("The odds ratios of the strata differ (Breslow–Day p < 0.05).");
    }
    if (s.variance < 5) {
      warnings.add("Few events in the strata: the tests are approximate.");
    }
    return new Estimated<>(
        new StratifiedOddsResult(
            new Basis(
                pooled.n(),
                pooled.events(),
                partial.sites(),
                "persons; odds ratio, first against second",
                METHOD,
                List.of(),
                warnings),
            strata.size(),
            pooled,
            ratio,
            TestResult.of(s.deviation * s.deviation / s.variance, 1),
            TestResult.of(corrected(s.deviation) / s.variance, 1),
            homogeneity));
  }

  private static double corrected(double deviation) {
    double off = Math.abs(deviation);
    double rest = off >= 0.5 ? off - 0.5 : off;
    return rest * rest;
  }

  /** Sums over strata in the notation of Robins, Breslow and Greenland. */
  private record Sums(
      double r,
      double s,
      double pr,
      double ps,
      double qr,
      double qs,
      double deviation,
      double variance) {

    static Sums of(List<Cells> strata) {
      double[] sum = new double[8];
      for (Cells t : strata) {
        double n = t.n();
        double p = (t.a() + t.d()) / n;
        double q = (t.b() + t.c()) / n;
        double r = (double) t.a() * t.d() / n;
        double s = (double) t.b() * t.c() / n;
        double events = t.events();
        sum[0] += r;
        sum[1] += s;
        sum[2] += p * r;
        sum[3] += p * s;
        sum[4] += q * r;
        sum[5] += q * s;
        sum[6] += t.a() - t.n1() * events / n;
        sum[7] += t.n1() / n * (t.n2() / n) * events * (n - events) / (n - 1);
      }
      return new Sums(sum[0], sum[1], sum[2], sum[3], sum[4], sum[5], sum[6], sum[7]);
    }
  }
}
