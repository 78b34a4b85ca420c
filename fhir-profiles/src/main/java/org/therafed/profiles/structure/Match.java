package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Comparison of values with fixed values and patterns (R4 ElementDefinition.fixed, pattern). */
final class Match {
  private static final Pattern REFERENCE =
      Pattern.compile("(?:.*/)?([A-Z][A-Za-z]+)/[A-Za-z0-9\\-.]{1,64}(?:/_history/.*)?");

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");

  private Match() {}

  /** Whether a URI begins with a scheme. */
  static boolean isAbsolute(String uri) {
    int colon = uri.indexOf(':');
    return colon > 0 && SCHEME.matcher(uri).region(0, colon).matches();
  }

  /** Exactly the same; the order of fields is no difference. */
  static boolean fixed(JsonNode wanted, JsonNode value) {
    if (wanted.isNumber() && value.isNumber()) {
      return wanted.decimalValue().compareTo(value.decimalValue()) == 0;
    }
    return wanted.equals(value);
  }

  /** Everything the pattern has is there; of an array, each of its items somewhere. */
  static boolean pattern(JsonNode wanted, JsonNode value) {
    if (wanted.isObject()) {
      for (Map.Entry<String, JsonNode> field : wanted.properties()) {
        if (!pattern(field.getValue(), value.path(field.getKey()))) {
          return false;
        }
      }
      return value.isObject();
    }
    if (wanted.isArray()) {
      for (JsonNode item : wanted) {
        boolean found = false;
        for (JsonNode other : value) {
          found |= pattern(item, other);
        }
        if (!found) {
          return false;
        }
      }
      return true;
    }
    return fixed(wanted, value);
  }

  /**
   * Whether a bundle can look a reference up (R4 bundle, "Resolving references in Bundles"): an
   * absolute or local one, Type/id, or a search. Empty for a reference without a literal.
   */
  static boolean isResolvable(String reference) {
    return reference.isEmpty()
        || reference.startsWith("#")
        || reference.contains("?")
        || isAbsolute(reference)
        || REFERENCE.matcher(reference).matches();
  }

  /** The resource type a literal reference names; empty where it names none. */
  static String typeOfReference(String reference) {
    Matcher matcher = REFERENCE.matcher(reference);
    return matcher.matches() ? matcher.group(1) : "";
  }

  /** The resource type that the address of a resource on a server names; empty for any other. */
  static String typeOfAddress(String url) {
    return url.startsWith("http://") || url.startsWith("https://") ? typeOfReference(url) : "";
  }
}
