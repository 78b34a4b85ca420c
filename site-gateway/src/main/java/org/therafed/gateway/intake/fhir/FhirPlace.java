package org.therafed.gateway.intake.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.therafed.profiles.structure.Definitions;
import org.therafed.profiles.structure.StructureValidator;
import org.therafed.profiles.structure.Violation;

/**
 * Where a resource is not FHIR R4: HAPI's parser names the element at most, this library's
 * validator its path.
 */
final class FhirPlace {

  private static final Pattern PATH =
      Pattern.compile("[A-Z][A-Za-z]{1,39}(\\.[A-Za-z]{1,40}(\\[[0-9]{1,5}\\])?){1,20}");

  /** Made when it is first needed: most bodies are sound. */
  private static final class Validator {
    static final StructureValidator R4 = new StructureValidator(Definitions.r4());
  }

  private FhirPlace() {}

  /**
   * The FHIRPath of the first element that is wrong in itself; empty where this cannot tell. Of an
   * element that FHIR does not define, the path of what holds it: the name may be anything.
   */
  static Optional<String> of(JsonNode body) {
    try {
      return Validator.R4.validate(body).stream()
          .filter(Violation::error)
          .filter(FhirPlace::isOfForm)
          .map(FhirPlace::path)
          .filter(path -> PATH.matcher(path).matches())
          .findFirst();
    } catch (RuntimeException e) {
      // The body is refused in any case; the parser has said for what.
      return Optional.empty();
    }
  }

  /** What makes a parser stop; a missing element or a broken invariant does not. */
  private static boolean isOfForm(Violation violation) {
    return switch (violation.kind()) {
      case UNKNOWN_ELEMENT, TYPE, TOO_MANY, BINDING -> true;
      default -> false;
    };
  }

  private static String path(Violation violation) {
    String path = violation.path();
    return violation.kind() == Violation.Kind.UNKNOWN_ELEMENT && path.indexOf('.') > 0
        ? path.substring(0, path.lastIndexOf('.'))
        : path;
  }
}
