package org.therafed.evidence.comparison;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.therafed.evidence.logistic.LogisticResult;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Result;

/**
 * How missing values are drawn; the same at every site.
 *
 * @param basis what it stands on; events are rows with a missing value
 * @param declared the declared imputation
 * @param columns one per incomplete column
 */
public record ImputationModel(Basis basis, MultipleImputation declared, List<ImputedColumn> columns)
    implements Result {
  private static final NormalDistribution NORMAL = new NormalDistribution(0, 1);

  public ImputationModel {
    columns = List.copyOf(columns);
  }

  @Override
  public List<Estimate> estimates() {
    return List.of(
        Estimate.count("rows with a missing value", basis.events()),
        Estimate.count("imputed copies", declared.copies()));
  }

  /**
   * The same with a 0/1 column drawn by logistic regression.
   *
   * @param name the incomplete column
   * @param fit of the column on the complete columns in their order, over rows that have it
   */
  public ImputationModel withLogistic(String name, LogisticResult fit) {
    int column = declared.columns().indexOf(name);
    List<ImputedColumn> changed = new ArrayList<>();
    boolean found = false;
    for (ImputedColumn old : columns) {
      boolean same = old.column() == column;
      if (same && fit.terms().size() != old.coefficients().size()) {
        throw EvidenceCode.COVARIATE_DESIGN.with("other predictors than the complete columns");
      }
      found |= same;
      changed.add(
          same
              ? new ImputedColumn(
                  column,
                  old.predictors(),
                  ImputationPartial.Moments.boxed(fit.coefficients()),
                  fit.covariance(),
                  1,
                  1,
                  true)
              : old);
    }
    if (!found) {
      throw EvidenceCode.COVARIATE_DESIGN.with("a column that is not incomplete");
    }
    return new ImputationModel(basis, declared, changed);
  }

  /** One imputed copy: its parameters are drawn once, for use on many rows. */
  public Copy copy(int copy) {
    if (copy < 0 || copy >= declared.copies()) {
      throw EvidenceCode.DECLARATION_IMPOSSIBLE.with("copy " + copy);
    }
    return new Copy(this, copy);
  }

  /** Uniform in (0, 1), fixed by its arguments (Steele, Lea &amp; Flood 2014, SplitMix64). */
  private static double uniform(long seed, long... keys) {
    long state = mix(seed);
    for (long key : keys) {
      state = mix(state ^ (key + 0x9E3779B97F4A7C15L));
    }
    return ((state >>> 11) + 0.5) * 0x1.0p-53;
  }

  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** One imputed copy of the data. */
  public static final class Copy {
    private final ImputationModel model;
    private final int number;
    private final double[][] coefficients;
    private final double[] deviation;

    private Copy(ImputationModel model, int number) {
      this.model = model;
      this.number = number;
      int size = model.columns.size();
      coefficients = new double[size][];
      deviation = new double[size];
      for (int c = 0; c < size; c++) {
        draw(c, model.columns.get(c));
      }
    }

    private void draw(int c, ImputedColumn column) {
      double variance = 1;
      if (!column.logistic()) {
        ChiSquaredDistribution chi = new ChiSquaredDistribution(column.df());
        double u = uniform(model.declared.seed(), number, column.column(), -1);
        variance = column.residualVariance() * column.df() / chi.inverseCumulativeProbability(u);
        deviation[c] = Math.sqrt(variance);
      }
      int p = column.coefficients().size();
      double[][] l = new double[p][p];
      coefficients[c] = new double[p];
      double[] normal = new double[p];
      for (int i = 0; i < p; i++) {
        double u = uniform(model.declared.seed(), number, column.column(), -2 - i);
        normal[i] = NORMAL.inverseCumulativeProbability(u);
        coefficients[c][i] = column.coefficients().get(i);
        for (int j = 0; j <= i; j++) {
          double sum = column.covariance().get(i).get(j);
          for (int k = 0; k < j; k++) {
            sum -= l[i][k] * l[j][k];
          }
          if (i == j) {
            l[i][i] = Math.sqrt(Math.max(0, sum));
          } else {
            l[i][j] = l[j][j] > 0 ? sum / l[j][j] : 0;
          }
          coefficients[c][i] += Math.sqrt(variance) * l[i][j] * normal[j];
        }
      }
    }

    /**
     * A row without gaps.
     *
     * @param row the row's number or a hash of its record, the same whenever it is imputed
     * @param values one per column, NaN where missing
     */
    public double[] complete(long row, double[] values) {
      if (values.length != model.declared.columns().size()) {
        throw EvidenceCode.COVARIATE_IMPOSSIBLE.with(values.length + " values in a row");
      }
      double[] filled = values.clone();
      for (int c = 0; c < coefficients.length; c++) {
        ImputedColumn column = model.columns.get(c);
        if (!Double.isNaN(values[column.column()])) {
          continue;
        }
        double predicted = coefficients[c][0];
        for (int i = 0; i < column.predictors().size(); i++) {
          predicted += coefficients[c][i + 1] * values[column.predictors().get(i)];
        }
        if (Double.isNaN(predicted)) {
          throw EvidenceCode.COVARIATE_IMPOSSIBLE.with("NaN in a complete column");
        }
        double u = uniform(model.declared.seed(), number, column.column(), row, 1);
        filled[column.column()] =
            column.logistic()
                ? (u < 1 / (1 + Math.exp(-predicted)) ? 1 : 0)
                : predicted + deviation[c] * NORMAL.inverseCumulativeProbability(u);
      }
      return filled;
    }
  }
}
