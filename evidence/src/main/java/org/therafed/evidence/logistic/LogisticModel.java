package org.therafed.evidence.logistic;

import java.util.List;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.Sites;
import org.therafed.evidence.rounds.RoundsDriver;

/**
 * A logistic regression as declared before the first round: log(p/(1 − p)) = β₀ + βx + offset, by
 * maximum likelihood with Newton steps, Σ w (y − p)(1, x) = 0.
 *
 * <p>Assumes independent rows and a linear predictor. Weights are sampling weights: model-based
 * standard errors take them for counts, so declare {@code robust} with them (sandwich by row). Not
 * estimable, and named so, are: no event or no non-event, a constant or collinear term, perfect and
 * quasi-complete separation (where the likelihood has no finite maximum), rounds used up.
 *
 * @param design the covariates
 * @param sites labels of all sites that may hold rows
 * @param level confidence level
 * @param robust whether the sandwich variance is asked for, in one round more
 * @param maxRounds rounds after which the fit gives up; 60 by default
 * @see <a href="https://doi.org/10.1007/978-1-4899-3242-6">McCullagh &amp; Nelder 1989</a>
 * @see <a href="https://doi.org/10.1093/biomet/71.1.1">Albert &amp; Anderson 1984</a>
 */
public record LogisticModel(
    Design design, List<String> sites, double level, boolean robust, int maxRounds) {
  /** Rounds that suffice for every fit that has a maximum, and to find separation. */
  public static final int ROUNDS = 60;

  public LogisticModel {
    sites = sites.stream().map(Sites::check).distinct().sorted().toList();
    Levels.check(level);
    if (sites.isEmpty() || maxRounds < 3) {
      throw EvidenceCode.DECLARATION_IMPOSSIBLE.with(
          sites.size() + " sites and " + maxRounds + " rounds");
    }
  }

  /** With model-based variance and the default number of rounds. */
  public LogisticModel(Design design, List<String> sites, double level) {
    this(design, sites, level, false, ROUNDS);
  }

  /** What is computed, with its source. */
  public Method method() {
    return new Method(
        "Logistic regression, maximum likelihood" + (robust ? ", robust variance" : ""),
        "McCullagh & Nelder 1989, Generalized Linear Models; Albert & Anderson 1984,"
            + " Biometrika 71:1 (separation)"
            + (robust ? "; White 1982, Econometrica 50:1" : ""));
  }

  /** A new collector of rows for this model. */
  public LogisticRows rows() {
    return new LogisticRows(this);
  }

  /** The fit, to be run by a driver. */
  public LogisticFit fit() {
    return new LogisticFit(this);
  }

  /** The finding over the rows of these sources together, in memory. */
  public Finding<LogisticResult> over(List<LogisticRows> sources) {
    return RoundsDriver.run(fit(), sources);
  }
}
