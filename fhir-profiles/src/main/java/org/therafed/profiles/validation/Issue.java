package org.therafed.profiles.validation;

/**
 * One finding.
 *
 * @param severity whether the resource is refused
 * @param code the stable code, see {@link IssueCode}
 * @param expression FHIRPath of the element, e.g. {@code Patient.identifier[0].system}
 * @param profile the profile's id, e.g. {@code atr-patient}; empty where none was recognised
 * @param message one English sentence naming profile, element and rule; no value other than codes,
 *     units and numbers out of range
 * @param messageZh the same in Chinese
 */
public record Issue(
    Severity severity,
    String code,
    String expression,
    String profile,
    String message,
    String messageZh) {

  /** The same finding seen from an enclosing element: {@code prefix} replaces the resource type. */
  public Issue within(String prefix) {
    int dot = expression.indexOf('.');
    String rest = dot < 0 ? "" : expression.substring(dot);
    return new Issue(severity, code, prefix + rest, profile, message, messageZh);
  }
}
