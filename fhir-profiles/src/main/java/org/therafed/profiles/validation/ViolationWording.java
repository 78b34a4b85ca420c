package org.therafed.profiles.validation;

import java.util.ArrayList;
import java.util.List;
import org.therafed.profiles.structure.Violation;

/**
 * Words what a definition objects to. No value of the record is shown: what stands in a sentence is
 * the definition's own, and names of elements only where they look like one.
 */
final class ViolationWording {
  private ViolationWording() {}

  /**
   * The findings of the definition that the table has not found at the same element.
   *
   * @param found the table's findings
   * @param profile the profile's id
   */
  static List<Issue> beside(List<Issue> found, String profile, List<Violation> violations) {
    Findings findings = new Findings(profile);
    for (Violation violation : violations) {
      String path = shownPath(violation.path());
      if (found.stream().noneMatch(issue -> touch(issue.expression(), path))) {
        word(violation, path, findings);
      }
    }
    return new ArrayList<>(findings.issues());
  }

  /** Whether one of two places is the other, or holds it. */
  private static boolean touch(String one, String other) {
    return one.startsWith(other) || other.startsWith(one);
  }

  private static void word(Violation violation, String path, Findings findings) {
    int dot = path.indexOf('.');
    String element = dot < 0 ? path : path.substring(dot + 1);
    String rule = violation.rule();
    switch (violation.kind()) {
      case UNKNOWN_ELEMENT, SLICE_CLOSED, EXTENSION ->
          findings.add(IssueCode.UNKNOWN_ELEMENT, path, element, "", "");
      case REQUIRED -> findings.add(IssueCode.REQUIRED, path, element, "", "");
      case SLICE_MIN -> findings.add(IssueCode.REQUIRED, path, element + ":" + rule, "", "");
      case TOO_MANY -> tooMany(path, element, rule, findings);
      case SLICE_MAX ->
          findings.add(IssueCode.TOO_MANY, path, element + ":" + rule, "too many", "its slice");
      case EMPTY -> findings.add(IssueCode.EMPTY, path, element, "", "");
      case FIXED, PATTERN ->
          findings.add(IssueCode.TYPE, path, element, "", "the value " + text(violation));
      case BINDING ->
          findings.add(IssueCode.CODE, path, element, "(not shown)", "value set " + rule);
      case CODE_SYSTEM ->
          findings.add(IssueCode.CODE, path, element, "(not shown)", "a code of its code system");
      case UNIT -> findings.add(IssueCode.UNIT, path, element, "(not shown)", "a unit of UCUM");
      case RANGE -> findings.add(IssueCode.RANGE, path, element, "out of bounds", "bound " + rule);
      case REFERENCE -> findings.add(IssueCode.REFERENCE, path, element, "", rule);
      case INVARIANT ->
          findings.invariantAt(
              rule,
              path,
              element,
              "does not hold: " + unstopped(violation.text()),
              unstopped(violation.textZh().isEmpty() ? violation.text() : violation.textZh()));
      case TYPE, URI, LENGTH, PROFILE ->
          findings.add(IssueCode.TYPE, path, element, "", text(violation));
    }
  }

  /** A profile leaves out an element by allowing none of it. */
  private static void tooMany(String path, String element, String most, Findings findings) {
    if (most.equals("0")) {
      findings.add(IssueCode.UNKNOWN_ELEMENT, path, element, "", "");
    } else {
      findings.add(IssueCode.TOO_MANY, path, element, "more than " + most, most);
    }
  }

  private static String text(Violation violation) {
    return violation.text().isEmpty() ? violation.rule() : violation.text();
  }

  /** A sentence of a definition within one of ours: its full stop is ours. */
  private static String unstopped(String sentence) {
    return sentence.replaceFirst("[.。]$", "");
  }

  /** A path whose steps are names of elements; another step is not shown. */
  static String shownPath(String path) {
    StringBuilder shown = new StringBuilder();
    for (String step : path.split("\\.", -1)) {
      int bracket = step.indexOf('[');
      String name = bracket < 0 ? step : step.substring(0, bracket);
      String index = bracket < 0 ? "" : step.substring(bracket);
      shown.append(shown.isEmpty() ? "" : ".").append(Findings.shownName(name));
      shown.append(index.matches("(\\[\\d+])*") ? index : "");
    }
    return shown.toString();
  }
}
