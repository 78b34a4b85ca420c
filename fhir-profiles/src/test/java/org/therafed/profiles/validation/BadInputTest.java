package org.therafed.profiles.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.Examples;
import org.therafed.profiles.profile.ProfileTable;

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
  void becquerelForMegabecquerel() {
    ObjectNode given = Examples.read("atr-administration");
    ObjectNode dose = given.withObject("dosage").withObject("dose");
    dose.put("value", dose.path("value").decimalValue().multiply(new BigDecimal("1000000")));
    Issue issue = assertFound(given, "FP-VAL-007", "MedicationAdministration.dosage.dose.value");
    assertThat(issue.message()).contains("not possible");
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

  private Issue assertFound(ObjectNode resource, String code, String path) {
    List<Issue> issues =
        validator.validate(resource).stream()
            .filter(issue -> issue.code().equals(code) && issue.expression().startsWith(path))
            .toList();
    assertThat(issues).as(validator.validate(resource).toString()).isNotEmpty();
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
