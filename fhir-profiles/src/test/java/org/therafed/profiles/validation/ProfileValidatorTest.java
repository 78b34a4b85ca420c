package org.therafed.profiles.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.Examples;
import org.therafed.profiles.profile.ProfileTable;

class ProfileValidatorTest {
  private final ProfileValidator validator =
      new ProfileValidator(ProfileTable.standard(), Examples.CLOCK);

  private Issue only(JsonNode resource) {
    List<Issue> issues = validator.validate(resource);
    assertThat(issues).hasSize(1);
    return issues.get(0);
  }

  private static ObjectNode at(JsonNode resource, String pointer) {
    return (ObjectNode) resource.at(pointer);
  }

  @Test
  void negativeActivityIsNamedWithProfileElementAndRuleInBothLanguages() {
    ObjectNode administration = Examples.read("atr-administration");
    at(administration, "/dosage/dose").put("value", -5);
    Issue issue = only(administration);
    assertThat(issue.code()).isEqualTo("FP-VAL-007");
    assertThat(issue.expression()).isEqualTo("MedicationAdministration.dosage.dose.value");
    assertThat(issue.message())
        .isEqualTo(
            "atr-administration: dosage.dose.value is -5 GBq, which is not possible"
                + " (rule: above 0 and at most 50 GBq).");
    assertThat(issue.messageZh())
        .isEqualTo("atr-administration: dosage.dose.value 的值 -5 GBq 不可能（规则：大于 0 且不超过 50 GBq）。");
  }

  @Test
  void becquerelMeantAsMegabecquerelIsOutOfRangeAfterConversion() {
    ObjectNode administration = Examples.read("atr-administration-diagnostic");
    at(administration, "/dosage/dose").put("value", 251_300_000);
    assertThat(only(administration).message()).contains("a number of 9 digits (MBq)");
  }

  @Test
  void aUnitThatMayBeAPhoneNumberIsNotShown() {
    ObjectNode administration = Examples.read("atr-administration-diagnostic");
    at(administration, "/dosage/dose").put("code", "13912345678").put("unit", "kBq");
    assertThat(only(administration).message())
        .contains("has the unit (a text of 11 characters)")
        .doesNotContain("13912345678");
  }

  @Test
  void microcurieIsRefusedWithAHint() {
    ObjectNode administration = Examples.read("atr-administration-diagnostic");
    at(administration, "/dosage/dose").put("code", "uCi").put("unit", "kBq");
    assertThat(only(administration).message())
        .contains(
            "has the unit uCi", "one of 10*6, 10*6/kg, GBq, MBq, kBq, mL, mg", "1 uCi = 37 kBq");
  }

  /** Dates that do not belong together lead to a finding, however many half-lives lie between. */
  @Test
  void anActivityMeasuredDecadesAfterItsNetTimeIsAFindingAndNoFailure() {
    ObjectNode administration = Examples.read("atr-administration");
    for (JsonNode part : administration.at("/extension/2/extension")) {
      if (part.path("url").asText().equals("net-administered-time")) {
        ((ObjectNode) part).put("valueDateTime", "1950-02-17T10:00:00+08:00");
      }
    }
    at(administration, "/extension/1/valueCodeableConcept/coding/0")
        .put("code", "77004003")
        .remove("display");
    assertThat(validator.validate(administration))
        .anySatisfy(issue -> assertThat(issue.message()).contains("activity-balance"));
  }

  @Test
  void netActivityThatDoesNotFollowFromItsRecordIsRefused() {
    ObjectNode administration = Examples.read("atr-administration");
    at(administration, "/extension/2/extension/0/valueQuantity").put("value", 7.8);
    assertThat(only(administration).message()).contains("activity-balance", "more than 2 %");
  }

  @Test
  void doseThatIsNotTheNetActivityIsRefused() {
    ObjectNode administration = Examples.read("atr-administration");
    at(administration, "/dosage/dose").put("value", 7.0);
    assertThat(only(administration).message()).contains("dosage.dose differs");
  }

  @Test
  void activityWithoutReferenceTimeIsRefused() {
    ObjectNode administration = Examples.read("atr-administration");
    ((ArrayNode) administration.at("/extension/2/extension")).remove(1);
    assertThat(only(administration).message())
        .contains("extension[activity-record].extension[measured-before-time] is missing");
  }

  @Test
  void therapeuticNuclideOutsideACycleIsRefused() {
    ObjectNode administration = Examples.read("atr-administration");
    administration.remove("partOf");
    assertThat(only(administration).message()).contains("therapy-in-cycle");
  }

  @Test
  void missingExtensionIsNamed() {
    ObjectNode cycle = Examples.read("atr-treatment-cycle");
    cycle.remove("extension");
    Issue issue = only(cycle);
    assertThat(issue.message()).contains("extension[cycle-number] is missing");
    assertThat(issue.expression()).isEqualTo("Procedure.extension");
  }

