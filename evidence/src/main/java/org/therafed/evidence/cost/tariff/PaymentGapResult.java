package org.therafed.evidence.cost.tariff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Result;

/**
 * Cost less payment.
 *
 * @param basis n: cases with a tariff; events: those that cost more than is paid
 * @param currency ISO 4217 code
 * @param meanGap above 0 the hospital loses
 * @param interval t interval; none for a single case
 * @param meanPayment what is paid on average
 * @param underpaid cases that cost more than is paid
 * @param withoutTariff cases left out, by code
 */
public record PaymentGapResult(
    Basis basis,
    String currency,
    double meanGap,
    Optional<Interval> interval,
    double meanPayment,
    long underpaid,
    SortedMap<String, Long> withoutTariff)
    implements Result {
  public PaymentGapResult {
    withoutTariff = Collections.unmodifiableSortedMap(new TreeMap<>(withoutTariff));
  }

  @Override
  public List<Estimate> estimates() {
    List<Estimate> all = new ArrayList<>();
    all.add(
        interval
            .map(limits -> Estimate.of("cost less payment", meanGap, limits, currency))
            .orElseGet(() -> Estimate.of("cost less payment", meanGap, currency)));
    all.add(Estimate.of("payment", meanPayment, currency));
    all.add(Estimate.count("underpaid cases", underpaid));
    withoutTariff.forEach(
        (code, count) -> all.add(Estimate.count("cases without tariff", count).at("code", code)));
    return all;
  }
}
