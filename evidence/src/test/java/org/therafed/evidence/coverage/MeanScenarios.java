package org.therafed.evidence.coverage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.therafed.evidence.access.ActivityLoss;
import org.therafed.evidence.access.ActivityResult;
import org.therafed.evidence.access.ActivityRow;
import org.therafed.evidence.cost.CostResult;
import org.therafed.evidence.cost.CostRow;
import org.therafed.evidence.cost.MeanCost;
import org.therafed.evidence.cost.tariff.CaseRow;
import org.therafed.evidence.cost.tariff.PaymentGap;
import org.therafed.evidence.cost.tariff.PaymentGapResult;
import org.therafed.evidence.cost.tariff.Tariff;
import org.therafed.evidence.cost.tariff.TariffTable;
import org.therafed.evidence.dose.CourseRow;
import org.therafed.evidence.dose.CycleDose;
import org.therafed.evidence.dose.MeanDose;

/** Means with Student's t interval: costs, activities. */
final class MeanScenarios {
  private static final MeanCost COST = new MeanCost(0.95, "EUR", 2026);
  private static final CycleDose DOSE = new CycleDose(0.95, "MBq");
  private static final ActivityLoss LOSS = new ActivityLoss(0.95);

  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
  private static final PaymentGap GAP =
      new PaymentGap(
          new TariffTable("synthetic", "EUR", List.of(Tariff.price("K15Z", DAY, DAY, 9000))), 0.95);

  private MeanScenarios() {}

  static Stream<Scenario> all() {
    return Stream.of(
        cost(30, 0.5).declaring(0.92),
        cost(100, 0.5),
        cost(30, 1).declaring(0.88),
        cost(100, 1).declaring(0.92),
        cost(400, 1),
        cost(1000, 1),
        gap(30),
        gap(100),
        gap(400),
        activity(),
        loss());
  }

  /** Log-normal costs of mean 20 000; a spread of 1 on the log scale is a variation of 131 %. */
  private static Scenario cost(int n, double spread) {
    return new Scenario(
        "mean cost",
        "Student's t",
        "n " + n + ", log-normal, SD of logs " + spread,
        false,
        20_000,
        random -> {
          List<CostRow> rows = new ArrayList<>();
          for (int i = 0; i < n; i++) {
            double log = spread * random.nextGaussian() - spread * spread / 2;
            rows.add(new CostRow(Scenario.site(i), Map.of("drug", 20_000 * Math.exp(log))));
          }
          return COST.finish(COST.partialOf(rows)).result().flatMap(CostResult::interval);
        });
  }

  /** Log-normal costs of mean 9 500 against a price of 9 000, SD of logs 0.5. */
  private static Scenario gap(int n) {
    return new Scenario(
        "payment gap",
        "Student's t",
        "n " + n + ", log-normal costs, SD of logs 0.5, one price",
        false,
        500,
        random -> {
          List<CaseRow> rows = new ArrayList<>();
          for (int i = 0; i < n; i++) {
            double log = 0.5 * random.nextGaussian() - 0.125;
            rows.add(new CaseRow(Scenario.site(i), "K15Z", DAY, 9500 * Math.exp(log)));
          }
          return GAP.finish(GAP.partialOf(rows)).result().flatMap(PaymentGapResult::interval);
        });
  }

  private static Scenario activity() {
    return new Scenario(
        "activity per cycle",
        "Student's t",
        "n 25, normal",
        false,
        7400,
        random -> {
          List<CourseRow> rows = new ArrayList<>();
          for (int i = 0; i < 25; i++) {
            double[] cycles = {7400 + 400 * random.nextGaussian()};
            rows.add(CourseRow.of(Scenario.site(i), Map.of("Lu-177", cycles)));
          }
          return DOSE.finish(DOSE.partialOf(rows))
              .result()
              .flatMap(r -> r.byName().get("Lu-177").cycles().get(0).value())
              .flatMap(MeanDose::interval);
        });
  }

  /** Given uniformly within a week of calibration, with a half-life of 6.647 days. */
  private static Scenario loss() {
    double decay = 7 * Math.log(2) / 6.647;
    return new Scenario(
        "mean share lost to decay",
        "Student's t",
        "n 40, uniform over a week",
        false,
        1 - (1 - Math.exp(-decay)) / decay,
        random -> {
          List<ActivityRow> rows = new ArrayList<>();
          for (int i = 0; i < 40; i++) {
            rows.add(
                new ActivityRow(
                    Scenario.site(i),
                    6.647,
                    7400,
                    7 * random.nextDouble(),
                    OptionalDouble.empty()));
          }
          return LOSS.finish(LOSS.partialOf(rows)).result().flatMap(ActivityResult::meanInterval);
        });
  }
}
