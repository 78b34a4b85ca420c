package org.therafed.profiles.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the definitions of a guide add to R4, on definitions written here. */
class GuideDefinitionsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String PROFILE = "https://example.org/StructureDefinition/by-person";

  /** A performer is named by a reference, and by nothing else. */
  private static final String CLOSED =
      """
      {"resourceType": "StructureDefinition", "url": "https://example.org/StructureDefinition/by-person",
       "type": "Observation", "snapshot": {"element": [
         {"id": "Observation", "min": 0, "max": "*"},
         {"id": "Observation.meta", "min": 0, "max": "1", "type": [{"code": "Meta"}]},
         {"id": "Observation.performer", "min": 0, "max": "*", "type": [{"code": "Reference"}],
          "slicing": {"discriminator": [{"type": "type", "path": "reference"}], "rules": "closed"}},
         {"id": "Observation.performer:person", "min": 0, "max": "*", "type": [{"code": "Reference"}]}]}}
      """;

  private static final String SYSTEM =
      """
      {"resourceType": "CodeSystem", "url": "https://example.org/CodeSystem/x",
       "content": "complete", "concept": [{"code": "a"}]}
      """;

  private static final StructureValidator VALIDATOR =
      new StructureValidator(Definitions.r4().add(json(CLOSED)).add(json(SYSTEM)));

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> errors(List<Violation> violations) {
    return violations.stream()
        .filter(Violation::error)
        .map(v -> v.kind() + " " + v.path())
        .distinct()
        .toList();
  }

  private static List<String> ofPatient(String content) {
    return errors(VALIDATOR.validate(json("{\"resourceType\": \"Patient\", " + content + "}")));
  }

  private static List<String> ofMaritalStatus(String system, String code) {
    return ofPatient(
        "\"maritalStatus\": {\"coding\": [{\"system\": \""
            + system
            + "\", \"code\": \""
            + code
            + "\"}]}");
  }

  @Test
  void anUnknownCodeOfACompleteCodeSystemIsNamedWhereNothingBindsIt() {
    assertThat(ofMaritalStatus("https://example.org/CodeSystem/x", "a")).isEmpty();
    assertThat(ofMaritalStatus("https://example.org/CodeSystem/x", "b"))
        .containsExactly("CODE_SYSTEM Patient.maritalStatus.coding[0]");
  }

  /** R4's copy of the DICOM codes is older than DICOM's. */
  @Test
  void aCodeThatR4sCopyOfDicomLacksIsTaken() {
    assertThat(ofMaritalStatus("http://dicom.nema.org/resources/ontology/DCM", "999999")).isEmpty();
  }

  @Test
  void anItemWithoutTheElementThatTellsTheSliceIsInNone() {
    String observation =
        "{\"resourceType\": \"Observation\", \"performer\": [{\"%s\": \"Practitioner/1\"}]}";
    assertThat(errors(VALIDATOR.validate(json(observation.formatted("reference")), PROFILE).get()))
        .isEmpty();
    assertThat(errors(VALIDATOR.validate(json(observation.formatted("display")), PROFILE).get()))
        .containsExactly("SLICE_CLOSED Observation.performer[0]");
  }

  @Test
  void aPartThatTheExtensionDoesNotDefineIsNamed() {
    String citizenship =
        "\"extension\": [{\"url\": \"http://hl7.org/fhir/StructureDefinition/patient-citizenship\","
            + " \"extension\": [{\"url\": \"%s\", \"%s\": %s}]}]";
    String period = "{\"start\": \"2020\"}";
    assertThat(ofPatient(citizenship.formatted("period", "valuePeriod", period))).isEmpty();
    assertThat(ofPatient(citizenship.formatted("term", "valuePeriod", period)))
        .containsExactly("EXTENSION Patient.extension[0].extension[0]");
  }

  /** An extension of an extension is known by its own URL: the slices are open to it. */
  @Test
  void anExtensionWithinAnExtensionIsNoPartOfIt() {
    assertThat(
            ofPatient(
                "\"extension\": [{\"url\": \"http://hl7.org/fhir/StructureDefinition/patient-citizenship\","
                    + " \"extension\": [{\"url\": \"https://example.org/x\", \"valueBoolean\": true}]}]"))
        .isEmpty();
  }

  /**
   * An extension that stands in another one, at the value of one, and where an expression finds.
   */
  @Test
  void theContextMayBeAnExtensionOrAnExpression() {
    JsonNode base =
        Definitions.r4()
            .definition("http://hl7.org/fhir/StructureDefinition/patient-birthPlace")
            .orElseThrow();
    String inner = "https://example.org/StructureDefinition/inner";
    Definitions definitions = Definitions.r4();
    definitions.add(
        extension(base, inner, "extension", "https://example.org/StructureDefinition/outer"));
    definitions.add(
        extension(
            base,
            "https://example.org/StructureDefinition/at-contact",
            "fhirpath",
            "Patient.contact | Patient.link"));
    StructureValidator validator = new StructureValidator(definitions);
    String own = "{\"url\": \"" + inner + "\", \"valueAddress\": {\"city\": \"x\"}}";
    String within =
        "{\"resourceType\": \"Patient\", \"extension\": [{\"url\":"
            + " \"https://example.org/StructureDefinition/%s\", \"extension\": [%s]}]}";
    String atValue =
        "{\"resourceType\": \"Patient\", \"extension\": [{\"url\":"
            + " \"https://example.org/StructureDefinition/outer\", \"valueString\": \"x\","
            + " \"_valueString\": {\"extension\": [%s]}}]}";
    String contact =
        "{\"resourceType\": \"Patient\", \"%s\": [{\"extension\": [{\"url\":"
            + " \"https://example.org/StructureDefinition/at-contact\", \"valueAddress\": {\"city\": \"x\"}}],"
            + " \"%s\": {\"text\": \"x\"}}]}";
    assertThat(errors(validator.validate(json(within.formatted("outer", own))))).isEmpty();
    assertThat(errors(validator.validate(json(within.formatted("other", own)))))
        .containsExactly("CONTEXT Patient.extension[0].extension[0]");
    assertThat(errors(validator.validate(json(atValue.formatted(own))))).isEmpty();
    assertThat(errors(validator.validate(json(contact.formatted("contact", "name"))))).isEmpty();
    assertThat(errors(validator.validate(json(contact.formatted("communication", "language")))))
        .containsExactly("CONTEXT Patient.communication[0].extension[0]");
  }

  private static JsonNode extension(JsonNode base, String url, String type, String expression) {
    ObjectNode extension = base.deepCopy();
    extension.put("url", url);
    extension.putArray("context").addObject().put("type", type).put("expression", expression);
    for (JsonNode element : extension.path("snapshot").path("element")) {
      if (element.path("id").asText().equals("Extension.url")) {
        ((ObjectNode) element).put("fixedUri", url);
      }
    }
    return extension;
  }

  /** Of a fixed value all properties match: an extension beside it is one more. */
  @Test
  void aFixedValueHasNoExtension() {
    String profile = "https://example.org/StructureDefinition/women";
    ObjectNode patient =
        Definitions.r4()
            .definition("http://hl7.org/fhir/StructureDefinition/Patient")
            .orElseThrow()
            .deepCopy();
    patient.put("url", profile);
    for (JsonNode element : patient.path("snapshot").path("element")) {
      if (element.path("id").asText().equals("Patient.gender")) {
        ((ObjectNode) element).put("fixedCode", "female");
      }
    }
    StructureValidator validator = new StructureValidator(Definitions.r4().add(patient));
    String woman = "{\"resourceType\": \"Patient\", \"gender\": \"female\", \"_gender\": {%s}}";
    String extension = "\"extension\": [{\"url\": \"http://x.org/y\", \"valueBoolean\": true}]";
    String id = "\"id\": \"a\"";
    assertThat(errors(validator.validate(json(woman.formatted(id)), profile).orElseThrow()))
        .isEmpty();
    assertThat(errors(validator.validate(json(woman.formatted(extension)), profile).orElseThrow()))
        .containsExactly("FIXED Patient.gender");
  }

  /** Two categories that a concept may both have. */
  @Test
  void anItemIsInOneSliceAlone() {
    String profile = "https://example.org/StructureDefinition/by-category";
    String slice =
        """
        {"id": "Observation.category:%1$s", "min": 0, "max": "*", "type": [{"code": "CodeableConcept"}],
         "patternCodeableConcept": {"coding": [{"system": "https://example.org/CodeSystem/y", "code": "%1$s"}]}}
        """;
    String definition =
        """
        {"resourceType": "StructureDefinition", "url": "%s", "type": "Observation", "snapshot": {"element": [
         {"id": "Observation", "min": 0, "max": "*"},
         {"id": "Observation.meta", "min": 0, "max": "1", "type": [{"code": "Meta"}]},
         {"id": "Observation.category", "min": 0, "max": "*", "type": [{"code": "CodeableConcept"}],
          "slicing": {"discriminator": [{"type": "pattern", "path": "$this"}], "rules": "open"}},
         %s, %s]}}
        """
            .formatted(profile, slice.formatted("a"), slice.formatted("b"));
    StructureValidator validator = new StructureValidator(Definitions.r4().add(json(definition)));
    String coding = "{\"system\": \"https://example.org/CodeSystem/y\", \"code\": \"%s\"}";
    String observation =
        "{\"resourceType\": \"Observation\", \"category\": [{\"coding\": ["
            + coding.formatted("a")
            + ", "
            + coding
            + "]}]}";
    assertThat(errors(validator.validate(json(observation.formatted("c")), profile).orElseThrow()))
        .isEmpty();
    assertThat(errors(validator.validate(json(observation.formatted("b")), profile).orElseThrow()))
        .containsExactly("SLICE_CLOSED Observation.category[0]");
  }
}
