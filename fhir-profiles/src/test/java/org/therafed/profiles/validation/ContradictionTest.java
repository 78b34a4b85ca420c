package org.therafed.profiles.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.profiles.Examples;
import org.therafed.profiles.Judgement;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.terminology.LabCatalog;
import org.therafed.profiles.terminology.LabTest;
import org.therafed.profiles.terminology.Systems;

/**
 * Records whose parts contradict each other. What the published definition does not refuse is not
 * refused at all, as the tables only word what it finds; so the judgement is asked as well.
 */
class ContradictionTest {
  private static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";
  private static final String RESPONSE = "https://therafed.org/fhir/CodeSystem/response";

  private final ProfileValidator table =
      new ProfileValidator(ProfileTable.standard(), Examples.CLOCK);

  private void refused(JsonNode resource, String rule) {
    for (List<Issue> issues :
        List.of(table.validate(resource), Judgement.RECORDS.validate(resource))) {
      assertThat(issues).anySatisfy(issue -> assertThat(issue.message()).contains(rule));
    }
  }

  private static void taken(JsonNode resource) {
    assertThat(Judgement.RECORDS.validate(resource)).isEmpty();
  }

  /** The second coding of a concept: a copy of the first with another code. */
  private static ObjectNode second(JsonNode resource, String concept, String code) {
    ArrayNode codings = (ArrayNode) resource.at(concept + "/coding");
    ObjectNode added = codings.get(0).deepCopy();
    added.put("code", code).remove("display");
    codings.add(added);
    return added;
  }

  @ParameterizedTest
  @CsvSource({
    "atr-vital-status, /valueCodeableConcept, 419099009, one-code-per-system",
    "atr-response, /valueCodeableConcept, PD, one-code-per-system",
    "atr-lab, /code, 718-7, one-code-per-system",
    "atr-imaging-measurement, /code, 126032, one-code-per-system",
    "atr-absorbed-dose, /code, 128532, one-code-per-system",
    "atr-adverse-event, /event, C143394, one-event-per-system",
    "atr-adverse-event, /extension/0/valueCodeableConcept, 4, one-grade",
    "atr-administration, /extension/1/valueCodeableConcept, 14691008, one-nuclide",
    "atr-procedure-kidney-transplant, /code, 265764009, one-act-per-system"
  })
  void twoCodesOfOneSystemAreRefused(String example, String concept, String code, String rule) {
    ObjectNode resource = Examples.read(example);
    taken(resource);
    second(resource, concept, code);
    refused(resource, rule);
  }

  @Test
  void theNcitGradeIsThatOfTheRegistry() {
    ObjectNode event = Examples.read("atr-adverse-event");
    ObjectNode ncit = (ObjectNode) event.at("/extension/0/valueCodeableConcept/coding/1");
    ncit.put("code", "C41337").remove("display");
    refused(event, "one-grade");
  }

  /** The code of a test of the library's own system beside the LOINC code of another test. */
  @Test
  void theCodesOfALaboratoryValueAreOfOneTest() {
    ObjectNode lab = Examples.read("atr-lab");
    LabTest own =
        LabCatalog.standard().all().stream().filter(LabTest::local).findFirst().orElseThrow();
    second(lab, "/code", own.loinc()).put("system", Systems.LAB_TEST);
    refused(lab, "lab-known");
  }

  @Test
  void theMethodOfAResponseIsItsCriterion() {
    ObjectNode response = Examples.read("atr-response");
    coded(response, "/method/coding/0", RESPONSE, "LUGANO");
    refused(response, "one-criterion");
  }

  @Test
  void aCriterionHasItsOwnCategories() {
    ObjectNode response = Examples.read("atr-response");
    coded(response, "/valueCodeableConcept/coding/0", RESPONSE, "VGPR");
    refused(response, "category-of-criterion");
    coded(response, "/valueCodeableConcept/coding/0", RESPONSE, "CURE");
    refused(response, "category-of-criterion");
    coded(response, "/code/coding/0", RESPONSE, "CLINICAL-CURE");
    coded(response, "/method/coding/0", RESPONSE, "CLINICAL-CURE");
    taken(response);
  }

  private static void coded(JsonNode resource, String at, String system, String code) {
    ((ObjectNode) resource.at(at)).put("system", system).put("code", code).remove("display");
  }

  @Test
  void theTextOfAUnitIsThatOfItsCode() {
    ObjectNode lab = Examples.read("atr-lab");
    ObjectNode value = (ObjectNode) lab.at("/valueQuantity");
    value.put("unit", "mg/L");
    refused(lab, "the unit of the code, ng/mL");
    assertThat(table.validate(lab))
        .singleElement()
        .satisfies(
            issue -> {
              assertThat(issue.code()).isEqualTo("FP-VAL-006");
              assertThat(issue.expression()).isEqualTo("Observation.valueQuantity.unit");
            });
    value.put("unit", "ng/ml");
    taken(lab);
    ObjectNode administration = Examples.read("atr-administration");
    ((ObjectNode) administration.at("/dosage/dose")).put("unit", "GBq").put("code", "MBq");
    refused(administration, "the unit of the code, MBq");
  }

  @ParameterizedTest
  @CsvSource({
    "C143283, ASTCT-CRS, false",
    "C143394, ASTCT-CRS, true",
    "C143394, ASTCT-ICANS, false",
    "C143283, ASTCT-ICANS, false",
    "C143431, ASTCT-ICANS, true",
    "C146699, ASTCT-ICANS, true"
  })
  void aScaleGradesItsOwnTerm(String term, String scale, boolean fits) {
    ObjectNode event = Examples.read("atr-adverse-event");
    ((ObjectNode) event.path("event")).remove("text");
    ((ObjectNode) event.at("/event/coding/0")).put("code", term).remove("display");
    ((ObjectNode) event.at("/extension/1")).put("valueCode", scale);
    if (fits) {
      taken(event);
    } else {
      refused(event, "scale-of-term");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "126401, 18.4, g/mL, true",
    "126401, 18.4, mm, false",
    "126401, 20000, g/mL, false",
    "126402, 18.4, cm3, false",
    "126032, 7.9, cm3, true",
    "126032, 7.9, g/mL, false",
    "126033, 310, g, true",
    "126033, 310, mL, false",
    "21889-1, 45, mm, true",
    "21889-1, 4.5, cm, true",
    "21889-1, 4.5, g/mL, false",
    "21889-1, 200, cm, false"
  })
  void aMeasurementHasAUnitOfItsKindAndIsPossible(
      String code, String value, String unit, boolean fits) {
    ObjectNode measurement = Examples.read("atr-imaging-measurement");
    String system = code.contains("-") ? "http://loinc.org" : DCM;
    coded(measurement, "/code/coding/0", system, code);
    ((ObjectNode) measurement.at("/valueQuantity"))
        .put("value", new BigDecimal(value))
        .put("unit", unit)
        .put("code", unit);
    if (fits) {
      taken(measurement);
    } else {
      refused(measurement, "measurement-unit");
    }
  }
}
