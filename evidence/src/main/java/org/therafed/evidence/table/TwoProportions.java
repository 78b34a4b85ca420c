package org.therafed.evidence.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;

/**
 * Two independent proportions: difference (Newcombe's hybrid score, Miettinen–Nurminen, Wald), risk
 * ratio (Katz, log scale), odds ratio (Woolf, log scale; conditional with exact limits), and the
 * tests of Pearson, Yates and Fisher. Strata are pooled; {@link StratifiedOdds} keeps them.
 *
 * <p>A crude comparison: it assumes that the arms differ in nothing else. Not estimable if an arm
 * holds nobody; a ratio that divides by 0 is absent, not infinite.
 *
 * @param level confidence level of all intervals
 */
public record TwoProportions(double level) implements TableEstimator<TwoProportionsResult> {

  private static final Method METHOD =
      new Method(
          "Two proportions: hybrid score, Katz, Woolf and exact conditional intervals",
          "Newcombe 1998, Stat Med 17:873; Miettinen & Nurminen 1985, Stat Med 4:213; Katz et al."
              + " 1978, Biometrics 34:469; Woolf 1955, Ann Hum Genet 19:251; Fisher 1935, J R Stat"
              + " Soc 98:39; Yates 1934, J R Stat Soc Suppl 1:217");

  public TwoProportions {
    Levels.check(level);
  }

  @Override
  public Finding<TwoProportionsResult> finish(TablePartial partial) {
    Cells t = partial.pooled();
    if (t.n() == 0) {
      return new NoData<>(METHOD);
    }
    if (t.n1() == 0 || t.n2() == 0) {
      return new NotEstimable<>(METHOD, "One of the two arms holds nobody.");
    }
    double z = Levels.z(level);
    double p1 = (double) t.a() / t.n1();
    double p2 = (double) t.c() / t.n2();
    double logRatioError = Math.sqrt(1.0 / t.a() - 1.0 / t.n1() + 1.0 / t.c() - 1.0 / t.n2());
    double logOddsError = Math.sqrt(1.0 / t.a() + 1.0 / t.b() + 1.0 / t.c() + 1.0 / t.d());
    double odds = (double) t.a() * t.d() / ((double) t.c() * t.b());
    boolean margins = t.events() > 0 && t.events() < t.n();
    boolean exact =
        Math.min(Math.min(t.n1(), t.n2()), Math.min(t.events(), t.n() - t.events()))
            <= ExactOdds.LARGEST_MARGIN;
    return new Estimated<>(
        new TwoProportionsResult(
            new Basis(
                t.n(),
                t.events(),
                partial.sites(),
                "persons; proportion, first against second",
                METHOD,
                List.of(),
                warnings(t, margins)),
            t,
            p1,
            p2,
            new TwoProportionsResult.Difference(
                p1 - p2,
                ScoreDifference.newcombe(t, level),
                ScoreDifference.miettinenNurminen(t, level),
                ScoreDifference.wald(t, level)),
            RatioEstimate.ofLog(p1 / p2, logRatioError, z, level),
            RatioEstimate.ofLog(odds, logOddsError, z, level),
            exact ? Optional.of(ExactOdds.of(t, level)) : Optional.empty(),
            margins ? Optional.of(pearson(t, false)) : Optional.empty(),
            margins ? Optional.of(pearson(t, true)) : Optional.empty()));
  }

  private static TestResult pearson(Cells t, boolean continuity) {
    double n = t.n();
    double[] seen = {t.a(), t.b(), t.c(), t.d()};
    double events = t.events();
    double[] expected = {
      t.n1() * events / n, t.n1() * (n - events) / n, t.n2() * events / n, t.n2() * (n - events) / n
    };
    double chi = 0;
    for (int i = 0; i < 4; i++) {
      double off = Math.abs(seen[i] - expected[i]);
      double corrected = continuity ? Math.max(0, off - 0.5) : off;
      chi += corrected * corrected / expected[i];
    }
    return TestResult.of(chi, 1);
  }

  private static List<String> warnings(Cells t, boolean margins) {
    List<String> warnings = new ArrayList<>();
    if (!margins) {
      warnings.add("Everybody or nobody had the event: no test, and the odds ratio is unknown.");
    } else if (Math.min(Math.min(t.a(), t.b()), Math.min(t.c(), t.d())) < 5) {
      warnings.add("A cell of fewer than 5 persons: use the exact test and the score interval.");
    }
    if (Math.min(t.n1(), t.n2()) < 50) {
      warnings.add("An arm of fewer than 50 persons: the Wald interval is too narrow.");
    }
    return warnings;
  }
}
