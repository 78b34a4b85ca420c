package org.therafed.profiles.fhirpath;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What an expression can see beside its focus.
 *
 * @param resource {@code %resource}: the resource that holds the element, a contained one if it is
 *     contained
 * @param root {@code %rootResource}: the same, or the one that contains it
 * @param references finds what a reference points to
 */
public record Scope(JsonNode resource, JsonNode root, References references) {

  /** Finds the target of a reference. */
  @FunctionalInterface
  public interface References {
    /** No reference can be followed. */
    References NONE = reference -> null;

    /** The resource a reference names, within the same document; null where it is not there. */
    JsonNode resolve(String reference);
  }
}
