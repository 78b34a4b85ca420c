package org.therafed.profiles.coherence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.therafed.profiles.Examples;
import org.therafed.profiles.module.ModuleCatalog;

class CoherenceTest {

  private static final Coherence COHERENCE = new Coherence(ModuleCatalog.standard());
  private static final String COURSE = "Procedure/c1";

  private final List<JsonNode> records = new ArrayList<>();

  @Test
  void examplesOfOnePersonAreCoherent() {
    List<ObjectNode> all = Examples.names().stream().map(Examples::read).toList();
    assertThat(COHERENCE.findings(all)).extracting(Finding::code).isEmpty();
  }

  private static void ofCells(ObjectNode infusion, String product) {
    infusion
        .putArray("extension")
        .addObject()
        .put("url", "https://therafed.org/fhir/StructureDefinition/cell-product")
        .putObject("valueReference")
        .put("reference", "BiologicallyDerivedProduct/" + product);
  }

  @Test
  void cellsOfAnotherPatientAreFoundUntilTheInfusionOrTheCellsAreCorrected() {
    ObjectNode infusion = Examples.read("atr-administration").put("id", "a1");
    String person = infusion.path("subject").path("reference").asText();
    ofCells(infusion, "p1");
    infusion.remove("partOf");
    records.add(infusion);
    // The cells may come later than their infusion.
    assertThat(found()).isEmpty();
    ObjectNode cells = Examples.read("atr-cell-product").put("id", "p1");
    ObjectNode recipient = (ObjectNode) cells.at("/extension/0/valueReference");
    recipient.put("reference", "Patient/another");
    records.add(cells);
    assertThat(found())
        .containsExactly("FP-FIND-012 MedicationAdministration/a1 BiologicallyDerivedProduct/p1");
    assertThat(COHERENCE.findings(records).get(0).messageZh()).contains("另一名患者");
    // Another hospital's Patient of the same person.
    ObjectNode patient = Examples.read("atr-patient").put("id", "another");
    records.add(patient);
    assertThat(found()).isEmpty();
    records.remove(patient);
    recipient.put("reference", person);
    assertThat(found()).isEmpty();
  }

  /** An infusion on 17 February of cells manufactured on 3 February, collected on 28 January. */
  private ObjectNode infusion() {
    ObjectNode infusion = Examples.read("atr-administration").put("id", "a1");
    infusion.remove(List.of("partOf", "effectivePeriod"));
    infusion.put("effectiveDateTime", "2025-02-17T09:00:00+08:00");
    ofCells(infusion, "p1");
    records.add(infusion);
    made("p1", "p2");
    return record("atr-cell-product-leukapheresis", "p2");
  }

  private ObjectNode made(String id, String from) {
    ObjectNode cells = record("atr-cell-product", id);
    ((ObjectNode) cells.at("/parent/0")).put("reference", "BiologicallyDerivedProduct/" + from);
    return cells;
  }

  private ObjectNode cells(String id) {
    return (ObjectNode)
        records.stream().filter(r -> r.path("id").asText().equals(id)).findFirst().orElseThrow();
  }

  private static void collected(ObjectNode cells, String on) {
    cells.withObject("collection").put("collectedDateTime", on);
  }

  @Test
  void collectionFromAnotherPersonIsFoundAtTheInfusion() {
    ObjectNode collection = infusion();
    assertThat(found()).isEmpty();
    ((ObjectNode) collection.at("/extension/0/valueReference")).put("reference", "Patient/q");
    assertThat(found())
        .containsExactly("FP-FIND-012 MedicationAdministration/a1 BiologicallyDerivedProduct/p2");
  }

