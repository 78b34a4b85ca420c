package org.therafed.profiles.profile;

import org.therafed.profiles.terminology.Ucum;

/**
 * One row of the profile table.
 *
 * @param path JSON names from the resource, without indexes, e.g. {@code code.coding.system}; an
 *     extension by its short name, e.g. {@code extension[cycle-number].valuePositiveInt}
 * @param min fewest occurrences in the parent, 0 or 1
 * @param max most occurrences in the parent; {@link Integer#MAX_VALUE} for any number
 * @param list whether the JSON value is an array (base cardinality in FHIR R4 above 1)
 * @param type FHIR data type
 * @param action what de-identification does to it
 * @param constraints what the value must be
 */
public record ElementRule(
    String path,
    int min,
    int max,
    boolean list,
    ElementType type,
    DeidAction action,
    Constraints constraints) {

  /**
   * Whether a text may leave: it has the form the row gives, or is the display of a listed code, or
   * a known unit. Texts of people are never taken.
   */
  public boolean permitsText(String text) {
    if (constraints.form() != null) {
      return constraints.form().matcher(text).matches();
    }
    return constraints
        .binding()
        .map(set -> set.permitsText(text))
        .orElseGet(() -> Ucum.isKnown(text));
  }

  /** The last step of the path, e.g. {@code system}. */
  public String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
