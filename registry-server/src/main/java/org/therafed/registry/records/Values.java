package org.therafed.registry.records;

import java.util.ArrayList;
import java.util.List;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.RegistryCode;

/**
 * The values of a parameter as FHIR writes them.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#escaping">FHIR R4 search, escaping</a>
 */
final class Values {

  private static final int MOST = 200;

  private Values() {}

  /** Alternatives: what commas separate that no backslash stands before; still escaped. */
  static List<String> alternatives(String parameter, String value) {
    List<String> parts = split(value, ',');
    if (parts.size() > MOST) {
      throw unusable(parameter, "it has more than " + MOST + " alternatives");
    }
    if (parts.stream().anyMatch(String::isEmpty)) {
      throw unusable(parameter, "it is empty");
    }
    return parts;
  }

  /** Splits at a character that is not escaped. */
  static List<String> split(String value, char at) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && i + 1 < value.length()) {
        part.append(c).append(value.charAt(++i));
      } else if (c == at) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  /** Without the backslashes. */
  static String plain(String escaped) {
    return escaped.replaceAll("\\\\([\\\\$,|])", "$1");
  }

  /** The refusal of a value, by the parameter's own name. */
  static Fault unusable(String parameter, String reason) {
    return RegistryCode.SEARCH_VALUE.with(
        Fault.safe("parameter", parameter), Fault.safe("reason", reason));
  }
}
