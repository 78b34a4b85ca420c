package org.therafed.evidence.cost;

import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.Sites;

/**
 * Moments of cost per course and component, by site, in one currency and price year.
 *
 * @param currency ISO 4217 code
 * @param priceYear calendar year whose prices these are
 * @param bySite moments by site label
 */
@PartialFormat(kind = "cost", version = 1)
public record CostPartial(String currency, int priceYear, SortedMap<String, Sums> bySite)
    implements Partial<CostPartial> {

  /**
   * One site's moments.
   *
   * @param total of the totals, one per course
   * @param byComponent of the amounts that are not 0, by component name
   */
  public record Sums(AmountMoments total, SortedMap<String, AmountMoments> byComponent) {
    public Sums {
      byComponent = Sites.copy(byComponent);
      for (AmountMoments component : byComponent.values()) {
        if (component.n() > total.n()) {
          throw EvidenceCode.COUNT_IMPOSSIBLE.with(component.n() + " of " + total.n() + " courses");
        }
      }
    }

    Sums plus(Sums other) {
      return new Sums(
          total.plus(other.total),
          Sites.merge(byComponent, other.byComponent, AmountMoments::plus));
    }
  }

  public CostPartial {
    Objects.requireNonNull(currency, "currency");
    bySite = Sites.copy(bySite);
  }

  /** All sites together. */
  public Sums pooled() {
    return bySite.values().stream()
        .reduce(new Sums(AmountMoments.NONE, new TreeMap<>()), Sums::plus);
  }

  @Override
  public CostPartial merge(CostPartial other) {
    if (!currency.equals(other.currency) || priceYear != other.priceYear) {
      throw EvidenceCode.COST_UNIT_MIXED.with(
          currency + " " + priceYear + " and " + other.currency + " " + other.priceYear);
    }
    return new CostPartial(currency, priceYear, Sites.merge(bySite, other.bySite, Sums::plus));
  }
}
