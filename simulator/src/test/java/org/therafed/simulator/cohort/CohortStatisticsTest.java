package org.therafed.simulator.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.survival.ConfidenceBand;
import org.therafed.evidence.survival.EventTable;
import org.therafed.evidence.survival.KaplanMeier;
import org.therafed.evidence.survival.SurvivalCurve;
import org.therafed.evidence.survival.SurvivalRow;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.projection.BiomarkerFact;
import org.therafed.profiles.projection.PercentChangeRule;
import org.therafed.simulator.model.Arm;
import org.therafed.simulator.model.ArmModel;
import org.therafed.simulator.model.FederationModel;
import org.therafed.simulator.model.Lutetium177;
import org.therafed.simulator.model.TermRisk;
import org.therafed.simulator.model.Truth;

/** What 20,000 simulated patients show lies close to what the formulas say. */
class CohortStatisticsTest {
  /** Standard errors that a statistic may lie off; passed once in 100,000 seeds. */
  private static final double ERRORS = 4.4;

  private static final List<Patient> PATIENTS = new ArrayList<>();

  @BeforeAll
  static void draw() {
    for (long seed = 1; seed <= 4; seed++) {
      PATIENTS.addAll(Cohort.generate(seed, Cohort.LARGEST).patients());
    }
  }

  private static List<Patient> of(Arm arm) {
    return PATIENTS.stream().filter(patient -> patient.arm() == arm).toList();
  }

  private static void assertShare(List<Patient> patients, Predicate<Patient> which, double truth) {
    double share = patients.stream().filter(which).count() / (double) patients.size();
    double error = Math.sqrt(truth * (1 - truth) / patients.size());
    assertThat(share).isEqualTo(truth, within(ERRORS * error));
  }

  @Test
  void bestResponsesHaveTheirProbability() {
    for (Arm arm : List.of(Arm.TREATED, Arm.STANDARD_CARE)) {
      assertShare(
          of(arm),
          patient ->
              patient.assessments().stream()
                  .filter(Patient.Assessment::best)
                  .allMatch(a -> a.response().equals("CR") || a.response().equals("PR")),
          FederationModel.of(arm).objectiveResponse());
    }
  }

  /** Else the registry would count some as early failures, which the model's rate knows not. */
  @Test
  void everybodyIsAssessedWhenTheFirstAssessmentIsDue() {
    int due =
        ModuleCatalog.standard()
            .find(FederationModel.MODULE)
            .flatMap(module -> module.endpoint("orr"))
            .flatMap(orr -> orr.integer("dueDays"))
            .orElseThrow();
    for (Arm arm : List.of(Arm.TREATED, Arm.STANDARD_CARE)) {
      assertThat(of(arm))
          .allSatisfy(
              patient ->
                  assertThat(patient.assessments())
                      .isNotEmpty()
                      .first()
                      .satisfies(first -> assertThat(first.day()).isLessThanOrEqualTo(due)));
    }
  }

  @Test
  void everyTreatedPatientHasExactlyOneBestResponse() {
    assertThat(of(Arm.TREATED))
        .allSatisfy(
            patient ->
                assertThat(patient.assessments().stream().filter(Patient.Assessment::best))
                    .hasSize(1));
  }

  @Test
  void psaSeriesAreResponsesByTheModulesRuleExactlyWhereTheModelSaysSo() {
    PercentChangeRule rule =
        PercentChangeRule.of(
            ModuleCatalog.standard()
                .find(FederationModel.MODULE)
                .orElseThrow()
                .endpoint("psa50")
                .orElseThrow());
    List<Patient> treated = of(Arm.TREATED);
    for (Patient patient : treated) {
      assertThat(rule.evaluate(patient.index(), series(patient)))
          .as(patient.key())
          .isEqualTo(Optional.of(patient.psa50()));
    }
    assertShare(treated, Patient::psa50, FederationModel.of(Arm.TREATED).psa50());
  }

  private static List<BiomarkerFact> series(Patient patient) {
    List<BiomarkerFact> facts = new ArrayList<>();
    for (Patient.Lab lab : patient.labs()) {
      if (lab.loinc().equals("2857-1")) {
        boolean below = lab.value().startsWith("<");
        facts.add(
            new BiomarkerFact(
                "lab" + facts.size(),
                patient.key(),
                lab.loinc(),
                new BigDecimal(below ? lab.value().substring(1) : lab.value()),
                lab.unit(),
                below ? "<" : null,
                lab.at().toLocalDate()));
      }
    }
    return facts;
  }

