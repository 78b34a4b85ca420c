package org.therafed.evidence.results;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.MeasureReport;
import org.junit.jupiter.api.Test;
import org.therafed.evidence.disclosure.Cohort;
import org.therafed.evidence.disclosure.Disclosure;
import org.therafed.evidence.disclosure.DisclosurePolicy;
import org.therafed.evidence.disclosure.PublishedReport;
import org.therafed.evidence.disclosure.ReleaseLedger;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.response.ResponseRate;
import org.therafed.evidence.response.ResponseResult;
import org.therafed.evidence.response.ResponseRow;
import org.therafed.evidence.survival.ConfidenceBand;
import org.therafed.evidence.survival.KaplanMeier;
import org.therafed.evidence.survival.SurvivalCurve;
import org.therafed.evidence.survival.SurvivalRow;

class ReportTest {
  private static final DataCut CUT = new DataCut("2026Q3", LocalDate.of(2026, 9, 30));
  private static final String SOFTWARE = "Therafed evidence 0.1.0";
  private static final String MEASURE = "https://therafed.org/fhir/Measure/psa50|1.0.0";

  private static Finding<ResponseResult> response() {
    ResponseRate rate = new ResponseRate(0.95);
    return rate.finish(
        rate.partialOf(
            IntStream.range(0, 301).mapToObj(i -> new ResponseRow("s" + i % 3, i < 167)).toList()));
  }

  private static Finding<SurvivalCurve> survival(int n) {
    KaplanMeier kaplanMeier = new KaplanMeier(0.95, ConfidenceBand.LOG_LOG);
    return kaplanMeier.finish(
        kaplanMeier.partialOf(
            IntStream.range(0, n)
                .mapToObj(i -> new SurvivalRow("s" + i % 3, 0, 10.0 * (i + 1), i % 4 == 0))
                .toList()));
  }

  @Test
  void textShowsNumbersAndWhatTheyStandOn() {
    String text = ReportText.write(Report.of("PSA50", response(), CUT, SOFTWARE));
    assertThat(text)
        .startsWith("PSA50\n\nquantity       of                        estimate   lower   upper")
        .contains("response rate  interval=Clopper–Pearson    0.5548  0.4967  0.6118  95 %")
        .contains("n            301 assessed persons; proportion\n")
        .contains("responders                                    167\n")
        .contains("events       167\n")
        .contains("sites        3\n")
        .contains("data cut     2026Q3, 2026-09-30\n")
        .contains("computed by  Therafed evidence 0.1.0\n");
  }

  @Test
  void textPrintsDaysAsMonthsAndWhatIsNotReachedAsADash() {
    String text = ReportText.write(Report.of("OS", survival(60), CUT, SOFTWARE));
    assertThat(text).containsPattern("median survival +[0-9.]+ +[0-9.]+ +– +95 % +months\n");
  }

  @Test
  void csvRepeatsTheProvenanceAndKeepsFormulasText() {
    Report report = Report.of("=HYPERLINK(\"x\")", response(), CUT, SOFTWARE);
    List<String> lines = ReportCsv.write(report).lines().toList();
    assertThat(lines).hasSize(1 + report.estimates().size());
    assertThat(lines.get(1))
        .startsWith(
            "\"'=HYPERLINK(\"\"x\"\")\",complete,response rate,interval=Clopper–Pearson,0.55")
        .contains(",301,167,3,assessed persons; proportion,2026Q3,2026-09-30,");
  }

  @Test
  void noNumberIsOneLineThatSaysWhy() {
    Finding<ResponseResult> none =
        new NotEstimable<>(new Method("Cox", "Cox 1972"), "the coefficient of age diverges");
    Report report = Report.of("effect of age", none, CUT, SOFTWARE);
    assertThat(ReportCsv.write(report).lines().skip(1))
        .singleElement()
        .asString()
        .contains(",not estimable,", "the coefficient of age diverges");
    assertThat(ReportText.write(report))
        .contains("not estimable\n", "WARNING      the coefficient of age diverges");
  }

