package org.therafed.registry.estimate;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.therafed.evidence.cost.CostRow;
import org.therafed.evidence.cost.MeanCost;
import org.therafed.evidence.disclosure.Cohort;
import org.therafed.evidence.longitudinal.MeanChange;
import org.therafed.evidence.longitudinal.VisitDesign;
import org.therafed.evidence.longitudinal.VisitSeries;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.Result;
import org.therafed.evidence.response.ResponseRate;
import org.therafed.evidence.response.ResponseRow;
import org.therafed.evidence.survival.ConfidenceBand;
import org.therafed.evidence.survival.KaplanMeier;
import org.therafed.evidence.survival.SurvivalRow;
import org.therafed.evidence.toxicity.ToxicityIncidence;
import org.therafed.evidence.toxicity.ToxicityRow;
import org.therafed.profiles.projection.Anchor;
import org.therafed.profiles.projection.EndpointOutcome;
import org.therafed.profiles.projection.EndpointRule;
import org.therafed.profiles.projection.PersonFacts;
import org.therafed.registry.cohort.CohortRows;
import org.therafed.registry.cohort.Member;
import org.therafed.registry.cohort.Question;

/** Turns a cohort's rows into an estimate, by the library and nothing else. */
@ApplicationScoped
public class Estimates {

  /** The estimate of a question. */
  public Estimate of(Question question, CohortRows rows) {
    return switch (question.kind()) {
      case RESPONSE -> response(question, rows);
      case SURVIVAL -> survival(question, rows);
      case SLOPE -> slope(question, rows);
      case TOXICITY -> toxicity(question, rows);
      case COST -> question.endpoint() == null ? cost(question, rows) : amount(question, rows);
    };
  }

  /**
   * The estimate of a question over the registry's own rows and the sums of further sites, as if
   * all were rows on the declared grid.
   *
   * @param question of any kind but {@code COST}
   * @param cut number of the data cut
   */
  public Estimate of(Question question, CohortRows rows, SitesSums sums, int cut) {
    Estimate own = of(question, rows);
    Together both = new Together(question, rows, sums, cut, own);
    return switch (question.kind()) {
      case SURVIVAL -> both.survival(times(question, rows));
      case SLOPE -> both.slope(slopes(question, rows), perYear(question));
      case RESPONSE -> both.response(responses(question, rows));
      case TOXICITY -> both.toxicity(exposed(rows));
      case COST -> throw new IllegalArgumentException("Sites do not give sums of this kind.");
    };
  }

  private static List<SurvivalRow> times(Question question, CohortRows rows) {
    List<SurvivalRow> times = new ArrayList<>();
    outcomes(question, rows)
        .forEach(
            (member, outcome) -> {
              if (outcome instanceof EndpointOutcome.Time time) {
                times.add(new SurvivalRow(member.site(), 0, time.days(), time.event()));
              }
            });
    return times;
  }

  private static List<VisitSeries> slopes(Question question, CohortRows rows) {
    List<VisitSeries> slopes = new ArrayList<>();
    outcomes(question, rows)
        .forEach(
            (member, outcome) -> {
              if (outcome instanceof EndpointOutcome.Measured slope) {
                double value = slope.value().doubleValue();
                slopes.add(
                    new VisitSeries(member.site(), 0, 0, new int[] {0}, new double[] {value}));
              }
            });
    return slopes;
  }

  private static VisitDesign perYear(Question question) {
    return new VisitDesign(List.of("per year"), List.of(question.arm().label()), unit(question));
  }

  private static List<ResponseRow> responses(Question question, CohortRows rows) {
    List<ResponseRow> responses = new ArrayList<>();
    outcomes(question, rows)
        .forEach(
            (member, outcome) ->
                outcome
                    .yesOrNo()
                    .ifPresent(yes -> responses.add(new ResponseRow(member.site(), yes))));
    return responses;
  }

