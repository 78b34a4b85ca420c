package org.therafed.evidence.cox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which coefficients run to infinity, told from how their variance has grown over that at 0: a
 * coefficient of {@value #GROWTH}-fold variance does (Bryson and Johnson 1981, Technometrics
 * 23:381).
 */
final class Divergence {
  /** Growth of a coefficient's variance that no finite effect explains. */
  static final double GROWTH = 1e7;

  /** The same growth in a fit that is given up: the term to name. */
  private static final double SUSPECT = 100;

  private final List<String> terms;
  private final boolean[] kept;
  private final Optional<double[][]> atZero;

  /**
   * Compares with the start.
   *
   * @param kept the terms fitted, by place
   * @param start at coefficients 0
   */
  Divergence(List<String> terms, boolean[] kept, CoxStep start) {
    this.terms = terms;
    this.kept = kept;
    this.atZero = Symmetric.inverse(start.information(), kept);
  }

  /**
   * The terms whose coefficients run to infinity; all of them if the information has no inverse and
   * none can be told.
   *
   * @param inverse of the information at that step
   */
  List<String> infinite(CoxStep step, Optional<double[][]> inverse) {
    List<String> names = new ArrayList<>();
    boolean[] told = Symmetric.independent(step.information(), step.moment(), 1e-13);
    for (int k = 0; k < kept.length; k++) {
      boolean gone =
          inverse.isEmpty()
              ? !told[k]
              : atZero.isEmpty() || inverse.get()[k][k] > GROWTH * atZero.get()[k][k];
      if (kept[k] && gone) {
        names.add(terms.get(k));
      }
    }
    return names.isEmpty() && inverse.isEmpty() ? terms : names;
  }

  /** The terms to name where no maximum was found. */
  List<String> suspects(double[][] covariance) {
    List<String> names = new ArrayList<>();
    for (int k = 0; k < kept.length; k++) {
      if (kept[k] && covariance[k][k] > SUSPECT * atZero.orElseThrow()[k][k]) {
        names.add(terms.get(k));
      }
    }
    return names;
  }

  /** Why there is no estimate. */
  static String reason(List<String> names) {
    return "the likelihood has no maximum: "
        + String.join(", ", names)
        + " would be infinite (a group without events, or perfect separation)";
  }
}
