package org.therafed.evidence.rounds.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.evidence.comparison.ComparisonModel;
import org.therafed.evidence.comparison.ComparisonResult;
import org.therafed.evidence.comparison.ComparisonRows;
import org.therafed.evidence.comparison.WeightType;
import org.therafed.evidence.competing.FineGrayFit;
import org.therafed.evidence.competing.FineGrayResult;
import org.therafed.evidence.competing.FineGraySource;
import org.therafed.evidence.competing.FineGrayTerm;
import org.therafed.evidence.competing.FineGrayWeights;
import org.therafed.evidence.competing.SubdistributionRow;
import org.therafed.evidence.cox.Cox;
import org.therafed.evidence.cox.CoxFit;
import org.therafed.evidence.cox.CoxModel;
import org.therafed.evidence.cox.CoxResult;
import org.therafed.evidence.cox.CoxRow;
import org.therafed.evidence.cox.CoxSource;
import org.therafed.evidence.cox.CoxTerm;
import org.therafed.evidence.logistic.Covariate;
import org.therafed.evidence.logistic.Design;
import org.therafed.evidence.logistic.LogisticModel;
import org.therafed.evidence.longitudinal.AnnualSlope;
import org.therafed.evidence.longitudinal.SlopeResult;
import org.therafed.evidence.longitudinal.SlopeSeries;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Result;
import org.therafed.evidence.rounds.IterativeFit;
import org.therafed.evidence.rounds.RoundSource;
import org.therafed.evidence.rounds.RoundsDriver;

/** Masked totals carry the digits of the unmasked ones whatever unit a covariate is in. */
class MaskedUnitsTest {
  private static final List<String> SITES = List.of("a", "b", "c");
  private static final List<SubdistributionRow.Status> STATUSES =
      List.of(
          SubdistributionRow.Status.CENSORED,
          SubdistributionRow.Status.EVENT,
          SubdistributionRow.Status.COMPETING);
  private static final double RELATIVE = 1e-9;

