package org.therafed.evidence.comparison;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.Sites;

/**
 * Moments of all terms by arm, with the sums of weights and the persons by site.
 *
 * @param treated the treated arm
 * @param control the other
 * @param bySite persons and treated by site label
 */
@PartialFormat(kind = "covariate-balance", version = 1)
public record BalancePartial(
    @JsonProperty("treated") Arm treated,
    @JsonProperty("control") Arm control,
    @JsonProperty("bySite") SortedMap<String, Count> bySite)
    implements Partial<BalancePartial> {

  /**
   * One arm.
   *
   * @param n persons
   * @param weight Σw
   * @param squaredWeight Σw²
   * @param terms moments by term, in the order of the terms
   */
  public record Arm(long n, double weight, double squaredWeight, List<TermMoments> terms) {
    public Arm {
      terms = List.copyOf(terms);
      boolean finite = Double.isFinite(weight) && Double.isFinite(squaredWeight);
      if (n < 0 || !finite || weight < 0 || squaredWeight < 0) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with("sums that no rows have");
      }
    }

    Arm plus(Arm other) {
      if (terms.size() != other.terms.size()) {
        throw EvidenceCode.PARTIAL_VERSION.with("another number of terms");
      }
      List<TermMoments> both = new ArrayList<>();
      for (int i = 0; i < terms.size(); i++) {
        both.add(terms.get(i).plus(other.terms.get(i)));
      }
      return new Arm(n + other.n, weight + other.weight, squaredWeight + other.squaredWeight, both);
    }
  }

  /**
   * One site's share.
   *
   * @param n persons
   * @param treated treated among them
   */
  public record Count(long n, long treated) {
    public Count {
      if (n < 0 || treated < 0 || treated > n) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with(treated + " treated of " + n);
      }
    }

    Count plus(Count other) {
      return new Count(n + other.n, treated + other.treated);
    }
  }

  public BalancePartial {
    bySite = Sites.copy(bySite);
  }

  @Override
  public BalancePartial merge(BalancePartial other) {
    return new BalancePartial(
        treated.plus(other.treated),
        control.plus(other.control),
        Sites.merge(bySite, other.bySite, Count::plus));
  }
}
