package org.therafed.profiles.structure;

/**
 * One thing that a resource does against its definition.
 *
 * @param kind which kind of rule
 * @param error whether the resource is invalid by it; else a warning
 * @param path FHIRPath of the element, e.g. {@code Observation.code.coding[0].system}
 * @param profile URL of the StructureDefinition that states the rule
 * @param rule the rule: an invariant's key, a value set, a type, a number
 * @param text the rule in words where the definition has words for it; else empty
 * @param textZh the same in Chinese where the definition is translated; else empty
 */
public record Violation(
    Kind kind,
    boolean error,
    String path,
    String profile,
    String rule,
    String text,
    String textZh) {

  /** The kinds of rule a StructureDefinition states. */
  public enum Kind {
    UNKNOWN_ELEMENT,
    REQUIRED,
    TOO_MANY,
    TYPE,
    EMPTY,
    FIXED,
    PATTERN,
    BINDING,
    CODE_SYSTEM,
    UNIT,
    URI,
    RANGE,
    LENGTH,
    REFERENCE,
    INVARIANT,
    SLICE_CLOSED,
    SLICE_MIN,
    SLICE_MAX,
    EXTENSION,
    CONTEXT,
    PROFILE
  }
}
