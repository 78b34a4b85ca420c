package org.therafed.registry.estimate;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.therafed.evidence.cost.CostPartial;
import org.therafed.evidence.cost.CostRow;
import org.therafed.evidence.cost.MeanCost;
import org.therafed.evidence.longitudinal.MeanChange;
import org.therafed.evidence.longitudinal.VisitDesign;
import org.therafed.evidence.longitudinal.VisitMoments;
import org.therafed.evidence.longitudinal.VisitSeries;
import org.therafed.evidence.response.ResponsePartial;
import org.therafed.evidence.response.ResponseRate;
import org.therafed.evidence.response.ResponseRow;
import org.therafed.evidence.survival.ConfidenceBand;
import org.therafed.evidence.survival.EventTable;
import org.therafed.evidence.survival.KaplanMeier;
import org.therafed.evidence.survival.SurvivalRow;
import org.therafed.evidence.toxicity.ToxicityIncidence;
import org.therafed.evidence.toxicity.ToxicityPartial;
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

  /**
   * The estimate of a question: what each site and month of index dates gives is summed for itself,
   * and the sums are merged, so that kept sums give the same to the last bit.
   */
  public Estimate of(Question question, CohortRows rows) {
    return plan(question).estimate(question, rows);
  }

  /** What the rows of each site and month give, as text that {@link #merged} reads. */
  public SortedMap<SiteMonth, String> months(Question question, CohortRows rows) {
    SortedMap<SiteMonth, String> texts = new TreeMap<>();
    plan(question).months(rows).forEach((month, partial) -> texts.put(month, partial.json()));
    return texts;
  }

  /** What a site and month give of which nobody is asked about. */
  public String nobody(Question question, String site) {
    return plan(question).nobody(site).json();
  }

  /**
   * The estimate of a question from what its sites and months give.
   *
   * @param months of {@link #months} and {@link #nobody}, in the order of {@link SiteMonth}
   * @param withdrawn who would be members, had they not withdrawn
   */
  public Estimate merged(Question question, List<String> months, List<Member> withdrawn) {
    return plan(question).read(question, months, withdrawn);
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
      case TOXICITY -> both.toxicity(rows(exposed(rows)));
      case COST -> throw new IllegalArgumentException("Sites do not give sums of this kind.");
    };
  }

  private static List<SurvivalRow> times(Question question, CohortRows rows) {
    return rows(timed(question, rows));
  }

  private static List<VisitSeries> slopes(Question question, CohortRows rows) {
    return rows(sloped(question, rows));
  }

  private static List<ResponseRow> responses(Question question, CohortRows rows) {
    return rows(responding(question, rows));
  }

  private static <R> List<R> rows(List<MonthSums.Counted<R>> counted) {
    return counted.stream().map(MonthSums.Counted::row).toList();
  }

  private static VisitDesign perYear(Question question) {
    return new VisitDesign(List.of("per year"), List.of(question.arm().label()), unit(question));
  }

  private static MonthSums<?, ?> plan(Question question) {
    double level = question.level();
    return switch (question.kind()) {
      case RESPONSE ->
          MonthSums.of(
              ResponsePartial.class,
              new ResponseRate(level),
              rows -> responding(question, rows),
              Estimate.Caveat.NOT_EVALUABLE_EXCLUDED);
      case SURVIVAL ->
          MonthSums.of(
              EventTable.class,
              new KaplanMeier(level, ConfidenceBand.LOG_LOG),
              rows -> timed(question, rows),
              Estimate.Caveat.LAST_RECORD_AS_FOLLOW_UP,
              Estimate.Caveat.NOT_EVALUABLE_EXCLUDED);
      case SLOPE ->
          MonthSums.of(
              VisitMoments.class,
              new MeanChange(perYear(question), level),
              rows -> sloped(question, rows),
              Estimate.Caveat.NOT_EVALUABLE_EXCLUDED);
      case TOXICITY ->
          MonthSums.of(ToxicityPartial.class, new ToxicityIncidence(level), Estimates::exposed);
      case COST -> cost(question);
    };
  }

  private static MonthSums<CostRow, CostPartial> cost(Question question) {
    double level = question.level();
    return question.endpoint() == null
        ? MonthSums.ofCost(
            price -> new MeanCost(level, price.currency(), price.year()),
            Estimates::courses,
            Estimate.Caveat.CENSORED_COST_AS_OBSERVED,
            Estimate.Caveat.OTHER_CURRENCY_EXCLUDED)
        : MonthSums.ofCost(
            price -> new MeanCost(level, price.currency(), price.year()),
            rows -> amounts(question, rows),
            Estimate.Caveat.NOT_EVALUABLE_EXCLUDED,
            Estimate.Caveat.CENSORED_COST_AS_OBSERVED,
            Estimate.Caveat.OTHER_CURRENCY_EXCLUDED);
  }

  private static List<MonthSums.Counted<ResponseRow>> responding(
      Question question, CohortRows rows) {
    List<MonthSums.Counted<ResponseRow>> counted = new ArrayList<>();
    outcomes(question, rows)
        .forEach(
            (member, outcome) ->
                outcome
                    .yesOrNo()
                    .ifPresent(
                        yes ->
                            counted.add(
                                new MonthSums.Counted<>(
                                    member, new ResponseRow(member.site(), yes)))));
    return counted;
  }

  private static List<MonthSums.Counted<SurvivalRow>> timed(Question question, CohortRows rows) {
    List<MonthSums.Counted<SurvivalRow>> counted = new ArrayList<>();
    outcomes(question, rows)
        .forEach(
            (member, outcome) -> {
              if (outcome instanceof EndpointOutcome.Time time) {
                counted.add(
                    new MonthSums.Counted<>(
                        member, new SurvivalRow(member.site(), 0, time.days(), time.event())));
              }
            });
    return counted;
  }

  /**
   * Each person's own slope is one number, and their mean is given: the summary measure of Matthews
   * et al. 1990, BMJ 300:230. A person with few values weighs as much as one with many.
   */
  private static List<MonthSums.Counted<VisitSeries>> sloped(Question question, CohortRows rows) {
    List<MonthSums.Counted<VisitSeries>> counted = new ArrayList<>();
    outcomes(question, rows)
        .forEach(
            (member, outcome) -> {
              if (outcome instanceof EndpointOutcome.Measured slope) {
                double value = slope.value().doubleValue();
                counted.add(
                    new MonthSums.Counted<>(
                        member,
                        new VisitSeries(member.site(), 0, 0, new int[] {0}, new double[] {value})));
              }
            });
    return counted;
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

  private static List<MonthSums.Counted<ToxicityRow>> exposed(CohortRows rows) {
    return rows.members().stream()
        .map(
            member ->
                new MonthSums.Counted<>(
                    member,
                    new ToxicityRow(
                        member.site(), rows.worstGrades().getOrDefault(member.person(), Map.of()))))
        .toList();
  }

  /** The persons' own amounts by currency and price year. */
  private static Map<MonthSums.Price, List<MonthSums.Counted<CostRow>>> amounts(
      Question question, CohortRows rows) {
    String component = question.endpoint().text("component").orElseThrow();
    Map<MonthSums.Price, List<MonthSums.Counted<CostRow>>> byPrice = new HashMap<>();
    outcomes(question, rows)
        .forEach(
            (member, outcome) -> {
              if (outcome instanceof EndpointOutcome.Amount amount) {
                byPrice
                    .computeIfAbsent(
                        new MonthSums.Price(amount.currency(), amount.priceYear()),
                        price -> new ArrayList<>())
                    .add(
                        new MonthSums.Counted<>(
                            member,
                            new CostRow(
                                member.site(), Map.of(component, amount.value().doubleValue()))));
              }
            });
    return byPrice;
  }

  /** Courses by currency and price year, each beside its person. */
  private static Map<MonthSums.Price, List<MonthSums.Counted<CostRow>>> courses(CohortRows rows) {
    Map<String, Member> byPerson = new HashMap<>();
    rows.members().forEach(member -> byPerson.put(member.person(), member));
    return rows.courses().stream()
        .filter(course -> course.currency() != null && course.priceYear() != null)
        .collect(
            Collectors.groupingBy(
                course -> new MonthSums.Price(course.currency(), course.priceYear()),
                Collectors.mapping(
                    course ->
                        new MonthSums.Counted<>(
                            byPerson.get(course.person()),
                            new CostRow(course.site(), course.amountByComponent())),
                    Collectors.toList())));
  }
}
