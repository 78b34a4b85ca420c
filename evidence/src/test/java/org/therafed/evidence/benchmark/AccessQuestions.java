package org.therafed.evidence.benchmark;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.therafed.evidence.access.AccessRow;
import org.therafed.evidence.access.ActivityLoss;
import org.therafed.evidence.access.ActivityRow;
import org.therafed.evidence.access.DistanceBands;
import org.therafed.evidence.access.DistanceRow;
import org.therafed.evidence.access.FunnelRow;
import org.therafed.evidence.access.Pathway;
import org.therafed.evidence.access.PathwayRow;
import org.therafed.evidence.access.Share;
import org.therafed.evidence.access.StandardisedAccess;
import org.therafed.evidence.access.TreatmentFunnel;
import org.therafed.evidence.contract.Agreement;
import org.therafed.evidence.contract.ContractCourse;
import org.therafed.evidence.contract.MilestoneRule;
import org.therafed.evidence.contract.Milestones;
import org.therafed.evidence.kidney.CkdEpi2021;
import org.therafed.evidence.kidney.Sex;
import org.therafed.evidence.partial.Interval;

/** Who gets treated and when; instalments of agreements; the kidney formula. */
final class AccessQuestions {
  private static final String FAMILY = "access";
  private static final List<String> STAGES = List.of("eligible", "board", "ordered", "treated");

  private AccessQuestions() {}

  static Stream<Question> all() {
    return Stream.of(
        Question.of(FAMILY, "treatment funnel", AccessQuestions::funnel)
            .against(
                1_000_000,
                1e-9,
                "sapply(1:3, function(k) binom.test(sum(d$stage >= k), n)$conf.int)"),
        Question.of(FAMILY, "decision to order to administration", AccessQuestions::pathway)
            .against(
                100_000,
                1e-9,
                "unlist(quantile(survfit(Surv(time, event) ~ 1, d, conf.type = 'log-log'), 0.5))"),
        Question.of(FAMILY, "activity lost to decay", AccessQuestions::loss)
            .against(1_000_000, 1e-8, "t.test(1 - 2^(-d$elapsed / 6.647))$conf.int"),
        Question.of(FAMILY, "treated share by distance band", AccessQuestions::bands)
            .against(
                1_000_000,
                1e-9,
                """
                tapply(d$treated, cut(d$km, c(0, 25, 100, Inf), right = FALSE),
                       function(t) binom.test(sum(t), length(t))$conf.int[1])
                """),
        Question.of(FAMILY, "standardised ratio by region", AccessQuestions::standardised)
            .against(
                1_000_000,
                1e-9,
                """
                { e <- tapply(c(0.08, 0.12)[d$old + 1], d$region, sum); o <- tapply(d$treated, d$region, sum)
                  sapply(seq_along(o), function(r) poisson.test(o[r], e[r])$conf.int) }
                """),
        Question.of("contract", "milestones of an agreement", AccessQuestions::milestones),
        Question.of("kidney", "CKD-EPI 2021, one a row", AccessQuestions::kidney)
            .against(
                1_000_000,
                1e-12,
                """
                { f <- d$female == 1; k <- ifelse(f, 0.7, 0.9); a <- ifelse(f, -0.241, -0.302)
                  mean(142 * pmin(d$creatinine / k, 1)^a * pmax(d$creatinine / k, 1)^-1.2 * 0.9938^d$age * ifelse(f, 1.012, 1)) }
                """));
  }