  @Test
  void chainIdentifierGoesAlongToTheCollection() {
    ObjectNode collection = infusion();
    ((ObjectNode) cells("p1").at("/parent/0")).put("reference", "BiologicallyDerivedProduct/p3");
    made("p3", "p2");
    assertThat(found()).isEmpty();
    ((ObjectNode) collection.at("/identifier/0")).put("value", "another");
    assertThat(found())
        .containsExactly("FP-FIND-027 BiologicallyDerivedProduct/p1 BiologicallyDerivedProduct/p2");
    // Without the infusion the chain is broken all the same.
    records.remove(0);
    assertThat(found()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-02-03, 2025-02-03, ''",
    "2025-02, 2025-02-03, ''",
    "2025-02-04, 2025-02-03, BiologicallyDerivedProduct/p2 BiologicallyDerivedProduct/p1",
    "2025-01-28, 2025-02-17, ''",
    "2025-01-28, 2025-02-18, BiologicallyDerivedProduct/p1 MedicationAdministration/a1",
    "2025-02-18, 2025-03-01, BiologicallyDerivedProduct/p1 MedicationAdministration/a1"
  })
  void cellsAreCollectedThenManufacturedThenInfused(
      String collected, String manufactured, String records) {
    collected(infusion(), collected);
    ((ObjectNode) cells("p1").at("/processing/0")).put("timeDateTime", manufactured);
    // What was left is frozen later.
    ((ObjectNode) cells("p1").at("/processing/1")).put("timeDateTime", "2025-03-02");
    assertThat(found())
        .isEqualTo(records.isEmpty() ? List.of() : List.of("FP-FIND-028 " + records));
  }

  @Test
  void collectionOfASecondProductIsHeldOnlyAgainstWhatWasMadeFromIt() {
    collected(infusion(), "2025-01-28");
    ObjectNode second = record("atr-cell-product-leukapheresis", "p4");
    collected(second, "2025-02-10");
    ((ObjectNode) cells("p1").at("/processing/0")).put("timeDateTime", "2025-02-11");
    ((ObjectNode) cells("p1").at("/processing/1")).put("timeDateTime", "2025-02-11");
    cells("p1").withArray("parent").addObject().put("reference", "BiologicallyDerivedProduct/p4");
    ObjectNode frozen = cells("p2").putArray("processing").addObject();
    frozen.put("timeDateTime", "2025-01-29");
    assertThat(found()).isEmpty();
  }

  @Test
  void cellsMadeFromThemselvesAreFoundAndTheChainEnds() {
    infusion();
    cells("p2").putArray("parent").addObject().put("reference", "BiologicallyDerivedProduct/p1");
    assertThat(found()).containsExactly("FP-FIND-029 BiologicallyDerivedProduct/p2");
    cells("p2").remove("parent");
    records.remove(0);
    assertThat(found()).isEmpty();
    ((ObjectNode) cells("p1").at("/parent/0")).put("reference", "BiologicallyDerivedProduct/p1");
    assertThat(found()).containsExactly("FP-FIND-029 BiologicallyDerivedProduct/p1");
  }

  @Test
  void administrationAfterTheEndOfItsCourseIsFoundUntilTheEndIsCorrected() {
    ObjectNode course = course("2025-02-17", "2025-03-31");
    cycle("k1", 1, "completed", "2025-02-17");
    administration("a1", "Procedure/k1", "2025-04-02T09:00:00+08:00");
    assertThat(found()).containsExactly("FP-FIND-001 MedicationAdministration/a1 Procedure/c1");
    course.withObject("performedPeriod").put("end", "2025-04");
    assertThat(found()).isEmpty();
  }

  @Test
  void administrationBeforeItsCourseIsFound() {
    course("2025-02-17", null);
    administration("a1", COURSE, "2025-02-16T23:00:00+08:00");
    assertThat(found()).containsExactly("FP-FIND-001 MedicationAdministration/a1 Procedure/c1");
  }

  @Test
  void gapInCycleNumbersIsFoundUntilTheLateCycleComes() {
    course("2025-02-17", null);
    cycle("k1", 1, "completed", "2025-02-17");
    cycle("k3", 3, "completed", "2025-05-12");
    assertThat(found()).containsExactly("FP-FIND-003 Procedure/k3");
    cycle("k2", 2, "completed", "2025-03-31");
    assertThat(found()).isEmpty();
  }

