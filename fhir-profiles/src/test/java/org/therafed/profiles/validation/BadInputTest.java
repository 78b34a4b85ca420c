package org.therafed.profiles.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.profiles.Examples;
import org.therafed.profiles.Judgement;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.terminology.Radionuclide;
import org.therafed.profiles.terminology.Radionuclides;
import org.therafed.profiles.transfer.TransferBundle;

/** What hospitals get wrong, each a named issue at the path of its element. */
class BadInputTest {

  private final ProfileValidator validator =
      new ProfileValidator(ProfileTable.standard(), Examples.CLOCK);

  @Test
  void wrongUnit() {
    ObjectNode lab = Examples.read("atr-lab");
    lab.withObject("valueQuantity").put("code", "kg").put("unit", "kg");
    assertFound(lab, "FP-VAL-006", "Observation.valueQuantity");
  }

  @Test
  void wrongCodeSystem() {
    ObjectNode lab = Examples.read("atr-lab");
    ((ObjectNode) lab.at("/code/coding/0")).put("system", "http://snomed.info/sct");
    assertFound(lab, "FP-VAL-005", "Observation.code.coding[0]");
  }

  @Test
  void unknownAgent() {
    ObjectNode given = Examples.read("atr-administration");
    ObjectNode product = extension(given, "/product").withObject("valueCodeableConcept");
    ((ObjectNode) product.at("/coding/0")).put("code", "panacea").remove("display");
    product.remove("text");
    assertFound(given, "FP-VAL-005", "MedicationAdministration.extension[0].valueCodeableConcept");
  }

  @Test
  void gradeSix() {
    ObjectNode event = Examples.read("atr-adverse-event");
    ObjectNode grade = extension(event, "/ae-grade").withObject("valueCodeableConcept");
    grade
        .putArray("coding")
        .addObject()
        .put("system", "https://therafed.org/fhir/CodeSystem/ctcae-grade")
        .put("code", "6");
    grade.remove("text");
    assertFound(event, "FP-VAL-005", "AdverseEvent.extension[0].valueCodeableConcept");
  }

  @Test
  void activityWithoutReferenceTime() {
    ObjectNode given = Examples.read("atr-administration");
    ObjectNode activity = extension(given, "/activity-record");
    List<JsonNode> kept = new java.util.ArrayList<>();
    activity
        .path("extension")
        .forEach(
            part -> {
              if (!part.path("url").asText().equals("net-administered-time")) {
                kept.add(part);
              }
            });
    activity.putArray("extension").addAll(kept);
    assertFound(given, "FP-VAL-002", "MedicationAdministration.extension[2].extension");
  }

  @Test
  void activityWithoutAnyActivityRecord() {
    ObjectNode given = without(Examples.read("atr-administration"), "/activity-record");
    Issue issue =
        assertFound(given, "FP-VAL-013", "MedicationAdministration.extension[activity-record]");
    assertThat(issue.message()).contains("activity-has-record", "no reference time");
    assertThat(issue.messageZh()).contains("没有参考时间");
    assertThat(Judgement.RECORDS.validate(given)).isNotEmpty();
    // A radioligand is one whatever its dose is given in, and of a period no instant is known.
    given.withObject("dosage").withObject("dose").put("code", "mg").put("unit", "mg");
    without(given, "/radionuclide");
    assertFound(given, "FP-VAL-013", "MedicationAdministration.extension[activity-record]");
    ObjectNode tracer = Examples.read("atr-administration-diagnostic");
    assertThat(Judgement.RECORDS.validate(tracer)).isEmpty();
    tracer.putObject("effectivePeriod").put("start", tracer.path("effectiveDateTime").asText());
    tracer.remove("effectiveDateTime");
    assertFound(tracer, "FP-VAL-013", "MedicationAdministration.extension[activity-record]");
    assertThat(Judgement.RECORDS.validate(tracer)).isNotEmpty();
  }

  @Test
  void activityMeasuredTenYearsAfterItWasGiven() {
    ObjectNode given =
        Examples.read("atr-administration").put("effectiveDateTime", "2015-02-17T10:00:00+08:00");
    Issue issue =
        assertFound(
            given,
            "FP-VAL-013",
            "MedicationAdministration.extension[activity-record]"
                + ".extension[measured-before-time].valueDateTime");
    assertThat(issue.message()).contains("more than 638 hours");
    assertThat(Judgement.RECORDS.validate(given)).isNotEmpty();
  }