  @Test
  void repeatedExtensionIsRefused() {
    ObjectNode cycle = Examples.read("atr-treatment-cycle");
    cycle.withArray("extension").add(cycle.at("/extension/0").deepCopy());
    assertThat(only(cycle).code()).isEqualTo(IssueCode.TOO_MANY.code());
  }

  @Test
  void nameTelecomNarrativeAndContainedAreRefused() {
    for (String name :
        List.of("name", "telecom", "text", "contained", "deceasedBoolean", "_birthDate", "photo")) {
      ObjectNode patient = Examples.read("atr-patient");
      patient.putObject(name).put("family", "王");
      Issue issue = only(patient);
      assertThat(issue.code()).isEqualTo(IssueCode.UNKNOWN_ELEMENT.code());
      assertThat(issue.message()).contains(name).doesNotContain("王");
      assertThat(issue.expression()).isEqualTo("Patient." + name);
    }
  }

  @Test
  void anythingButARegionOfTheListIsNoRegion() {
    for (String text : List.of("Via Roma 12, Pavia", "Zhang Wei", "王伟", "Zhejiang Li")) {
      ObjectNode patient = Examples.read("atr-patient");
      at(patient, "/address/0").put("state", text);
      assertThat(only(patient).code()).isEqualTo(IssueCode.FREE_TEXT.code());
    }
    for (String text : List.of("浙江", "浙江省", "广西壮族自治区", "Inner Mongolia", "PT-11")) {
      ObjectNode patient = Examples.read("atr-patient");
      at(patient, "/address/0").put("state", text);
      assertThat(validator.validate(patient)).isEmpty();
    }
  }

  @Test
  void lastUpdatedIsRefused() {
    ObjectNode patient = Examples.read("atr-patient");
    at(patient, "/meta").put("lastUpdated", "2025-01-01T00:00:00Z");
    assertThat(only(patient).expression()).isEqualTo("Patient.meta.lastUpdated");
  }

  @Test
  void fullBirthDateIsTooPrecise() {
    ObjectNode patient = Examples.read("atr-patient");
    patient.put("birthDate", "1952-03-01");
    assertThat(only(patient).code()).isEqualTo(IssueCode.PRECISION.code());
  }

  @Test
  void birthYearOfAPersonAgedNinetyIsRefused() {
    ObjectNode patient = Examples.read("atr-patient-aged-90-plus");
    patient.put("birthDate", "1930");
    assertThat(only(patient).message()).contains("age-90-plus-without-birth-date");
  }

  @Test
  void pseudonymOtherThanTheIdIsRefused() {
    ObjectNode patient = Examples.read("atr-patient");
    patient.put("id", "0000000000000000000000000000000000000000");
    assertThat(only(patient).message()).contains("pseudonym-is-id");
  }

  @Test
  void messageNeverQuotesAnUnprintableNameOrLongCode() {
    ObjectNode patient = Examples.read("atr-patient");
    patient.put("王伟", "x");
    patient.put("gender", "Mario Rossi born in 1950");
    assertThat(validator.validate(patient))
        .hasSize(2)
        .allSatisfy(
            issue ->
                assertThat(issue.message() + issue.messageZh() + issue.expression())
                    .doesNotContain("王伟", "Rossi"));
  }

  @Test
  void resourceWithoutAProfileOfOursIsRefused() {
    ObjectNode patient = Examples.read("atr-patient");
    at(patient, "/meta").putArray("profile").add("http://example.org/StructureDefinition/x");
    assertThat(only(patient).code()).isEqualTo(IssueCode.PROFILE.code());
    assertThat(validator.validate(Examples.json("{}"))).hasSize(1);
    assertThat(validator.validate(Examples.json("[]"))).hasSize(1);
  }

  @Test
  void profileOfAnotherResourceTypeIsRefused() {
    ObjectNode lab = Examples.read("atr-lab");
    lab.put("resourceType", "Patient");
    assertThat(only(lab).expression()).isEqualTo("Observation.resourceType");
  }

  @Test
  void mcodeProfileMayStandBesideOurs() {
    ObjectNode patient = Examples.read("atr-patient");
    ((ArrayNode) patient.at("/meta/profile"))
        .add("http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-cancer-patient");
    assertThat(validator.validate(patient)).isEmpty();
  }

  @Test
  void laboratoryUnitOfAnotherQuantityIsRefused() {
    ObjectNode lab = Examples.read("atr-lab");
    at(lab, "/valueQuantity").put("code", "mm[Hg]").put("unit", "mm[Hg]");
    assertThat(only(lab).message()).contains("LOINC 2857-1 needs a unit that converts to ng/mL");
  }

