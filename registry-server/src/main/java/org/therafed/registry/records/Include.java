package org.therafed.registry.records;

import java.util.List;
import java.util.Optional;
import org.therafed.profiles.publish.ServedParameter;
import org.therafed.profiles.publish.ServedParameters;

/**
 * What comes beside the matches: what they refer to, or what refers to them.
 *
 * @param parameter of type reference
 * @param target only those of this type; empty for any
 */
record Include(ServedParameter parameter, Optional<String> target) {

  /** {@code Type:parameter[:target]} of {@code _include}, from the type that is searched. */
  static Include forward(String type, String value) {
    return of("_include", value)
        .filter(include -> include.parameter().base().equals(type))
        .orElseThrow(() -> unusable("_include"));
  }

  /** The same of {@code _revinclude}, to the type that is searched. */
  static Include reverse(String type, String value) {
    return of("_revinclude", value)
        .filter(include -> include.parameter().targets().contains(type))
        .orElseThrow(() -> unusable("_revinclude"));
  }

  private static Optional<Include> of(String name, String value) {
    List<String> parts = List.of(value.split(":", -1));
    if (parts.size() < 2 || parts.size() > 3) {
      throw unusable(name);
    }
    Optional<String> target = parts.size() == 3 ? Optional.of(parts.get(2)) : Optional.empty();
    return ServedParameters.of(parts.get(0)).stream()
        .filter(each -> each.code().equals(parts.get(1)) && each.type().equals("reference"))
        .filter(each -> target.isEmpty() || each.targets().contains(target.get()))
        .findFirst()
        .map(parameter -> new Include(parameter, target));
  }

  private static RuntimeException unusable(String name) {
    return Values.unusable(name, "it is none that GET /fhir/metadata lists for this type");
  }
}
