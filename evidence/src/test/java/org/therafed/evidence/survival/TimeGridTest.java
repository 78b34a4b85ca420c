package org.therafed.evidence.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.PartialJson;

class TimeGridTest {

  /** Fifteen years of a registry of 50 hospitals, some persons entering late. */
  private static EventTable millionPersons() {
    SplittableRandom random = new SplittableRandom(20261121);
    String[] sites = new String[50];
    for (int i = 0; i < sites.length; i++) {
      sites[i] = "hospital-" + i;
    }
    EventTableBuilder rows = new EventTableBuilder();
    for (int i = 0; i < 1_000_000; i++) {
      double entry = i % 10 == 0 ? 1 + random.nextInt(400) : 0;
      double death = -Math.log(1 - random.nextDouble()) * 1500;
      double censoring = 5478 * random.nextDouble();
      rows.add(
          sites[i % sites.length],
          entry,
          entry + Math.ceil(Math.min(death, censoring) + 1e-9),
          death <= censoring);
    }
    return rows.partial();
  }

  @Test
  void millionPersonsOnAMonthlyGridAreBelow100Kilobytes() {
    EventTable exact = millionPersons();
    EventTable monthly = TimeGrid.MONTHLY.coarsen(exact);
    int bytes = PartialJson.write(monthly).getBytes(StandardCharsets.UTF_8).length;
    assertThat(bytes).isLessThan(100_000);
    assertThat(monthly.n()).isEqualTo(1_000_000);
    assertThat(monthly.events()).isEqualTo(exact.events());
    assertThat(monthly.size()).isLessThan(200);
    KaplanMeier kaplanMeier = new KaplanMeier(0.95, ConfidenceBand.LOG_LOG);
    double year = 12 * 30.4375;
    assertThat(kaplanMeier.finish(monthly).result().orElseThrow().survivalAt(year))
        .isEqualTo(kaplanMeier.finish(exact).result().orElseThrow().survivalAt(year), within(2e-3));
  }

  @Test
  void endsMoveUpAndEntriesDown() {
    EventTableBuilder rows = new EventTableBuilder();
    rows.add("a", 0, 0, true);
    rows.add("a", 0, 30.4375, true);
    rows.add("a", 31, 32, false);
    EventTable monthly = TimeGrid.MONTHLY.coarsen(rows.partial());
    assertThat(monthly.size()).isEqualTo(3);
    assertThat(monthly.time(1)).isEqualTo(30.4375);
    assertThat(monthly.eventsAt(1)).isEqualTo(1);
    assertThat(monthly.enteredAt(1)).isEqualTo(1);
    assertThat(monthly.time(2)).isEqualTo(60.875);
    assertThat(monthly.censoredAt(2)).isEqualTo(1);
    assertThat(monthly.eventsAt(0)).isEqualTo(1);
    assertThat(TimeGrid.MONTHLY.coarsen(EventTable.empty())).isEqualTo(EventTable.empty());
    assertThat(TimeGrid.MONTHLY.coarsen(monthly)).isEqualTo(monthly);
  }

  @Test
  void gridsThatAreNoneAreNamed() {
    for (double step : new double[] {0, -1, Double.NaN, 45_001}) {
      assertThatThrownBy(() -> new TimeGrid(step)).hasMessageStartingWith("EV-TIME-010");
    }
    EventTableBuilder rows = new EventTableBuilder();
    rows.add("a", 0, 40_000, true);
    EventTable table = rows.partial();
    assertThatThrownBy(() -> new TimeGrid(0.01).coarsen(table))
        .hasMessageStartingWith("EV-TIME-010");
  }
}
