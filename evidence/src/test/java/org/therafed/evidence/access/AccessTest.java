package org.therafed.evidence.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.rate.Poisson;
import org.therafed.evidence.response.Proportion;
import org.therafed.evidence.survival.SurvivalCurve;

class AccessTest {
  private static final List<String> STEPS = List.of("decision", "order", "administration");

  private static PathwayRow path(String site, double last, double... days) {
    List<OptionalDouble> steps = new ArrayList<>();
    for (double day : days) {
      steps.add(Double.isNaN(day) ? OptionalDouble.empty() : OptionalDouble.of(day));
    }
    return new PathwayRow(site, steps, last);
  }

  @Test
  void aFunnelCountsWhoReachedEachStageAndWhyOthersStopped() {
    TreatmentFunnel funnel =
        new TreatmentFunnel(0.95, List.of("eligible", "board", "ordered", "treated"));
    List<FunnelRow> rows =
        List.of(
            new FunnelRow("a", "eligible", "declined"),
            new FunnelRow("a", "eligible", ""),
            new FunnelRow("b", "board", "a|odd\\reason"),
            new FunnelRow("b", "treated", ""),
            new FunnelRow("c", "treated", ""));
    FunnelResult r = funnel.finish(funnel.partialOf(rows)).result().orElseThrow();
    assertThat(r.stages()).extracting(FunnelResult.Stage::reached).containsExactly(5L, 3L, 2L, 2L);
    assertThat(r.stages().get(0).byReason()).containsEntry("declined", 1L).containsEntry("", 1L);
    assertThat(r.stages().get(1).byReason()).containsOnlyKeys("a|odd\\reason");
    assertThat(r.stages().get(2).ofBefore().orElseThrow().proportion()).isEqualTo(2.0 / 3);
    assertThat(r.stages().get(2).ofAll().clopperPearson())
        .isEqualTo(Proportion.clopperPearson(2, 5, 0.95));
    assertThat(r.events()).isEqualTo(2);
    assertThat(r.sites()).isEqualTo(3);
    FunnelResult none =
        funnel
            .finish(funnel.partialOf(List.of(new FunnelRow("a", "eligible", ""))))
            .result()
            .orElseThrow();
    assertThat(none.stages().get(2).ofBefore()).isEmpty();
    assertThat(funnel.finish(funnel.empty())).isInstanceOf(NoData.class);
    assertThatThrownBy(() -> funnel.partialOf(List.of(new FunnelRow("a", "cured", ""))))
        .hasMessageStartingWith("EV-ACCESS-001");
    assertThatThrownBy(() -> new TreatmentFunnel(0.95, List.of("a", "a")))
        .hasMessageStartingWith("EV-ACCESS-001");
    TreatmentFunnel other = new TreatmentFunnel(0.95, List.of("eligible"));
    assertThatThrownBy(() -> funnel.empty().merge(other.empty()))
        .hasMessageStartingWith("EV-PARTIAL-010");
  }

  @Test
  void thoseStillWaitingAreCensoredNotLeftOut() {
    Pathway pathway = new Pathway(0.95, STEPS);
    PathwayResult r =
        pathway
            .finish(
                pathway.partialOf(
                    List.of(
                        path("a", 30, 0, 10, 30),
                        path("a", 25, 5, 10, Double.NaN),
                        path("b", 40, 0, Double.NaN, Double.NaN),
                        path("b", 40, Double.NaN, 3, 23))))
            .result()
            .orElseThrow();
    SurvivalCurve order = r.intervals().get("decision → order").result().orElseThrow();
    assertThat(order.n()).isEqualTo(3);
    assertThat(order.survivalAt(5)).isEqualTo(2.0 / 3, within(1e-15));
    assertThat(order.median().timeDays()).hasValue(10);
    SurvivalCurve given = r.intervals().get("order → administration").result().orElseThrow();
    assertThat(given.n()).isEqualTo(3);
    assertThat(given.events()).isEqualTo(2);
    SurvivalCurve whole = r.intervals().get("decision → administration").result().orElseThrow();
    assertThat(whole.events()).isEqualTo(1);
    assertThat(r.n()).isEqualTo(3);
    assertThat(r.warnings()).isNotEmpty();
    assertThat(pathway.finish(pathway.empty())).isInstanceOf(NoData.class);
    assertThatThrownBy(() -> path("a", 30, 10, 5, 30)).hasMessageStartingWith("EV-ACCESS-002");
    assertThatThrownBy(() -> path("a", 20, 0, 5, 30)).hasMessageStartingWith("EV-ACCESS-002");
    assertThatThrownBy(() -> path("a", Double.NaN, 0, 5, 30)).hasMessageStartingWith("EV-TIME-001");
    assertThatThrownBy(() -> pathway.partialOf(List.of(path("a", 9, 1, 2))))
        .hasMessageStartingWith("EV-ACCESS-001");
    assertThatThrownBy(() -> new Pathway(0.95, List.of("one")))
        .hasMessageStartingWith("EV-ACCESS-001");
  }

