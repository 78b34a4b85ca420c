package org.therafed.evidence.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.therafed.evidence.disclosure.FigureRelease.finish;
import static org.therafed.evidence.disclosure.FigureRelease.rows;
import static org.therafed.evidence.disclosure.FigureRelease.shown;
import static org.therafed.evidence.disclosure.FigureRelease.site;
import static org.therafed.evidence.disclosure.FigureRelease.withheld;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.access.AccessRow;
import org.therafed.evidence.access.ActivityLoss;
import org.therafed.evidence.access.ActivityRow;
import org.therafed.evidence.access.DistanceBands;
import org.therafed.evidence.access.DistanceRow;
import org.therafed.evidence.access.FunnelRow;
import org.therafed.evidence.access.StandardisedAccess;
import org.therafed.evidence.access.TreatmentFunnel;
import org.therafed.evidence.contract.Agreement;
import org.therafed.evidence.contract.ContractCourse;
import org.therafed.evidence.contract.MilestoneRule;
import org.therafed.evidence.contract.Milestones;

/** Access, activity and contracts: an undersized group is withheld, with what would tell it. */
class AccessDoorTest {
  private static List<AccessRow> regions(int west) {
    return rows(
        240,
        i -> {
          String region = i < west ? "west" : i < 110 ? "north" : i < 170 ? "south" : "east";
          return new AccessRow(site(i), Map.of("region", region), i % 3 == 0);
        });
  }

  @Test
  void smallRegionTakesTheNextSmallestWithIt() {
    StandardisedAccess estimator =
        new StandardisedAccess(
            0.95, "region", List.of(), new TreeMap<>(), StandardisedAccess.Limits.EXACT);
    assertThat(shown(finish(estimator, regions(9))))
        .extracting(f -> f.of().get("region"))
        .containsOnly("north", "east");
    assertThat(shown(finish(estimator, regions(50))))
        .extracting(f -> f.of().get("region"))
        .containsOnly("west", "north", "south", "east");
  }

  @Test
  void distanceBandsAreAPartitionToo() {
    DistanceBands estimator = new DistanceBands(0.95, List.of(25.0, 50.0));
    List<DistanceRow> rows =
        rows(
            150,
            i -> {
              double km = i < 9 ? 60 : i < 60 ? 30 : 10;
              return new DistanceRow(site(i), OptionalDouble.of(km), i % 3 == 0);
            });
    assertThat(shown(finish(estimator, rows)))
        .singleElement()
        .satisfies(f -> assertThat(f.of().get("km")).startsWith("0"));
  }

  @Test
  void stageThatFewDidNotReachIsLeftOut() {
    TreatmentFunnel estimator =
        new TreatmentFunnel(0.95, List.of("eligible", "board", "ordered", "treated"));
    List<FunnelRow> rows =
        rows(
            150,
            i ->
                new FunnelRow(
                    site(i),
                    i < 40 ? "eligible" : i < 45 ? "board" : i < 80 ? "ordered" : "treated",
                    ""));
    assertThat(shown(finish(estimator, rows)))
        .extracting(f -> f.of().get("stage"))
        .containsExactly("board", "treated");
  }

  @Test
  void meanShareOfActivityLostIsShownWithoutLimits() {
    List<ActivityRow> rows =
        rows(60, i -> new ActivityRow(site(i), 6.6, 7400, 1 + i % 3, OptionalDouble.empty()));
    assertThat(shown(finish(new ActivityLoss(0.95), rows)))
        .singleElement()
        .satisfies(f -> assertThat(f.lower()).isNull());
    withheld(finish(new ActivityLoss(0.95), rows.subList(0, 19)));
  }

  @Test
  void milestonesShowSharesAndNoAmounts() {
    MilestoneRule infusion =
        new MilestoneRule("infusion", "infused", 0, 0, 1, new BigDecimal("0.52"));
    MilestoneRule later =
        new MilestoneRule("month 18", "response", 548, 30, 60, new BigDecimal("0.48"));
    Milestones estimator =
        new Milestones(
            0.95,
            new Agreement("A-1", "EUR", new BigDecimal("320000"), 2, List.of(infusion, later)));
    List<ContractCourse> courses =
        rows(
            90,
            i -> {
              List<ContractCourse.Assessment> all = new ArrayList<>();
              all.add(new ContractCourse.Assessment("infused", 0, true));
              all.add(new ContractCourse.Assessment("response", 550, i < 45));
              return new ContractCourse(site(i), 700, all, OptionalInt.empty(), Optional.empty());
            });
    // Everybody was infused: the complement of that milestone is nobody.
    assertThat(shown(finish(estimator, courses)))
        .singleElement()
        .satisfies(f -> assertThat(f.of()).containsEntry("milestone", "month 18"));
    withheld(finish(estimator, courses.subList(40, 90)));
  }
}
