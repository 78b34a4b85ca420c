package org.therafed.evidence.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.partial.Sites;

/**
 * Standardised mean differences (x̄₁ − x̄₀)/√((s₁² + s₀²)/2) with unweighted s² (p(1 − p) for terms
 * of 0 and 1, by n − 1 otherwise), and effective sample sizes (Σw)²/Σw².
 *
 * <p>Differences above 0.1 after weighting are warned of. Not estimable where an arm has no person
 * or no weight; a term without spread has a difference of 0, or none if its means differ.
 *
 * @param terms names of the terms, in the order of the rows' numbers
 * @see <a href="https://doi.org/10.1002/sim.3697">Austin 2009, Stat Med 28:3083</a>
 */
public record CovariateBalance(List<String> terms)
    implements Estimator<CovariateRow, BalancePartial, BalanceResult> {
  private static final Method METHOD =
      new Method(
          "Covariate balance by standardised mean differences",
          "Austin 2009, Stat Med 28:3083; Kish 1965, Survey Sampling (effective sample size)");

  /** Above it a term is called out of balance. */
  private static final double BALANCED = 0.1;

  public CovariateBalance {
    terms = List.copyOf(terms);
    if (terms.isEmpty() || terms.stream().distinct().count() < terms.size()) {
      throw EvidenceCode.COVARIATE_DESIGN.with(terms.size() + " terms");
    }
  }

  @Override
  public BalancePartial empty() {
    BalancePartial.Arm none =
        new BalancePartial.Arm(0, 0, 0, Collections.nCopies(terms.size(), TermMoments.NONE));
    return new BalancePartial(none, none, new TreeMap<>());
  }

  @Override
  public Builder accumulator() {
    return new Builder(terms.size());
  }

  @Override
  public Finding<BalanceResult> finish(BalancePartial partial) {
    if (partial.treated().n() + partial.control().n() == 0) {
      return new NoData<>(METHOD);
    }
    if (partial.treated().terms().size() != terms.size()) {
      throw EvidenceCode.PARTIAL_VERSION.with("another number of terms");
    }
    if (!(partial.treated().weight() > 0) || !(partial.control().weight() > 0)) {
      return new NotEstimable<>(METHOD, "an arm has no persons, or no weight");
    }
    List<BalanceResult.Row> rows = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      TermMoments one = partial.treated().terms().get(i);
      TermMoments zero = partial.control().terms().get(i);
      boolean binary = one.notZeroOne() + zero.notZeroOne() == 0;
      double spread = (variance(one, binary) + variance(zero, binary)) / 2;
      double weighted =
          (weightedVariance(partial.treated(), one, binary)
                  + weightedVariance(partial.control(), zero, binary))
              / 2;
      double difference = one.weightedMean() - zero.weightedMean();
      OptionalDouble after = standardised(difference, spread);
      rows.add(
          new BalanceResult.Row(
              terms.get(i),
              one.weightedMean(),
              zero.weightedMean(),
              standardised(one.mean() - zero.mean(), spread),
              after,
              standardised(difference, weighted)));
      if (after.isEmpty() || Math.abs(after.getAsDouble()) > BALANCED) {
        warnings.add(
            "The arms differ in " + terms.get(i) + " by more than 0.1 standard deviations.");
      }
    }
    BalanceResult.Weights treated = weights(partial.treated());
    BalanceResult.Weights control = weights(partial.control());
    if (treated.effectiveSampleSize() < treated.n() / 2.0
        || control.effectiveSampleSize() < control.n() / 2.0) {
      warnings.add("The weights leave less than half the persons' information in an arm.");
    }
    Basis basis =
        new Basis(
            treated.n() + control.n(),
            treated.n(),
            (int) partial.bySite().values().stream().filter(c -> c.n() > 0).count(),
            "persons; standard deviations",
            METHOD,
            List.of(),
            warnings);
    return new Estimated<>(new BalanceResult(basis, rows, treated, control));
  }

  private static BalanceResult.Weights weights(BalancePartial.Arm arm) {
    // Squared as a ratio, so that weights of 1e-200 or 1e100 do not lose it.
    double size = arm.weight() * (arm.weight() / arm.squaredWeight());
    return new BalanceResult.Weights(
        arm.n(), arm.weight(), Double.isFinite(size) ? Math.min(size, (double) arm.n()) : 1);
  }

  private static double variance(TermMoments moments, boolean binary) {
    if (binary) {
      return moments.mean() * (1 - moments.mean());
    }
    return moments.n() < 2 ? 0 : moments.m2() / (moments.n() - 1);
  }

  private static double weightedVariance(
      BalancePartial.Arm arm, TermMoments moments, boolean binary) {
    if (binary) {
      return moments.weightedMean() * (1 - moments.weightedMean());
    }
    double denominator = arm.weight() - arm.squaredWeight() / arm.weight();
    return denominator > 0 ? moments.weightedM2() / denominator : 0;
  }

  private static OptionalDouble standardised(double difference, double variance) {
    double smd = difference / Math.sqrt(variance);
    if (difference == 0) {
      return OptionalDouble.of(0);
    }
    return variance > 0 && Double.isFinite(smd) ? OptionalDouble.of(smd) : OptionalDouble.empty();
  }

  /** Collects persons; {@link #add(String, boolean, double[], double)} needs no object for them. */
  public static final class Builder implements Accumulator<CovariateRow, BalancePartial> {
    private final ArmSums treated;
    private final ArmSums control;
    private final Map<String, long[]> sites = new HashMap<>();

    Builder(int terms) {
      treated = new ArmSums(terms);
      control = new ArmSums(terms);
    }

    @Override
    public void add(CovariateRow row) {
      double[] values = row.terms().stream().mapToDouble(Double::doubleValue).toArray();
      add(row.site(), row.treated(), values, row.weight());
    }

    /** A person; arguments as in {@link CovariateRow}. */
    public void add(String site, boolean isTreated, double[] values, double weight) {
      if (values.length != treated.mean.length) {
        throw EvidenceCode.COVARIATE_IMPOSSIBLE.with(values.length + " values in a row");
      }
      for (double value : values) {
        CovariateRow.check(value);
      }
      CovariateRow.checkWeight(weight);
      long[] count = sites.computeIfAbsent(Sites.check(site), s -> new long[2]);
      count[0]++;
      count[1] += isTreated ? 1 : 0;
      (isTreated ? treated : control).add(values, weight);
    }

    @Override
    public BalancePartial partial() {
      TreeMap<String, BalancePartial.Count> bySite = new TreeMap<>();
      sites.forEach((site, c) -> bySite.put(site, new BalancePartial.Count(c[0], c[1])));
      return new BalancePartial(treated.arm(), control.arm(), bySite);
    }
  }

  /** Running moments of one arm (West 1979, Commun ACM 22:532). */
  private static final class ArmSums {
    final double[] mean;
    final double[] m2;
    final double[] weightedMean;
    final double[] weightedM2;
    final long[] notZeroOne;
    long n;
    double weight;
    double squared;

    ArmSums(int terms) {
      mean = new double[terms];
      m2 = new double[terms];
      weightedMean = new double[terms];
      weightedM2 = new double[terms];
      notZeroOne = new long[terms];
    }

    void add(double[] x, double w) {
      n++;
      double before = weight;
      weight += w;
      squared += w * w;
      for (int j = 0; j < x.length; j++) {
        notZeroOne[j] += x[j] == 0 || x[j] == 1 ? 0 : 1;
        double delta = x[j] - mean[j];
        mean[j] += delta / n;
        m2[j] += delta * (x[j] - mean[j]);
        if (w > 0) {
          double weightedDelta = x[j] - weightedMean[j];
          weightedMean[j] += weightedDelta * (w / weight);
          weightedM2[j] += weightedDelta * weightedDelta * (before * (w / weight));
        }
      }
    }

    BalancePartial.Arm arm() {
      TermMoments[] terms = new TermMoments[mean.length];
      Arrays.setAll(
          terms,
          j ->
              new TermMoments(
                  n, mean[j], m2[j], weight, weightedMean[j], weightedM2[j], notZeroOne[j]));
      return new BalancePartial.Arm(n, weight, squared, List.of(terms));
    }
  }
}