  @Test
  void oneHalfLifeLosesHalf() {
    ActivityLoss loss = new ActivityLoss(0.95);
    ActivityResult r =
        loss.finish(
                loss.partialOf(
                    List.of(
                        new ActivityRow("a", 6.647, 8000, 6.647, OptionalDouble.of(3500)),
                        new ActivityRow("b", 6.647, 8000, 0, OptionalDouble.empty()))))
            .result()
            .orElseThrow();
    assertThat(r.lostMBq()).isEqualTo(4000, within(1e-9));
    assertThat(r.lostShare()).isEqualTo(0.25, within(1e-12));
    assertThat(r.meanLostShare()).isEqualTo(0.25, within(1e-12));
    assertThat(r.notAdministeredMBq().orElseThrow()).isEqualTo(500, within(1e-9));
    assertThat(r.warnings()).anyMatch(w -> w.contains("without a measured"));
    ActivityRow early = new ActivityRow("a", 6.647, 7400, -6.647, OptionalDouble.empty());
    ActivityResult gain = loss.finish(loss.partialOf(List.of(early))).result().orElseThrow();
    assertThat(gain.lostMBq()).isEqualTo(-7400, within(1e-9));
    assertThat(gain.warnings()).anyMatch(w -> w.contains("before their calibration"));
    assertThat(gain.meanInterval()).isEmpty();
    assertThat(loss.finish(loss.empty())).isInstanceOf(NoData.class);
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new ActivityRow("a", bad, 1, 1, OptionalDouble.empty()))
          .hasMessageStartingWith("EV-DOSE-001");
      assertThatThrownBy(() -> new ActivityRow("a", 1, bad, 1, OptionalDouble.empty()))
          .hasMessageStartingWith("EV-DOSE-001");
    }
    assertThatThrownBy(() -> new ActivityRow("a", 1, 1, Double.NaN, OptionalDouble.empty()))
        .hasMessageStartingWith("EV-TIME-001");
    assertThatThrownBy(() -> new ActivityRow("a", 1, 1, -1e6, OptionalDouble.empty()))
        .hasMessageStartingWith("EV-DOSE-001");
    assertThatThrownBy(() -> new ActivityRow("a", 1, 1, 1, OptionalDouble.of(-1)))
        .hasMessageStartingWith("EV-DOSE-001");
  }

  @Test
  void bandsBeginAtTheirEdgeAndUnknownDistancesStayApart() {
    DistanceBands bands = new DistanceBands(0.95, List.of(25.0, 100.0));
    List<DistanceRow> rows = new ArrayList<>();
    for (double km : new double[] {0, 24.9, 25, 99.9, 100, 700}) {
      rows.add(new DistanceRow("a", OptionalDouble.of(km), km < 50));
    }
    rows.add(new DistanceRow("b", OptionalDouble.empty(), false));
    DistanceResult r = bands.finish(bands.partialOf(rows)).result().orElseThrow();
    assertThat(r.bands()).extracting(DistanceResult.Band::n).containsExactly(2L, 2L, 2L);
    assertThat(r.bands().get(1).treated().orElseThrow().proportion()).isEqualTo(0.5);
    assertThat(r.bands().get(2).kilometres()).isEqualTo("100.0+");
    assertThat(r.unknown().n()).isEqualTo(1);
    assertThat(r.warnings()).isNotEmpty();
    DistanceResult few = bands.finish(bands.partialOf(rows.subList(0, 1))).result().orElseThrow();
    assertThat(few.bands().get(2).treated()).isEmpty();
    assertThat(bands.finish(bands.empty())).isInstanceOf(NoData.class);
    assertThatThrownBy(() -> new DistanceRow("a", OptionalDouble.of(-1), true))
        .hasMessageStartingWith("EV-RESP-002");
    assertThatThrownBy(() -> new DistanceBands(0.95, List.of(50.0, 25.0)))
        .hasMessageStartingWith("EV-ACCESS-003");
    assertThatThrownBy(() -> new DistanceBands(0.95, List.of(Double.NaN)))
        .hasMessageStartingWith("EV-ACCESS-003");
  }

  @Test
  void standardisedRatiosCompareWithTheRatesOfTheStrata() {
    TreeMap<String, Double> reference = new TreeMap<>();
    reference.put(StandardisedAccess.stratum("f", "<65"), 0.5);
    reference.put(StandardisedAccess.stratum("m", "<65"), 0.25);
    StandardisedAccess exact = access(reference, StandardisedAccess.Limits.EXACT);
    List<AccessRow> rows = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      rows.add(person("a", "north", i < 4 ? "f" : "m", "<65", i % 2 == 0));
      rows.add(person("b", "south", "f", "<65", i == 0));
    }
    AccessResult r = exact.finish(exact.partialOf(rows)).result().orElseThrow();
    // Expected in the north: 4 · 0.5 + 8 · 0.25.
    AccessResult.Group north = r.groups().get("north");
    assertThat(north.treated()).isEqualTo(6);
    assertThat(north.expected()).isEqualTo(4, within(1e-12));
    assertThat(north.ratio().orElseThrow().value()).isEqualTo(1.5, within(1e-12));
    assertThat(north.ratio().orElseThrow().interval())
        .isEqualTo(Poisson.per(Poisson.garwood(6, 0.95), 4));
    StandardisedAccess byar = access(reference, StandardisedAccess.Limits.BYAR);
    assertThat(
            byar.finish(byar.partialOf(rows))
                .result()
                .orElseThrow()
                .groups()
                .get("north")
                .ratio()
                .orElseThrow()
                .interval())
        .isEqualTo(Poisson.per(Poisson.byar(6, 0.95), 4));
    rows.add(person("c", "north", "f", "65+", true));
    AccessResult unknown = exact.finish(exact.partialOf(rows)).result().orElseThrow();
    assertThat(unknown.groups().get("north").ratio()).isEmpty();
    assertThat(unknown.groups().get("north").withoutReference()).isEqualTo(1);
    assertThat(unknown.groups().get("south").ratio()).isPresent();
  }

  @Test
  void withoutAReferenceAllRowsAreIt() {
    StandardisedAccess own = access(new TreeMap<>(), StandardisedAccess.Limits.EXACT);
    List<AccessRow> rows =
        List.of(
            person("a", "north", "f", "<65", true),
            person("a", "north", "f", "<65", true),
            person("b", "south", "f", "<65", false),
            person("b", "south", "f", "<65", true),
            person("b", "west", "m", "<65", false));
    AccessResult r = own.finish(own.partialOf(rows)).result().orElseThrow();
    assertThat(r.internalReference()).isTrue();
    assertThat(r.groups().get("north").expected()).isEqualTo(1.5, within(1e-12));
    // Nobody of this stratum was treated anywhere, so none is expected.
    assertThat(r.groups().get("west").ratio()).isEmpty();
    double expected = r.groups().values().stream().mapToDouble(AccessResult.Group::expected).sum();
    assertThat(expected).isEqualTo((double) r.events(), within(1e-12));
    assertThat(r.warnings()).hasSize(2);
    assertThat(own.finish(own.empty())).isInstanceOf(NoData.class);
    assertThatThrownBy(
            () -> own.partialOf(List.of(new AccessRow("a", Map.of("region", "north"), true))))
        .hasMessageStartingWith("EV-ACCESS-004");
    assertThatThrownBy(
            () ->
                new StandardisedAccess(
                    0.95, "sex", List.of("sex"), new TreeMap<>(), StandardisedAccess.Limits.EXACT))
        .hasMessageStartingWith("EV-ACCESS-004");
    TreeMap<String, Double> bad = new TreeMap<>(Map.of("f", Double.NaN));
    assertThatThrownBy(() -> access(bad, StandardisedAccess.Limits.EXACT))
        .hasMessageStartingWith("EV-LEVEL-002");
  }

  @Test
  void anUnstratifiedQuestionHasOneStratum() {
    StandardisedAccess crude =
        new StandardisedAccess(
            0.95, "insurance", List.of(), new TreeMap<>(), StandardisedAccess.Limits.EXACT);
    AccessResult r =
        crude
            .finish(
                crude.partialOf(
                    List.of(
                        new AccessRow("a", Map.of("insurance", "x"), true),
                        new AccessRow("a", Map.of("insurance", "y"), false))))
            .result()
            .orElseThrow();
    assertThat(r.groups().get("x").expected()).isEqualTo(0.5, within(1e-12));
  }

  private static StandardisedAccess access(
      java.util.SortedMap<String, Double> reference, StandardisedAccess.Limits limits) {
    return new StandardisedAccess(0.95, "region", List.of("sex", "age"), reference, limits);
  }

  private static AccessRow person(
      String site, String region, String sex, String age, boolean treated) {
    return new AccessRow(site, Map.of("region", region, "sex", sex, "age", age), treated);
  }
}
