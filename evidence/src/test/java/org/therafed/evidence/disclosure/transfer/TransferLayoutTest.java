package org.therafed.evidence.disclosure.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.longitudinal.ChangeResult;
import org.therafed.evidence.longitudinal.MeanChange;
import org.therafed.evidence.longitudinal.VisitChange;
import org.therafed.evidence.longitudinal.VisitDesign;
import org.therafed.evidence.longitudinal.VisitMoments;
import org.therafed.evidence.longitudinal.VisitSeries;
import org.therafed.evidence.partial.EvidenceFault;
import org.therafed.evidence.response.ResponsePartial;
import org.therafed.evidence.response.ResponseRate;
import org.therafed.evidence.response.ResponseRow;
import org.therafed.evidence.rounds.RoundSums;
import org.therafed.evidence.survival.ConfidenceBand;
import org.therafed.evidence.survival.EventTable;
import org.therafed.evidence.survival.KaplanMeier;
import org.therafed.evidence.survival.SurvivalCurve;
import org.therafed.evidence.survival.SurvivalRow;
import org.therafed.evidence.survival.TimeGrid;
import org.therafed.evidence.toxicity.ToxicityIncidence;
import org.therafed.evidence.toxicity.ToxicityPartial;
import org.therafed.evidence.toxicity.ToxicityRow;

/** Cells that cross give, added, what the pooled rows give. */
class TransferLayoutTest {

  private static final List<String> SITES = List.of("a", "b", "c");
  private static final KaplanMeier CURVE = new KaplanMeier(0.95, ConfidenceBand.LOG_LOG);
  private static final SurvivalLayout MONTHS = new SurvivalLayout("q", 60);

