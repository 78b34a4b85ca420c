package org.therafed.profiles.identifier;

import static org.therafed.profiles.outcome.Fault.safe;

import java.util.Optional;

/**
 * A reference between two records of a site, always {@code Type/id}.
 *
 * @param type the FHIR resource type, e.g. {@code Patient}
 * @param id the logical id
 */
public record ResourceReference(String type, ResourceId id) {

  public ResourceReference {
    if (!isType(type)) {
      throw IdentifierCode.REFERENCE.with(safe("length", type == null ? 0 : type.length()));
    }
  }

  /** Reads {@code Type/id}; empty for anything else (absolute, contained, urn, versioned). */
  public static Optional<ResourceReference> parse(String text) {
    int slash = text == null ? -1 : text.indexOf('/');
    if (slash < 1 || !isType(text.substring(0, slash)) || !isId(text, slash + 1)) {
      return Optional.empty();
    }
    return Optional.of(
        new ResourceReference(text.substring(0, slash), new ResourceId(text.substring(slash + 1))));
  }

  private static boolean isType(String text) {
    if (text == null || text.isEmpty() || text.length() > 64) {
      return false;
    }
    if (text.charAt(0) < 'A' || text.charAt(0) > 'Z') {
      return false;
    }
    return text.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
  }

  private static boolean isId(String text, int from) {
    int length = text.length() - from;
    if (length < 1 || length > 64) {
      return false;
    }
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (!letter && !(c >= '0' && c <= '9') && c != '-' && c != '.') {
        return false;
      }
    }
    return true;
  }

  /** {@code Type/id}. */
  public String text() {
    return type + "/" + id.value();
  }

  @Override
  public String toString() {
    return text();
  }
}
