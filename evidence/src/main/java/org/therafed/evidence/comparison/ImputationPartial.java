package org.therafed.evidence.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.Sites;

/**
 * For each incomplete column the joint moments of the complete columns and itself, over the rows
 * that have it; and rows by site. Merging is stable.
 *
 * @param columns in the order of the incomplete columns
 * @param bySite rows, and rows with a missing value, by site label
 */
@PartialFormat(kind = "imputation-moments", version = 1)
public record ImputationPartial(List<Moments> columns, SortedMap<String, Count> bySite)
    implements Partial<ImputationPartial> {

  /**
   * Moments of several variables.
   *
   * @param n rows
   * @param means by variable
   * @param products sums of products of deviations, lower triangle by row
   */
  public record Moments(long n, List<Double> means, List<Double> products) {
    public Moments {
      means = List.copyOf(means);
      products = List.copyOf(products);
      boolean shaped = products.size() == means.size() * (means.size() + 1) / 2;
      boolean finite =
          means.stream().allMatch(Double::isFinite) && products.stream().allMatch(Double::isFinite);
      if (n < 0 || !shaped || !finite) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with("moments that no rows have");
      }
    }

    Moments plus(Moments other) {
      if (means.size() != other.means.size()) {
        throw EvidenceCode.PARTIAL_VERSION.with("another number of columns");
      }
      if (n == 0 || other.n == 0) {
        return n == 0 ? other : this;
      }
      long all = n + other.n;
      double[] mean = new double[means.size()];
      double[] product = new double[products.size()];
      double share = (double) other.n / all;
      int k = 0;
      for (int i = 0; i < mean.length; i++) {
        double di = other.means.get(i) - means.get(i);
        mean[i] = means.get(i) + di * share;
        for (int j = 0; j <= i; j++) {
          double dj = other.means.get(j) - means.get(j);
          product[k] = products.get(k) + other.products.get(k) + di * dj * (n * share);
          k++;
        }
      }
      return new Moments(all, boxed(mean), boxed(product));
    }

    static List<Double> boxed(double[] values) {
      return Arrays.stream(values).boxed().toList();
    }
  }

  /**
   * One site's share.
   *
   * @param n rows
   * @param incomplete rows with a missing value
   */
  public record Count(long n, long incomplete) {
    public Count {
      if (n < 0 || incomplete < 0 || incomplete > n) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with(incomplete + " incomplete of " + n);
      }
    }

    Count plus(Count other) {
      return new Count(n + other.n, incomplete + other.incomplete);
    }
  }

  public ImputationPartial {
    columns = List.copyOf(columns);
    bySite = Sites.copy(bySite);
  }

  @Override
  public ImputationPartial merge(ImputationPartial other) {
    if (columns.size() != other.columns.size()) {
      throw EvidenceCode.PARTIAL_VERSION.with("another number of columns");
    }
    List<Moments> both = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      both.add(columns.get(i).plus(other.columns.get(i)));
    }
    return new ImputationPartial(both, Sites.merge(bySite, other.bySite, Count::plus));
  }
}