  private static List<SurvivalRow> rows(long seed) {
    Random random = new Random(seed);
    List<SurvivalRow> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      rows.add(
          new SurvivalRow(
              SITES.get(random.nextInt(3)), 0, random.nextInt(1700), random.nextInt(3) > 0));
    }
    return rows;
  }

  private static List<SurvivalRow> of(List<SurvivalRow> rows, String site) {
    return rows.stream().filter(row -> row.site().equals(site)).toList();
  }

  @Test
  void addedCellsOfSitesGiveTheCurveOfThePooledRowsOnTheGrid() {
    for (long seed = 0; seed < 20; seed++) {
      List<SurvivalRow> rows = rows(seed);
      RoundSums total = RoundSums.empty();
      for (String site : SITES) {
        total = total.merge(MONTHS.sums(CURVE.partialOf(of(rows, site)), 2).vector());
      }
      TransferSums sums = MONTHS.sums(EventTable.empty(), 0).withValues(total);
      SurvivalCurve summed = CURVE.finish(MONTHS.partial(sums, SITES)).result().orElseThrow();
      SurvivalCurve pooled =
          CURVE.finish(TimeGrid.MONTHLY.coarsen(CURVE.partialOf(rows))).result().orElseThrow();
      assertThat(MONTHS.left(sums)).isEqualTo(6);
      assertThat(summed.basis()).isEqualTo(pooled.basis());
      for (double day = 0; day < 1800; day += 30.4375) {
        assertThat(summed.at(day)).isEqualTo(pooled.at(day));
        assertThat(summed.atRiskAt(day)).isEqualTo(pooled.atRiskAt(day));
      }
      assertThat(summed.median()).isEqualTo(pooled.median());
    }
  }

  /** A source whose rows are known is brought to the same grid by the same steps. */
  @Test
  void coarsenedRowsAreThoseOfTheGrid() {
    List<SurvivalRow> rows = rows(7);
    EventTable coarsened = MONTHS.coarsened(CURVE.partialOf(rows));
    EventTable grid = TimeGrid.MONTHLY.coarsen(CURVE.partialOf(rows));
    assertThat(coarsened.n()).isEqualTo(grid.n());
    assertThat(coarsened.size()).isEqualTo(grid.size());
    assertThat(coarsened.bySite().keySet()).isEqualTo(grid.bySite().keySet());
    assertThat(MONTHS.coarsened(EventTable.empty())).isEqualTo(EventTable.empty());
  }

  @Test
  void addedGradesOfSitesGiveTheTableOfThePooledRows() {
    ToxicityIncidence table = new ToxicityIncidence(0.95);
    ToxicityLayout layout = new ToxicityLayout("q", List.of("t1", "t2", "t3"));
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      List<ToxicityRow> rows = new ArrayList<>();
      for (int i = 0; i < 5 + random.nextInt(200); i++) {
        TreeMap<String, Integer> worst = new TreeMap<>();
        // The last one was not declared: it counts among all terms alone.
        for (String term : List.of("t1", "t2", "t4")) {
          if (random.nextInt(3) == 0) {
            worst.put(term, 1 + random.nextInt(5));
          }
        }
        rows.add(new ToxicityRow(SITES.get(random.nextInt(3)), worst));
      }
      RoundSums total = RoundSums.empty();
      for (String site : SITES) {
        List<ToxicityRow> own = rows.stream().filter(row -> row.site().equals(site)).toList();
        total = total.merge(layout.sums(table.partialOf(own), 1).vector());
      }
      TransferSums sums = layout.sums(table.empty(), 0).withValues(total);
      ToxicityPartial pooled = layout.declared(table.partialOf(rows));
      ToxicityPartial summed = layout.partial(sums, SITES);
      assertThat(layout.left(sums)).isEqualTo(3);
      assertThat(summed.pooled().persons()).isEqualTo(rows.size());
      assertThat(summed.pooled().anyTerm()).isEqualTo(pooled.pooled().anyTerm());
      assertThat(summed.pooled().byTerm()).isEqualTo(pooled.pooled().byTerm());
      assertThat(pooled.pooled().byTerm()).containsOnlyKeys("t1", "t2");
      assertThat(table.finish(summed).result().orElseThrow().byTerm())
          .isEqualTo(table.finish(pooled).result().orElseThrow().byTerm());
    }
  }

  @Test
  void whoeverIsObservedBeyondTheLastMonthIsCensoredThere() {
    SurvivalLayout year = new SurvivalLayout("q", 12);
    TransferSums sums =
        year.sums(
            CURVE.partialOf(
                List.of(new SurvivalRow("a", 0, 100, true), new SurvivalRow("a", 0, 5000, true))),
            0);
    EventTable table = year.partial(sums, List.of("a"));
    assertThat(table.events()).isEqualTo(1);
    assertThat(table.n()).isEqualTo(2);
    assertThat(table.time(table.size() - 1)).isEqualTo(12 * TimeGrid.MONTHLY.stepDays());
  }

  @Test
  void lateEntriesHaveNoCell() {
    EventTable late = CURVE.partialOf(List.of(new SurvivalRow("a", 90, 100, true)));
    assertThatThrownBy(() -> MONTHS.sums(late, 0)).isInstanceOf(EvidenceFault.class);
    assertThatThrownBy(() -> new SurvivalLayout("q", 0)).isInstanceOf(EvidenceFault.class);
  }

  @Test
  void addedSumsGiveTheMeanOfThePooledSlopes() {
    MeanChange mean =
        new MeanChange(new VisitDesign(List.of("per year"), List.of("treated"), "mL/min/a"), 0.95);
    SlopeLayout layout = new SlopeLayout("q");
    Random random = new Random(11);
    List<VisitSeries> all = new ArrayList<>();
    RoundSums total = RoundSums.empty();
    for (String site : SITES) {
      List<VisitSeries> own = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        double slope = -3 + 5 * random.nextGaussian();
        own.add(new VisitSeries(site, 0, 0, new int[] {0}, new double[] {slope}));
      }
      all.addAll(own);
      total = total.merge(layout.sums(mean.partialOf(own), 4).vector());
    }
    TransferSums sums = layout.sums(new VisitMoments(new TreeMap<>()), 0).withValues(total);
    ChangeResult summed = mean.finish(layout.partial(sums, SITES)).result().orElseThrow();
    ChangeResult pooled = mean.finish(mean.partialOf(all)).result().orElseThrow();
    assertThat(summed.n()).isEqualTo(pooled.n());
    assertThat(summed.sites()).isEqualTo(3);
    assertThat(layout.left(sums)).isEqualTo(12);
    VisitChange one = summed.visits().get(0);
    VisitChange other = pooled.visits().get(0);
    assertThat(one.mean().orElseThrow()).isCloseTo(other.mean().orElseThrow(), within(1e-12));
    assertThat(one.interval().orElseThrow().lower())
        .isCloseTo(other.interval().orElseThrow().lower(), within(1e-9));
  }

  @Test
  void addedCountsGiveTheRateOfThePooledPersons() {
    ResponseRate rate = new ResponseRate(0.95);
    ResponseLayout layout = new ResponseLayout("q");
    List<ResponseRow> rows =
        rows(3).stream().map(row -> new ResponseRow(row.site(), row.event())).toList();
    RoundSums total = RoundSums.empty();
    for (String site : SITES) {
      total =
          total.merge(
              layout
                  .sums(
                      rate.partialOf(rows.stream().filter(row -> row.site().equals(site)).toList()),
                      1)
                  .vector());
    }
    TransferSums sums = layout.sums(new ResponsePartial(new TreeMap<>()), 0).withValues(total);
    assertThat(rate.finish(layout.partial(sums, SITES)))
        .isEqualTo(rate.finish(rate.partialOf(rows)));
    assertThat(layout.left(sums)).isEqualTo(3);
  }
}
