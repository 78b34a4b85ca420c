package org.therafed.profiles.module;

import java.util.List;
import java.util.Set;

/**
 * How much of what a module requires of a course is there.
 *
 * @param present weight of the elements that are there
 * @param required weight of all elements
 * @param missing the elements that are not there, in the order of the module
 */
public record Completeness(int present, int required, List<RequiredElement> missing) {
  public Completeness {
    missing = List.copyOf(missing);
  }

  /**
   * The score of a course.
   *
   * @param module what is required
   * @param present ids of the required elements that are there; others are ignored
   */
  public static Completeness of(TherapyModule module, Set<String> present) {
    List<RequiredElement> missing =
        module.required().stream().filter(element -> !present.contains(element.id())).toList();
    int required = module.required().stream().mapToInt(RequiredElement::weight).sum();
    int absent = missing.stream().mapToInt(RequiredElement::weight).sum();
    return new Completeness(required - absent, required, missing);
  }

  /** From 0 to 1; 1 where nothing is required. */
  public double score() {
    return required == 0 ? 1 : (double) present / required;
  }
}
