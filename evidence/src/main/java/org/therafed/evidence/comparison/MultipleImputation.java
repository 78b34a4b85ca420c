package org.therafed.evidence.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;

/**
 * Multiple imputation of missing covariates by normal linear regression on the complete columns:
 * for each copy β and σ² are drawn from their posterior, then each missing value from N(xβ, σ²).
 *
 * <p>The regressions come from moments that merge across sites, and every draw is fixed by seed,
 * copy, column and the row's own number, so each site imputes its own rows alike wherever it runs.
 * Assumes values missing at random given the complete columns, among which arm and outcome belong.
 * 0/1 columns: {@link ImputationModel#withLogistic}. Not estimable where too few rows have a column
 * or the complete columns are collinear.
 *
 * @param columns names of all columns, in the order of the rows' values
 * @param incomplete names of those that may be missing
 * @param copies imputed copies, 2 or more
 * @param seed declared with the question
 * @see <a href="https://doi.org/10.1002/9780470316696">Rubin 1987, section 5.3</a>
 */
public record MultipleImputation(
    List<String> columns, List<String> incomplete, int copies, long seed)
    implements Estimator<IncompleteRow, ImputationPartial, ImputationModel> {
  public MultipleImputation {
    columns = List.copyOf(columns);
    incomplete = List.copyOf(incomplete);
    if (copies < 2 || copies > 10_000) {
      throw EvidenceCode.DECLARATION_IMPOSSIBLE.with(copies + " imputed copies");
    }
    if (incomplete.isEmpty()
        || !columns.containsAll(incomplete)
        || columns.stream().distinct().count() < columns.size()
        || incomplete.stream().distinct().count() < incomplete.size()) {
      throw EvidenceCode.COVARIATE_DESIGN.with(incomplete.size() + " incomplete columns");
    }
  }

  /** What is done, with its source; the result of the analysis names it. */
  public Method method() {
    return new Method(
        "missing covariates by multiple imputation (" + String.join(", ", incomplete) + ")",
        "Rubin 1987, Multiple Imputation for Nonresponse in Surveys");
  }

  private int[] complete() {
    return java.util.stream.IntStream.range(0, columns.size())
        .filter(i -> !incomplete.contains(columns.get(i)))
        .toArray();
  }

  @Override
  public ImputationPartial empty() {
    return accumulator().partial();
  }

  @Override
  public Accumulator<IncompleteRow, ImputationPartial> accumulator() {
    int[] complete = complete();
    int[] targets = incomplete.stream().mapToInt(columns::indexOf).toArray();
    Running[] running = new Running[targets.length];
    Arrays.setAll(running, i -> new Running(complete.length + 1));
    Map<String, long[]> sites = new HashMap<>();
    return new Accumulator<>() {
      @Override
      public void add(IncompleteRow row) {
        if (row.values().size() != columns.size()) {
          throw EvidenceCode.COVARIATE_IMPOSSIBLE.with(row.values().size() + " values in a row");
        }
        double[] x = new double[complete.length + 1];
        for (int i = 0; i < complete.length; i++) {
          x[i] = row.values().get(complete[i]);
          if (Double.isNaN(x[i])) {
            throw EvidenceCode.COVARIATE_IMPOSSIBLE.with("NaN in a complete column");
          }
        }
        boolean missing = false;
        for (int t = 0; t < targets.length; t++) {
          x[complete.length] = row.values().get(targets[t]);
          missing |= Double.isNaN(x[complete.length]);
          if (!Double.isNaN(x[complete.length])) {
            running[t].add(x);
          }
        }
        long[] count = sites.computeIfAbsent(row.site(), s -> new long[2]);
        count[0]++;
        count[1] += missing ? 1 : 0;
      }

      @Override
      public ImputationPartial partial() {
        TreeMap<String, ImputationPartial.Count> bySite = new TreeMap<>();
        sites.forEach((site, c) -> bySite.put(site, new ImputationPartial.Count(c[0], c[1])));
        return new ImputationPartial(Arrays.stream(running).map(Running::moments).toList(), bySite);
      }
    };
  }

  @Override
  public Finding<ImputationModel> finish(ImputationPartial partial) {
    long n = partial.bySite().values().stream().mapToLong(ImputationPartial.Count::n).sum();
    if (n == 0) {
      return new NoData<>(method());
    }
    if (partial.columns().size() != incomplete.size()) {
      throw EvidenceCode.PARTIAL_VERSION.with("another number of columns");
    }
    List<ImputedColumn> models = new ArrayList<>();
    for (int i = 0; i < incomplete.size(); i++) {
      String name = incomplete.get(i);
      ImputationPartial.Moments moments = partial.columns().get(i);
      int p = moments.means().size() - 1;
      if (moments.n() < p + 3) {
        return new NotEstimable<>(method(), "too few rows have the column " + name);
      }
      try {
        models.add(regression(columns.indexOf(name), moments));
      } catch (MathRuntimeException e) {
        return new NotEstimable<>(
            method(), "the complete columns among rows with " + name + " are collinear");
      }
    }
    long missing =
        partial.bySite().values().stream().mapToLong(ImputationPartial.Count::incomplete).sum();
    Basis basis =
        new Basis(
            n,
            missing,
            (int) partial.bySite().values().stream().filter(c -> c.n() > 0).count(),
            "persons; units of the columns",
            method(),
            List.of(),
            missing > n / 2
                ? List.of("More than half the persons have a missing covariate.")
                : List.of());
    return new Estimated<>(new ImputationModel(basis, this, models));
  }

  /** Least squares from moments, on the correlation scale for the sake of its condition. */
  private ImputedColumn regression(int column, ImputationPartial.Moments moments) {
    int[] complete = complete();
    int p = complete.length;
    double[] scale = new double[p + 1];
    for (int i = 0; i <= p; i++) {
      scale[i] = Math.sqrt(moments.products().get(i * (i + 1) / 2 + i));
    }
    double[] beta = new double[p + 1];
    double[][] inverse = new double[p + 1][p + 1];
    double residual = scale[p] * scale[p];
    beta[0] = moments.means().get(p);
    inverse[0][0] = 1.0 / moments.n();
    if (p > 0) {
      RealMatrix correlation = new Array2DRowRealMatrix(p, p);
      double[] with = new double[p];
      for (int i = 0; i < p; i++) {
        if (!(scale[i] > 0)) {
          throw new MathRuntimeException(
              org.hipparchus.exception.LocalizedCoreFormats.SIMPLE_MESSAGE, "a constant column");
        }
        for (int j = 0; j <= i; j++) {
          double r = moments.products().get(i * (i + 1) / 2 + j) / scale[i] / scale[j];
          correlation.setEntry(i, j, r);
          correlation.setEntry(j, i, r);
        }
        with[i] = moments.products().get(p * (p + 1) / 2 + i) / scale[i];
      }
      CholeskyDecomposition factor = new CholeskyDecomposition(correlation, 1e-9, 1e-10);
      double[] scaled = factor.getSolver().solve(new ArrayRealVector(with)).toArray();
      RealMatrix scaledInverse = factor.getSolver().getInverse();
      for (int i = 0; i < p; i++) {
        beta[i + 1] = scaled[i] / scale[i];
        beta[0] -= beta[i + 1] * moments.means().get(i);
        residual -= scaled[i] * with[i];
        for (int j = 0; j < p; j++) {
          double v = scaledInverse.getEntry(i, j) / scale[i] / scale[j];
          inverse[i + 1][j + 1] = v;
          inverse[0][j + 1] -= v * moments.means().get(i);
          inverse[0][0] += v * moments.means().get(i) * moments.means().get(j);
        }
      }
      for (int j = 1; j <= p; j++) {
        inverse[j][0] = inverse[0][j];
      }
    }
    long df = moments.n() - p - 1;
    return new ImputedColumn(
        column,
        Arrays.stream(complete).boxed().toList(),
        ImputationPartial.Moments.boxed(beta),
        Arrays.stream(inverse).map(ImputationPartial.Moments::boxed).toList(),
        Math.max(0, residual) / df,
        df,
        false);
  }

  /** Running joint moments. */
  private static final class Running {
    private final double[] means;
    private final double[] products;
    private long n;

    Running(int size) {
      means = new double[size];
      products = new double[size * (size + 1) / 2];
    }

    void add(double[] x) {
      n++;
      double[] before = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        before[i] = x[i] - means[i];
      }
      int k = 0;
      for (int i = 0; i < x.length; i++) {
        means[i] += before[i] / n;
        for (int j = 0; j <= i; j++) {
          products[k++] += (x[i] - means[i]) * before[j];
        }
      }
    }

    ImputationPartial.Moments moments() {
      return new ImputationPartial.Moments(
          n, ImputationPartial.Moments.boxed(means), ImputationPartial.Moments.boxed(products));
    }
  }
}
