package org.therafed.evidence.competing;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.ModelResult;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.rounds.LevelCounts;
import org.therafed.evidence.rounds.RoundSums;

/**
 * A Fine–Gray fit.
 *
 * @param basis what it stands on
 * @param terms the coefficients, in the order asked for
 * @param logLikelihoodNull log partial likelihood at β = 0
 * @param logLikelihood and at the estimate
 * @param wald statistic of β = 0 by the sandwich variance, on as many degrees of freedom as terms
 * @param smallestLevel fewest persons at any level of a covariate that has levels
 */
public record FineGrayResult(
    Basis basis,
    List<FineGrayTerm> terms,
    double logLikelihoodNull,
    double logLikelihood,
    double wald,
    OptionalLong smallestLevel)
    implements ModelResult {

  public FineGrayResult {
    terms = List.copyOf(terms);
  }

  static Finding<FineGrayResult> of(
      FineGrayFit fit, double[] beta, RoundSums first, RoundSums total, double level) {
    int p = beta.length;
    Symmetric information =
        new Symmetric(FineGraySums.matrix(total, FineGraySums.information(p), p));
    double[][] middle = FineGraySums.matrix(total, FineGraySums.sandwich(p), p);
    if (total.get(FineGraySums.FAILED) > 0 || information.dependent().isPresent()) {
      return new NotEstimable<>(fit.method(), "the information vanishes at the estimate");
    }
    double[][] bread = information.inverse();
    double[][] robust = product(product(bread, middle), bread);
    double z = Levels.z(level);
    List<FineGrayTerm> terms = new ArrayList<>();
    for (int k = 0; k < p; k++) {
      double se = Math.sqrt(robust[k][k]);
      double lower = Math.exp(beta[k] - z * se);
      double upper = Math.exp(beta[k] + z * se);
      if (!(se > 0) || !Double.isFinite(upper)) {
        return new NotEstimable<>(
            fit.method(), "the standard error of " + fit.terms().get(k) + " cannot be told");
      }
      terms.add(
          new FineGrayTerm(
              fit.terms().get(k),
              beta[k],
              Math.sqrt(bread[k][k]),
              se,
              Math.exp(beta[k]),
              new Interval(lower, upper, level)));
    }
    Symmetric variance = new Symmetric(robust);
    if (variance.dependent().isPresent()) {
      return new NotEstimable<>(fit.method(), "fewer independent persons than terms");
    }
    double[] solved = variance.solve(beta);
    double wald = 0;
    for (int k = 0; k < p; k++) {
      wald += beta[k] * solved[k];
    }
    return new Estimated<>(
        new FineGrayResult(
            basis(fit, total, p),
            terms,
            first.get(FineGraySums.LOG_LIKELIHOOD),
            total.get(FineGraySums.LOG_LIKELIHOOD),
            wald,
            OptionalLong.of(LevelCounts.smallest(total.toArray(), FineGraySums.levels(p), p))));
  }

  private static Basis basis(FineGrayFit fit, RoundSums total, int p) {
    long events = Math.round(total.get(FineGraySums.EVENTS));
    long strata = Math.round(total.get(FineGraySums.STRATA));
    List<String> warnings = new ArrayList<>();
    warnings.add("Proportional subdistribution hazards are assumed, not checked.");
    if (events < 10L * p) {
      warnings.add("Fewer than 10 events per term: estimates are unstable.");
    }
    if (strata > 1) {
      warnings.add("Stratified: each stratum has its own baseline and censoring.");
    }
    return new Basis(
        Math.round(total.get(FineGraySums.ROWS)),
        events,
        (int) Math.round(total.get(FineGraySums.SITES)),
        "persons; subdistribution hazard ratio",
        fit.method(),
        List.of("likelihood has a summit", "no term is determined by others"),
        warnings);
  }

  private static double[][] product(double[][] a, double[][] b) {
    int p = a.length;
    double[][] c = new double[p][p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        for (int k = 0; k < p; k++) {
          c[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return c;
  }

  @Override
  public int parameters() {
    return terms.size();
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    for (FineGrayTerm term : terms) {
      all.add(
          Estimate.of("subdistribution hazard ratio", term.ratio(), term.interval(), "1")
              .at("term", term.name()));
      all.add(Estimate.of("p", term.p(), "1").at("term", term.name()));
    }
    return all;
  }
}