  @ParameterizedTest
  @ValueSource(doubles = {1, 1e-9, 1e-10, 1e-14, 1e12})
  void coxKeepsItsDigits(double unit) {
    CoxModel model = CoxModel.of(List.of("x", "treated")).bySite().with(CoxModel.Variance.ROBUST);
    Cox cox = new Cox(model);
    Random random = new Random(3);
    Map<String, CoxSource> sources = new TreeMap<>();
    for (String site : SITES) {
      List<CoxRow> rows = new ArrayList<>();
      for (int i = 0; i < 80; i++) {
        double x = random.nextGaussian();
        double time = Math.ceil(-200 * Math.log(1 - random.nextDouble()) * Math.exp(-0.5 * x));
        rows.add(CoxRow.of(site, time, random.nextInt(4) > 0, (50 + x) * unit, i % 2));
      }
      sources.put(site, new CoxSource(cox.partialOf(rows), model));
    }
    CoxResult open = open(new CoxFit(model), sources);
    CoxResult masked = masked(() -> new CoxFit(model), sources);
    for (int k = 0; k < 2; k++) {
      CoxTerm one = open.terms().get(k);
      CoxTerm other = masked.terms().get(k);
      near(other.coefficient(), one.coefficient());
      near(other.standardError(), one.standardError());
      near(other.robustError().orElseThrow(), one.robustError().orElseThrow());
    }
    near(
        masked.proportionalHazards().get(0).global().orElseThrow().statistic(),
        open.proportionalHazards().get(0).global().orElseThrow().statistic());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.01, 1e12})
  void fineGrayKeepsItsDigits(double unit) {
    FineGrayWeights weights = FineGrayWeights.REVERSE;
    List<String> terms = List.of("x", "treated");
    Random random = new Random(5);
    Map<String, FineGraySource> sources = new TreeMap<>();
    for (String site : SITES) {
      List<SubdistributionRow> rows = new ArrayList<>();
      for (int i = 0; i < 90; i++) {
        double x = random.nextGaussian();
        double time = Math.ceil(-200 * Math.log(1 - random.nextDouble()) * Math.exp(-0.5 * x));
        SubdistributionRow.Status status = STATUSES.get(random.nextInt(3));
        rows.add(new SubdistributionRow(site, site, time, status, x * unit, i % 2));
      }
      sources.put(site, new FineGraySource(weights, terms, rows));
    }
    FineGrayResult open = open(new FineGrayFit(0.95, weights, terms), sources);
    FineGrayResult masked = masked(() -> new FineGrayFit(0.95, weights, terms), sources);
    for (int k = 0; k < 2; k++) {
      FineGrayTerm one = open.terms().get(k);
      FineGrayTerm other = masked.terms().get(k);
      near(other.coef(), one.coef());
      near(other.stdErr(), one.stdErr());
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1e-7, 1e7})
  void theComparisonKeepsItsDigits(double unit) {
    Design design = new Design(List.of(Covariate.numeric("x")));
    ComparisonModel model =
        new ComparisonModel(
            new LogisticModel(design, SITES, 0.95), WeightType.ATE, Optional.empty());
    Random random = new Random(7);
    Map<String, ComparisonRows> sources = new TreeMap<>();
    for (String site : SITES) {
      ComparisonRows rows = model.rows();
      for (int i = 0; i < 100; i++) {
        double x = random.nextGaussian();
        boolean treated = random.nextDouble() < 1 / (1 + Math.exp(-x));
        rows.add(site, new double[] {x * unit}, treated, (x + random.nextGaussian()) * unit);
      }
      sources.put(site, rows);
    }
    ComparisonResult open = open(model.fit(), sources);
    ComparisonResult masked = masked(model::fit, sources);
    near(masked.difference().value(), open.difference().value());
    near(masked.difference().stdErr(), open.difference().stdErr());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1e-4, 1e5})
  void theMixedModelKeepsItsDigits(double unit) {
    AnnualSlope slope = new AnnualSlope(List.of("all"), "units", 0.95);
    Random random = new Random(11);
    Map<String, RoundSource> sources = new TreeMap<>();
    for (String site : SITES) {
      List<SlopeSeries> persons = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        double level = 60 + 10 * random.nextGaussian();
        double change = -3 + 2 * random.nextGaussian();
        double[] days = {0, 180, 365, 730};
        double[] values = new double[4];
        for (int v = 0; v < 4; v++) {
          values[v] = (level + change * days[v] / 365.25 + 2 * random.nextGaussian()) * unit;
        }
        persons.add(new SlopeSeries(site, 0, days, values));
      }
      sources.put(site, slope.source(persons));
    }
    SlopeResult open = open(slope.fit(3), sources);
    SlopeResult masked = masked(() -> slope.fit(3), sources);
    near(masked.slopes().get(0).perYear().value(), open.slopes().get(0).perYear().value());
    near(masked.slopes().get(0).perYear().stdErr(), open.slopes().get(0).perYear().stdErr());
    near(
        masked.slopes().get(0).perYear().degreesOfFreedom(),
        open.slopes().get(0).perYear().degreesOfFreedom());
  }

  private static void near(double masked, double open) {
    assertThat(masked).isCloseTo(open, within(RELATIVE * Math.abs(open)));
  }

  private static <R extends Result> R open(
      IterativeFit<R> fit, Map<String, ? extends RoundSource> sources) {
    return estimate(RoundsDriver.run(fit, List.copyOf(sources.values())));
  }

  private static <R extends Result> R masked(
      Supplier<? extends IterativeFit<R>> fit, Map<String, ? extends RoundSource> sources) {
    return estimate(new Federation<R>(fit, sources, 1_000, RoundRules.defaults()).run());
  }

  private static <R extends Result> R estimate(Finding<R> finding) {
    assertThat(finding.result()).as("%s", finding).isPresent();
    return finding.result().orElseThrow();
  }
}
