package org.therafed.evidence.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.rate.Rate;
import org.therafed.evidence.survival.SurvivalQuantile;
import org.therafed.evidence.toxicity.AdverseEvent;
import org.therafed.evidence.toxicity.AdverseEventRates;
import org.therafed.evidence.toxicity.AdverseEventRow;
import org.therafed.evidence.toxicity.GradeRate;
import org.therafed.evidence.toxicity.GradingScheme;
import org.therafed.evidence.toxicity.Incidence;
import org.therafed.evidence.toxicity.OnsetAndResolution;
import org.therafed.evidence.toxicity.RepeatedRate;
import org.therafed.evidence.toxicity.TermToxicity;
import org.therafed.evidence.toxicity.ToxicityIncidence;
import org.therafed.evidence.toxicity.ToxicityRow;

/** Incidences, rates of first and of all events, and time to onset. */
final class ToxicityScenarios {
  private static final String TERM = "nausea";
  private static final double PER_DAY = 2 / 365.0;
  private static final ToxicityIncidence INCIDENCE = new ToxicityIncidence(0.95);
  private static final AdverseEventRates RATES = new AdverseEventRates(0.95, GradingScheme.CTCAE_5);
  private static final OnsetAndResolution ONSET =
      new OnsetAndResolution(0.95, GradingScheme.CTCAE_5, TERM, 1);

  private ToxicityScenarios() {}

  static Stream<Scenario> all() {
    return Stream.of(
        incidence("Clopper–Pearson", true, Incidence::clopperPearson),
        incidence("Wilson", false, Incidence::wilson),
        rate("rate of first events", "Garwood", 60, false, r -> r.first().map(Rate::exact)),
        rate(
            "rate of first events",
            "log-normal",
            60,
            false,
            r -> r.first().flatMap(Rate::logNormal)),
        rate("rate of all events", "Garwood", 60, false, r -> Optional.of(r.all().exact())),
        rate("rate of all events", "Garwood", 60, true, r -> Optional.of(r.all().exact()))
            .declaring(0.85),
        rate("rate of all events", "robust by persons", 20, true, ToxicityScenarios::robust)
            .declaring(0.91),
        rate("rate of all events", "robust by persons", 60, true, ToxicityScenarios::robust),
        rate("rate of all events", "quasi-Poisson", 20, true, ToxicityScenarios::quasiPoisson),
        rate("rate of all events", "quasi-Poisson", 60, true, ToxicityScenarios::quasiPoisson),
        new Scenario(
            "median time to onset",
            "Kaplan–Meier, log–log",
            "n 60, Poisson events",
            false,
            Math.log(2) / PER_DAY,
            random ->
                ONSET
                    .finish(ONSET.partialOf(rows(random, 60, false)))
                    .result()
                    .flatMap(r -> r.onset().result())
                    .map(curve -> limits(curve.median()))));
  }

  private static Interval limits(SurvivalQuantile median) {
    return Scenario.of(median.lowerDays(), median.upperDays(), median.level());
  }

  private static Optional<Interval> robust(GradeRate rate) {
    return rate.repeated().map(RepeatedRate::robust);
  }

  private static Optional<Interval> quasiPoisson(GradeRate rate) {
    return rate.repeated().map(RepeatedRate::quasiPoisson);
  }

  private static Scenario incidence(
      String name, boolean exact, Function<Incidence, Interval> which) {
    return new Scenario(
        "adverse event incidence",
        name,
        "n 40, rate 0.15",
        exact,
        0.15,
        random -> {
          List<ToxicityRow> rows = new ArrayList<>();
          for (int i = 0; i < 40; i++) {
            boolean affected = random.nextDouble() < 0.15;
            Map<String, Integer> worst = affected ? Map.of(TERM, 3) : Map.of();
            rows.add(new ToxicityRow(Scenario.site(i), worst));
          }
          return INCIDENCE
              .finish(INCIDENCE.partialOf(rows))
              .result()
              .map(r -> which.apply(grade3(r.anyTerm())));
        });
  }

  private static Incidence grade3(TermToxicity toxicity) {
    return toxicity.grade3Plus();
  }

  private static Scenario rate(
      String estimator,
      String name,
      int n,
      boolean varying,
      Function<GradeRate, Optional<Interval>> which) {
    return new Scenario(
        estimator,
        name,
        "n " + n + ", 1.4 events per person, " + (varying ? "rates vary by gamma" : "Poisson"),
        false,
        PER_DAY,
        random ->
            RATES
                .finish(RATES.partialOf(rows(random, n, varying)))
                .result()
                .flatMap(r -> which.apply(r.term(TERM, 1))));
  }

  /** Under observation for 100 to 400 days, with 2 events a year on average. */
  private static List<AdverseEventRow> rows(Random random, int n, boolean varying) {
    List<AdverseEventRow> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double exposure = 100 + 300 * random.nextDouble();
      double mean = 1 / (PER_DAY * (varying ? Scenario.frailty(random) : 1));
      List<AdverseEvent> events = new ArrayList<>();
      double onset = Scenario.exponential(random, mean);
      while (onset < exposure) {
        events.add(AdverseEvent.of(TERM, 2, onset));
        onset += Scenario.exponential(random, mean);
      }
      rows.add(new AdverseEventRow(Scenario.site(i), GradingScheme.CTCAE_5, exposure, events));
    }
    return rows;
  }
}
