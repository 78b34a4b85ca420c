package org.therafed.evidence.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.toxicity.AdverseEvent;
import org.therafed.evidence.toxicity.AdverseEventRates;
import org.therafed.evidence.toxicity.AdverseEventRow;
import org.therafed.evidence.toxicity.GradeRate;
import org.therafed.evidence.toxicity.GradingScheme;
import org.therafed.evidence.toxicity.OnsetAndResolution;
import org.therafed.evidence.toxicity.ToxicityIncidence;
import org.therafed.evidence.toxicity.ToxicityResult;
import org.therafed.evidence.toxicity.ToxicityRow;

/** Adverse events: by worst grade, by time at risk, onset. */
final class ToxicityQuestions {
  private static final String FAMILY = "toxicity";
  private static final List<String> TERMS = List.of("anaemia", "fatigue", "nausea");

  private ToxicityQuestions() {}

  static Stream<Question> all() {
    return Stream.of(
        Question.of(FAMILY, "incidence of three terms by worst grade", ToxicityQuestions::incidence)
            .against(
                1_000_000,
                1e-9,
                """
                { each <- function(g) c(binom.test(sum(g > 0), length(g))$conf.int, binom.test(sum(g >= 3), length(g))$conf.int)
                  c(each(d$anaemia), each(d$fatigue), each(d$nausea), each(pmax(d$anaemia, d$fatigue, d$nausea))) }
                """),
        Question.of(FAMILY, "rates of first and all events, dispersion", ToxicityQuestions::rates)
            .against(
                100_000,
                1e-5,
                """
                { f <- glm(events ~ 1, quasipoisson, d, offset = log(exposure), control = glm.control(1e-15))
                  x <- sum(d$events > 0); t <- sum(d$first)
                  c(exp(coef(f)), summary(f)$dispersion, poisson.test(x, t, r = x / t)$conf.int) }
                """),
        Question.of(FAMILY, "time to onset and to resolution", ToxicityQuestions::onset)
            .against(
                100_000,
                1e-9,
                "unlist(quantile(survfit(Surv(first, events > 0) ~ 1, d, conf.type = 'log-log'), 0.25))"));
  }

  private static Question.Sample incidence(int n) {
    Columns d = new Columns(n);
    for (String term : TERMS) {
      d.with(term, i -> Math.max(0, d.random().nextInt(9) - 4));
    }
    List<ToxicityRow> rows =
        d.rows(
            i -> {
              Map<String, Integer> worst = new TreeMap<>();
              for (String term : TERMS) {
                if (d.is(term, i)) {
                  worst.put(term, (int) d.get(term)[i]);
                }
              }
              return new ToxicityRow(d.site(i), worst);
            });
    return new Question.Sample(
        d,
        () -> {
          ToxicityResult r = d.estimate(new ToxicityIncidence(0.95), rows);
          return Stream.concat(r.byTerm().values().stream(), Stream.of(r.anyTerm()))
              .flatMap(t -> Stream.of(t.any(), t.grade3Plus()))
              .flatMap(t -> Stream.of(t.clopperPearson().lower(), t.clopperPearson().upper()))
              .mapToDouble(Double::doubleValue)
              .toArray();
        });
  }

  /** Up to some 400 days under observation, events at a rate that varies between persons. */
  private static List<AdverseEventRow> courses(Columns d) {
    int n = d.size();
    double[] events = new double[n];
    double[] exposure = new double[n];
    double[] first = new double[n];
    List<AdverseEventRow> rows = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      exposure[i] = 100 + d.random().nextInt(300);
      double mean = 300 / (0.5 + d.random().nextDouble());
      List<AdverseEvent> own = new ArrayList<>();
      double onset = Math.ceil(d.exponential(mean));
      first[i] = Math.min(onset, exposure[i]);
      while (onset <= exposure[i]) {
        own.add(AdverseEvent.of("nausea", 1 + d.random().nextInt(4), onset));
        onset += Math.ceil(d.exponential(mean));
      }
      events[i] = own.size();
      rows.add(new AdverseEventRow(d.site(i), GradingScheme.CTCAE_5, exposure[i], own));
    }
    d.with("events", i -> events[i])
        .with("exposure", i -> exposure[i])
        .with("first", i -> first[i]);
    return rows;
  }

  private static Question.Sample rates(int n) {
    Columns d = new Columns(n);
    List<AdverseEventRow> rows = courses(d);
    return new Question.Sample(
        d,
        () -> {
          GradeRate r =
              d.estimate(new AdverseEventRates(0.95, GradingScheme.CTCAE_5), rows)
                  .term("nausea", 1);
          Interval first = r.first().orElseThrow().exact();
          return new double[] {
            r.all().perDay(), r.repeated().orElseThrow().dispersion(), first.lower(), first.upper()
          };
        });
  }

  private static Question.Sample onset(int n) {
    Columns d = new Columns(n);
    List<AdverseEventRow> rows = courses(d);
    OnsetAndResolution estimator = new OnsetAndResolution(0.95, GradingScheme.CTCAE_5, "nausea", 1);
    return new Question.Sample(
        d,
        () ->
            SurvivalQuestions.limits(
                d.estimate(estimator, rows).onset().result().orElseThrow().quantile(0.25)));
  }
}
