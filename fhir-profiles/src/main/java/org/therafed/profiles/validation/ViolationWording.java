package org.therafed.profiles.validation;

import java.util.ArrayList;
import java.util.List;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.structure.Violation;

/**
 * Words what a definition objects to. No value of the record is shown: what stands in a sentence is
 * the definition's own, and names of elements only where they look like one.
 */
final class ViolationWording {
  private static final Phrase NOT_SHOWN = new Phrase("(not shown)", "（未显示）");

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
      if (found.stream().anyMatch(issue -> tells(issue, path))) {
        continue;
      }
      if (path.length() < violation.path().length()) {
        int dot = path.indexOf('.');
        findings.unnamed(path, dot < 0 ? "" : path.substring(dot + 1));
      } else {
        word(violation, path, findings);
      }
    }
    return new ArrayList<>(findings.issues());
  }

  /**
   * Whether a finding tells of a place: it stands there, within, or around. What a resource holds
   * without a name is found at its root, which tells of no other place.
   */
  private static boolean tells(Issue issue, String path) {
    String at = issue.expression();
    boolean unnamed = issue.code().equals(IssueCode.UNKNOWN_ELEMENT.code()) && at.indexOf('.') < 0;
    return unnamed ? path.equals(at) : at.startsWith(path) || path.startsWith(at);
  }

  private static void word(Violation violation, String path, Findings findings) {
    int dot = path.indexOf('.');
    String element = dot < 0 ? path : path.substring(dot + 1);
    String rule = violation.rule();
    switch (violation.kind()) {
      case UNKNOWN_ELEMENT, SLICE_CLOSED, EXTENSION ->
          findings.add(IssueCode.UNKNOWN_ELEMENT, path, element, Phrase.NONE, Phrase.NONE);
      case REQUIRED -> findings.add(IssueCode.REQUIRED, path, element, Phrase.NONE, Phrase.NONE);
      case SLICE_MIN ->
          findings.add(IssueCode.REQUIRED, path, element + ":" + rule, Phrase.NONE, Phrase.NONE);
      case TOO_MANY -> tooMany(path, element, rule, findings);
      case SLICE_MAX -> tooMany(path, element + ":" + rule, text(violation).en(), findings);
      case EMPTY -> findings.add(IssueCode.EMPTY, path, element, Phrase.NONE, Phrase.NONE);
      case FIXED, PATTERN ->
          findings.add(
              IssueCode.TYPE,
              path,
              element,
              Phrase.NONE,
              new Phrase("the value " + text(violation).en(), "值须为“" + text(violation).en() + "”"));
      case BINDING ->
          findings.add(
              IssueCode.CODE,
              path,
              element,
              NOT_SHOWN,
              new Phrase("value set " + rule, "须为值集 " + rule + " 中的代码"));
      case CODE_SYSTEM ->
          findings.add(
              IssueCode.CODE,
              path,
              element,
              NOT_SHOWN,
              new Phrase("a code of its code system", "须为其代码系统中的代码"));
      case UNIT ->
          findings.add(
              IssueCode.UNIT, path, element, NOT_SHOWN, new Phrase("a unit of UCUM", "须为 UCUM 单位"));
      case RANGE ->
          findings.add(
              IssueCode.RANGE,
              path,
              element,
              new Phrase("out of bounds", "（未显示）"),
              new Phrase("bound " + rule, "界限为 " + rule));
      case REFERENCE ->
          findings.add(IssueCode.REFERENCE, path, element, Phrase.NONE, text(violation));
      case CONTEXT ->
          findings.invariantAt(
              "context", path, element, text(violation).en(), text(violation).zh());
      case INVARIANT ->
          findings.invariantAt(
              rule,
              path,
              element,
              "does not hold: " + unstopped(violation.text()),
              chinese(violation));
      case TYPE, URI, LENGTH, PROFILE ->
          findings.add(IssueCode.TYPE, path, element, Phrase.NONE, text(violation));
    }
  }

  /** What another guide states without Chinese words is quoted, and said to be a quotation. */
  private static String chinese(Violation invariant) {
    return invariant.textZh().isEmpty()
        ? "原文“" + unstopped(invariant.text()) + "”"
        : unstopped(invariant.textZh());
  }

  /** A profile leaves out an element by allowing none of it. */
  private static void tooMany(String path, String element, String most, Findings findings) {
    if (most.equals("0")) {
      findings.add(IssueCode.UNKNOWN_ELEMENT, path, element, Phrase.NONE, Phrase.NONE);
    } else {
      findings.add(
          IssueCode.TOO_MANY,
          path,
          element,
          new Phrase("more than " + most, "超过 " + most),
          Phrase.same(most));
    }
  }

  private static Phrase text(Violation violation) {
    return violation.text().isEmpty()
        ? Phrase.same(violation.rule())
        : new Phrase(violation.text(), violation.textZh());
  }

  /** A sentence of a definition within one of ours: its full stop is ours. */
  private static String unstopped(String sentence) {
    return sentence.replaceFirst("[.。]$", "");
  }

  /** A path down to the first step that is no name of FHIR, and without it. */
  static String shownPath(String path) {
    StringBuilder shown = new StringBuilder();
    for (String step : path.split("\\.", -1)) {
      int bracket = step.indexOf('[');
      String name = bracket < 0 ? step : step.substring(0, bracket);
      String index = bracket < 0 ? "" : step.substring(bracket);
      if (!Vocabulary.isElement(name)) {
        return shown.isEmpty() ? "Resource" : shown.toString();
      }
      shown.append(shown.isEmpty() ? "" : ".").append(name);
      shown.append(index.matches("(\\[\\d+])*") ? index : "");
    }
    return shown.toString();
  }
}
