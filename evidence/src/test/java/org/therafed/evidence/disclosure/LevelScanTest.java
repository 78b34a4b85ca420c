package org.therafed.evidence.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.cost.CostRow;
import org.therafed.evidence.cost.MeanCost;
import org.therafed.evidence.survival.ConfidenceBand;
import org.therafed.evidence.survival.EventTableBuilder;
import org.therafed.evidence.survival.KaplanMeier;

/**
 * The level is what a requester chooses freely. Two cohorts that differ in what rounding hides are
 * published at a thousand levels: if any of the answers differed, scanning would undo the rounding.
 */
class LevelScanTest {
  private static final double MONTH = DisclosurePolicy.MONTH_DAYS;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void costsThatPrintTheSameAtOneLevelPrintTheSameAtEveryLevel() {
    List<CostRow> rows = costs(0);
    List<CostRow> other = costs(3_000);
    assertThat(rows).isNotEqualTo(other);
    levels().forEach(level -> assertThat(cost(other, level)).isEqualTo(cost(rows, level)));
  }

  @Test
  void curvesWithOtherDaysOfEventsInTheSameMonthsPrintTheSameLimitsAtEveryLevel() {
    int[] months = new Random(7).ints(300, 0, 40).toArray();
    levels()
        .forEach(
            level ->
                assertThat(survival(months, 0.9, level)).isEqualTo(survival(months, 0.2, level)));
  }

  private static DoubleStream levels() {
    return IntStream.rangeClosed(1, 1000).mapToDouble(i -> 0.5 + 0.4999 * i / 1000);
  }

  /** Three hundred courses, one of which costs so much more. */
  private static List<CostRow> costs(double more) {
    Random random = new Random(20261121);
    List<CostRow> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      double drug = 18_000 + 9_000 * random.nextDouble() + (i == 0 ? more : 0);
      rows.add(new CostRow("s" + i % 3, Map.of("drug", drug, "stay", 3_000.0)));
    }
    return rows;
  }

  private static JsonNode cost(List<CostRow> rows, double level) {
    MeanCost mean = new MeanCost(level, "EUR", 2026);
    return JSON.valueToTree(Released.of(mean.finish(mean.partialOf(rows))));
  }

  /** Everybody dies in a month, at this part of it; the day of the median is published as it is. */
  private static JsonNode survival(int[] months, double part, double level) {
    EventTableBuilder rows = new EventTableBuilder();
    for (int i = 0; i < months.length; i++) {
      rows.add("s" + i % 3, 0, (months[i] + part) * MONTH, true);
    }
    KaplanMeier kaplanMeier = new KaplanMeier(level, ConfidenceBand.LOG_LOG);
    ObjectNode shown = JSON.valueToTree(Released.of(kaplanMeier.finish(rows.partial())));
    assertThat(shown.path("median").path("lower").isNumber()).isTrue();
    ((ObjectNode) shown.get("median")).remove("value");
    shown.remove("medianFollowUp");
    return shown;
  }
}
