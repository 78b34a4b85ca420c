package org.therafed.evidence.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.therafed.evidence.dose.CourseRow;
import org.therafed.evidence.dose.CycleDose;
import org.therafed.evidence.dose.DoseEffect;
import org.therafed.evidence.dose.DoseEffectResult;
import org.therafed.evidence.dose.DoseRow;
import org.therafed.evidence.dose.DoseSource;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.rounds.RoundsDriver;

/** Activity by cycle, and the effect of dose. */
final class DoseQuestions {
  private static final String FAMILY = "dose";
  private static final DoseEffect EFFECT = new DoseEffect(0.95, "Gy", List.of(0.05, 0.5));

  private DoseQuestions() {}

  static Stream<Question> all() {
    return Stream.of(
        Question.of(FAMILY, "activity per cycle and course, four cycles", DoseQuestions::cycles)
            .against(
                1_000_000,
                1e-8,
                """
                c(t.test(rowSums(d))$conf.int, sapply(d, function(x) t.test(x)$conf.int))
                """),
        Question.of(FAMILY, "dose–effect, TD5 and TD50", n -> effect(n, 1))
            .against(
                100_000,
                1e-6,
                """
                { f <- glm(effect ~ dose, binomial, d, control = glm.control(1e-15))
                  t <- dose.p(f, p = c(0.05, 0.5))
                  c(coef(f)[2], sqrt(vcov(f)[2, 2]), t, attr(t, 'SE')) }
                """),
        Question.of(
            FAMILY, "dose–effect, four cycles a course, errors by course", n -> effect(n, 4)));
  }

  private static Question.Sample cycles(int n) {
    Columns d = new Columns(n);
    for (int k = 0; k < 4; k++) {
      d.with("cycle" + k, i -> 7400 + 400 * d.random().nextGaussian());
    }
    List<CourseRow> rows =
        d.rows(
            i -> {
              double[] given = new double[4];
              Arrays.setAll(given, k -> d.get("cycle" + k)[i]);
              return CourseRow.of(d.site(i), Map.of("Lu-177", given));
            });
    return new Question.Sample(
        d,
        () -> {
          var series = d.estimate(new CycleDose(0.95, "MBq"), rows).byName().get("Lu-177");
          return Stream.concat(
                  series.cumulative().stream(),
                  series.cycles().stream().map(c -> c.value().orElseThrow()))
              .map(m -> m.interval().orElseThrow())
              .flatMap((Interval i) -> Stream.of(i.lower(), i.upper()))
              .mapToDouble(Double::doubleValue)
              .toArray();
        });
  }

  /** logit p = −4 + 0.1·dose over 0 to 60 Gy; a course's cycles are neighbours. */
  private static Question.Sample effect(int n, int cycles) {
    Columns d = new Columns(n);
    d.with("dose", i -> 60 * d.random().nextDouble())
        .with(
            "effect",
            i -> d.random().nextDouble() < 1 / (1 + Math.exp(4 - 0.1 * d.get("dose")[i])) ? 1 : 0);
    List<DoseRow> rows =
        d.rows(i -> new DoseRow(d.site(i), i / cycles, d.get("dose")[i], d.is("effect", i)));
    return new Question.Sample(
        d,
        () -> {
          List<DoseSource> sources = d.bySite(rows).stream().map(DoseSource::new).toList();
          DoseEffectResult r = RoundsDriver.run(EFFECT.fit(), sources).result().orElseThrow();
          double z = 1.959963984540054;
          return new double[] {
            r.slope(),
            half(r.slopeInterval()) / z,
            r.doses().get(0).dose().orElseThrow(),
            r.doses().get(1).dose().orElseThrow(),
            half(r.doses().get(0).delta().orElseThrow()) / z,
            half(r.doses().get(1).delta().orElseThrow()) / z
          };
        });
  }

  private static double half(Interval interval) {
    return (interval.upper() - interval.lower()) / 2;
  }
}
