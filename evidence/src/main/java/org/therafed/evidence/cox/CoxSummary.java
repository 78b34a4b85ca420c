package org.therafed.evidence.cox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.NotEstimable;

/** Turns the last sums of a fit into its result. */
final class CoxSummary {
  /** Fewer events than this are few whatever the number of parameters. */
  private static final int FEW_EVENTS = 10;

  /** A sandwich below this part of the model's variance is rounding: the clusters' scores are 0. */
  private static final double NOTHING = 1e-14;

  /** Pivots of the sandwich below this part of their diagonal are rounding. */
  private static final double SINGULAR = 1e-10;

  /** Below this number of clusters the sandwich is too small. */
  private static final int FEW_CLUSTERS = 80;

  private final CoxModel model;
  private final CoxLayout layout;
  private final boolean[] kept;
  private final CoxStep start;
  private final CoxStep best;
  private final double[][] covariance;
  private final Optional<double[]> last;

  CoxSummary(
      CoxModel model,
      CoxLayout layout,
      boolean[] kept,
      CoxStep start,
      CoxStep best,
      double[][] covariance,
      Optional<double[]> last) {
    this.model = model;
    this.layout = layout;
    this.kept = kept;
    this.start = start;
    this.best = best;
    this.covariance = covariance;
    this.last = last;
  }

  Finding<CoxResult> finding() {
    double[][] robust = model.robust() ? sandwich() : covariance;
    double z = Levels.z(model.level());
    List<CoxTerm> terms = new ArrayList<>();
    Map<String, String> without = new TreeMap<>();
    List<List<Double>> variances = new ArrayList<>();
    for (int k = 0; k < kept.length; k++) {
      String name = model.terms().get(k);
      if (!kept[k]) {
        without.put(name, "constant or collinear with the terms before it");
        continue;
      }
      double error = Math.sqrt(robust[k][k]);
      if (!(robust[k][k] > NOTHING * covariance[k][k])) {
        return new NotEstimable<>(
            model.method(), "the robust variance of " + name + " is 0: too few clusters");
      }
      double b = best.beta()[k];
      terms.add(
          new CoxTerm(
              name,
              b,
              Math.sqrt(covariance[k][k]),
              model.robust() ? OptionalDouble.of(error) : OptionalDouble.empty(),
              b / error,
              ChiSquare.normal(b / error),
              new Interval(b - z * error, b + z * error, model.level())));
      List<Double> row = new ArrayList<>();
      for (int j = 0; j < kept.length; j++) {
        if (kept[j]) {
          row.add(robust[k][j]);
        }
      }
      variances.add(row);
    }
    Optional<ChiSquare> wald = wald(robust, terms.size());
    double[][] atZero = Symmetric.inverse(start.information(), kept).orElseThrow();
    double score = Symmetric.dot(start.score(), Symmetric.times(atZero, start.score()));
    double ratio = Math.max(0, 2 * (best.logLikelihood() - start.logLikelihood()));
    List<ProportionalHazards> tests = new ArrayList<>();
    if (last.isPresent() && model.transforms().contains(CoxModel.Transform.IDENTITY)) {
      tests.add(proportional(last.get()));
    }
    return new Estimated<>(
        new CoxResult(
            terms,
            without,
            variances,
            start.logLikelihood(),
            best.logLikelihood(),
            new ChiSquare(ratio, terms.size()),
            new ChiSquare(score, terms.size()),
            wald,
            Optional.empty(),
            tests,
            new TreeMap<>(),
            Optional.empty(),
            OptionalLong.of(best.smallestLevel()),
            basis(tests, without, terms.size(), wald.isEmpty())));
  }

  private double[][] sandwich() {
    double[] sums = last.orElseThrow();
    double[][] meat =
        Symmetric.square(
            Arrays.copyOfRange(sums, layout.meat(), layout.meat() + layout.triangle()),
            layout.width());
    return Symmetric.times(Symmetric.times(covariance, meat), covariance);
  }

  private Optional<ChiSquare> wald(double[][] robust, int df) {
    boolean[] independent = Symmetric.independent(robust, new double[kept.length], SINGULAR);
    if (!Arrays.equals(independent, kept)) {
      return Optional.empty();
    }
    return Symmetric.inverse(robust, kept)
        .map(i -> new ChiSquare(Symmetric.dot(best.beta(), Symmetric.times(i, best.beta())), df));
  }

  private ProportionalHazards proportional(double[] sums) {
    int p = layout.width();
    int t = layout.triangle();
    return ProportionalHazards.of(
        CoxModel.Transform.IDENTITY,
        model.terms(),
        kept,
        Arrays.copyOfRange(sums, layout.timeScore(), layout.timeScore() + p),
        Symmetric.square(Arrays.copyOfRange(sums, layout.timeCross(), layout.timeCross() + t), p),
        Symmetric.square(
            Arrays.copyOfRange(sums, layout.timeInformation(), layout.timeInformation() + t), p),
        covariance);
  }

  /** Warnings pass the publication door word for word, so none tells a number of rows. */
  private Basis basis(
      List<ProportionalHazards> tests, Map<String, String> without, int terms, boolean singular) {
    List<String> checks = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    checks.add("the likelihood has a maximum: no coefficient diverges");
    long events = best.events();
    double each = (double) events / terms;
    if (each < FEW_EVENTS) {
      warnings.add("fewer than 10 events per parameter: limits and tests are rough");
    } else {
      checks.add(String.format(Locale.ROOT, "%.1f events per parameter", each));
    }
    if (events < FEW_EVENTS) {
      warnings.add("fewer than 10 events: normal limits and tests are rough");
    }
    without.forEach((name, reason) -> warnings.add(name + " not estimable: " + reason));
    tests.forEach(test -> say(test, checks, warnings));
    if (singular) {
      warnings.add("no Wald test: fewer clusters than terms leave the variance singular");
    }
    if (model.robust()) {
      long clusters = Math.round(last.orElseThrow()[0]);
      String what = model.variance() == CoxModel.Variance.ROBUST_BY_SITE ? " sites" : " clusters";
      if (clusters < FEW_CLUSTERS) {
        warnings.add(
            "robust variance from fewer than " + FEW_CLUSTERS + what + ": it is likely too small");
      } else {
        checks.add("robust variance from " + clusters + what);
      }
    }
    return new Basis(
        best.rows(),
        events,
        Math.toIntExact(best.sites()),
        "intervals at risk; hazard ratio",
        model.method(),
        checks,
        warnings);
  }

  /** Says in words what a test of proportional hazards came to. */
  static void say(ProportionalHazards test, List<String> checks, List<String> warnings) {
    String name = test.transform().name().toLowerCase(Locale.ROOT);
    Optional<ChiSquare> global = test.global();
    if (global.isEmpty()) {
      warnings.add("proportional hazards could not be tested (" + name + ")");
      return;
    }
    String text =
        String.format(
            Locale.ROOT, "proportional hazards (%s): p = %.2g", name, global.get().pValue());
    if (global.get().pValue() < 0.05) {
      warnings.add("not " + text + "; the hazard ratio is an average over time");
    } else {
      checks.add(text);
    }
  }
}