  @Test
  void laboratoryValueInAConvertibleUnitIsTaken() {
    ObjectNode lab = Examples.read("atr-lab");
    at(lab, "/valueQuantity").put("code", "ug/L").put("unit", "ug/L");
    assertThat(validator.validate(lab)).isEmpty();
  }

  @Test
  void impossibleLaboratoryValueIsRefused() {
    ObjectNode lab = Examples.read("atr-lab");
    at(lab, "/valueQuantity").put("value", -1);
    assertThat(only(lab).code()).isEqualTo(IssueCode.RANGE.code());
  }

  @Test
  void valueAndDataAbsentReasonExcludeEachOther() {
    ObjectNode lab = Examples.read("atr-lab");
    lab.set(
        "dataAbsentReason",
        Examples.json(
            "{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/data-absent-reason',"
                + "'code':'not-performed'}]}"));
    assertThat(only(lab).code()).isEqualTo(IssueCode.CHOICE.code());
    lab.remove("valueQuantity");
    assertThat(validator.validate(lab)).isEmpty();
    lab.remove("dataAbsentReason");
    assertThat(only(lab).code()).isEqualTo(IssueCode.CHOICE.code());
  }

  @Test
  void gradeSixIsRefused() {
    ObjectNode event = Examples.read("atr-adverse-event");
    at(event, "/extension/0/valueCodeableConcept/coding/0").put("code", "6");
    at(event, "/extension/0/valueCodeableConcept/coding/0").remove("display");
    assertThat(only(event).message()).contains("has the code 6");
  }

  @Test
  void eventThatEndsBeforeItBeginsIsRefused() {
    ObjectNode event = Examples.read("atr-adverse-event");
    event.put("date", "2025-05-01");
    assertThat(only(event).message()).contains("ae-end-after-onset");
  }

  @Test
  void courseThatEndsBeforeItBeginsIsRefused() {
    ObjectNode course = Examples.read("atr-treatment-course");
    at(course, "/performedPeriod").put("end", "2025-01-01");
    assertThat(only(course).message()).contains("period-order");
  }

  @Test
  void unknownModuleIsRefused() {
    ObjectNode course = Examples.read("atr-treatment-course");
    at(course, "/extension/0")
        .put("valueCanonical", "https://therafed.org/fhir/PlanDefinition/snake-oil");
    assertThat(only(course).message()).contains("module-known");
  }

  @Test
  void consentMayEndInTheFuture() {
    ObjectNode consent = Examples.read("atr-consent");
    at(consent, "/provision/period").put("end", "2190-01-01");
    assertThat(validator.validate(consent)).isEmpty();
    consent.put("dateTime", "2190-01-01");
    assertThat(only(consent).code()).isEqualTo(IssueCode.DATE.code());
  }

  @Test
  void dateAheadByAShiftIsTakenAndOneDayMoreIsNot() {
    ObjectNode status = Examples.read("atr-vital-status");
    status.put("effectiveDateTime", "2026-11-21");
    assertThat(validator.validate(status)).isEmpty();
    status.put("effectiveDateTime", "2026-11-22");
    assertThat(only(status).code()).isEqualTo(IssueCode.DATE.code());
  }

  @Test
  void dateBefore1899IsRefused() {
    ObjectNode status = Examples.read("atr-vital-status");
    status.put("effectiveDateTime", "1898-12-31");
    assertThat(only(status).code()).isEqualTo(IssueCode.DATE.code());
    assertThat(only(status).message()).contains("before 1899").doesNotContain("1900");
    status.put("effectiveDateTime", "1899-01-01");
    assertThat(validator.validate(status)).isEmpty();
  }

  @Test
  void imagingStudyWithMoreSeriesThanItSaysIsRefused() {
    ObjectNode study = Examples.read("atr-imaging-study");
    study.put("numberOfInstances", 1);
    assertThat(only(study).message()).contains("imaging-counts");
  }

  @Test
  void negativeAmountIsRefused() {
    ObjectNode cost = Examples.read("atr-cost");
    at(cost, "/priceOverride").put("value", -0.01);
    assertThat(only(cost).code()).isEqualTo(IssueCode.RANGE.code());
  }

  @Test
  void hugeExponentIsJudgedWithoutBeingWrittenOut() {
    ObjectNode cost = Examples.read("atr-cost");
    at(cost, "/priceOverride").put("value", new BigDecimal("1e999999999"));
    assertThat(only(cost).message()).contains("a number of more than 30 digits");
  }

  @Test
  void manyFindingsStayBounded() {
    ObjectNode patient = Examples.read("atr-patient");
    for (int i = 0; i < 5000; i++) {
      patient.withArray("identifier").addObject().put("note", i);
    }
    assertThat(validator.validate(patient)).hasSize(100);
  }
}
