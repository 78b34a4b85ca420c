package org.therafed.evidence.comparison;

import java.util.ArrayList;
import java.util.List;
import org.therafed.evidence.logistic.Covariate;
import org.therafed.evidence.logistic.Design;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Method;

/**
 * Missing numeric covariates by a declared fill value and an indicator term each.
 *
 * <p>Right for a propensity score when the missing value itself played no part in the choice of
 * treatment, only that it was missing; biased otherwise, and biased in an outcome model.
 *
 * @param design the covariates as they would be without missing values
 * @param incomplete names of the numeric covariates that may be missing
 * @param fill what stands for a missing value
 * @see <a href="https://doi.org/10.1080/01621459.1984.10478078">Rosenbaum &amp; Rubin 1984, JASA
 *     79:516, appendix</a>
 */
public record MissingIndicator(Design design, List<String> incomplete, double fill) {
  public MissingIndicator {
    incomplete = List.copyOf(incomplete);
    for (String name : incomplete) {
      boolean numeric =
          design.covariates().stream()
              .anyMatch(c -> c.name().equals(name) && c.kind() == Covariate.Kind.NUMERIC);
      if (!numeric) {
        throw EvidenceCode.COVARIATE_DESIGN.with("a missing covariate that is no number");
      }
    }
    if (!Double.isFinite(fill) || incomplete.stream().distinct().count() < incomplete.size()) {
      throw EvidenceCode.DECLARATION_IMPOSSIBLE.with("a fill value of " + fill);
    }
  }

  /** What is done, for the method of a result. */
  public Method method() {
    return new Method(
        "missing covariates by indicator: " + String.join(", ", incomplete),
        "Rosenbaum & Rubin 1984, J Am Stat Assoc 79:516");
  }

  /** The design with the indicators last. */
  public Design extended() {
    List<Covariate> covariates = new ArrayList<>(design.covariates());
    incomplete.forEach(name -> covariates.add(Covariate.numeric(name + " missing")));
    return new Design(covariates);
  }

  /**
   * A row for the extended design.
   *
   * @param values for the design, NaN where a value is missing
   * @throws org.therafed.evidence.partial.EvidenceFault if a covariate is missing that may not be
   */
  public double[] values(double[] values) {
    int width = design.width();
    if (values.length != width) {
      throw EvidenceCode.COVARIATE_IMPOSSIBLE.with(values.length + " values in a row");
    }
    double[] filled = java.util.Arrays.copyOf(values, width + incomplete.size());
    int at = 0;
    for (Covariate covariate : design.covariates()) {
      if (covariate.kind() == Covariate.Kind.SITE) {
        continue;
      }
      int indicator = incomplete.indexOf(covariate.name());
      if (Double.isNaN(filled[at])) {
        if (indicator < 0) {
          throw EvidenceCode.COVARIATE_IMPOSSIBLE.with("NaN");
        }
        filled[at] = fill;
        filled[width + indicator] = 1;
      }
      at++;
    }
    return filled;
  }
}
