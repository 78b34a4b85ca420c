package org.therafed.profiles.fhirpath;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code is}, {@code as} and {@code ofType}, as operators and as functions. */
final class Types {
  static final Set<String> FUNCTIONS = Set.of("is", "as", "ofType");

  private static final Set<String> STRINGS =
      Set.of(
          "string",
          "code",
          "id",
          "markdown",
          "uri",
          "url",
          "canonical",
          "oid",
          "uuid",
          "date",
          "dateTime",
          "instant",
          "time",
          "base64Binary");
  private static final Set<String> INTEGERS = Set.of("integer", "positiveInt", "unsignedInt");

  private Types() {}

  static Expression operator(String operator, Expression left, String type) {
    return Operators.chain(left, function(operator, type));
  }

  static Expression function(String name, String type) {
    if (name.equals("is")) {
      return (scope, self, focus) ->
          focus.size() == 1 ? Functions.of(is(focus.get(0), type)) : List.of();
    }
    return (scope, self, focus) -> {
      List<Item> kept = new ArrayList<>(focus.size());
      for (Item item : focus) {
        if (is(item, type)) {
          kept.add(item);
        }
      }
      return kept;
    };
  }

  /**
   * Whether an item is of a type. JSON tells the type of a resource and of a choice; elsewhere a
   * text may be any type that JSON writes as text.
   */
  private static boolean is(Item item, String type) {
    if (item.type() != null) {
      return item.type().equals(type);
    }
    if (item.value().isTextual()) {
      return STRINGS.contains(decapitalized(type));
    }
    if (item.isNumber()) {
      return item.value().isIntegralNumber()
          ? INTEGERS.contains(decapitalized(type))
          : decapitalized(type).equals("decimal");
    }
    return item.isBoolean() && decapitalized(type).equals("boolean");
  }

  private static String decapitalized(String type) {
    return type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
  }
}