  @Test
  void cycleSevenOfSixIsFound() {
    course("2025-02-17", null);
    for (int number = 1; number <= 7; number++) {
      cycle("k" + number, number, "completed", days(42 * (number - 1)));
    }
    assertThat(found()).containsExactly("FP-FIND-004 Procedure/k7 Procedure/c1");
    assertThat(COHERENCE.findings(records).get(0).message()).contains("cycle 7 of 6");
    assertThat(COHERENCE.findings(records).get(0).messageZh()).contains("7/6");
  }

  @Test
  void numberGivenTwiceIsFoundUntilOneCycleIsTakenBack() {
    course("2025-02-17", null);
    cycle("k1", 1, "completed", "2025-02-17");
    ObjectNode twin = cycle("k1b", 1, "completed", "2025-03-31");
    assertThat(found()).containsExactly("FP-FIND-002 Procedure/k1 Procedure/k1b");
    twin.put("status", "entered-in-error");
    assertThat(found()).isEmpty();
  }

  @Test
  void doseOfACycleWithoutAdministrationIsFoundUntilItComes() {
    course("2025-02-17", null);
    cycle("k1", 1, "completed", "2025-02-17");
    ObjectNode dose = record("atr-absorbed-dose", "d1");
    dose.withArray("partOf").removeAll().addObject().put("reference", "Procedure/k1");
    assertThat(found()).containsExactly("FP-FIND-005 Observation/d1 Procedure/k1");
    administration("a1", "Procedure/k1", "2025-02-17T09:00:00+08:00");
    assertThat(found()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2025-02-18, true", "2025-02-17, false", "2025-02, false"})
  void laterCycleIsNotDatedBeforeAnEarlierOne(String first, boolean found) {
    course("2025-02-01", null);
    cycle("k1", 1, "completed", first);
    cycle("k2", 2, "completed", found ? "2025-02-17" : "2025-03-31");
    assertThat(found())
        .isEqualTo(found ? List.of("FP-FIND-030 Procedure/k2 Procedure/k1") : List.of());
  }

  @ParameterizedTest
  @CsvSource({"2025-02-16, cycle, 1", "2025-02, cycle, 0", "2025-02-16, lymphodepletion, 0"})
  void cycleBeforeItsCourseIsFound(String on, String stage, int findings) {
    course("2025-02-17", null);
    ObjectNode coding = (ObjectNode) cycle("k1", 1, "completed", on).at("/code/coding/0");
    if (stage.equals("lymphodepletion")) {
      coding.put("system", "https://therafed.org/fhir/CodeSystem/cycle-stage").put("code", stage);
    }
    assertThat(found())
        .hasSize(findings)
        .allMatch(text -> text.equals("FP-FIND-031 Procedure/k1 Procedure/c1"));
  }

  @ParameterizedTest
  @CsvSource({"Procedure/k1", "MedicationAdministration/a1"})
  void absorbedDoseBeforeItsAdministrationIsFound(String whole) {
    course("2025-02-17", null);
    cycle("k1", 1, "completed", "2025-02-17");
    administration("a1", "Procedure/k1", "2025-02-18T09:00:00+08:00");
    administration("a2", "Procedure/k1", "2025-02-20T09:00:00+08:00").put("status", "stopped");
    ObjectNode dose = record("atr-absorbed-dose", "d1");
    dose.withArray("partOf").removeAll().addObject().put("reference", whole);
    dose.put("effectiveDateTime", "2025-02-17");
    assertThat(found()).containsExactly("FP-FIND-032 Observation/d1 MedicationAdministration/a1");
    dose.put("effectiveDateTime", "2025-02-18");
    assertThat(found()).isEmpty();
  }

  @Test
  void administrationOfACycleThatWasNotDoneIsFound() {
    course("2025-02-17", null);
    cycle("k1", 1, "not-done", "2025-02-17");
    administration("a1", "Procedure/k1", "2025-02-17T09:00:00+08:00");
    assertThat(found()).containsExactly("FP-FIND-005 MedicationAdministration/a1 Procedure/k1");
  }

  @ParameterizedTest
  @CsvSource({"C53258,1", "C53256,0"})
  void eventBeforeTreatmentIsFoundUnlessJudgedUnrelated(String causality, int findings) {
    course("2025-02-17", null);
    cycle("k1", 1, "completed", "2025-02-17");
    administration("a1", "Procedure/k1", "2025-02-17T09:00:00+08:00");
    ObjectNode event = record("atr-adverse-event", "e1").put("date", "2025-02-16");
    ObjectNode suspect = event.putArray("suspectEntity").addObject();
    suspect.putObject("instance").put("reference", "MedicationAdministration/a1");
    suspect
        .putArray("causality")
        .addObject()
        .putObject("assessment")
        .putArray("coding")
        .addObject()
        .put("system", "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl")
        .put("code", causality);
    assertThat(found())
        .hasSize(findings)
        .allMatch(text -> text.startsWith("FP-FIND-006 AdverseEvent/e1"));
  }

  @ParameterizedTest
  @CsvSource({
    "lymphodepletion, 2025-02-12, 0",
    "conditioning, 2025-02-12, 0",
    "bridging, 2025-01-12, 0",
    "infusion, 2025-02-12, 1",
    "lymphodepletion, 2025-04-12, 1"
  })
  void whatComesBeforeTheInfusionMayComeBeforeTheCourse(String stage, String on, int findings) {
    course("2025-02-17", "2025-03-17");
    ObjectNode coding = (ObjectNode) cycle("k1", 1, "completed", on).at("/code/coding/0");
    coding.put("system", "https://therafed.org/fhir/CodeSystem/cycle-stage").put("code", stage);
    administration("a1", "Procedure/k1", on + "T09:00:00+08:00");
    assertThat(found())
        .filteredOn(text -> !text.startsWith("FP-FIND-031"))
        .hasSize(findings)
        .allMatch(text -> text.startsWith("FP-FIND-001 MedicationAdministration/a1"));
  }

  @Test
  void cancelledDeathIsNone() {
    death("v1", "2025-06-01").put("status", "cancelled");
    record("atr-lab", "l1").put("effectiveDateTime", "2025-06-02T08:00:00+08:00");
    death("v2", "2025-07-01");
    assertThat(found()).isEmpty();
  }

  @Test
  void eventsAfterDeathAreFoundUntilTheDeathIsCorrected() {
    ObjectNode death = death("v1", "2025-06-01");
    record("atr-lab", "l1").put("effectiveDateTime", "2025-06-02T08:00:00+08:00");
    record("atr-adverse-event", "e1").put("date", "2025-06-03");
    record("atr-cost", "b1").put("occurrenceDateTime", "2025-06-30");
    assertThat(found())
        .containsExactly(
            "FP-FIND-007 AdverseEvent/e1 Observation/v1",
            "FP-FIND-007 Observation/l1 Observation/v1");
    death.put("effectiveDateTime", "2025-06-03");
    assertThat(found()).isEmpty();
  }

  @Test
  void aliveAfterDeathIsFound() {
    death("v1", "2025-06-01");
    ObjectNode alive = death("v2", "2025-07-01");
    ((ObjectNode) alive.at("/valueCodeableConcept/coding/0")).put("code", "438949009");
    assertThat(found()).containsExactly("FP-FIND-007 Observation/v2 Observation/v1");
  }

  @Test
  void twoDeathsOnDifferentDaysAreFoundAndTheSameDayTwiceIsNot() {
    death("v1", "2025-06-01");
    ObjectNode other = death("v2", "2025-06-02");
    assertThat(found()).containsExactly("FP-FIND-008 Observation/v1 Observation/v2");
    other.put("effectiveDateTime", "2025-06-01");
    assertThat(found()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"5, ''", "4, fatal", "5, fatal"})
  void aliveAfterAFatalEventIsFound(String grade, String outcome) {
    event("e1", "C143283", grade, outcome, "2025-03-10", null);
    ObjectNode alive = death("v1", "2025-10-30");
    ((ObjectNode) alive.at("/valueCodeableConcept/coding/0")).put("code", "438949009");
    assertThat(found()).contains("FP-FIND-007 Observation/v1 AdverseEvent/e1");
    // A second event without a day of death may have begun in between.
    event("e2", "C143283", grade, outcome, "2025-10-30", null);
    assertThat(found()).noneMatch(text -> text.startsWith("FP-FIND-007"));
  }

  @Test
  void fatalEventThatBeganBeforeTheDeathIsInOrder() {
    ObjectNode pneumonia = event("e1", "C143283", "5", "fatal", "2025-03-10", null);
    ObjectNode death = death("v1", "2025-04-20");
    assertThat(found()).isEmpty();
    end(pneumonia, "2025-04-20");
    assertThat(found()).isEmpty();
    end(pneumonia, "2025-04-21");
    assertThat(found()).containsExactly("FP-FIND-008 Observation/v1 AdverseEvent/e1");
    pneumonia.withArray("extension").remove(2);
    death.put("effectiveDateTime", "2025-03-09");
    assertThat(found()).containsExactly("FP-FIND-007 AdverseEvent/e1 Observation/v1");
  }

  @ParameterizedTest
  @CsvSource({"C143396", "C143863"})
  void deathAsAnEventIsOnItsDay(String term) {
    event("e1", term, "5", "fatal", "2025-03-10", null);
    ObjectNode death = death("v1", "2025-04-20");
    assertThat(found()).containsExactly("FP-FIND-008 Observation/v1 AdverseEvent/e1");
    assertThat(COHERENCE.findings(records).get(0).elements())
        .containsExactly("Observation.effectiveDateTime", "AdverseEvent.date");
    death.put("effectiveDateTime", "2025-03-10");
    assertThat(found()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "5, resolved, CTCAE-5.0, 1",
    "5, ongoing, ASTCT-CRS, 1",
    "2, fatal, CTCAE-5.0, 1",
    "5, fatal, CTCAE-5.0, 0",
    "5, unknown, CTCAE-5.0, 0",
    "5, '', CTCAE-5.0, 0",
    "2, resolved, CTCAE-5.0, 0",
    "2, fatal, of-term, 0",
    "5, ongoing, of-term, 0"
  })
  void gradeAndOutcomeSayTheSameOfDeath(String grade, String outcome, String scale, int findings) {
    ObjectNode event = event("e1", "C143283", grade, outcome, "2025-03-10", "2025-03-12");
    ((ObjectNode) event.at("/extension/1")).put("valueCode", scale);
    assertThat(found())
        .hasSize(findings)
        .allMatch(text -> text.equals("FP-FIND-026 AdverseEvent/e1 AdverseEvent/e1"));
  }

  @Test
  void aDeathWithoutADayAsksForTheVitalStatus() {
    ObjectNode event = event("e1", "C143283", "5", "fatal", "2025-03-10", null);
    assertThat(found()).containsExactly("FP-FIND-036 AdverseEvent/e1");
    assertThat(COHERENCE.findings(records).get(0).elements()).containsExactly("AdverseEvent.date");
    end(event, "2025-03-12");
    assertThat(found()).isEmpty();
    event.withArray("extension").remove(2);
    death("v1", "2025-03-12");
    assertThat(found()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2025, completed, 1",
    "2025-03, in-progress, 1",
    "2025-03, preparation, 0",
    "2025, not-done, 0",
    "2025-03-10, completed, 0"
  })
  void aCourseThatWasBegunNeedsTheDayOfItsStart(String start, String status, int findings) {
    ObjectNode course = record("atr-treatment-course", "c1");
    course.put("status", status).remove("performedPeriod");
    course.put("performedDateTime", start);
    assertThat(found().stream().filter(text -> text.equals("FP-FIND-035 Procedure/c1")))
        .hasSize(findings);
  }

  @Test
  void whatEndsAfterDeathIsFound() {
    death("v1", "2025-06-01");
    ObjectNode event = event("e1", "C143283", "2", "resolved", "2025-05-01", "2025-06-02");
    ObjectNode dialysis = record("atr-procedure", "p1");
    dialysis.remove("performedDateTime");
    ObjectNode period = dialysis.putObject("performedPeriod").put("start", "2025-05-01");
    period.put("end", "2025-06-02");
    assertThat(found())
        .containsExactly(
            "FP-FIND-007 AdverseEvent/e1 Observation/v1",
            "FP-FIND-007 Procedure/p1 Observation/v1");
    end(event, "2025-06-01");
    period.put("end", "2025-06");
    assertThat(found()).isEmpty();
  }

  /** An event of a term, with an outcome and an end where they are given. */
  private ObjectNode event(
      String id, String term, String grade, String outcome, String on, String end) {
    ObjectNode event = record("atr-adverse-event", id).put("date", on);
    ((ObjectNode) event.at("/event/coding/0")).put("code", term);
    ObjectNode graded = (ObjectNode) event.at("/extension/0/valueCodeableConcept");
    graded.withArray("coding").remove(1);
    ((ObjectNode) graded.at("/coding/0")).put("code", grade);
    ((ObjectNode) event.at("/outcome/coding/0")).put("code", outcome);
    if (outcome.isEmpty()) {
      event.remove("outcome");
    }
    if (end == null) {
      event.withArray("extension").remove(2);
    } else {
      end(event, end);
    }
    return event;
  }

  private static void end(ObjectNode event, String on) {
    if (event.at("/extension/2").isMissingNode()) {
      event
          .withArray("extension")
          .addObject()
          .put("url", "https://therafed.org/fhir/StructureDefinition/ae-end");
    }
    ((ObjectNode) event.at("/extension/2")).put("valueDateTime", on);
  }

  @Test
  void responseBeforeBaselineIsFoundUntilAnEarlierCourseComes() {
    course("2025-02-17", null);
    ObjectNode response = record("atr-response", "r1").put("effectiveDateTime", "2025-01-10");
    response.remove("partOf");
    assertThat(found()).containsExactly("FP-FIND-009 Observation/r1 Procedure/c1");
    ObjectNode earlier = course("2024-10-01", null).put("id", "c0");
    assertThat(found()).isEmpty();
    response.putArray("partOf").addObject().put("reference", COURSE);
    assertThat(found()).containsExactly("FP-FIND-009 Observation/r1 Procedure/c1");
    assertThat(earlier.path("id").asText()).isEqualTo("c0");
  }

  @Test
  void latestConsentCountsAndOfOneDayTheRefusal() {
    record("atr-consent", "s1").put("dateTime", "2025-01-29");
    ObjectNode refusal = record("atr-consent", "s2").put("dateTime", "2025-01-29");
    refusal.withObject("provision").put("type", "deny");
    assertThat(found()).containsExactly("FP-FIND-010 Consent/s2");
    record("atr-consent", "s3").put("dateTime", "2025-02-01");
    assertThat(found()).isEmpty();
  }

  /** Two items of 100.50 and 199.50 CNY; half a cent of rounding in each is no error. */
  @ParameterizedTest
  @CsvSource({
    "300.00, CNY, 0",
    "300.01, CNY, 0",
    "300.02, CNY, 1",
    "300.00, USD, 1",
    "30000, CNY, 1"
  })
  void settlementMustAddUp(BigDecimal total, String currency, int findings) {
    records.add(settlement(total, currency));
    assertThat(found()).hasSize(findings);
  }

  @Test
  void adjudicatedAmountsAreHeldAgainstTheirOwnTotal() {
    ObjectNode settlement = settlement(new BigDecimal("300.00"), "CNY");
    for (JsonNode item : settlement.path("item")) {
      ObjectNode paid = ((ObjectNode) item).withArray("adjudication").addObject();
      paid.putObject("category").putArray("coding").addObject().put("code", "benefit");
      paid.putObject("amount").put("value", 80).put("currency", "CNY");
    }
    ObjectNode total = settlement.withArray("total").addObject();
    total.putObject("category").putArray("coding").addObject().put("code", "benefit");
    ObjectNode amount = total.putObject("amount").put("value", 160).put("currency", "CNY");
    records.add(settlement);
    assertThat(found()).isEmpty();
    amount.put("value", 170);
    assertThat(found()).hasSize(1);
  }

  /** 300.00 CNY were submitted, in two items. */
  @ParameterizedTest
  @CsvSource({
    "300.00, 300.00, CNY, ''",
    "299.99, 120.00, CNY, ''",
    "300.02, 120.00, CNY, total[1].amount",
    "300.00, 300.02, CNY, payment.amount",
    "30000, 30000, CNY, total[1].amount payment.amount",
    // Nothing was submitted in that currency: it cannot be told.
    "30000, 30000, USD, ''"
  })
  void noMoreIsPaidThanWasSubmitted(
      BigDecimal benefit, BigDecimal payment, String currency, String elements) {
    ObjectNode settlement = settlement(new BigDecimal("300.00"), "CNY");
    ObjectNode total = settlement.withArray("total").addObject();
    total.putObject("category").putArray("coding").addObject().put("code", "benefit");
    total.putObject("amount").put("value", benefit).put("currency", currency);
    settlement
        .putObject("payment")
        .putObject("amount")
        .put("value", payment)
        .put("currency", currency);
    records.add(settlement);
    assertPaidAbove(elements);
    // Without a total submitted the items say it.
    settlement.withArray("total").remove(0);
    assertPaidAbove(elements.replace("[1]", "[0]"));
  }

  private void assertPaidAbove(String elements) {
    List<Finding> above =
        COHERENCE.findings(records).stream()
            .filter(finding -> finding.code().equals("FP-FIND-034"))
            .toList();
    assertThat(above.stream().flatMap(finding -> finding.elements().stream()).toList())
        .isEqualTo(
            Arrays.stream(elements.split(" ", -1))
                .filter(element -> !element.isEmpty())
                .map(element -> "ExplanationOfBenefit." + element)
                .toList());
    assertThat(above).allMatch(finding -> finding.messageZh().startsWith("结算支付的金额高于申报总额"));
  }

  private static ObjectNode settlement(BigDecimal total, String currency) {
    ObjectNode settlement = JsonNodeFactory.instance.objectNode();
    settlement.put("resourceType", "ExplanationOfBenefit").put("id", "z1");
    for (String net : List.of("100.50", "199.50")) {
      ObjectNode item = settlement.withArray("item").addObject();
      item.putObject("net").put("value", new BigDecimal(net)).put("currency", "CNY");
    }
    ObjectNode sum = settlement.putArray("total").addObject();
    sum.putObject("category").putArray("coding").addObject().put("code", "submitted");
    sum.putObject("amount").put("value", total).put("currency", currency);
    return settlement;
  }

  @Test
  void orderOfRecordsDoesNotMatter() {
    course("2025-02-17", "2025-03-01");
    cycle("k2", 2, "completed", "2025-02-17");
    administration("a1", "Procedure/k2", "2025-04-17T09:00:00+08:00");
    death("v1", "2025-03-01");
    death("v2", "2025-03-03");
    List<String> once = found();
    assertThat(once).hasSize(4);
    Random random = new Random(7);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(records, random);
      assertThat(found()).isEqualTo(once);
    }
  }

  @ParameterizedTest
  @EnumSource(FindingCode.class)
  void everyRuleSaysInBothLanguagesWhichElementsItMeans(FindingCode code) {
    Finding finding =
        code.of(
            new Place("Observation/v1", "Observation.effectiveDateTime"),
            new Place("Procedure/c1", "Procedure.performedPeriod.end"));
    assertThat(finding.references()).containsExactly("Observation/v1", "Procedure/c1");
    assertThat(finding.elements())
        .containsExactly("Observation.effectiveDateTime", "Procedure.performedPeriod.end");
    assertThat(finding.message())
        .endsWith(" (Observation.effectiveDateTime, Procedure.performedPeriod.end).");
    assertThat(finding.messageZh())
        .endsWith("（Observation.effectiveDateTime、Procedure.performedPeriod.end）。")
        .containsPattern("\\p{IsHan}");
  }

  @Test
  void sentencesShowNoDate() {
    orderOfRecordsDoesNotMatter();
    assertThat(COHERENCE.findings(records))
        .allSatisfy(
            finding ->
                assertThat(finding.message() + finding.messageZh())
                    .doesNotContain("2025")
                    .doesNotContain("{"));
  }

  /** What every test of this class finds names an element of each record, and shows it. */
  private void namesElements(Finding finding) {
    assertThat(finding.elements()).hasSameSizeAs(finding.references());
    for (int i = 0; i < finding.elements().size(); i++) {
      String reference = finding.references().get(i);
      String element = finding.elements().get(i);
      assertThat(finding.message()).contains(element);
      assertThat(finding.messageZh()).contains(element);
      assertThat(element.split("\\.", 2)[0]).isEqualTo(reference.split("/", 2)[0]);
      records.stream()
          .filter(
              record ->
                  reference.equals(
                      record.path("resourceType").asText() + "/" + record.path("id").asText()))
          .findFirst()
          .ifPresent(record -> assertThat(stands(record, element)).as(element).isTrue());
    }
  }

  /**
   * A path of names and indices below the type, read as a JSON pointer; what is missing may end.
   */
  private static boolean stands(JsonNode record, String element) {
    String below = element.contains(".") ? element.substring(element.indexOf('.') + 1) : "";
    if (below.isEmpty() || below.equals("partOf")) {
      return true;
    }
    return !record
        .at("/" + below.replaceAll("\\[(\\d+)]", ".$1").replace('.', '/'))
        .isMissingNode();
  }

  private List<String> found() {
    COHERENCE.findings(records).forEach(this::namesElements);
    return COHERENCE.findings(records).stream()
        .map(finding -> finding.code() + " " + String.join(" ", finding.references()))
        .toList();
  }

  private ObjectNode record(String example, String id) {
    ObjectNode record = Examples.read(example).put("id", id);
    records.add(record);
    return record;
  }

  private ObjectNode course(String start, String end) {
    ObjectNode course = record("atr-treatment-course", "c1");
    course.remove("performedDateTime");
    ObjectNode period = course.putObject("performedPeriod").put("start", start);
    if (end != null) {
      period.put("end", end);
    }
    return course;
  }

  /** So many days after the start of the course. */
  private static String days(int after) {
    return LocalDate.of(2025, 2, 17).plusDays(after).toString();
  }

  private ObjectNode cycle(String id, int number, String status, String on) {
    ObjectNode cycle = record("atr-treatment-cycle", id).put("status", status);
    cycle.put("performedDateTime", on);
    cycle.withArray("partOf").removeAll().addObject().put("reference", COURSE);
    ((ObjectNode) cycle.at("/extension/0")).put("valuePositiveInt", number);
    return cycle;
  }

  private ObjectNode administration(String id, String whole, String at) {
    ObjectNode given = record("atr-administration", id);
    given.remove("effectivePeriod");
    given.put("effectiveDateTime", at);
    given.withArray("partOf").removeAll().addObject().put("reference", whole);
    return given;
  }

  private ObjectNode death(String id, String on) {
    ObjectNode death = record("atr-vital-status", id).put("effectiveDateTime", on);
    ((ObjectNode) death.at("/valueCodeableConcept/coding/0")).put("code", "419099009");
    return death;
  }
}
