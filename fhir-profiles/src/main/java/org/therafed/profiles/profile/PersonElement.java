package org.therafed.profiles.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The element by which a FHIR resource names whom it is about. A product names nobody so, and a
 * Patient is the person.
 */
public final class PersonElement {
  private static final List<String> NAMES = List.of("subject", "patient", "beneficiary");

  private PersonElement() {}

  /** Its name; {@code patient} where the resource has none of them. */
  public static String of(JsonNode resource) {
    return NAMES.stream().filter(resource::has).findFirst().orElse("patient");
  }

  /** The names that it may have, in the order in which they count. */
  public static List<String> names() {
    return NAMES;
  }

  /** What it says, {@code Patient/id}; empty where there is none. */
  public static String reference(JsonNode resource) {
    return resource.path(of(resource)).path("reference").asText();
  }
}
