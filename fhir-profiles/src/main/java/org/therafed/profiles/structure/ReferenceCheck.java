package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.therafed.profiles.fhirpath.Scope;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.structure.Violation.Kind;

/**
 * What a Reference says: its form, that what is contained is there, and that its target is of a
 * type that the element takes, whether the literal, the target itself or {@code type} tells it.
 *
 * @see <a href="https://hl7.org/fhir/R4/references.html">FHIR R4 references</a>
 */
final class ReferenceCheck {
  private static final Phrase URI = new Phrase("a URI", "一个 URI");

  private static final Phrase TYPE_AND_ID =
      new Phrase("Type/id where it is relative", "相对引用须为“类型/id”");

  private static final Phrase CONTAINER =
      new Phrase("# only in a contained resource", "“#”只可用于被包含的资源中");

  private static final Phrase SAME_TYPE = new Phrase("the type of what it names", "须与所引用资源的类型一致");

  private static final Phrase TYPE_OF_R4 =
      new Phrase("the name of a resource type of R4", "须为 R4 资源类型的名称");

  private final Place place;

  ReferenceCheck(Place place) {
    this.place = place;
  }

  void check(Shape shape, TypeReference type, JsonNode reference) {
    String text = reference.path("reference").asText("");
    if (text.chars().anyMatch(Character::isWhitespace)) {
      place.add(Kind.REFERENCE, shape, URI);
      return;
    }
    if (place.path().startsWith("Bundle.") && !Match.isResolvable(text)) {
      place.add(Kind.REFERENCE, shape, TYPE_AND_ID);
    }
    JsonNode target = text.isEmpty() ? null : target(text);
    if (text.equals("#") && target == null) {
      place.add(Kind.REFERENCE, shape, CONTAINER);
    }
    String declared = reference.path("type").asText("");
    String named = named(text, target);
    if (!declared.isEmpty() && !isType(declared)) {
      // Absolute URLs, too: they are for logical models (R4 Reference.type).
      place.addAt(".type", Kind.REFERENCE, shape, TYPE_OF_R4.en(), TYPE_OF_R4);
      return;
    }
    if (!declared.isEmpty() && !named.isEmpty() && !named.equals(declared)) {
      place.addAt(".type", Kind.REFERENCE, shape, SAME_TYPE.en(), SAME_TYPE);
    }
    String found = named.isEmpty() ? declared : named;
    if (!found.isEmpty() && !takes(type.targetProfiles(), found)) {
      place.add(Kind.REFERENCE, shape, ElementChecks.anyOf(type.targetProfiles()));
    }
  }

  /** What is referred to, where it is in this document; null elsewhere. */
  private JsonNode target(String text) {
    Scope scope = place.scope();
    if (text.equals("#")) {
      return scope.resource().equals(scope.root()) ? null : scope.root();
    }
    if (text.startsWith("#")) {
      for (JsonNode contained : scope.root().path("contained")) {
        if (contained.path("id").asText().equals(text.substring(1))) {
          return contained;
        }
      }
      return null;
    }
    return scope.references().resolve(text);
  }

  /** The type of the target; empty where neither it nor the literal tells one of R4. */
  private String named(String text, JsonNode target) {
    String type =
        target == null ? Match.typeOfReference(text) : target.path("resourceType").asText();
    return isType(type) ? type : "";
  }

  private boolean isType(String name) {
    return !name.isEmpty() && place.definitions().type(name).isPresent();
  }

  /** A profile that is not known may be one of any type. */
  private boolean takes(List<String> profiles, String found) {
    for (String profile : profiles) {
      String wanted = place.definitions().typeOf(profile).orElse("Resource");
      if (wanted.equals("Resource") || wanted.equals(found) || wanted.equals("DomainResource")) {
        return true;
      }
    }
    return profiles.isEmpty();
  }
}
