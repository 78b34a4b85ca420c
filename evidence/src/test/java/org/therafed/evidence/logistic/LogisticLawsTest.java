package org.therafed.evidence.logistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.PartialJson;
import org.therafed.evidence.rounds.RoundSource;
import org.therafed.evidence.rounds.RoundSums;
import org.therafed.evidence.rounds.RoundsDriver;

/** A fit over rows split in any way, serialised on the way, is the fit of the pooled rows. */
class LogisticLawsTest {
  private static final List<String> SITES = List.of("north", "south", "west");

  private record Row(String site, List<Double> x, boolean event, double weight, double offset) {
    void addTo(LogisticRows rows) {
      double[] values = x.stream().mapToDouble(Double::doubleValue).toArray();
      rows.add(site, values, event, weight, offset);
    }
  }

  @Property(tries = 1000, seed = "20261121")
  void splitFitIsThePooledFit(@ForAll long seed, @ForAll @IntRange(max = 80) int n) {
    Random random = new Random(seed);
    List<Covariate> covariates = new ArrayList<>(List.of(Covariate.numeric("x")));
    covariates.add(Covariate.factor("f", List.of("a", "b", "c"), "a"));
    if (random.nextBoolean()) {
      covariates.add(Covariate.site(SITES, "south"));
    }
    LogisticModel model =
        new LogisticModel(new Design(covariates), SITES, 0.95, random.nextBoolean(), 60);
    boolean weighted = random.nextBoolean();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double x = 50 + 10 * random.nextGaussian();
      double code = random.nextInt(3);
      rows.add(
          new Row(
              SITES.get(random.nextInt(3)),
              List.of(x, code),
              random.nextDouble() < 1 / (1 + Math.exp(-(x - 50) / 20 + code / 2)),
              weighted ? random.nextInt(4) / 2.0 : 1,
              weighted ? random.nextGaussian() / 5 : 0));
    }
    LogisticRows all = model.rows();
    rows.forEach(row -> row.addTo(all));
    List<LogisticRows> parts = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(5); i++) {
      parts.add(model.rows());
    }
    Collections.shuffle(rows, random);
    rows.forEach(row -> row.addTo(parts.get(random.nextInt(parts.size()))));
    List<RoundSource> wires = new ArrayList<>();
    for (LogisticRows part : parts) {
      wires.add(ask -> PartialJson.read(PartialJson.write(part.answer(ask)), RoundSums.class));
    }

    Finding<LogisticResult> pooled = model.over(List.of(all));
    Finding<LogisticResult> split = RoundsDriver.run(model.fit(), wires);
    assertThat(split.getClass()).isEqualTo(pooled.getClass());
    if (pooled.result().isEmpty()) {
      return;
    }
    LogisticResult one = pooled.result().get();
    LogisticResult two = split.result().orElseThrow();
    assertThat(two.basis()).isEqualTo(one.basis());
    for (int j = 0; j < one.terms().size(); j++) {
      LogisticTerm a = one.terms().get(j);
      LogisticTerm b = two.terms().get(j);
      assertThat(b.coefficient()).isEqualTo(a.coefficient(), within(1e-9 * a.stdErr()));
      assertThat(b.stdErr()).isEqualTo(a.stdErr(), within(1e-9 * a.stdErr()));
    }
    assertThat(two.deviance()).isEqualTo(one.deviance(), within(1e-9 * (1 + one.deviance())));
    assertThat(two.score().chiSquared())
        .isEqualTo(one.score().chiSquared(), within(1e-9 * (1 + one.score().chiSquared())));
  }
}
