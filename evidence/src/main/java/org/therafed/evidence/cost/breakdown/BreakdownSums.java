package org.therafed.evidence.cost.breakdown;

import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.cost.AmountMoments;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.Sites;

/**
 * Moments of course totals, and of what a course cost by cycle, component and payer.
 *
 * @param currency ISO 4217 code, the same in every part
 * @param priceYear calendar year whose prices these are, the same in every part
 * @param bySite by site label
 */
@PartialFormat(kind = "cost-breakdown", version = 1)
public record BreakdownSums(String currency, int priceYear, SortedMap<String, Site> bySite)
    implements Partial<BreakdownSums> {

  /**
   * One site's moments.
   *
   * @param total of the totals, one per course
   * @param byCycle of cycles given, by number with leading zeros; costs of 0 included
   * @param byComponent of courses with any item of it
   * @param byPayer of courses with any item of it
   */
  public record Site(
      AmountMoments total,
      SortedMap<String, AmountMoments> byCycle,
      SortedMap<String, AmountMoments> byComponent,
      SortedMap<String, AmountMoments> byPayer) {
    static final Site NONE =
        new Site(AmountMoments.NONE, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    public Site {
      Objects.requireNonNull(total, "total");
      byCycle = Sites.copy(byCycle);
      byComponent = Sites.copy(byComponent);
      byPayer = Sites.copy(byPayer);
    }

    Site plus(Site other) {
      return new Site(
          total.plus(other.total),
          Sites.merge(byCycle, other.byCycle, AmountMoments::plus),
          Sites.merge(byComponent, other.byComponent, AmountMoments::plus),
          Sites.merge(byPayer, other.byPayer, AmountMoments::plus));
    }
  }

  public BreakdownSums {
    Objects.requireNonNull(currency, "currency");
    bySite = Sites.copy(bySite);
  }

  Site pooled() {
    return bySite.values().stream().reduce(Site.NONE, Site::plus);
  }

  @Override
  public BreakdownSums merge(BreakdownSums other) {
    if (!currency.equals(other.currency) || priceYear != other.priceYear) {
      throw EvidenceCode.COST_UNIT_MIXED.with(
          currency + " " + priceYear + " and " + other.currency + " " + other.priceYear);
    }
    return new BreakdownSums(currency, priceYear, Sites.merge(bySite, other.bySite, Site::plus));
  }
}
