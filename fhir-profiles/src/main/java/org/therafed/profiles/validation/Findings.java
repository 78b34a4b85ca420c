package org.therafed.profiles.validation;

import java.util.ArrayList;
import java.util.List;

/** Gathers the findings of one resource and words them. */
final class Findings {
  /** More findings of one resource than this say nothing new. */
  private static final int MOST = 100;

  private static final int MOST_CODE_DIGITS = 10;

  private final String profile;
  private final List<Issue> issues = new ArrayList<>();

  Findings(String profile) {
    this.profile = profile;
  }

  void add(IssueCode code, String expression, String element, String found, String needed) {
    add(code, expression, element, found, needed, "");
  }

  void add(
      IssueCode code, String expression, String element, String found, String needed, String rule) {
    if (issues.size() >= MOST) {
      return;
    }
    String prefix = profile.isEmpty() ? "" : profile + ": ";
    issues.add(
        new Issue(
            Severity.ERROR,
            code.code(),
            expression,
            profile,
            prefix + fill(code.english(), element, found, needed, rule),
            prefix + fill(code.chinese(), element, found, needed, rule)));
  }

  /** A finding over several elements. */
  void invariant(String rule, String type, String element, String english, String chinese) {
    invariantAt(rule, type + "." + element, element, english, chinese);
  }

  /** As {@link #invariant}, at a place with indexes. */
  void invariantAt(String rule, String expression, String element, String english, String chinese) {
    add(IssueCode.INVARIANT, expression, element, english, chinese, rule);
  }

  List<Issue> issues() {
    return List.copyOf(issues);
  }

  private static String fill(
      String template, String element, String found, String needed, String rule) {
    return template
        .replace("{element}", element)
        .replace("{found}", found)
        .replace("{needed}", needed)
        .replace("{rule}", rule);
  }

  /**
   * A code as a message may show it: codes are short and have no spaces, names of people do. Codes
   * of eleven digits and more are rare, phone numbers and national ids are not.
   */
  static String shown(String code) {
    if (code == null || code.isEmpty()) {
      return "(none)";
    }
    if (code.length() > 24 || code.chars().filter(Character::isDigit).count() > MOST_CODE_DIGITS) {
      return "(not shown)";
    }
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (c <= ' ' || c > '~') {
        return "(not shown)";
      }
    }
    return code;
  }

  /** The name of an unknown element as a message may show it. */
  static String shownName(String name) {
    return name.matches("_?[A-Za-z][A-Za-z0-9]{0,31}") ? name : "(unprintable)";
  }
}