  @Test
  void nuclideOfAnotherProduct() {
    ObjectNode given = Examples.read("atr-administration");
    ObjectNode nuclide = extension(given, "/radionuclide").withObject("valueCodeableConcept");
    Radionuclide actinium = Radionuclides.standard().named("Ac-225").orElseThrow();
    ((ObjectNode) nuclide.at("/coding/0"))
        .put("system", actinium.coding().system())
        .put("code", actinium.coding().code())
        .put("display", actinium.coding().display());
    assertFound(given, "FP-VAL-013", "MedicationAdministration.extension[radionuclide]");
    assertThat(Judgement.RECORDS.validate(given).toString()).contains("product-as-listed");
  }

  @Test
  void kindOfAnotherProduct() {
    ObjectNode product = Examples.read("atr-product");
    extension(product, "/product-kind").put("valueCode", "adc");
    assertFound(product, "FP-VAL-013", "Medication.extension[product-kind].valueCode");
    assertThat(Judgement.RECORDS.validate(product).toString()).contains("which is radioligand");
  }

  @Test
  void radioligandInMilligramsWithoutNuclide() {
    ObjectNode given = without(Examples.read("atr-administration"), "/activity-record");
    without(given, "/radionuclide");
    given.withObject("dosage").withObject("dose").put("code", "mg").put("unit", "mg");
    assertFound(given, "FP-VAL-006", "MedicationAdministration.dosage.dose.code");
    assertFound(given, "FP-VAL-013", "MedicationAdministration.extension[radionuclide]");
    assertThat(Judgement.RECORDS.validate(given)).isNotEmpty();
  }

  @Test
  void conjugateInCellsAndAThousandTimesTooMuch() {
    ObjectNode given = conjugate("5.4", "10*6/kg");
    Issue issue = assertFound(given, "FP-VAL-006", "MedicationAdministration.dosage.dose.code");
    assertThat(issue.message()).contains("mg or mg/kg");
    assertThat(issue.messageZh()).contains("mg 或 mg/kg");
    assertThat(Judgement.RECORDS.validate(given)).isNotEmpty();
    assertThat(Judgement.RECORDS.validate(conjugate("5.4", "mg/kg"))).isEmpty();
    assertDoubted(conjugate("54000", "mg/kg"));
  }

  @Test
  void activityOfAnotherProductOrAThousandTimesTooLittle() {
    ObjectNode lutetium = Examples.read("atr-administration");
    scale(lutetium, "0.000001");
    assertDoubted(lutetium);
    assertThat(Judgement.RECORDS.validate(Examples.read("atr-administration"))).isEmpty();
  }

  /**
   * A few characters that ask for gigabytes as soon as something calculates with them. They are
   * read from the wire, as a transfer is.
   */
  @ParameterizedTest
  @CsvSource({
    "atr-lab, /valueQuantity/value, Observation.valueQuantity.value",
    "atr-cost, /priceOverride/value, ChargeItem.priceOverride.value",
    "atr-absorbed-dose, /valueQuantity/value, Observation.valueQuantity.value",
  })
  void numberThatNothingCanCalculateWith(String example, String pointer, String path) {
    JsonPointer at = JsonPointer.compile(pointer);
    for (String number :
        List.of(
            "1e-99999999", "1e99999999", "1E-31", "1e31", "0e-99999999", "1." + "1".repeat(31))) {
      ObjectNode record = Examples.read(example);
      ((ObjectNode) record.at(at.head()))
          .put(at.last().getMatchingProperty(), new BigDecimal(number));
      JsonNode read = TransferBundle.readTree(TransferBundle.bytes(record));
      List<Issue> issues = Judgement.RECORDS.validate(read);
      assertThat(issues)
          .as(number)
          .anySatisfy(
              issue -> {
                assertThat(issue.code()).isEqualTo("FP-VAL-007");
                assertThat(issue.severity()).isEqualTo(Severity.ERROR);
                assertThat(issue.expression()).isEqualTo(path);
                assertThat(issue.message()).contains("a number of more than 30 digits");
                assertThat(issue.messageZh()).contains("30");
              });
      assertThat(validator.validate(read)).as(number).isEqualTo(issues);
    }
  }