  private static double[] limits(Stream<Interval> intervals) {
    return intervals
        .flatMap(i -> Stream.of(i.lower(), i.upper()))
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  private static Question.Sample funnel(int n) {
    Columns d = new Columns(n).withLevels("stage", 4);
    List<FunnelRow> rows =
        d.rows(i -> new FunnelRow(d.site(i), STAGES.get((int) d.get("stage")[i]), ""));
    return new Question.Sample(
        d,
        () ->
            limits(
                d.estimate(new TreatmentFunnel(0.95, STAGES), rows).stages().stream()
                    .skip(1)
                    .map(stage -> stage.ofAll().clopperPearson())));
  }

  /** Ordered after some 20 days, given after some 30 more, seen for 60. */
  private static Question.Sample pathway(int n) {
    Columns d = new Columns(n);
    double[] event = new double[n];
    d.with(
            "time",
            i -> {
              double order = Math.ceil(d.exponential(20));
              event[i] = order <= 60 ? 1 : 0;
              return Math.min(order, 60);
            })
        .with("event", i -> event[i]);
    List<PathwayRow> rows =
        d.rows(
            i -> {
              double order = d.get("time")[i];
              double given = order + Math.ceil(d.exponential(30));
              return new PathwayRow(
                  d.site(i),
                  List.of(
                      OptionalDouble.of(0),
                      d.is("event", i) ? OptionalDouble.of(order) : OptionalDouble.empty(),
                      d.is("event", i) && given <= 60
                          ? OptionalDouble.of(given)
                          : OptionalDouble.empty()),
                  60);
            });
    Pathway estimator = new Pathway(0.95, List.of("decision", "order", "administration"));
    return new Question.Sample(
        d,
        () ->
            SurvivalQuestions.limits(
                d.estimate(estimator, rows)
                    .intervals()
                    .get("decision → order")
                    .result()
                    .orElseThrow()
                    .median()));
  }

  private static Question.Sample loss(int n) {
    Columns d = new Columns(n);
    d.with("elapsed", i -> 7 * d.random().nextDouble());
    List<ActivityRow> rows =
        d.rows(
            i ->
                new ActivityRow(
                    d.site(i), 6.647, 7400, d.get("elapsed")[i], OptionalDouble.empty()));
    return new Question.Sample(
        d,
        () ->
            limits(
                Stream.of(d.estimate(new ActivityLoss(0.95), rows).meanInterval().orElseThrow())));
  }

  private static Question.Sample bands(int n) {
    Columns d = new Columns(n);
    d.with("km", i -> d.exponential(60))
        .with("treated", i -> d.random().nextDouble() < 20 / (40 + d.get("km")[i]) ? 1 : 0);
    List<DistanceRow> rows =
        d.rows(
            i -> new DistanceRow(d.site(i), OptionalDouble.of(d.get("km")[i]), d.is("treated", i)));
    DistanceBands estimator = new DistanceBands(0.95, List.of(25.0, 100.0));
    return new Question.Sample(
        d,
        () ->
            d.estimate(estimator, rows).bands().stream()
                .map(band -> band.treated().orElseThrow())
                .map(Share::clopperPearson)
                .mapToDouble(Interval::lower)
                .toArray());
  }

  private static Question.Sample standardised(int n) {
    Columns d = new Columns(n).withLevels("region", 5).withLevels("old", 2);
    d.with("treated", i -> d.random().nextDouble() < (d.is("old", i) ? 0.12 : 0.08) ? 1 : 0);
    TreeMap<String, Double> reference = new TreeMap<>();
    reference.put(StandardisedAccess.stratum("0"), 0.08);
    reference.put(StandardisedAccess.stratum("1"), 0.12);
    StandardisedAccess estimator =
        new StandardisedAccess(
            0.95, "region", List.of("old"), reference, StandardisedAccess.Limits.EXACT);
    List<AccessRow> rows =
        d.rows(
            i ->
                new AccessRow(
                    d.site(i),
                    Map.of(
                        "region",
                        Integer.toString((int) d.get("region")[i]),
                        "old",
                        Integer.toString((int) d.get("old")[i])),
                    d.is("treated", i)));
    return new Question.Sample(
        d,
        () ->
            limits(
                d.estimate(estimator, rows).groups().values().stream()
                    .map(group -> group.ratio().orElseThrow().interval())));
  }

  private static Question.Sample milestones(int n) {
    Columns d = new Columns(n);
    Agreement agreement =
        new Agreement(
            "A-1",
            "EUR",
            new BigDecimal("320000"),
            2,
            List.of(
                new MilestoneRule("infusion", "infused", 0, 0, 1, new BigDecimal("0.52")),
                new MilestoneRule("month 18", "response", 548, 30, 60, new BigDecimal("0.48"))));
    List<ContractCourse> rows =
        d.rows(
            i ->
                new ContractCourse(
                    d.site(i),
                    600 + d.random().nextInt(300),
                    List.of(
                        new ContractCourse.Assessment("infused", 0, true),
                        new ContractCourse.Assessment(
                            "response", 500 + d.random().nextInt(100), d.random().nextBoolean())),
                    d.random().nextInt(4) == 0
                        ? OptionalInt.of(1 + d.random().nextInt(600))
                        : OptionalInt.empty(),
                    Optional.empty()));
    return new Question.Sample(
        d,
        () ->
            new double[] {
              d.estimate(new Milestones(0.95, agreement), rows).payable().doubleValue()
            });
  }

  private static Question.Sample kidney(int n) {
    Columns d = new Columns(n).withLevels("female", 2);
    d.with("creatinine", i -> 0.4 + 3 * d.random().nextDouble())
        .with("age", i -> 18 + d.random().nextInt(70));
    return new Question.Sample(
        d,
        () -> {
          double sum = 0;
          for (int i = 0; i < n; i++) {
            sum +=
                CkdEpi2021.fromMgPerDl(
                    d.get("creatinine")[i],
                    d.get("age")[i],
                    d.is("female", i) ? Sex.FEMALE : Sex.MALE);
          }
          return new double[] {sum / n};
        });
  }
}
