package org.therafed.profiles.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.profiles.Examples;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.terminology.Systems;
import org.therafed.profiles.validation.Issue;
import org.therafed.profiles.validation.ProfileValidator;

/** Facts that only endpoint rules read: lesions, measurements, transfusions, ASTCT components. */
class LesionAndEventProjectionTest {
  private static final String PATIENT = "5f2a9c01d4e7b8360a1c2d3e4f5061728394a5b6";

  private final FactProjection projection = new FactProjection(ProfileTable.standard());
  private final ProfileValidator validator =
      new ProfileValidator(ProfileTable.standard(), Examples.CLOCK);

  private static ObjectNode size(double value, String unit) {
    ObjectNode size = Examples.read("atr-imaging-measurement");
    ObjectNode coding = (ObjectNode) size.at("/code/coding/0");
    coding.put("system", Systems.LOINC).put("code", "21889-1").put("display", "Size Tumor");
    ((ObjectNode) size.path("valueQuantity"))
        .put("value", value)
        .put("unit", unit)
        .put("code", unit);
    return size;
  }

  @Test
  void lesionWithItsRole() {
    ObjectNode lesion = Examples.read("atr-lesion");
    assertThat(projection.project(lesion))
        .containsExactly(new LesionFact(lesion.path("id").asText(), PATIENT, "target", false));
    lesion.put("active", false);
    assertThat(projection.project(lesion)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://snomed.info/sct, 59441001, true",
    "http://terminology.hl7.org/CodeSystem/icd-o-3, C77.2, true",
    "http://terminology.hl7.org/CodeSystem/icd-o-3, C61.9, false",
    "http://snomed.info/sct, 10200004, false",
  })
  void nodeIsKnownByItsLocation(String system, String code, boolean nodal) {
    ObjectNode lesion = Examples.read("atr-lesion");
    ObjectNode coding = (ObjectNode) lesion.at("/location/coding/0");
    coding.put("system", system).put("code", code).remove("display");
    assertThat(validator.validate(lesion)).isEmpty();
    assertThat(((LesionFact) projection.project(lesion).get(0)).nodal()).isEqualTo(nodal);
  }

  @Test
  void sizeOfALesionInMillimetres() {
    ObjectNode size = size(1.8, "cm");
    assertThat(validator.validate(size)).isEmpty();
    MeasurementFact fact = (MeasurementFact) projection.project(size).get(0);
    assertThat(fact.measure()).isEqualTo("size");
    assertThat(fact.value()).isEqualByComparingTo("18");
    assertThat(fact.unit()).isEqualTo("mm");
    assertThat(fact.lesionId()).isEqualTo(Examples.read("atr-lesion").path("id").asText());
    assertThat(fact.on()).isEqualTo(LocalDate.of(2025, 2, 5));
  }

  @Test
  void uptakeOfALesion() {
    MeasurementFact fact =
        (MeasurementFact) projection.project(Examples.read("atr-imaging-measurement")).get(0);
    assertThat(fact.measure()).isEqualTo("suv-bw");
    assertThat(fact.value()).isEqualByComparingTo("18.4");
    assertThat(fact.unit()).isEqualTo("g/mL");
  }

  @Test
  void measurementThatIsWithdrawnOrCoarselyDatedOrOfAnotherQuantityIsNoFact() {
    ObjectNode withdrawn = size(18, "mm");
    withdrawn.put("status", "entered-in-error");
    assertThat(projection.project(withdrawn)).isEmpty();
    ObjectNode cancelled = size(18, "mm");
    cancelled.put("status", "cancelled");
    assertThat(projection.project(cancelled)).isEmpty();
    ObjectNode coarse = size(18, "mm");
    coarse.put("effectiveDateTime", "2025-02");
    assertThat(validator.validate(coarse))
        .extracting(issue -> issue.code())
        .containsExactly("FP-VAL-009");
    assertThat(projection.project(coarse)).as("stored before").isEmpty();
    assertThat(projection.project(size(18, "g/mL"))).isEmpty();
  }

  @Test
  void measurementWithoutLesionKeepsItsPlaceOpen() {
    ObjectNode size = size(18, "mm");
    size.remove("focus");
    assertThat(((MeasurementFact) projection.project(size).get(0)).lesionId()).isNull();
  }

