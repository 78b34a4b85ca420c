package org.therafed.evidence.logistic;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.ModelResult;

/**
 * A logistic regression that has a finite maximum.
 *
 * @param basis what it stands on
 * @param terms the intercept first, then the design's terms
 * @param covariance of the coefficients, model-based, by row
 * @param logLikelihood at the maximum
 * @param logLikelihoodNull with the intercept and the offset only
 * @param likelihoodRatio test of all terms together
 * @param wald the same by the coefficients; robust where that was asked for
 * @param score the same by the score at no association
 * @param rounds rounds it took
 * @param smallestLevel fewest persons at any level of a covariate that has levels
 */
public record LogisticResult(
    Basis basis,
    List<LogisticTerm> terms,
    List<List<Double>> covariance,
    double logLikelihood,
    double logLikelihoodNull,
    Test likelihoodRatio,
    Test wald,
    Test score,
    int rounds,
    OptionalLong smallestLevel)
    implements ModelResult {
  /** Name of the first term. */
  public static final String INTERCEPT = "intercept";

  /**
   * A χ² test that all terms but the intercept are 0.
   *
   * @param chiSquared its value
   * @param df degrees of freedom
   * @param pValue its p value; 1 without terms
   */
  public record Test(double chiSquared, int df, double pValue) {}

  public LogisticResult {
    terms = List.copyOf(terms);
    covariance = covariance.stream().map(List::copyOf).toList();
  }

  @Override
  public int parameters() {
    return terms.size();
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    for (LogisticTerm term : terms) {
      all.add(
          Estimate.of("log odds ratio", term.coefficient(), term.interval(), "1")
              .at("term", term.term()));
    }
    all.add(Estimate.of("p of all terms", likelihoodRatio.pValue(), "1"));
    return all;
  }

  /** −2 log-likelihood. */
  public double deviance() {
    return -2 * logLikelihood;
  }

  /** −2 log-likelihood with the intercept and the offset only. */
  public double devianceNull() {
    return -2 * logLikelihoodNull;
  }

  /** Akaike's criterion, deviance + 2 per coefficient. */
  public double aic() {
    return deviance() + 2 * terms.size();
  }

  /** The coefficients, the intercept first. */
  public double[] coefficients() {
    return terms.stream().mapToDouble(LogisticTerm::coefficient).toArray();
  }
}
