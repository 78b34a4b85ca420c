package org.therafed.profiles.profile;

import java.util.List;

/**
 * A FHIR choice, {@code performed[x]}, or elements of which one stands for the other.
 *
 * @param name e.g. {@code performed[x]}
 * @param of the JSON names, at most one of which may be present
 * @param min 1 if one must be present
 */
public record Choice(String name, List<String> of, int min) {
  public Choice {
    of = List.copyOf(of);
  }
}
