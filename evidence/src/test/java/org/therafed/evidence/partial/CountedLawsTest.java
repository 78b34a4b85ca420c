package org.therafed.evidence.partial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.therafed.evidence.partial.PartialLaws.close;
import static org.therafed.evidence.partial.PartialLaws.exact;
import static org.therafed.evidence.partial.PartialLaws.laws;
import static org.therafed.evidence.partial.PartialLaws.rows;
import static org.therafed.evidence.partial.PartialLaws.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.therafed.evidence.dose.CourseRow;
import org.therafed.evidence.dose.CycleDose;
import org.therafed.evidence.dose.CyclePartial;
import org.therafed.evidence.rate.ExposurePartial;
import org.therafed.evidence.rate.ExposureRow;
import org.therafed.evidence.rate.PoissonRate;
import org.therafed.evidence.rate.RateRatio;
import org.therafed.evidence.response.AssessmentRow;
import org.therafed.evidence.response.Criterion;
import org.therafed.evidence.response.Endpoint;
import org.therafed.evidence.response.EndpointPartial;
import org.therafed.evidence.response.EndpointRate;
import org.therafed.evidence.response.Observation;
import org.therafed.evidence.table.Arm;
import org.therafed.evidence.table.ArmRow;
import org.therafed.evidence.table.StratifiedOdds;
import org.therafed.evidence.table.TablePartial;
import org.therafed.evidence.table.TwoProportions;
import org.therafed.evidence.toxicity.AdverseEvent;
import org.therafed.evidence.toxicity.AdverseEventPartial;
import org.therafed.evidence.toxicity.AdverseEventRates;
import org.therafed.evidence.toxicity.AdverseEventRow;
import org.therafed.evidence.toxicity.GradingScheme;
import org.therafed.evidence.toxicity.OnsetAndResolution;
import org.therafed.evidence.toxicity.OnsetPartial;

/**
 * The laws of {@link Partial} on random rows for tables, rates, endpoints, adverse events and dose:
 * counts exactly, sums to 1e-12 relative.
 */
class CountedLawsTest {
  private static final String SEED = "20261121";

  @Property(tries = 1000, seed = SEED)
  void tablesAreExact(@ForAll long seed, @ForAll @IntRange(max = 40) int n) {
    Random random = new Random(seed);
    List<ArmRow> rows =
        rows(n, random, r -> new ArmRow(site(r), "s" + r.nextInt(3), arm(r), r.nextInt(3) == 0));
    exact(new TwoProportions(0.95), rows, TablePartial.class, random);
    exact(new StratifiedOdds(0.95), rows, TablePartial.class, random);
  }

  @Property(tries = 1000, seed = SEED)
  void exposureInWholeDaysIsExact(@ForAll long seed, @ForAll @IntRange(max = 40) int n) {
    Random random = new Random(seed);
    List<ExposureRow> rows =
        rows(n, random, r -> new ExposureRow(site(r), arm(r), 1 + r.nextInt(300), r.nextInt(4)));
    exact(new PoissonRate(0.95), rows, ExposurePartial.class, random);
    exact(new RateRatio(0.95), rows, ExposurePartial.class, random);
  }

  @Property(tries = 1000, seed = SEED)
  void exposureInPartsOfDaysAgreesToRounding(@ForAll long seed, @ForAll @IntRange(max = 40) int n) {
    Random random = new Random(seed);
    PoissonRate rate = new PoissonRate(0.95);
    laws(
        rate,
        rows(
            n,
            random,
            r -> new ExposureRow(site(r), arm(r), 300 * r.nextDouble() + 0.01, r.nextInt(4))),
        ExposurePartial.class,
        random,
        (split, pooled) -> {
          assertThat(split.pooled().events()).isEqualTo(pooled.pooled().events());
          assertThat(split.pooled().rows()).isEqualTo(pooled.pooled().rows());
          close(split.pooled().days(), pooled.pooled().days());
          assertThat(split.sites()).isEqualTo(pooled.sites());
        });
  }

  @Property(tries = 1000, seed = SEED)
  void endpointsAreExact(@ForAll long seed, @ForAll @IntRange(max = 30) int n) {
    Random random = new Random(seed);
    Criterion criterion =
        new Criterion.AnyOf(
            List.of(
                Criterion.Category.of("best", Set.of("CR", "PR"), Set.of("NE"), Set.of("PD")),
                new Criterion.Fall("PSA", 0.5)));
    Endpoint endpoint =
        new Endpoint(
            "response",
            criterion,
            0,
            100,
            Endpoint.Choice.CONFIRMED,
            14,
            Endpoint.NotEvaluable.NON_RESPONDER);
    exact(
        new EndpointRate(0.95, endpoint),
        rows(n, random, CountedLawsTest::assessment),
        EndpointPartial.class,
        random);
  }

