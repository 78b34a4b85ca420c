package org.therafed.runtime.login.oidc;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what an ID token says of a person. */
final class Claims {

  private static final int LONGEST_TEXT = 128;

  private Claims() {}

  /**
   * The texts of a claim, one or a list; none where it is missing or something else.
   *
   * @param name of the claim itself, else a path: {@code realm_access.roles}
   */
  static List<String> texts(Map<String, Object> claims, String name) {
    Object found = found(claims, name);
    if (found instanceof String text) {
      return List.of(text);
    }
    return found instanceof List<?> values
        ? values.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }

  /** A text for people to read: one line, at most 128 characters. */
  static Optional<String> text(Map<String, Object> claims, String name) {
    return found(claims, name) instanceof String text
        ? Optional.of(text.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip())
            .filter(line -> !line.isEmpty())
            .map(line -> line.substring(0, Math.min(line.length(), LONGEST_TEXT)))
        : Optional.empty();
  }

  private static Object found(Map<String, Object> claims, String name) {
    if (claims.containsKey(name)) {
      return claims.get(name);
    }
    Object at = claims;
    for (String part : name.split("\\.", -1)) {
      if (!(at instanceof Map<?, ?> object)) {
        return null;
      }
      at = object.get(part);
    }
    return at;
  }
}
