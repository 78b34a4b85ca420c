package org.therafed.evidence.cost.tariff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.cost.AmountMoments;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;

/**
 * What a case costs beyond what is paid for it, on average: above 0 the hospital loses. Cases
 * without a valid tariff are counted by code and left out.
 *
 * @param tariffs the payer's table
 * @param level confidence level
 */
public record PaymentGap(TariffTable tariffs, double level)
    implements Estimator<CaseRow, GapSums, PaymentGapResult> {
  private static final Method METHOD =
      new Method("Mean of cost less payment, t interval", "Student 1908, Biometrika 6:1");

  public PaymentGap {
    Levels.check(level);
  }

  /** Cost less payment of one case; empty if no tariff holds. */
  public OptionalDouble gap(CaseRow row) {
    Optional<Tariff> tariff = tariffs.of(row.code(), row.on());
    return tariff.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(row.cost() - tariff.get().payment());
  }

  @Override
  public GapSums empty() {
    return new GapSums(tariffs.version(), tariffs.currency(), new TreeMap<>());
  }

  @Override
  public Accumulator<CaseRow, GapSums> accumulator() {
    return new Sums();
  }

  @Override
  public Finding<PaymentGapResult> finish(GapSums merged) {
    // Merging with the identity refuses another version or currency.
    GapSums partial = empty().merge(merged);
    GapSums.OfSite all =
        partial.bySite().values().stream().reduce(GapSums.OfSite.NONE, GapSums.OfSite::plus);
    long missing = all.withoutTariff().values().stream().mapToLong(Long::longValue).sum();
    AmountMoments gap = all.gap();
    if (gap.n() == 0) {
      return missing == 0
          ? new NoData<>(METHOD)
          : new NotEstimable<>(METHOD, "no tariff holds for any of " + missing + " cases");
    }
    List<String> warnings = new ArrayList<>();
    if (missing > 0) {
      warnings.add(missing + " cases have no valid tariff and are left out");
    }
    Basis basis =
        new Basis(
            gap.n(),
            all.underpaid(),
            partial.bySite().size(),
            "cases; " + tariffs.currency() + ", tariffs " + tariffs.version(),
            METHOD,
            List.of(),
            warnings);
    return new Estimated<>(
        new PaymentGapResult(
            basis,
            tariffs.currency(),
            gap.mean(),
            interval(gap),
            all.payment().mean(),
            all.underpaid(),
            all.withoutTariff()));
  }

  private Optional<Interval> interval(AmountMoments gap) {
    if (gap.n() < 2) {
      return Optional.empty();
    }
    double free = (double) gap.n() - 1;
    double half = Levels.t(level, free) * Math.sqrt(gap.m2() / free / gap.n());
    return Optional.of(new Interval(gap.mean() - half, gap.mean() + half, level));
  }

  private final class Sums implements Accumulator<CaseRow, GapSums> {
    private final SortedMap<String, GapSums.OfSite> bySite = new TreeMap<>();

    @Override
    public void add(CaseRow row) {
      bySite.merge(row.site(), of(row), GapSums.OfSite::plus);
    }

    private GapSums.OfSite of(CaseRow row) {
      Optional<Tariff> tariff = tariffs.of(row.code(), row.on());
      if (tariff.isEmpty()) {
        TreeMap<String, Long> missing = new TreeMap<>();
        missing.put(row.code(), 1L);
        return new GapSums.OfSite(AmountMoments.NONE, AmountMoments.NONE, 0, missing);
      }
      double payment = tariff.get().payment();
      return new GapSums.OfSite(
          AmountMoments.of(row.cost() - payment),
          AmountMoments.of(payment),
          row.cost() > payment ? 1 : 0,
          new TreeMap<>());
    }

    @Override
    public GapSums partial() {
      return new GapSums(tariffs.version(), tariffs.currency(), bySite);
    }
  }
}
