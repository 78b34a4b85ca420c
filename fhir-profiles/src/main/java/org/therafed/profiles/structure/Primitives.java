package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.therafed.profiles.profile.FhirTime;

/** The forms of the primitive types, as R4 section 2.24 gives them. */
final class Primitives {
  private static final Set<String> NUMBERS =
      Set.of("integer", "positiveInt", "unsignedInt", "decimal");

  private static final String OID = "urn:oid:[0-2](\\.(0|[1-9][0-9]*))+";

  private static final String UUID =
      "urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

  /** Any, but what says it is an OID or UUID must be one; a canonical may have its version. */
  private static final String URI = "(?!urn:(oid|uuid):)\\S+|(" + OID + "|" + UUID + ")(\\|\\S+)?";

  private static final Map<String, Predicate<String>> TEXTS =
      Map.ofEntries(
          Map.entry("string", Primitives::isText),
          Map.entry("markdown", Primitives::isText),
          Map.entry("xhtml", Primitives::isText),
          Map.entry("code", form("[^\\s]+(\\s[^\\s]+)*")),
          Map.entry("id", form("[A-Za-z0-9\\-.]{1,64}")),
          Map.entry("uri", form(URI)),
          Map.entry("url", form(URI)),
          Map.entry("canonical", form(URI)),
          Map.entry("oid", form(OID)),
          Map.entry("uuid", form(UUID)),
          Map.entry("base64Binary", Primitives::isBase64),
          Map.entry("time", form("([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?")),
          Map.entry("date", text -> text.length() <= 10 && FhirTime.parse(text).isPresent()),
          Map.entry("dateTime", text -> FhirTime.parse(text).isPresent()),
          Map.entry("instant", text -> text.length() > 10 && FhirTime.parse(text).isPresent()));

  private Primitives() {}

  static boolean isPrimitive(String type) {
    return type.equals("boolean") || NUMBERS.contains(type) || TEXTS.containsKey(type);
  }

  static boolean isNumber(String type) {
    return NUMBERS.contains(type);
  }

  /** Whether a JSON value is one of a primitive type. */
  static boolean matches(String type, JsonNode value) {
    return switch (type) {
      case "boolean" -> value.isBoolean();
      case "decimal" -> value.isNumber();
      case "integer" -> value.isIntegralNumber() && value.canConvertToInt();
      case "unsignedInt" ->
          value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 0;
      case "positiveInt" ->
          value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 1;
      default -> value.isTextual() && TEXTS.get(type).test(value.textValue());
    };
  }

  private static Predicate<String> form(String regex) {
    return Pattern.compile(regex).asMatchPredicate();
  }

  private static boolean isBase64(String text) {
    int digits = 0;
    int padding = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (letter || (c >= '0' && c <= '9') || c == '+' || c == '/' || c == '=') {
        digits++;
        padding += c == '=' ? 1 : 0;
        if (padding > 2 || (padding > 0 && c != '=')) {
          // Two at most, and at the end (RFC 4648 section 4).
          return false;
        }
      } else if (!Character.isWhitespace(c) || digits % 4 != 0) {
        // Blanks stand between groups of four, not within one.
        return false;
      }
    }
    return digits > 0 && digits % 4 == 0;
  }

  private static boolean isText(String text) {
    return !text.isBlank();
  }
}
