package org.therafed.evidence.survival.test;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.survival.EventTable;

/**
 * Whether K groups have the same hazard: within each stratum Σ w (d_g − d n_g/n) with the
 * hypergeometric variance Σ w² d (n−d)/(n−1) (δ n_g/n − n_g n_h/n²), summed over strata; w = S(t−)
 * to the power rho, S the pooled Kaplan–Meier curve of the stratum. Rho 0 is the log-rank test, rho
 * 1 the Peto–Peto test. Chi-square with one degree less than groups with an expectation.
 *
 * <p>Assumes independent censoring and entry in each group and stratum; has little power where
 * hazards cross. Left truncation is allowed. Not estimable without events, with one group, or if no
 * two groups are ever at risk together. Times are days.
 *
 * @param level confidence level of the Peto hazard ratio
 * @param rho 0 or more
 * @see <a href="https://doi.org/10.1093/biomet/69.3.553">Harrington &amp; Fleming 1982</a>
 */
public record LogRank(double level, double rho)
    implements Estimator<GroupedRow, GroupedTables, LogRankResult> {

  private static final String SOURCE =
      "Mantel 1966, Cancer Chemother Rep 50:163; Peto & Peto 1972, J R Stat Soc A 135:185;"
          + " Harrington & Fleming 1982, Biometrika 69:553";

  /** Eigenvalues below this share of the largest are 0: no comparison in that direction. */
  private static final double SINGULAR = 1e-10;

  public LogRank {
    Levels.check(level);
    if (!(rho >= 0 && Double.isFinite(rho))) {
      throw EvidenceCode.WEIGHT_IMPOSSIBLE.with("S to the power " + rho);
    }
  }

  /** What is computed, with its source. */
  public Method method() {
    return new Method(rho == 0 ? "Log-rank test" : "Fleming–Harrington test, rho " + rho, SOURCE);
  }

  @Override
  public GroupedTables empty() {
    return GroupedTables.empty();
  }

  @Override
  public Accumulator<GroupedRow, GroupedTables> accumulator() {
    return new GroupedTablesBuilder();
  }

  @Override
  public Finding<LogRankResult> finish(GroupedTables tables) {
    List<String> groups = new ArrayList<>();
    for (String group : tables.groups()) {
      if (tables.group(group).n() > 0) {
        groups.add(group);
      }
    }
    if (groups.isEmpty()) {
      return new NoData<>(method());
    }
    if (groups.size() == 1) {
      return new NotEstimable<>(method(), "There is one group only.");
    }
    Sums sums = new Sums(groups.size());
    for (SortedMap<String, EventTable> stratum : tables.tables().values()) {
      List<EventTable> inOrder = new ArrayList<>();
      groups.forEach(g -> inOrder.add(stratum.getOrDefault(g, EventTable.empty())));
      sums.add(inOrder);
    }
    int compared = 0;
    for (double e : sums.expected) {
      compared += e > 0 ? 1 : 0;
    }
    if (compared == 0) {
      return new NotEstimable<>(method(), "There is no event.");
    }
    int df = compared - 1;
    double chiSquare = df == 0 ? Double.NaN : sums.chiSquare(compared);
    if (Double.isNaN(chiSquare)) {
      return new NotEstimable<>(
          method(), "The groups cannot be told apart: too few are at risk together at an event.");
    }
    return new Estimated<>(result(tables, groups, sums, chiSquare, df));
  }

  private LogRankResult result(
      GroupedTables tables, List<String> groups, Sums sums, double chiSquare, int df) {
    List<LogRankResult.Group> each = new ArrayList<>();
    EventTable all = EventTable.empty();
    List<String> warnings = new ArrayList<>();
    double least = Double.POSITIVE_INFINITY;
    for (int g = 0; g < groups.size(); g++) {
      EventTable table = tables.group(groups.get(g));
      all = all.merge(table);
      each.add(
          new LogRankResult.Group(
              groups.get(g), table.n(), table.events(), sums.observed[g], sums.expected[g]));
      least = Math.min(least, sums.expected[g]);
    }
    if (all.events() < 10) {
      warnings.add("Fewer than 10 events: the chi-square approximation is rough.");
    }
    if (least < 5) {
      warnings.add("A group has fewer than 5 expected events: the p value is approximate.");
    }
    if (df < groups.size() - 1) {
      warnings.add("A group that was never at risk at an event is left out of the test.");
    }
    int sites = (int) all.bySite().values().stream().filter(c -> c.n() > 0).count();
    Basis basis =
        new Basis(
            all.n(), all.events(), sites, "persons; chi-square", method(), List.of(), warnings);
    return new LogRankResult(basis, level, rho, each, sums.variance, chiSquare, df);
  }

  /** Observed, expected and variance, summed over strata. */
  private final class Sums {
    final double[] observed;
    final double[] expected;
    final double[][] variance;
    private double survival;

    Sums(int groups) {
      observed = new double[groups];
      expected = new double[groups];
      variance = new double[groups][groups];
    }

    void add(List<EventTable> stratum) {
      survival = 1;
      JoinedSets.walk(stratum, this::visit);
    }

    private void visit(long[] atRisk, long[] events, long n, long d) {
      double weight = rho == 0 ? 1 : Math.pow(survival, rho);
      survival *= (n - d) / (double) n;
      double share = weight * weight * d * (n == 1 ? 0 : (n - d) / (n - 1.0)) / n;
      for (int g = 0; g < atRisk.length; g++) {
        observed[g] += weight * events[g];
        expected[g] += weight * d * atRisk[g] / n;
        for (int h = 0; h < g; h++) {
          double covariance = share * atRisk[g] * atRisk[h] / n;
          variance[g][h] -= covariance;
          variance[h][g] -= covariance;
        }
        variance[g][g] += share * atRisk[g] * (n - atRisk[g]) / n;
      }
    }

    /** NaN if the covariance of the compared groups, less one, is singular. */
    double chiSquare(int compared) {
      int[] kept = new int[compared - 1];
      int size = -1;
      for (int g = 0; g < expected.length; g++) {
        if (expected[g] > 0) {
          // The first compared group is left out: differences sum to 0.
          if (size >= 0) {
            kept[size] = g;
          }
          size++;
        }
      }
      RealMatrix v = new Array2DRowRealMatrix(kept.length, kept.length);
      RealVector u = new ArrayRealVector(kept.length);
      for (int i = 0; i < kept.length; i++) {
        u.setEntry(i, observed[kept[i]] - expected[kept[i]]);
        for (int j = 0; j < kept.length; j++) {
          v.setEntry(i, j, variance[kept[i]][kept[j]]);
        }
      }
      EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(v);
      double largest = eigen.getEigenvalue(0);
      double smallest = eigen.getEigenvalue(kept.length - 1);
      if (!(largest > 0) || smallest <= SINGULAR * largest) {
        return Double.NaN;
      }
      return u.dotProduct(eigen.getSolver().solve(u));
    }
  }
}
