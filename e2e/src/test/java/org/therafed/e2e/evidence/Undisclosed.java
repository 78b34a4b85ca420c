package org.therafed.e2e.evidence;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.therafed.evidence.cost.CostResult;
import org.therafed.evidence.cost.MeanCost;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.Result;
import org.therafed.evidence.response.ResponseRate;
import org.therafed.evidence.response.ResponseResult;
import org.therafed.evidence.survival.ConfidenceBand;
import org.therafed.evidence.survival.KaplanMeier;
import org.therafed.evidence.survival.Step;
import org.therafed.evidence.survival.SurvivalCurve;
import org.therafed.evidence.survival.SurvivalQuantile;
import org.therafed.evidence.toxicity.GradeCounts;
import org.therafed.evidence.toxicity.Incidence;
import org.therafed.evidence.toxicity.ToxicityIncidence;
import org.therafed.evidence.toxicity.ToxicityResult;

/**
 * What the evidence library computes of an arm's rows before anything is coarsened.
 *
 * @param responses by endpoint
 */
record Undisclosed(
    SurvivalCurve survival,
    Map<String, ResponseResult> responses,
    ToxicityResult toxicity,
    CostResult cost) {

  static final double LEVEL = 0.95;

  static Undisclosed of(ArmRows rows) {
    Map<String, ResponseResult> responses = new TreeMap<>();
    rows.responses()
        .forEach((endpoint, of) -> responses.put(endpoint, result(new ResponseRate(LEVEL), of)));
    return new Undisclosed(
        result(new KaplanMeier(LEVEL, ConfidenceBand.LOG_LOG), rows.survival()),
        responses,
        result(new ToxicityIncidence(LEVEL), rows.toxicity()),
        result(new MeanCost(LEVEL, rows.currency(), rows.priceYear()), rows.costs()));
  }

  private static <T, P extends Partial<P>, R extends Result> R result(
      Estimator<T, P, R> estimator, Iterable<T> rows) {
    return estimator.finish(estimator.partialOf(rows)).result().orElseThrow();
  }

  /** Every number, by the name that R gives it; empty where it does not exist. */
  SortedMap<Quantity, OptionalDouble> numbers() {
    Numbers numbers = new Numbers();
    survival(numbers);
    responses.forEach(
        (endpoint, response) ->
            numbers.proportion(
                "response",
                endpoint,
                response.responders(),
                response.n(),
                response.clopperPearson()));
    toxicity
        .byTerm()
        .forEach(
            (term, of) -> {
              numbers.incidence("toxicity-any", term, of.any(), toxicity.n());
              numbers.incidence("toxicity-severe", term, of.grade3Plus(), toxicity.n());
              for (int grade = 1; grade <= GradeCounts.GRADES; grade++) {
                numbers.count(
                    "toxicity-grade", term + "/" + grade, "count", of.byWorstGrade().grade(grade));
              }
            });
    numbers.count("cost", "all", "n", cost.n());
    numbers.put("cost", "all", "mean", cost.mean());
    numbers.put("cost", "all", "sd", cost.sd());
    numbers.interval("cost", "all", cost.interval().orElseThrow());
    return numbers.values;
  }

  private void survival(Numbers numbers) {
    numbers.count("survival", "all", "n", survival.n());
    numbers.count("survival", "all", "events", survival.events());
    for (Step step : survival.steps()) {
      String day = Long.toString(Math.round(step.timeDays()));
      numbers.count("survival", day, "at-risk", step.atRisk());
      numbers.put("survival", day, "surv", step.survival());
      numbers.put("survival", day, "std-err", step.stdErr());
      // Before the first event R gives no log-log limits; the library says 1.
      boolean limited = step.survival() < 1;
      numbers.put("survival", day, "lower", limited ? step.lower() : OptionalDouble.empty());
      numbers.put("survival", day, "upper", limited ? step.upper() : OptionalDouble.empty());
    }
    SurvivalQuantile median = survival.median();
    numbers.put("survival", "median", "value", median.timeDays());
    numbers.put("survival", "median", "lower", median.lowerDays());
    numbers.put("survival", "median", "upper", median.upperDays());
  }

  private static final class Numbers {
    private final SortedMap<Quantity, OptionalDouble> values = new TreeMap<>();

    void put(String question, String key, String name, OptionalDouble value) {
      values.put(new Quantity(question, key, name), value);
    }

    void put(String question, String key, String name, double value) {
      put(question, key, name, OptionalDouble.of(value));
    }

    void count(String question, String key, String name, long value) {
      put(question, key, name, (double) value);
    }

    void interval(String question, String key, Interval interval) {
      put(question, key, "lower", interval.lower());
      put(question, key, "upper", interval.upper());
    }

    void proportion(String question, String key, long count, long n, Interval interval) {
      count(question, key, "n", n);
      count(question, key, "count", count);
      put(question, key, "rate", (double) count / n);
      interval(question, key, interval);
    }

    void incidence(String question, String term, Incidence incidence, long n) {
      proportion(question, term, incidence.persons(), n, incidence.clopperPearson());
    }
  }
}
