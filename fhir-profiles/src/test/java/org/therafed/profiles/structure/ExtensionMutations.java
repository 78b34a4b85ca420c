package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;

/**
 * Extensions that R4 or a shared guide defines, sound in themselves, put where they may stand or
 * not.
 */
final class ExtensionMutations {
  private static final String R4 = "http://hl7.org/fhir/StructureDefinition/";
  private static final String CODEX =
      "http://hl7.org/fhir/us/codex-radiation-therapy/StructureDefinition/codexrt-radiotherapy-";

  /**
   * Of every form of context: an element, a type, a primitive, all resources, all, an extension.
   */
  private static final List<JsonNode> KNOWN =
      List.of(
          of(R4 + "iso21090-EN-representation", "\"valueCode\": \"IDE\""),
          of(R4 + "iso21090-EN-qualifier", "\"valueCode\": \"LS\""),
          of(R4 + "iso21090-ADXP-streetName", "\"valueString\": \"x\""),
          of(R4 + "patient-birthPlace", "\"valueAddress\": {\"city\": \"x\"}"),
          of(R4 + "observation-bodyPosition", "\"valueCodeableConcept\": {\"text\": \"x\"}"),
          of(R4 + "observation-timeOffset", "\"valueInteger\": 1"),
          of(R4 + "quantity-precision", "\"valueInteger\": 1"),
          of(R4 + "iso21090-uncertainty", "\"valueDecimal\": 1"),
          of(R4 + "rendering-markdown", "\"valueMarkdown\": \"x\""),
          of(R4 + "iso21090-SC-coding", "\"valueCoding\": {\"display\": \"x\"}"),
          of(R4 + "tz-code", "\"valueCode\": \"Asia/Shanghai\""),
          of(R4 + "display", "\"valueString\": \"x\""),
          of(R4 + "resource-pertainsToGoal", "\"valueReference\": {\"display\": \"x\"}"),
          of(R4 + "data-absent-reason", "\"valueCode\": \"unknown\""),
          of(R4 + "list-changeBase", "\"valueReference\": {\"display\": \"x\"}"),
          of(CODEX + "course-involves-reirradiation", "\"valueBoolean\": true"),
          of(CODEX + "uniform-fractionation", "\"valueBoolean\": true"));

  private final Random random;

  ExtensionMutations(Random random) {
    this.random = random;
  }

  private static JsonNode of(String url, String value) {
    try {
      return new ObjectMapper().readTree("{\"url\": \"" + url + "\", " + value + "}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds one to an element, or beside a primitive. */
  boolean add(MutationPlace place) {
    JsonNode extension = KNOWN.get(random.nextInt(KNOWN.size())).deepCopy();
    if (place.value() instanceof ObjectNode object) {
      object.withArray("/extension").add(extension);
      return true;
    }
    if (place.parent() == null || !place.value().isValueNode() || place.field().startsWith("_")) {
      return false;
    }
    place.parent().withObject("/_" + place.field()).withArray("/extension").add(extension);
    return true;
  }
}
