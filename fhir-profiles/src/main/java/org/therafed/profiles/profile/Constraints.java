package org.therafed.profiles.profile;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.therafed.profiles.terminology.CodeSet;

/**
 * What an element's value must be beyond its type. Empty sets and nulls do not constrain.
 *
 * @param codes the values of a code, uri or string
 * @param codeSet the codings of a Coding or CodeableConcept; null for none
 * @param units the UCUM codes of a Quantity
 * @param range the possible numbers; null for all
 * @param precision what must be given of a point in time
 * @param mayLieAhead whether a date may lie in the future, e.g. the end of a consent
 * @param targets the resource types a Reference may name
 * @param form the form of a string; null for any
 */
public record Constraints(
    Set<String> codes,
    CodeSet codeSet,
    Set<String> units,
    NumberRange range,
    Precision precision,
    boolean mayLieAhead,
    Set<String> targets,
    Pattern form) {

  /** No constraint. */
  public static final Constraints NONE =
      new Constraints(Set.of(), null, Set.of(), null, Precision.ANY, false, Set.of(), null);

  /** In the place of units: any unit of UCUM, which a rule of the profile bounds. */
  public static final String ANY_UNIT = "any";

  /** Whether the quantity takes any unit of UCUM. */
  public boolean anyUnit() {
    return units.contains(ANY_UNIT);
  }

  /** The codings the element may carry. */
  public Optional<CodeSet> binding() {
    return Optional.ofNullable(codeSet);
  }
}