  private static Estimate response(Question question, CohortRows rows) {
    List<Member> evaluable = new ArrayList<>();
    List<ResponseRow> responses = new ArrayList<>();
    outcomes(question, rows)
        .forEach(
            (member, outcome) ->
                outcome
                    .yesOrNo()
                    .ifPresent(
                        response -> {
                          evaluable.add(member);
                          responses.add(new ResponseRow(member.site(), response));
                        }));
    return estimate(
        finish(new ResponseRate(question.level()), responses),
        evaluable,
        rows,
        question,
        Estimate.Caveat.NOT_EVALUABLE_EXCLUDED);
  }

  private static Estimate survival(Question question, CohortRows rows) {
    List<Member> known = new ArrayList<>();
    List<SurvivalRow> times = new ArrayList<>();
    outcomes(question, rows)
        .forEach(
            (member, outcome) -> {
              if (outcome instanceof EndpointOutcome.Time time) {
                known.add(member);
                times.add(new SurvivalRow(member.site(), 0, time.days(), time.event()));
              }
            });
    return estimate(
        finish(new KaplanMeier(question.level(), ConfidenceBand.LOG_LOG), times),
        known,
        rows,
        question,
        Estimate.Caveat.LAST_RECORD_AS_FOLLOW_UP,
        Estimate.Caveat.NOT_EVALUABLE_EXCLUDED);
  }

  /**
   * Each person's own slope is one number, and their mean is given: the summary measure of Matthews
   * et al. 1990, BMJ 300:230. A person with few values weighs as much as one with many.
   */
  private static Estimate slope(Question question, CohortRows rows) {
    List<Member> measured = new ArrayList<>();
    List<VisitSeries> slopes = new ArrayList<>();
    outcomes(question, rows)
        .forEach(
            (member, outcome) -> {
              if (outcome instanceof EndpointOutcome.Measured slope) {
                measured.add(member);
                double value = slope.value().doubleValue();
                slopes.add(
                    new VisitSeries(member.site(), 0, 0, new int[] {0}, new double[] {value}));
              }
            });
    return estimate(
        finish(new MeanChange(perYear(question), question.level()), slopes),
        measured,
        rows,
        question,
        Estimate.Caveat.NOT_EVALUABLE_EXCLUDED);
  }

  private static String unit(Question question) {
    return question
        .endpoint()
        .text("biomarker")
        .flatMap(question.module()::biomarker)
        .map(biomarker -> biomarker.unit() + "/a")
        .orElseThrow();
  }

  /** How the endpoint came out for each member, in their order. */
  private static Map<Member, EndpointOutcome> outcomes(Question question, CohortRows rows) {
    EndpointRule rule = EndpointRule.of(question.module(), question.endpoint());
    Map<Member, EndpointOutcome> outcomes = new LinkedHashMap<>();
    for (Member member : rows.members()) {
      Anchor anchor =
          new Anchor(
              member.index(),
              member.indexKnown(),
              question.module().id(),
              member.course(),
              question.arm().pathway());
      outcomes.put(
          member, rule.evaluate(PersonFacts.of(question.module(), anchor, rows.factsOf(member))));
    }
    return outcomes;
  }

  private static Estimate toxicity(Question question, CohortRows rows) {
    return estimate(
        finish(new ToxicityIncidence(question.level()), exposed(rows)),
        rows.members(),
        rows,
        question);
  }

  private static List<ToxicityRow> exposed(CohortRows rows) {
    return rows.members().stream()
        .map(
            member ->
                new ToxicityRow(
                    member.site(), rows.worstGrades().getOrDefault(member.person(), Map.of())))
        .toList();
  }

  private record Price(String currency, int year) {}

