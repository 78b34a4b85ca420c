package org.therafed.evidence.partial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.therafed.evidence.partial.PartialLaws.close;
import static org.therafed.evidence.partial.PartialLaws.exact;
import static org.therafed.evidence.partial.PartialLaws.laws;
import static org.therafed.evidence.partial.PartialLaws.rows;
import static org.therafed.evidence.partial.PartialLaws.site;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.therafed.evidence.access.AccessRow;
import org.therafed.evidence.access.ActivityLoss;
import org.therafed.evidence.access.ActivityPartial;
import org.therafed.evidence.access.ActivityRow;
import org.therafed.evidence.access.CountPartial;
import org.therafed.evidence.access.DistanceBands;
import org.therafed.evidence.access.DistanceRow;
import org.therafed.evidence.access.FunnelRow;
import org.therafed.evidence.access.Pathway;
import org.therafed.evidence.access.PathwayPartial;
import org.therafed.evidence.access.PathwayRow;
import org.therafed.evidence.access.StandardisedAccess;
import org.therafed.evidence.access.TreatmentFunnel;
import org.therafed.evidence.contract.Agreement;
import org.therafed.evidence.contract.ContractCourse;
import org.therafed.evidence.contract.MilestonePartial;
import org.therafed.evidence.contract.MilestoneRule;
import org.therafed.evidence.contract.Milestones;

/** The laws of {@link Partial} on random rows for access and contracts. */
class AccessLawsTest {
  private static final String SEED = "20261121";

  @Property(tries = 1000, seed = SEED)
  void accessCountsAreExact(@ForAll long seed, @ForAll @IntRange(max = 30) int n) {
    Random random = new Random(seed);
    List<String> stages = List.of("eligible", "ordered", "treated");
    exact(
        new TreatmentFunnel(0.95, stages),
        rows(
            n,
            random,
            r -> new FunnelRow(site(r), stages.get(r.nextInt(3)), r.nextBoolean() ? "x|y" : "")),
        CountPartial.class,
        random);
    exact(
        new DistanceBands(0.95, List.of(25.0, 100.0)),
        rows(
            n,
            random,
            r ->
                new DistanceRow(
                    site(r),
                    r.nextInt(5) == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(200 * r.nextDouble()),
                    r.nextBoolean())),
        CountPartial.class,
        random);
    exact(
        new StandardisedAccess(
            0.95, "region", List.of("sex"), new TreeMap<>(), StandardisedAccess.Limits.EXACT),
        rows(
            n,
            random,
            r ->
                new AccessRow(
                    site(r),
                    Map.of("region", "r" + r.nextInt(3), "sex", r.nextBoolean() ? "f" : "m"),
                    r.nextBoolean())),
        CountPartial.class,
        random);
  }

  @Property(tries = 1000, seed = SEED)
  void pathwaysAreExact(@ForAll long seed, @ForAll @IntRange(max = 30) int n) {
    Random random = new Random(seed);
    exact(
        new Pathway(0.95, List.of("decision", "order", "administration")),
        rows(n, random, AccessLawsTest::pathway),
        PathwayPartial.class,
        random);
  }

  @Property(tries = 1000, seed = SEED)
  void activitiesAgreeToRounding(@ForAll long seed, @ForAll @IntRange(max = 30) int n) {
    Random random = new Random(seed);
    laws(
        new ActivityLoss(0.95),
        rows(
            n,
            random,
            r ->
                new ActivityRow(
                    site(r),
                    6.647,
                    7000 + 1000 * r.nextDouble(),
                    3 * r.nextDouble() - 0.5,
                    r.nextBoolean() ? OptionalDouble.of(7000.0) : OptionalDouble.empty())),
        ActivityPartial.class,
        random,
        (split, pooled) -> {
          assertThat(split.pooled().doses()).isEqualTo(pooled.pooled().doses());
          assertThat(split.pooled().early()).isEqualTo(pooled.pooled().early());
          close(split.pooled().calibrated(), pooled.pooled().calibrated());
          close(split.pooled().remaining(), pooled.pooled().remaining());
          close(split.pooled().lossSquared(), pooled.pooled().lossSquared());
        });
  }

  @Property(tries = 1000, seed = SEED)
  void milestonesAreExact(@ForAll long seed, @ForAll @IntRange(max = 30) int n) {
    Random random = new Random(seed);
    Agreement agreement =
        new Agreement(
            "a",
            "EUR",
            BigDecimal.TEN,
            2,
            List.of(
                new MilestoneRule("one", "cr", 100, 10, 20, new BigDecimal("0.5")),
                new MilestoneRule("two", "cr", 300, 10, 20, new BigDecimal("0.5"))));
    exact(
        new Milestones(0.95, agreement),
        rows(n, random, AccessLawsTest::contractCourse),
        MilestonePartial.class,
        random);
  }

  private static PathwayRow pathway(Random random) {
    List<OptionalDouble> days = new ArrayList<>();
    double day = 0;
    for (int i = 0; i < 3; i++) {
      day += random.nextInt(30);
      days.add(random.nextInt(3) == 0 ? OptionalDouble.empty() : OptionalDouble.of(day));
    }
    return new PathwayRow(site(random), days, day + random.nextInt(5));
  }

  private static ContractCourse contractCourse(Random random) {
    int cut = random.nextInt(400);
    List<ContractCourse.Assessment> all = new ArrayList<>();
    for (int i = 0; i < random.nextInt(4); i++) {
      all.add(new ContractCourse.Assessment("cr", random.nextInt(cut + 1), random.nextBoolean()));
    }
    return new ContractCourse(
        site(random),
        cut,
        all,
        random.nextInt(4) == 0 ? OptionalInt.of(random.nextInt(cut + 1)) : OptionalInt.empty(),
        random.nextInt(6) == 0 ? Optional.of("other trial") : Optional.empty());
  }
}
