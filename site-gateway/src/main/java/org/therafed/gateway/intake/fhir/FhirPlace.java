package org.therafed.gateway.intake.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.structure.StructureValidator;
import org.therafed.profiles.structure.Violation;

/**
 * Where a resource is not FHIR R4, and what is wrong there: HAPI's parser names the element at
 * most, this library's validator its path.
 *
 * @param path FHIRPath of the element; of one that FHIR does not define, of what holds it, because
 *     the name may be anything
 * @param what what is wrong there, without any value
 */
record FhirPlace(String path, Phrase what) {

  private static final Pattern PATH =
      Pattern.compile("[A-Z][A-Za-z]{1,39}(\\.[A-Za-z]{1,40}(\\[[0-9]{1,5}\\])?){0,20}");
  private static final FhirPlace SOMEWHERE =
      new FhirPlace("Resource", new Phrase("it cannot be read as FHIR", "无法按 FHIR 读取"));

  /** The first element that is wrong in itself; the resource as a whole where none can be told. */
  static FhirPlace of(JsonNode body, StructureValidator r4) {
    try {
      return r4.validate(body).stream()
          .filter(Violation::error)
          .flatMap(violation -> place(violation).stream())
          .filter(place -> PATH.matcher(place.path).matches())
          .findFirst()
          .orElse(SOMEWHERE);
    } catch (RuntimeException e) {
      // The body is refused in any case; the parser has said for what.
      return SOMEWHERE;
    }
  }

  /** What makes a parser stop; a missing element or a broken invariant does not. */
  private static Optional<FhirPlace> place(Violation violation) {
    String path = violation.path();
    return switch (violation.kind()) {
      case UNKNOWN_ELEMENT ->
          Optional.of(
              new FhirPlace(
                  path.indexOf('.') > 0 ? path.substring(0, path.lastIndexOf('.')) : path,
                  new Phrase(
                      "it holds an element that FHIR does not define there",
                      "其中含有 FHIR 未在该处定义的元素")));
      case TYPE ->
          Optional.of(
              path.equals("Resource")
                  ? new FhirPlace(
                      path,
                      new Phrase(
                          "its resourceType is none of FHIR R4", "resourceType 不是 FHIR R4 的类型"))
                  : new FhirPlace(
                      path, new Phrase("the value is not of the element's type", "值不属于该元素的类型")));
      case TOO_MANY ->
          Optional.of(
              new FhirPlace(
                  path, new Phrase("it occurs more often than FHIR allows", "出现次数超过 FHIR 允许")));
      case BINDING ->
          Optional.of(
              new FhirPlace(
                  path, new Phrase("the code is none that FHIR allows", "代码不在 FHIR 允许的范围内")));
      default -> Optional.empty();
    };
  }
}
