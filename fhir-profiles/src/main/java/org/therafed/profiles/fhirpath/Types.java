package org.therafed.profiles.fhirpath;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code is}, {@code as} and {@code ofType}, as operators and as functions. A type of FHIRPath's
 * own model is written with a capital ({@code Boolean}, {@code System.Boolean}); a primitive of
 * FHIR is one where R4 converts it (R4, fhirpath: "Using FHIR types in expressions").
 */
final class Types {
  static final Set<String> FUNCTIONS = Set.of("is", "as", "ofType");

  private static final String SYSTEM = "System.";
  private static final String FHIR = "FHIR.";

  private static final Set<String> TIMES = Set.of("date", "dateTime", "instant");

  /** A type of FHIR and those derived from it; one that is not here is alone. */
  private static final Map<String, Set<String>> DERIVED =
      Map.of(
          "string", Set.of("string", "code", "id", "markdown"),
          "uri", Set.of("uri", "url", "canonical", "oid", "uuid"),
          "integer", Set.of("integer", "positiveInt", "unsignedInt"),
          "Quantity", Set.of("Quantity", "Age", "Count", "Distance", "Duration"));

  /** A type of FHIRPath and the types of FHIR that are converted to it. */
  private static final Map<String, Set<String>> CONVERTED =
      Map.of(
          "Boolean", Set.of("boolean"),
          "String",
              union(List.of(DERIVED.get("string"), DERIVED.get("uri"), Set.of("base64Binary"))),
          "Integer", DERIVED.get("integer"),
          "Decimal", Set.of("decimal"),
          "Date", TIMES,
          "DateTime", TIMES,
          "Time", Set.of("time"),
          "Quantity", DERIVED.get("Quantity"));

  /** What JSON writes as text. */
  private static final Set<String> TEXTS =
      union(List.of(CONVERTED.get("String"), TIMES, CONVERTED.get("Time")));

  private static final Set<String> WHOLE_NUMBERS =
      union(List.of(DERIVED.get("integer"), CONVERTED.get("Decimal")));

  private static final Set<String> WITHOUT_DOMAIN = Set.of("Bundle", "Binary", "Parameters");

  private Types() {}

  private static Set<String> union(List<Set<String>> sets) {
    return sets.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
  }

  static Expression operator(String operator, Expression left, String type) {
    return Operators.chain(left, function(operator, type));
  }

  /**
   * One of the functions.
   *
   * @param type the name as it is written, with its model or without
   */
  static Expression function(String name, String type) {
    String bare = type.replace(SYSTEM, "").replace(FHIR, "");
    boolean system = type.startsWith(SYSTEM) || (!type.startsWith(FHIR) && isOfSystem(bare));
    Set<String> wanted =
        system ? CONVERTED.getOrDefault(bare, Set.of()) : DERIVED.getOrDefault(bare, Set.of(bare));
    if (name.equals("is")) {
      return (scope, self, focus) ->
          focus.size() == 1 ? Functions.of(is(focus.get(0), wanted)) : List.of();
    }
    return (scope, self, focus) -> {
      List<Item> kept = new ArrayList<>(focus.size());
      for (Item item : focus) {
        if (is(item, wanted)) {
          kept.add(item);
        }
      }
      return kept;
    };
  }

  /** Without a model FHIR's own Quantity is meant; it has no Boolean. */
  private static boolean isOfSystem(String bare) {
    return CONVERTED.containsKey(bare) && !bare.equals("Quantity");
  }

  /**
   * Whether an item is of one of the types. JSON tells the type of a resource and of a choice;
   * elsewhere a text may be any type that JSON writes as text, and a whole number any number.
   */
  private static boolean is(Item item, Set<String> wanted) {
    if (item.type() != null) {
      return wanted.contains(item.type()) || isResource(item, wanted);
    }
    Set<String> possible =
        item.value().isTextual()
            ? TEXTS
            : item.isBoolean()
                ? Set.of("boolean")
                : item.isNumber()
                    ? item.value().isIntegralNumber() ? WHOLE_NUMBERS : Set.of("decimal")
                    : Set.of();
    return wanted.stream().anyMatch(possible::contains);
  }

  private static boolean isResource(Item item, Set<String> wanted) {
    return item.value().has("resourceType")
        && (wanted.contains("Resource")
            || (wanted.contains("DomainResource") && !WITHOUT_DOMAIN.contains(item.type())));
  }
}