  @Test
  void productGivenByAnotherRoute() {
    ObjectNode given = Examples.read("atr-administration");
    ObjectNode route = (ObjectNode) given.at("/dosage/route/coding/0");
    route.put("code", "26643006").put("display", "Oral route");
    List<Issue> issues = Judgement.RECORDS.validate(given);
    assertThat(issues).as(issues.toString()).hasSize(1);
    assertThat(issues.get(0).severity()).isEqualTo(Severity.WARNING);
    assertThat(issues.get(0).expression())
        .isEqualTo("MedicationAdministration.dosage.route.coding[0].code");
    assertThat(issues.get(0).message()).contains("oral route", "the intravenous route");
    assertThat(issues.get(0).messageZh()).contains("口服途径", "静脉途径");
    given.put("status", "not-done");
    assertThat(Judgement.RECORDS.validate(given)).noneMatch(i -> i.code().equals("FP-VAL-016"));
    route.put("code", "54485002").put("display", "Ophthalmic route");
    assertFound(given, "FP-VAL-005", "MedicationAdministration.dosage.route.coding[0]");
  }

  /** 3,100 Gy to a kidney is a dose in mGy, or that of a lesion. */
  @Test
  void absorbedDoseThatNoOrganSurvives() {
    ObjectNode dose = Examples.read("atr-absorbed-dose");
    dose.remove("focus");
    ObjectNode organ = dose.putObject("bodySite").putArray("coding").addObject();
    organ.put("system", "http://snomed.info/sct").put("code", "64033007");
    ObjectNode value = (ObjectNode) dose.path("valueQuantity");
    value.put("value", 3100).put("unit", "Gy").put("code", "Gy");
    List<Issue> issues = Judgement.RECORDS.validate(dose);
    assertThat(issues).as(issues.toString()).hasSize(1);
    assertThat(issues.get(0).severity()).isEqualTo(Severity.WARNING);
    assertThat(issues.get(0).expression()).isEqualTo("Observation.valueQuantity.value");
    assertThat(issues.get(0).message()).contains("3100 Gy", "150");
    assertThat(issues.get(0).messageZh()).contains("3100 Gy", "不合常理");
    value.put("unit", "mGy").put("code", "mGy");
    assertThat(Judgement.RECORDS.validate(dose)).isEmpty();
    value.put("unit", "Gy").put("code", "Gy");
    organ.put("code", "10200004");
    assertThat(Judgement.RECORDS.validate(dose)).hasSize(1);
    dose.remove("bodySite");
    ObjectNode lesion = dose.putArray("focus").addObject();
    lesion.put("reference", "BodyStructure/l1");
    assertThat(Judgement.RECORDS.validate(dose)).isEmpty();
  }

  @Test
  void activityOfARadiopharmaceuticalThatNoTableHas() {
    ObjectNode given = Examples.read("atr-administration");
    for (var extension : given.path("extension")) {
      if (extension.path("url").asText().endsWith("/product")) {
        ObjectNode coding = (ObjectNode) extension.at("/valueCodeableConcept/coding/0");
        coding.put("system", "https://therafed.org/fhir/CodeSystem/product");
        coding.put("code", "other-radiopharmaceutical").remove("display");
        ((ObjectNode) extension.path("valueCodeableConcept")).remove("text");
      }
    }
    assertThat(Judgement.RECORDS.validate(given)).isEmpty();
    scale(given, "4");
    assertDoubted(given);
  }

  /** Taken, and doubted in both languages: it may be true. */
  private static void assertDoubted(ObjectNode given) {
    List<Issue> issues = Judgement.RECORDS.validate(given);
    assertThat(issues).as(issues.toString()).hasSize(1);
    assertThat(issues.get(0).severity()).isEqualTo(Severity.WARNING);
    assertThat(issues.get(0).code()).isEqualTo("FP-VAL-016");
    assertThat(issues.get(0).expression()).isEqualTo("MedicationAdministration.dosage.dose.value");
    assertThat(issues.get(0).messageZh()).contains("不合常理");
  }

  private static ObjectNode conjugate(String dose, String unit) {
    ObjectNode given = without(Examples.read("atr-administration"), "/activity-record");
    without(given, "/radionuclide");
    ((ObjectNode) extension(given, "/product").at("/valueCodeableConcept/coding/0"))
        .put("code", "trastuzumab-deruxtecan")
        .remove("display");
    given
        .withObject("dosage")
        .withObject("dose")
        .put("value", new BigDecimal(dose))
        .put("code", unit)
        .put("unit", unit);
    return given;
  }

