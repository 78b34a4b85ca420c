package org.therafed.gateway.intake.fhir;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Which texts FHIR allows: no code point below 32 except tab, line feed and carriage return, and no
 * half of a surrogate pair. A database refuses some of the others, and for ever.
 *
 * @see <a href="https://hl7.org/fhir/R4/datatypes.html#string">FHIR R4 string</a>
 */
final class FhirText {

  private FhirText() {}

  /** Whether every name and text of a tree can be kept. */
  static boolean keepable(JsonNode tree) {
    if (tree.isTextual()) {
      return keepable(tree.textValue());
    }
    for (String name : (Iterable<String>) tree::fieldNames) {
      if (!keepable(name)) {
        return false;
      }
    }
    for (JsonNode child : tree) {
      if (!keepable(child)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a text can be kept. */
  static boolean keepable(String text) {
    return text.codePoints().allMatch(FhirText::allowed);
  }

  private static boolean allowed(int point) {
    boolean control = point < ' ' && point != '\t' && point != '\n' && point != '\r';
    boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    return !control && !half;
  }
}
