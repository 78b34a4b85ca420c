package org.therafed.evidence.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;

/**
 * Mean cost per completed course, total and by component, with Student's t interval.
 *
 * <p>The arithmetic mean is the quantity a payer's budget follows, skewed as costs are; the t
 * interval leans on the central limit theorem, and small samples and those that vary too much for
 * their size (Cochran 1977, Sampling Techniques, 2.15) get a warning. Courses whose cost is still
 * running are censored and do not belong here.
 *
 * @param level confidence level of the intervals
 * @param currency ISO 4217 code, such as {@code EUR}
 * @param priceYear calendar year whose prices these are
 * @see <a href="https://doi.org/10.1136/bmj.320.7243.1197">Thompson &amp; Barber 2000</a>
 */
public record MeanCost(double level, String currency, int priceYear)
    implements Estimator<CostRow, CostPartial, CostResult> {

  private static final Method METHOD =
      new Method(
          "Arithmetic mean, t interval",
          "Student 1908, Biometrika 6:1; Thompson & Barber 2000, BMJ 320:1197");

  public MeanCost {
    Levels.check(level);
    if (currency == null || !currency.matches("[A-Z]{3}") || priceYear < 1900 || priceYear > 2200) {
      throw EvidenceCode.COST_UNIT_MIXED.with(currency + " " + priceYear);
    }
  }

  @Override
  public CostPartial empty() {
    return new CostPartial(currency, priceYear, new TreeMap<>());
  }

  @Override
  public Accumulator<CostRow, CostPartial> accumulator() {
    return new Tally(currency, priceYear);
  }

  @Override
  public Finding<CostResult> finish(CostPartial partial) {
    // Merging with the identity refuses a partial in another currency or price year.
    CostPartial.Sums all = empty().merge(partial).pooled();
    long n = all.total().n();
    if (n == 0) {
      return new NoData<>(METHOD);
    }
    TreeMap<String, MeanAmount> components = new TreeMap<>();
    all.byComponent()
        .forEach(
            (name, m) -> components.put(name, MeanAmount.of(m.n(), m.withZerosUpTo(n), level)));
    MeanAmount total = MeanAmount.of(n, all.total(), level);
    int sites = (int) partial.bySite().values().stream().filter(s -> s.total().n() > 0).count();
    Basis basis =
        new Basis(
            n,
            0,
            sites,
            "courses; " + currency + " at " + priceYear + " prices",
            METHOD,
            List.of(),
            warnings(n, total));
    return new Estimated<>(new CostResult(basis, currency, priceYear, level, total, components));
  }

  private static List<String> warnings(long n, MeanAmount total) {
    List<String> warnings = new ArrayList<>();
    if (n < 30) {
      warnings.add("Fewer than 30 courses: the t interval may be too narrow if costs are skewed.");
    }
    // Skewness of log-normal costs of this variation v, v³ + 3v; Cochran's rule is n >
    // 25·skewness².
    double variation = total.sd().orElse(0) / Math.max(Math.abs(total.mean()), 1e-300);
    double skewness = variation * (variation * variation + 3);
    if (n >= 30 && n < 25 * skewness * skewness) {
      warnings.add(
          "Costs vary by "
              + Math.round(100 * variation)
              + " % of their mean, so that they are likely skewed: the t interval may be too narrow"
              + " for this many courses.");
    }
    if (total.largest() > n * Math.abs(total.mean()) / 4) {
      warnings.add("One course makes more than a quarter of the sum.");
    }
    return warnings;
  }

  private static final class Tally implements Accumulator<CostRow, CostPartial> {
    private final String currency;
    private final int priceYear;
    private final Map<String, SiteTally> sites = new TreeMap<>();

    Tally(String currency, int priceYear) {
      this.currency = currency;
      this.priceYear = priceYear;
    }

    @Override
    public void add(CostRow row) {
      SiteTally site = sites.computeIfAbsent(row.site(), s -> new SiteTally());
      site.total.add(row.total());
      row.amountByComponent()
          .forEach(
              (name, amount) -> {
                if (amount != 0) {
                  site.byComponent
                      .computeIfAbsent(name, c -> new AmountMoments.Running())
                      .add(amount);
                }
              });
    }

    @Override
    public CostPartial partial() {
      TreeMap<String, CostPartial.Sums> bySite = new TreeMap<>();
      sites.forEach((label, site) -> bySite.put(label, site.sums()));
      return new CostPartial(currency, priceYear, bySite);
    }
  }

  private static final class SiteTally {
    private final AmountMoments.Running total = new AmountMoments.Running();
    private final Map<String, AmountMoments.Running> byComponent = new TreeMap<>();

    CostPartial.Sums sums() {
      TreeMap<String, AmountMoments> components = new TreeMap<>();
      byComponent.forEach((name, m) -> components.put(name, m.moments()));
      return new CostPartial.Sums(total.moments(), components);
    }
  }
}
