package org.therafed.evidence.logistic;

import java.util.HashSet;
import java.util.List;
import org.therafed.evidence.partial.EvidenceCode;

/**
 * The covariates of a model in order, and how a row becomes numbers. An intercept always comes
 * first and is not declared.
 *
 * @param covariates in order; may be empty
 */
public record Design(List<Covariate> covariates) {
  /** Values beyond it leave no room for their squares. */
  private static final double LARGEST = 1e100;

  public Design {
    covariates = List.copyOf(covariates);
    List<String> terms = covariates.stream().flatMap(c -> c.terms().stream()).toList();
    if (new HashSet<>(terms).size() < terms.size() || terms.contains(LogisticResult.INTERCEPT)) {
      throw EvidenceCode.COVARIATE_DESIGN.with("two terms of one name");
    }
  }

  /** Names of the terms without the intercept. */
  public List<String> terms() {
    return covariates.stream().flatMap(c -> c.terms().stream()).toList();
  }

  /** How many values a row has: one per covariate that is not the site. */
  public int width() {
    return (int) covariates.stream().filter(c -> c.kind() != Covariate.Kind.SITE).count();
  }

  /**
   * A row's terms.
   *
   * @param site the row's site label
   * @param values one per covariate that is not the site: a number, or the index of a level
   * @return one number per term, without the intercept
   * @throws org.therafed.evidence.partial.EvidenceFault if a value is not finite or names no level
   */
  public double[] encode(String site, double[] values) {
    double[] row = new double[terms().size()];
    encode(site, values, row, 0);
    return row;
  }

  void encode(String site, double[] values, double[] into, int from) {
    if (values.length != width()) {
      throw EvidenceCode.COVARIATE_IMPOSSIBLE.with(values.length + " values in a row");
    }
    int at = from;
    int next = 0;
    for (Covariate covariate : covariates) {
      if (covariate.kind() == Covariate.Kind.NUMERIC) {
        double value = values[next++];
        if (!(Math.abs(value) <= LARGEST)) {
          throw EvidenceCode.COVARIATE_IMPOSSIBLE.with(value);
        }
        into[at++] = value;
        continue;
      }
      int reference = covariate.levels().indexOf(covariate.reference());
      int level;
      if (covariate.kind() == Covariate.Kind.SITE) {
        level = covariate.code(site);
      } else {
        double value = values[next++];
        level = (int) value;
        if (level != value || level < 0 || level >= covariate.levels().size()) {
          throw EvidenceCode.COVARIATE_IMPOSSIBLE.with("level " + value);
        }
      }
      int terms = covariate.levels().size() - 1;
      for (int i = 0; i < terms; i++) {
        into[at + i] = 0;
      }
      if (level != reference) {
        into[at + level - (level > reference ? 1 : 0)] = 1;
      }
      at += terms;
    }
  }
}
