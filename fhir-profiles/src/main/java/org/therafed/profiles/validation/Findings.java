package org.therafed.profiles.validation;

import java.util.ArrayList;
import java.util.List;
import org.therafed.profiles.outcome.Phrase;

/** Gathers the findings of one resource and words them. */
final class Findings {
  /** More findings of one resource than this say nothing new. */
  private static final int MOST = 100;

  private final String profile;
  private final List<Issue> issues = new ArrayList<>();

  Findings(String profile) {
    this.profile = profile;
  }

  void add(IssueCode code, String expression, String element, Phrase found, Phrase needed) {
    add(code, expression, element, found, needed, "");
  }

  private void add(
      IssueCode code, String expression, String element, Phrase found, Phrase needed, String rule) {
    say(
        Severity.ERROR,
        code,
        expression,
        fill(code.english(), element, found.en(), needed.en(), rule),
        // The table names a choice by its elements: "focus or bodySite".
        fill(code.chinese(), element.replace(" or ", " 或 "), found.zh(), needed.zh(), rule));
  }

  /** Something that may be true; the record is taken. */
  void warn(IssueCode code, String expression, String element, Phrase found, Phrase needed) {
    say(
        Severity.WARNING,
        code,
        expression,
        fill(code.english(), element, found.en(), needed.en(), ""),
        fill(code.chinese(), element, found.zh(), needed.zh(), ""));
  }

  private void say(
      Severity severity, IssueCode code, String expression, String english, String chinese) {
    String prefix = profile.isEmpty() ? "" : profile + ": ";
    Issue issue =
        new Issue(severity, code.code(), expression, profile, prefix + english, prefix + chinese);
    // Two elements without name in one place are told of once.
    if (issues.size() < MOST && !issues.contains(issue)) {
      issues.add(issue);
    }
  }

  /**
   * An element whose name is none of FHIR: it may be the name of a person, and is not repeated.
   *
   * @param expression the path of the element that holds it
   * @param parent that element as the profile names it; empty for the resource itself
   */
  void unnamed(String expression, String parent) {
    say(
        Severity.ERROR,
        IssueCode.UNKNOWN_ELEMENT,
        expression,
        (parent.isEmpty() ? "The resource" : parent)
            + " has an element that the profile does not name and that may not be sent"
            + " (rule: allow-list).",
        (parent.isEmpty() ? "资源" : parent + " ") + "含有规范未列出的元素，不得发送（规则：允许清单）。");
  }

  /** A finding over several elements. */
  void invariant(String rule, String type, String element, String english, String chinese) {
    invariantAt(rule, type + "." + element, element, english, chinese);
  }

  /** As {@link #invariant}, at a place with indexes. */
  void invariantAt(String rule, String expression, String element, String english, String chinese) {
    add(IssueCode.INVARIANT, expression, element, new Phrase(english, chinese), Phrase.NONE, rule);
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
}