  @Test
  void worstGradesHaveTheirProbabilities() {
    for (Arm arm : List.of(Arm.TREATED, Arm.STANDARD_CARE)) {
      ArmModel model = FederationModel.of(arm);
      for (TermRisk risk : model.toxicity()) {
        for (int grade : new int[] {1, 3}) {
          assertShare(of(arm), p -> worst(p, risk.term()) >= grade, risk.atLeast(grade));
        }
      }
      assertShare(of(arm), p -> worst(p, null) >= 3, model.anyEvent(3));
    }
  }

  /** Worst grade of a term, or of all terms for null. */
  private static int worst(Patient patient, String term) {
    return patient.events().stream()
        .filter(event -> term == null || event.term().equals(term))
        .mapToInt(Patient.Event::grade)
        .max()
        .orElse(0);
  }

  @Test
  void kaplanMeierOfTheRecordsMeetsTheSurvivalFunction() {
    for (Arm arm : Arm.values()) {
      KaplanMeier estimator = new KaplanMeier(0.999, ConfidenceBand.LOG_LOG);
      Accumulator<SurvivalRow, EventTable> rows = estimator.accumulator();
      of(arm).forEach(p -> rows.add(new SurvivalRow("s", 0, p.lastDay(), p.died())));
      SurvivalCurve curve = estimator.finish(rows.partial()).result().orElseThrow();
      for (int month : Truth.MONTHS) {
        double day = month * FederationModel.MONTH_DAYS;
        double error = curve.at(day).stdErr().orElseThrow();
        assertThat(curve.survivalAt(day))
            .as(arm + " month " + month)
            .isEqualTo(
                FederationModel.of(arm).survival().survival(day), within(ERRORS * error + 0.001));
      }
    }
  }

  @Test
  void cyclesAndCostsHaveTheirMeans() {
    ArmModel model = FederationModel.of(Arm.TREATED);
    assertMean(
        of(Arm.TREATED).stream().mapToDouble(p -> p.cycles().size()).toArray(),
        model.expectedCycles());
    for (Arm arm : List.of(Arm.TREATED, Arm.STANDARD_CARE)) {
      assertMean(
          of(arm).stream().mapToDouble(CohortStatisticsTest::cost).toArray(),
          FederationModel.of(arm).expectedCost());
    }
  }

  private static double cost(Patient patient) {
    return patient.charges().stream().mapToDouble(c -> c.amount().doubleValue()).sum();
  }

  private static void assertMean(double[] values, double truth) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double error = Math.sqrt(squares) / values.length;
    assertThat(mean).isEqualTo(truth, within(ERRORS * error));
  }

  @Test
  void calibratorReadingsAgreeWithTheHalfLife() {
    for (Patient patient : of(Arm.TREATED)) {
      for (Patient.Cycle cycle : patient.cycles()) {
        double net =
            Lutetium177.at(cycle.measured().doubleValue(), cycle.measuredAt(), cycle.at())
                - Lutetium177.at(cycle.residual().doubleValue(), cycle.residualAt(), cycle.at());
        assertThat(net).isEqualTo(cycle.net(), within(2e-4));
        assertThat(net).isBetween(7.4 * 0.95 - 2e-4, 7.4 * 1.05 + 2e-4);
        assertThat(cycle.measuredAt()).isBefore(cycle.at());
        assertThat(cycle.residualAt()).isAfter(cycle.at());
      }
    }
  }

  @Test
  void nothingHappensAfterDeathOrAfterTheRecordsWereWritten() {
    for (Patient patient : PATIENTS) {
      assertThat(patient.date(patient.lastDay())).isBeforeOrEqualTo(FederationModel.GENERATED_ON);
      assertThat(patient.cycles()).allMatch(cycle -> cycle.day() < patient.lastDay());
      assertThat(patient.labs()).allMatch(lab -> lab.day() < patient.lastDay());
      assertThat(patient.assessments()).allMatch(a -> a.day() < patient.lastDay());
      assertThat(patient.events())
          .allMatch(
              event ->
                  event.onsetDay() < patient.lastDay() && event.resolvedDay() <= patient.lastDay());
      assertThat(patient.courseEndDay()).isLessThan(patient.lastDay());
    }
  }

  @Test
  void cyclesAreNumberedWithoutGapsSixWeeksApart() {
    for (Patient patient : of(Arm.TREATED)) {
      assertThat(patient.cycles()).isNotEmpty();
      for (int i = 0; i < patient.cycles().size(); i++) {
        assertThat(patient.cycles().get(i).number()).isEqualTo(i + 1);
        assertThat(patient.cycles().get(i).day() - 42 * i).isBetween(0, 5);
      }
    }
  }
}