  @Test
  void measureReportIsReadByAStrictParserAndHoldsEveryNumber() {
    Report report = Report.of("OS", survival(60), CUT, SOFTWARE);
    MeasureReport read =
        strict().parseResource(MeasureReport.class, ReportFhir.write(report, MEASURE));
    assertThat(read.getMeasure()).isEqualTo(MEASURE);
    assertThat(read.getPeriod().getEndElement().getValueAsString()).isEqualTo("2026-09-30");
    long numbers =
        read.getGroup().stream()
            .mapToLong(
                g ->
                    (g.hasMeasureScore() ? 1 : 0)
                        + g.getStratifier().stream()
                            .flatMap(s -> s.getStratum().stream())
                            .filter(MeasureReport.StratifierGroupComponent::hasMeasureScore)
                            .count())
            .sum();
    assertThat(numbers)
        .isEqualTo(
            report.estimates().stream()
                .map(e -> e.value())
                .filter(OptionalDouble::isPresent)
                .count());
    assertThat(read.getGroupFirstRep().getPopulationFirstRep().getCount()).isEqualTo(60);
  }

  @Test
  void publishedReportTellsNoEventsAndNothingUnrounded() {
    Report report =
        PublishedReport.of(
            "PSA50",
            Disclosure.disclose(
                response(),
                Cohort.of(IntStream.range(0, 301).asLongStream()),
                DisclosurePolicy.defaults(),
                ReleaseLedger.withoutHistory()),
            CUT,
            SOFTWARE);
    assertThat(report.provenance().n()).hasValue(300);
    assertThat(report.provenance().events()).isEmpty();
    assertThat(report.estimates())
        .singleElement()
        .extracting(e -> e.value().getAsDouble())
        .isEqualTo(0.56);
  }

  @Test
  void everythingNotReleasedReadsTheSame() {
    Report report =
        PublishedReport.of(
            "PSA50",
            Disclosure.disclose(
                response(),
                Cohort.of(1, 2, 3),
                DisclosurePolicy.defaults(),
                ReleaseLedger.withoutHistory()),
            CUT,
            SOFTWARE);
    assertThat(ReportText.write(report)).doesNotContain("301", "Clopper");
    assertThat(report.status()).isEqualTo(Report.Status.NOT_RELEASED);
    assertThat(
            strict()
                .parseResource(MeasureReport.class, ReportFhir.write(report, MEASURE))
                .getGroup())
        .isEmpty();
  }

  private static Report of(String title, Estimate... estimates) {
    return new Report(
        title,
        Report.Status.COMPLETE,
        List.of(estimates),
        Report.of(title, response(), CUT, SOFTWARE).provenance());
  }

  @Test
  void numbersThatShareAQuantityWithoutKeysAndUnitsBeyondUcumAreValid() {
    String json =
        ReportFhir.write(
            of(
                "ratio",
                Estimate.of("mean", 1, "CNY/QALY"),
                Estimate.of("mean", 2, "CNY/QALY"),
                Estimate.of("rate", 0.1, "/d"),
                Estimate.of("cost", 3, "CNY")),
            MEASURE);
    assertThat(json).doesNotContain("\"\"");
    MeasureReport read = strict().parseResource(MeasureReport.class, json);
    MeasureReport.MeasureReportGroupComponent mean = read.getGroup().get(0);
    assertThat(mean.getMeasureScore().getUnit()).isEqualTo("CNY/QALY");
    assertThat(mean.getMeasureScore().hasSystem()).isFalse();
    assertThat(mean.getMeasureScore().hasCode()).isFalse();
    assertThat(mean.getStratifierFirstRep().getStratumFirstRep().getValue().getText())
        .isEqualTo("number 1");
    assertThat(read.getGroup().get(1).getMeasureScore().getSystem())
        .isEqualTo("http://unitsofmeasure.org");
    assertThat(read.getGroup().get(2).getMeasureScore().getSystem())
        .isEqualTo("urn:iso:std:iso:4217");
    assertThat(
            read.getExtension().get(0).getExtensionByUrl("frozen-on").getValue().primitiveValue())
        .isEqualTo("2026-09-30");
  }

  @Test
  void noTextForgesALine() {
    String forged = "OS\r\nWARNING      none\u2028events       9";
    Report report =
        of(forged, Estimate.of(forged, 1, "1").at("group", forged), Estimate.of("x", 1, "\r"));
    assertThat(ReportText.write(report).split("\\R", -1))
        .noneMatch(
            line -> line.startsWith("WARNING      none") || line.startsWith("events       9"));
    assertThat(ReportCsv.write(of("\r=1+1"))).contains("\"'\r=1+1\"");
  }

  private static IParser strict() {
    return FhirContext.forR4Cached()
        .newJsonParser()
        .setParserErrorHandler(new StrictErrorHandler());
  }
}
