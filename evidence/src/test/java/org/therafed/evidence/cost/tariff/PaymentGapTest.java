package org.therafed.evidence.cost.tariff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.partial.PartialJson;
import org.therafed.evidence.reference.LargestError;

class PaymentGapTest {
  private static final LocalDate NEW_YEAR = LocalDate.of(2026, 1, 1);
  private static final LocalDate END = LocalDate.of(2026, 12, 31);
  private static final TariffTable TABLE =
      new TariffTable(
          "synthetic 2026",
          "EUR",
          List.of(
              Tariff.price("K15Z", NEW_YEAR, END, 9000),
              new Tariff("C61:RLT", NEW_YEAR, END, 1200, 7.5)));
  private static final PaymentGap GAP = new PaymentGap(TABLE, 0.95);

  @Test
  void gapByHandForAPriceAndForPoints() {
    PaymentGapResult result =
        GAP.finish(
                GAP.partialOf(
                    List.of(
                        new CaseRow("n", "K15Z", NEW_YEAR, 10_000),
                        new CaseRow("s", "C61:RLT", END, 8_600),
                        new CaseRow("s", "K15Z", END.plusDays(1), 99_000))))
            .result()
            .orElseThrow();
    // Gaps of 1000 and −400: standard error 700; Student's t with one degree of freedom.
    double half = Math.tan(0.475 * Math.PI) * 700;
    new LargestError()
        .add("mean gap", result.meanGap(), 300)
        .add("lower limit", result.interval().orElseThrow().lower(), 300 - half)
        .add("upper limit", result.interval().orElseThrow().upper(), 300 + half)
        .add("mean payment", result.meanPayment(), 9000)
        .isAtMost(1e-15);
    assertThat(result.underpaid()).isEqualTo(1);
    assertThat(result.withoutTariff()).containsEntry("K15Z", 1L);
    assertThat(result.warnings()).containsExactly("1 cases have no valid tariff and are left out");
  }

  @Test
  void theVersionOfTheDayHoldsAndEachCaseHasItsGap() {
    LocalDate spring = LocalDate.of(2026, 4, 1);
    PaymentGap gap =
        new PaymentGap(
            new TariffTable(
                "synthetic 2026",
                "EUR",
                List.of(
                    Tariff.price("B", spring, END, 200),
                    Tariff.price("C", NEW_YEAR, END, 5),
                    Tariff.price("B", NEW_YEAR, spring.minusDays(2), 100),
                    Tariff.price("A", NEW_YEAR, END, 7))),
            0.95);
    assertThat(gap.gap(new CaseRow("n", "B", NEW_YEAR, 150))).hasValue(50);
    assertThat(gap.gap(new CaseRow("n", "B", spring.minusDays(2), 150))).hasValue(50);
    assertThat(gap.gap(new CaseRow("n", "B", spring.minusDays(1), 150))).isEmpty();
    assertThat(gap.gap(new CaseRow("n", "B", spring, 150))).hasValue(-50);
    assertThat(gap.gap(new CaseRow("n", "A", END, 7))).hasValue(0);
    assertThat(gap.gap(new CaseRow("n", "C", END, 7))).hasValue(2);
    assertThat(gap.gap(new CaseRow("n", "", END, 7))).isEmpty();
    assertThat(gap.gap(new CaseRow("n", "BB", END, 7))).isEmpty();
    assertThat(gap.gap(new CaseRow("n", "C", END.plusDays(1), 7))).isEmpty();
    assertThat(gap.gap(new CaseRow("n", "A", NEW_YEAR.minusDays(1), 7))).isEmpty();
  }

  @Test
  void nobodyAndNoTariffAreNamed() {
    assertThat(GAP.finish(GAP.empty())).isInstanceOf(NoData.class);
    assertThat(GAP.finish(GAP.partialOf(List.of(new CaseRow("n", "X", END, 1)))))
        .isInstanceOf(NotEstimable.class);
  }

  @Test
  void impossibleTablesAndMixedVersionsAreRefused() {
    assertThatThrownBy(() -> Tariff.price("K15Z", END, NEW_YEAR, 1))
        .isInstanceOf(EvidenceFault.class)
        .hasMessageStartingWith("EV-COST-007");
    assertThatThrownBy(() -> Tariff.price("K15Z", NEW_YEAR, END, Double.NaN))
        .hasMessageStartingWith("EV-COST-007");
    Tariff one = Tariff.price("K15Z", NEW_YEAR, END, 1);
    assertThatThrownBy(() -> new TariffTable("v", "EUR", List.of(one, one)))
        .hasMessageStartingWith("EV-COST-007");
    PaymentGap yuan = new PaymentGap(new TariffTable("synthetic 2026", "CNY", List.of()), 0.95);
    assertThatThrownBy(() -> GAP.empty().merge(yuan.empty())).hasMessageStartingWith("EV-COST-002");
    assertThatThrownBy(() -> GAP.finish(yuan.empty())).hasMessageStartingWith("EV-COST-002");
    assertThatThrownBy(() -> new TariffTable("", "EUR", List.of()))
        .hasMessageStartingWith("EV-COST-007");
    PaymentGap other = new PaymentGap(new TariffTable("2027", "EUR", List.of()), 0.95);
    assertThatThrownBy(() -> GAP.empty().merge(other.empty()))
        .hasMessageStartingWith("EV-COST-007");
  }

  @Property(tries = 1000, seed = "20261121")
  void splitIsPooled(@ForAll long seed) {
    Random random = new Random(seed);
    List<CaseRow> rows =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    new CaseRow(
                        "s" + random.nextInt(3),
                        List.of("K15Z", "C61:RLT", "X").get(random.nextInt(3)),
                        NEW_YEAR.plusDays(random.nextInt(365)),
                        20_000 * random.nextDouble()))
            .toList();
    GapSums merged =
        GAP.partialOf(rows.subList(9, 20))
            .merge(
                PartialJson.read(
                    PartialJson.write(GAP.partialOf(rows.subList(0, 9))), GapSums.class))
            .merge(GAP.empty());
    GAP.finish(GAP.partialOf(rows))
        .result()
        .ifPresent(
            one -> {
              PaymentGapResult other = GAP.finish(merged).result().orElseThrow();
              assertThat(other.n()).isEqualTo(one.n());
              assertThat(other.withoutTariff()).isEqualTo(one.withoutTariff());
              assertThat(other.meanGap()).isCloseTo(one.meanGap(), Offset.offset(1e-12 * 20_000));
            });
  }
}
