package org.therafed.evidence.dose;

import java.util.List;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;

/**
 * How the probability of an effect rises with dose: logit p = α + β·dose by maximum likelihood,
 * with the doses at given risks, TD = (logit r − α)/β, such as TD5 and TD50 for a toxicity or the
 * dose that half respond to.
 *
 * <p>Intervals of a TD: by the delta method, and Fieller's, which holds where the slope is
 * uncertain and is unbounded (no numbers) where the slope does not differ from 0. Where courses
 * have several rows (dose per cycle), all errors are by courses as clusters (sandwich, no
 * small-sample factor). Assumes a logistic shape and no confounder of dose: planned doses depend on
 * kidney function and frailty, and so does toxicity.
 *
 * <p>Not estimable: nobody or everybody with the effect, one dose only, doses that separate those
 * with from those without. With a slope of 0 or below there is a fit and no TD.
 *
 * @param level confidence level
 * @param unit unit of dose, such as {@code Gy}
 * @param risks probabilities of which the dose is wanted, such as 0.05 and 0.5
 * @see <a href="https://doi.org/10.2307/2332854">Fieller 1954</a>
 */
public record DoseEffect(double level, String unit, List<Double> risks) {

  /** What is computed, with its source. */
  public static final Method METHOD =
      new Method(
          "Logistic dose–effect curve, delta-method and Fieller intervals of the dose at a risk",
          "Cox & Snell 1989, Analysis of Binary Data; Fieller 1954, J R Stat Soc B 16:175; Liang &"
              + " Zeger 1986, Biometrika 73:13");

  public DoseEffect {
    Levels.check(level);
    risks = List.copyOf(risks);
    if (unit == null || unit.isBlank()) {
      throw EvidenceCode.DOSE_MODEL_IMPOSSIBLE.with("no unit");
    }
    for (double risk : risks) {
      if (!(risk > 0 && risk < 1)) {
        throw EvidenceCode.PROBABILITY_OUT_OF_RANGE.with(risk);
      }
    }
  }

  /** A new fit, to be run over sources by {@code RoundsDriver}. */
  public DoseEffectFit fit() {
    return new DoseEffectFit(this);
  }
}