  @Property(tries = 1000, seed = SEED)
  void adverseEventsInWholeDaysAreExactButForSquaresPerDay(
      @ForAll long seed, @ForAll @IntRange(max = 30) int n) {
    Random random = new Random(seed);
    AdverseEventRates rates = new AdverseEventRates(0.95, GradingScheme.CTCAE_5);
    List<AdverseEventRow> rows = rows(n, random, CountedLawsTest::adverseEvents);
    laws(
        rates,
        rows,
        AdverseEventPartial.class,
        random,
        (split, pooled) -> {
          AdverseEventPartial.SiteSums a = split.pooled();
          AdverseEventPartial.SiteSums b = pooled.pooled();
          assertThat(a.persons()).isEqualTo(b.persons());
          assertThat(a.days()).isEqualTo(b.days());
          assertThat(a.byTerm().keySet()).isEqualTo(b.byTerm().keySet());
          for (int g = 0; g < 5; g++) {
            assertThat(a.anyTerm().get(g).persons()).isEqualTo(b.anyTerm().get(g).persons());
            assertThat(a.anyTerm().get(g).events()).isEqualTo(b.anyTerm().get(g).events());
            assertThat(a.anyTerm().get(g).firstDays()).isEqualTo(b.anyTerm().get(g).firstDays());
            close(
                a.anyTerm().get(g).eventsSquaredPerDay(), b.anyTerm().get(g).eventsSquaredPerDay());
          }
          assertThat(split.bySite().keySet()).isEqualTo(pooled.bySite().keySet());
        });
    exact(
        new OnsetAndResolution(0.95, GradingScheme.CTCAE_5, "nausea", 2),
        rows,
        OnsetPartial.class,
        random);
  }

  @Property(tries = 1000, seed = SEED)
  void cycleDosesAgreeToRounding(@ForAll long seed, @ForAll @IntRange(max = 30) int n) {
    Random random = new Random(seed);
    CycleDose dose = new CycleDose(0.95, "Gy");
    laws(
        dose,
        rows(n, random, CountedLawsTest::course),
        CyclePartial.class,
        random,
        (split, pooled) -> {
          var a = split.pooled();
          var b = pooled.pooled();
          assertThat(a.keySet()).isEqualTo(b.keySet());
          a.forEach(
              (name, s) -> {
                CyclePartial.Series other = b.get(name);
                assertThat(s.courses()).isEqualTo(other.courses());
                assertThat(s.cycles()).hasSameSizeAs(other.cycles());
                assertThat(s.complete().n()).isEqualTo(other.complete().n());
                close(s.complete().mean(), other.complete().mean());
                close(s.scaled().m2(), other.scaled().m2());
                for (int i = 0; i < s.cycles().size(); i++) {
                  assertThat(s.cycles().get(i).missing())
                      .isEqualTo(other.cycles().get(i).missing());
                  close(s.cycles().get(i).known().mean(), other.cycles().get(i).known().mean());
                }
              });
        });
  }

  private static Arm arm(Random random) {
    return random.nextBoolean() ? Arm.FIRST : Arm.SECOND;
  }

  private static AssessmentRow assessment(Random random) {
    List<Observation> all = new ArrayList<>();
    String[] categories = {"CR", "PR", "PD", "NE"};
    for (int i = 0; i < random.nextInt(4); i++) {
      int day = random.nextInt(120);
      all.add(
          random.nextBoolean()
              ? Observation.category("best", day, categories[random.nextInt(4)])
              : Observation.value("PSA", day, 100 * random.nextDouble()));
    }
    return new AssessmentRow(site(random), Map.of("PSA", 80.0), all);
  }

  private static AdverseEventRow adverseEvents(Random random) {
    int days = 1 + random.nextInt(300);
    List<AdverseEvent> all = new ArrayList<>();
    for (int i = 0; i < random.nextInt(5); i++) {
      int onset = random.nextInt(days + 1);
      all.add(
          new AdverseEvent(
              random.nextBoolean() ? "nausea" : "anaemia",
              1 + random.nextInt(5),
              onset,
              random.nextBoolean()
                  ? OptionalDouble.of(onset + random.nextInt(40))
                  : OptionalDouble.empty(),
              random.nextInt(4) == 0));
    }
    return new AdverseEventRow(site(random), GradingScheme.CTCAE_5, days, all);
  }

  private static CourseRow course(Random random) {
    TreeMap<String, List<OptionalDouble>> cycles = new TreeMap<>();
    for (String organ : new String[] {"kidneys", "marrow"}) {
      List<OptionalDouble> values = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(4); i++) {
        values.add(
            random.nextInt(4) == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(5 * random.nextDouble()));
      }
      cycles.put(organ, values);
    }
    return new CourseRow(site(random), cycles);
  }
}