  /** The mean of the persons' own amounts, in the commonest currency and price year. */
  private static Estimate amount(Question question, CohortRows rows) {
    Map<Price, Map<Member, Double>> byPrice = new HashMap<>();
    outcomes(question, rows)
        .forEach(
            (member, outcome) -> {
              if (outcome instanceof EndpointOutcome.Amount amount) {
                byPrice
                    .computeIfAbsent(
                        new Price(amount.currency(), amount.priceYear()),
                        price -> new LinkedHashMap<>())
                    .put(member, amount.value().doubleValue());
              }
            });
    Price price = commonest(byPrice.keySet(), p -> byPrice.get(p).size());
    Map<Member, Double> counted = byPrice.getOrDefault(price, Map.of());
    String component = question.endpoint().text("component").orElseThrow();
    return estimate(
        finish(
            new MeanCost(question.level(), price.currency(), price.year()),
            counted.entrySet().stream()
                .map(e -> new CostRow(e.getKey().site(), Map.of(component, e.getValue())))
                .toList()),
        List.copyOf(counted.keySet()),
        rows,
        question,
        Estimate.Caveat.NOT_EVALUABLE_EXCLUDED,
        Estimate.Caveat.CENSORED_COST_AS_OBSERVED,
        Estimate.Caveat.OTHER_CURRENCY_EXCLUDED);
  }

  /** The price that most have; ties: the later year, then the later currency code. */
  private static Price commonest(Set<Price> prices, ToIntFunction<Price> count) {
    return prices.stream()
        .max(
            Comparator.comparingInt(count)
                .thenComparing(Price::year)
                .thenComparing(Price::currency))
        .orElse(new Price("XXX", 2000));
  }

  private static Estimate cost(Question question, CohortRows rows) {
    Map<Price, List<CohortRows.CourseCost>> byPrice =
        rows.courses().stream()
            .filter(course -> course.currency() != null && course.priceYear() != null)
            .collect(
                Collectors.groupingBy(course -> new Price(course.currency(), course.priceYear())));
    Price price = commonest(byPrice.keySet(), p -> byPrice.get(p).size());
    List<CohortRows.CourseCost> counted = byPrice.getOrDefault(price, List.of());
    Map<String, Member> byPerson = new HashMap<>();
    rows.members().forEach(member -> byPerson.put(member.person(), member));
    List<Member> members =
        counted.stream().map(course -> byPerson.get(course.person())).distinct().toList();
    return estimate(
        finish(
            new MeanCost(question.level(), price.currency(), price.year()),
            counted.stream()
                .map(course -> new CostRow(course.site(), course.amountByComponent()))
                .toList()),
        members,
        rows,
        question,
        Estimate.Caveat.CENSORED_COST_AS_OBSERVED,
        Estimate.Caveat.OTHER_CURRENCY_EXCLUDED);
  }

  private static Estimate estimate(
      Finding<? extends Result> finding,
      List<Member> counted,
      CohortRows rows,
      Question question,
      Estimate.Caveat... caveats) {
    List<Estimate.Caveat> all = new ArrayList<>(List.of(caveats));
    if (question.arm() != Question.Arm.TREATED) {
      all.add(Estimate.Caveat.NOT_ADJUSTED);
    }
    Set<Member> included = new HashSet<>(counted);
    Set<Member> withdrawn = new HashSet<>(rows.withdrawn());
    List<Member> everybody = new ArrayList<>(rows.members());
    everybody.addAll(rows.withdrawn());
    return new Estimate(
        finding,
        Cohort.of(counted.stream().mapToLong(Member::number)),
        Estimate.Share.of(counted, Member::linked),
        Estimate.Share.of(rows.members(), member -> !included.contains(member)),
        Estimate.Share.of(everybody, withdrawn::contains),
        all);
  }

  private static <ROW, P extends Partial<P>, R extends Result> Finding<R> finish(
      Estimator<ROW, P, R> estimator, List<ROW> rows) {
    Accumulator<ROW, P> accumulator = estimator.accumulator();
    rows.forEach(accumulator::add);
    return estimator.finish(accumulator.partial());
  }
}
