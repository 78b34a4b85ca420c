package org.therafed.profiles.fhirpath;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The data types that may stand in the name of a choice: {@code value[x]} as valueQuantity. */
final class Choices {
  private static final Map<String, String> TYPES = new HashMap<>();

  static {
    String primitives =
        "base64Binary boolean canonical code date dateTime decimal id instant integer markdown oid"
            + " positiveInt string time unsignedInt uri url uuid";
    String others =
        "Address Age Annotation Attachment CodeableConcept Coding ContactPoint Count Distance"
            + " Duration HumanName Identifier Money Period Quantity Range Ratio Reference SampledData"
            + " Signature Timing ContactDetail Contributor DataRequirement Expression"
            + " ParameterDefinition RelatedArtifact TriggerDefinition UsageContext Dosage Meta";
    for (String type : (primitives + " " + others).split(" ", -1)) {
      TYPES.put(type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1), type);
    }
  }

  private Choices() {}

  /** The type in the name of a field that is a choice of an element; null if it is none. */
  static String typeOf(String field, String element) {
    int start = field.startsWith("_") ? 1 : 0;
    if (field.length() <= start + element.length() || !field.startsWith(element, start)) {
      return null;
    }
    return TYPES.get(field.substring(start + element.length()));
  }
}
