package org.therafed.evidence.cost.breakdown;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.cost.AmountMoments;
import org.therafed.evidence.cost.MeanAmount;
import org.therafed.evidence.cost.MeanCost;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;

/**
 * Mean cost per completed course by component and by payer (courses without it count as 0), and per
 * cycle given (courses that did not reach a cycle do not count in it), with Student's t interval.
 * Courses still running do not belong here.
 *
 * @param level confidence level of the intervals
 * @param currency ISO 4217 code
 * @param priceYear calendar year whose prices these are
 */
public record CostBreakdown(double level, String currency, int priceYear)
    implements Estimator<ItemisedCourse, BreakdownSums, BreakdownResult> {

  private static final Method METHOD =
      new Method(
          "Arithmetic means by cycle, component and payer, t interval",
          "Student 1908, Biometrika 6:1; Thompson & Barber 2000, BMJ 320:1197");

  public CostBreakdown {
    // Checks all three.
    new MeanCost(level, currency, priceYear);
  }

  @Override
  public BreakdownSums empty() {
    return new BreakdownSums(currency, priceYear, new TreeMap<>());
  }

  @Override
  public Accumulator<ItemisedCourse, BreakdownSums> accumulator() {
    return new Tally();
  }

  @Override
  public Finding<BreakdownResult> finish(BreakdownSums partial) {
    BreakdownSums sums = empty().merge(partial);
    BreakdownSums.Site all = sums.pooled();
    long n = all.total().n();
    if (n == 0) {
      return new NoData<>(METHOD);
    }
    TreeMap<Integer, MeanAmount> cycles = new TreeMap<>();
    all.byCycle()
        .forEach((cycle, m) -> cycles.put(Integer.parseInt(cycle), MeanAmount.of(m.n(), m, level)));
    Basis basis =
        new Basis(
            n,
            0,
            sums.bySite().size(),
            "courses; " + currency + " at " + priceYear + " prices",
            METHOD,
            List.of(),
            n < 30
                ? List.of(
                    "Fewer than 30 courses: the t interval may be too narrow if costs are skewed.")
                : List.of());
    return new Estimated<>(
        new BreakdownResult(
            basis,
            currency,
            MeanAmount.of(n, all.total(), level),
            cycles,
            perCourse(all.byComponent(), n),
            perCourse(all.byPayer(), n)));
  }

  private SortedMap<String, MeanAmount> perCourse(SortedMap<String, AmountMoments> parts, long n) {
    TreeMap<String, MeanAmount> means = new TreeMap<>();
    parts.forEach((name, m) -> means.put(name, MeanAmount.of(m.n(), m.withZerosUpTo(n), level)));
    return means;
  }

  private final class Tally implements Accumulator<ItemisedCourse, BreakdownSums> {
    private final Map<String, SiteTally> sites = new TreeMap<>();

    @Override
    public void add(ItemisedCourse row) {
      sites.computeIfAbsent(row.site(), s -> new SiteTally()).add(row);
    }

    @Override
    public BreakdownSums partial() {
      TreeMap<String, BreakdownSums.Site> bySite = new TreeMap<>();
      sites.forEach((label, site) -> bySite.put(label, site.sums()));
      return new BreakdownSums(currency, priceYear, bySite);
    }
  }

  private static final class SiteTally {
    private final AmountMoments.Running total = new AmountMoments.Running();
    private final Map<String, AmountMoments.Running> cycles = new TreeMap<>();
    private final Map<String, AmountMoments.Running> components = new TreeMap<>();
    private final Map<String, AmountMoments.Running> payers = new TreeMap<>();

    void add(ItemisedCourse row) {
      double sum = 0;
      double[] byCycle = new double[row.cycles() + 1];
      Map<String, Double> byComponent = new TreeMap<>();
      Map<String, Double> byPayer = new TreeMap<>();
      for (CostItem item : row.items()) {
        sum += item.amount();
        byCycle[item.cycle()] += item.amount();
        byComponent.merge(item.component(), item.amount(), Double::sum);
        byPayer.merge(item.payer(), item.amount(), Double::sum);
      }
      if (!Double.isFinite(sum)) {
        throw EvidenceCode.COST_NOT_FINITE.with(sum);
      }
      total.add(sum);
      for (int cycle = 1; cycle < byCycle.length; cycle++) {
        tally(cycles, String.format(Locale.ROOT, "%04d", cycle)).add(byCycle[cycle]);
      }
      byComponent.forEach((name, amount) -> tally(components, name).add(amount));
      byPayer.forEach((name, amount) -> tally(payers, name).add(amount));
    }

    private static AmountMoments.Running tally(
        Map<String, AmountMoments.Running> all, String name) {
      return all.computeIfAbsent(name, n -> new AmountMoments.Running());
    }

    BreakdownSums.Site sums() {
      return new BreakdownSums.Site(
          total.moments(), moments(cycles), moments(components), moments(payers));
    }

    private static SortedMap<String, AmountMoments> moments(
        Map<String, AmountMoments.Running> all) {
      TreeMap<String, AmountMoments> moments = new TreeMap<>();
      all.forEach((name, running) -> moments.put(name, running.moments()));
      return moments;
    }
  }
}