  /** All activities of an administration times a factor. */
  private static void scale(ObjectNode given, String factor) {
    List<ObjectNode> quantities = new java.util.ArrayList<>();
    extension(given, "/activity-record")
        .findValues("valueQuantity")
        .forEach(quantity -> quantities.add((ObjectNode) quantity));
    quantities.add(given.withObject("dosage").withObject("dose"));
    quantities.forEach(
        quantity ->
            quantity.put(
                "value", quantity.path("value").decimalValue().multiply(new BigDecimal(factor))));
  }

  private static ObjectNode without(ObjectNode resource, String end) {
    List<JsonNode> kept = new java.util.ArrayList<>();
    resource
        .path("extension")
        .forEach(
            extension -> {
              if (!extension.path("url").asText().endsWith(end)) {
                kept.add(extension);
              }
            });
    resource.putArray("extension").addAll(kept);
    return resource;
  }

  @Test
  void gradeThatTheTermDoesNotHave() {
    ObjectNode event = Examples.read("atr-adverse-event");
    event.remove("event");
    event
        .putObject("event")
        .putArray("coding")
        .addObject()
        .put("system", "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl")
        .put("code", "C57898");
    assertThat(Judgement.RECORDS.validate(event)).isEmpty();
    ObjectNode grade = extension(event, "/ae-grade").withObject("valueCodeableConcept");
    grade
        .putArray("coding")
        .addObject()
        .put("system", "https://therafed.org/fhir/CodeSystem/ctcae-grade")
        .put("code", "5");
    Issue issue =
        assertFound(event, "FP-VAL-013", "AdverseEvent.extension[ae-grade].valueCodeableConcept");
    assertThat(issue.message()).contains("grade 5", "only 1, 2", "grade-of-term");
    assertThat(issue.messageZh()).contains("5 级", "1, 2 级");
    assertThat(Judgement.RECORDS.validate(event)).isNotEmpty();
  }

  @Test
  void becquerelForMegabecquerel() {
    ObjectNode given = Examples.read("atr-administration");
    ObjectNode dose = given.withObject("dosage").withObject("dose");
    dose.put("value", dose.path("value").decimalValue().multiply(new BigDecimal("1000000")));
    Issue issue = assertFound(given, "FP-VAL-007", "MedicationAdministration.dosage.dose.value");
    assertThat(issue.message())
        .contains("not possible", "would fit as kBq or Bq", "check the unit");
    assertThat(issue.messageZh()).contains("以 kBq 或 Bq 为单位", "请核对单位");
  }

  @Test
  void gigabecquerelUnderMegabecquerel() {
    ObjectNode given = Examples.read("atr-administration-diagnostic");
    given.withObject("dosage").withObject("dose").put("value", new BigDecimal("0.185"));
    assertThat(Judgement.RECORDS.validate(given))
        .singleElement()
        .satisfies(issue -> assertThat(issue.message()).contains("would fit as GBq,"));
  }

  @Test
  void microcurieIsRefusedWithAHint() {
    ObjectNode given = Examples.read("atr-administration");
    given.withObject("dosage").withObject("dose").put("code", "uCi").put("unit", "uCi");
    Issue issue = assertFound(given, "FP-VAL-006", "MedicationAdministration.dosage.dose.code");
    assertThat(issue.message()).contains("1 uCi = 37 kBq");
    assertThat(issue.messageZh()).contains("1 uCi = 37 kBq");
  }

  @Test
  void dateOfNoCalendar() {
    ObjectNode lab = Examples.read("atr-lab").put("effectiveDateTime", "00.00.0000");
    assertFound(lab, "FP-VAL-004", "Observation.effectiveDateTime");
  }

  /** Found by the table alone, and as both applications judge a record. */
  private Issue assertFound(ObjectNode resource, String code, String path) {
    List<Issue> judged = Judgement.RECORDS.validate(resource);
    List<Issue> issues =
        validator.validate(resource).stream()
            .filter(issue -> issue.code().equals(code) && issue.expression().startsWith(path))
            .toList();
    assertThat(issues).as(validator.validate(resource).toString()).isNotEmpty();
    assertThat(judged).contains(issues.get(0));
    return issues.get(0);
  }

  private static ObjectNode extension(ObjectNode resource, String end) {
    for (JsonNode extension : resource.path("extension")) {
      if (extension.path("url").asText().endsWith(end)) {
        return (ObjectNode) extension;
      }
    }
    throw new AssertionError("The example has no extension " + end);
  }
}