  @Test
  void bloodComponentIsATransfusionAndNoAdministration() {
    ObjectNode blood = Examples.read("atr-administration");
    blood.remove("partOf");
    ArrayNode extensions = (ArrayNode) blood.path("extension");
    extensions.remove(2);
    extensions.remove(1);
    ObjectNode coding = (ObjectNode) extensions.at("/0/valueCodeableConcept/coding/0");
    coding.put("code", "red-blood-cells").put("display", "Red blood cells");
    ((ObjectNode) blood.at("/dosage/dose")).put("value", 280).put("unit", "mL").put("code", "mL");
    assertThat(validator.validate(blood)).isEmpty();
    assertThat(projection.project(blood))
        .containsExactly(
            new TransfusionFact(
                blood.path("id").asText(), PATIENT, "red-blood-cells", LocalDate.of(2025, 2, 17)));
    blood.put("status", "not-done");
    assertThat(projection.project(blood)).isEmpty();
    blood.put("status", "entered-in-error");
    assertThat(projection.project(blood)).isEmpty();
  }

  private static ObjectNode withAstct(String parts) {
    ObjectNode event = Examples.read("atr-adverse-event");
    JsonNode extension =
        Examples.json(
            "{'url': '" + Canonical.extension("astct") + "', 'extension': [" + parts + "]}");
    ((ArrayNode) event.path("extension")).add(extension);
    return event;
  }

  @Test
  void astctComponentsStandBesideTheReportedGrade() {
    ObjectNode event =
        withAstct(
            "{'url': 'temperature', 'valueQuantity': {'value': 39.2, 'unit': 'Cel',"
                + " 'system': 'http://unitsofmeasure.org', 'code': 'Cel'}},"
                + "{'url': 'fever-treated', 'valueBoolean': false},"
                + "{'url': 'hypotension', 'valueCode': 'one-vasopressor'},"
                + "{'url': 'oxygen', 'valueCode': 'low-flow'},"
                + "{'url': 'ice-score', 'valueInteger': 8},"
                + "{'url': 'consciousness', 'valueCode': 'awakens-to-voice'},"
                + "{'url': 'seizure', 'valueCode': 'none'},"
                + "{'url': 'motor-weakness', 'valueBoolean': false},"
                + "{'url': 'oedema', 'valueCode': 'none'}");
    assertThat(validator.validate(event)).isEmpty();
    List<Fact> facts = projection.project(event);
    assertThat(facts.get(0))
        .isEqualTo(projection.project(Examples.read("atr-adverse-event")).get(0));
    AstctFact astct = (AstctFact) facts.get(1);
    assertThat(astct)
        .isEqualTo(
            new AstctFact(
                event.path("id").asText(),
                PATIENT,
                new BigDecimal("39.2"),
                false,
                "one-vasopressor",
                "low-flow",
                8,
                "awakens-to-voice",
                "none",
                false,
                "none"));
    assertThat(AstctGrade.of(AstctGrade.CRS, astct)).hasValue(3);
    assertThat(AstctGrade.of(AstctGrade.ICANS, astct)).hasValue(2);
  }

  @Test
  void withdrawnAdverseEventTakesItsComponentsWithIt() {
    ObjectNode event = withAstct("{'url': 'ice-score', 'valueInteger': 8}");
    event
        .putArray("modifierExtension")
        .addObject()
        .put("url", Canonical.ADVERSE_EVENT_STATUS)
        .put("valueCode", "entered-in-error");
    assertThat(projection.project(event)).isEmpty();
  }

  @Test
  void astctComponentThatWasNotRecordedIsNull() {
    ObjectNode event = withAstct("{'url': 'ice-score', 'valueInteger': 8}");
    AstctFact astct = (AstctFact) projection.project(event).get(1);
    assertThat(astct.celsius()).isNull();
    assertThat(astct.motorWeakness()).isNull();
    assertThat(astct.hypotension()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "'{''url'': ''ice-score'', ''valueInteger'': 11}', FP-VAL-007",
    "'{''url'': ''oxygen'', ''valueCode'': ''some''}', FP-VAL-005",
    "'{''url'': ''mood'', ''valueCode'': ''low''}', FP-VAL-001",
  })
  void astctComponentThatIsNotKnownIsNamed(String part, String code) {
    assertThat(validator.validate(withAstct(part))).extracting(Issue::code).containsExactly(code);
  }
}
