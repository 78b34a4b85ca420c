package org.therafed.evidence.cost.tariff;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.cost.AmountMoments;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;
import org.therafed.evidence.partial.Sites;

/**
 * Moments of cost less payment, by site, under one version of the tariffs.
 *
 * @param version of the table
 * @param currency of the table, ISO 4217
 * @param bySite by site label
 */
@PartialFormat(kind = "payment-gap", version = 1)
public record GapSums(String version, String currency, SortedMap<String, OfSite> bySite)
    implements Partial<GapSums> {

  /**
   * One site's cases.
   *
   * @param gap cost less payment
   * @param payment what is paid
   * @param underpaid cases that cost more than is paid
   * @param withoutTariff cases of which no tariff holds, by code
   */
  public record OfSite(
      AmountMoments gap,
      AmountMoments payment,
      long underpaid,
      SortedMap<String, Long> withoutTariff) {
    static final OfSite NONE =
        new OfSite(AmountMoments.NONE, AmountMoments.NONE, 0, new TreeMap<>());

    public OfSite {
      TreeMap<String, Long> copy = new TreeMap<>(withoutTariff);
      withoutTariff = Collections.unmodifiableSortedMap(copy);
      if (gap.n() != payment.n()
          || underpaid < 0
          || underpaid > gap.n()
          || copy.values().stream().anyMatch(count -> count < 0)) {
        throw EvidenceCode.COUNT_IMPOSSIBLE.with(underpaid + " underpaid of " + gap.n());
      }
    }

    OfSite plus(OfSite other) {
      TreeMap<String, Long> missing = new TreeMap<>(withoutTariff);
      for (Map.Entry<String, Long> code : other.withoutTariff.entrySet()) {
        missing.merge(code.getKey(), code.getValue(), Long::sum);
      }
      return new OfSite(
          gap.plus(other.gap), payment.plus(other.payment), underpaid + other.underpaid, missing);
    }
  }

  public GapSums {
    bySite = Sites.copy(bySite);
  }

  @Override
  public GapSums merge(GapSums other) {
    if (!version.equals(other.version)) {
      throw EvidenceCode.TARIFF_IMPOSSIBLE.with("two versions in one question");
    }
    if (!currency.equals(other.currency)) {
      throw EvidenceCode.COST_UNIT_MIXED.with(currency + " and " + other.currency);
    }
    return new GapSums(version, currency, Sites.merge(bySite, other.bySite, OfSite::plus));
  }
}
