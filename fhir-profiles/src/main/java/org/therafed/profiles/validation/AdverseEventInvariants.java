package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.VisitWindow;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.profile.FhirTime;
import org.therafed.profiles.projection.AstctGrade;
import org.therafed.profiles.published.ExtensionUrls;
import org.therafed.profiles.terminology.CodeSet;
import org.therafed.profiles.terminology.CodeSets;
import org.therafed.profiles.terminology.EventTerm;
import org.therafed.profiles.terminology.IcansTerms;
import org.therafed.profiles.terminology.Systems;

/** Adverse events: the window they were seen in, their grade, and when they ended. */
final class AdverseEventInvariants {
  /** NCIt codes of the grades 1 to 5, as the code set {@code ctcae-grade} lists them. */
  private static final List<String> NCIT_GRADES =
      List.of("C41338", "C41339", "C41340", "C41337", "C48275");

  /** The NCIt term of what the scale ASTCT-CRS grades. */
  private static final String CRS_TERM = "C143394";

  private static final CodeSet SET = CodeSets.standard().find("adverse-event-term").orElseThrow();

  private AdverseEventInvariants() {}

  /** The NCIt code beside a grade of the registry's system says the same grade. */
  static void oneGrade(JsonNode event, Findings findings) {
    JsonNode grade =
        Invariants.extension(event, ExtensionUrls.AE_GRADE).path("valueCodeableConcept");
    Set<String> given = CodingInvariants.codes(grade);
    boolean one =
        IntStream.rangeClosed(1, 5)
            .mapToObj(number -> Set.of(Integer.toString(number), NCIT_GRADES.get(number - 1)))
            .anyMatch(codes -> codes.containsAll(given));
    if (!one) {
      findings.invariant(
          "one-grade",
          "AdverseEvent",
          "extension[ae-grade].valueCodeableConcept",
          "names more than one grade",
          "给出的分级多于一个");
    }
  }

  /** CRS is what its scale grades; that of ICANS grades the terms of {@link IcansTerms}. */
  static void scaleOfTerm(JsonNode event, Findings findings) {
    String scale =
        Invariants.extension(event, ExtensionUrls.GRADING_SCALE).path("valueCode").asText();
    Set<String> codes = CodingInvariants.codes(event.path("event"));
    if ((scale.equals(AstctGrade.CRS) && !codes.contains(CRS_TERM))
        || (scale.equals(AstctGrade.ICANS)
            && codes.stream().noneMatch(IcansTerms.all()::containsKey))) {
      findings.invariant(
          "scale-of-term",
          "AdverseEvent",
          "extension[grading-scale].valueCode",
          "does not grade the term of the event",
          "不适用于该事件的术语");
    }
  }

  static void windowKnown(JsonNode event, Findings findings, ModuleCatalog modules) {
    String window =
        Invariants.extension(event, ExtensionUrls.AE_WINDOW).path("valueCode").textValue();
    if (window != null
        && modules.all().stream()
            .flatMap(module -> module.windows().stream())
            .map(VisitWindow::id)
            .noneMatch(window::equals)) {
      findings.invariant(
          "ae-window-known",
          "AdverseEvent",
          "extension[ae-window].valueCode",
          "is no window of a therapy module",
          "须为治疗模块中的观察窗");
    }
  }

  static void localGrade(JsonNode event, Findings findings) {
    JsonNode grade = Invariants.extension(event, ExtensionUrls.AE_GRADE);
    if (Invariants.code(grade.path("valueCodeableConcept"), Systems.CTCAE_GRADE).isEmpty()) {
      findings.invariant(
          "grade-local-code",
          "AdverseEvent",
          "extension[ae-grade].valueCodeableConcept",
          "has no code 1 to 5 of " + Systems.CTCAE_GRADE,
          "须有 1 至 5 的分级代码");
    }
  }

  /** Each code is of a term that is known, and all of one. */
  static void known(JsonNode event, Findings findings, ModuleCatalog modules) {
    JsonNode codings = event.path("event").path("coding");
    EventTerm first = null;
    for (int i = 0; i < codings.size(); i++) {
      Optional<EventTerm> term = of(codings.path(i), modules);
      if (term.isEmpty() && isOfTheSet(codings.path(i))) {
        findings.add(
            IssueCode.CODE,
            "AdverseEvent.event.coding[" + i + "].code",
            "event.coding.code",
            Vocabulary.code(codings.path(i).path("code").asText()),
            new Phrase(
                "event-known: a term of CTCAE v5.0 or an event of a therapy module that is known",
                "event-known：须为 CTCAE v5.0 术语或已知治疗模块的事件"));
      } else if (term.isPresent() && first != null && !first.equals(term.get())) {
        findings.invariantAt(
            "event-known",
            "AdverseEvent.event.coding[" + i + "]",
            "event.coding",
            "names another event than the coding before it",
            "与前一代码所指事件不同");
      }
      first = first == null ? term.orElse(null) : first;
    }
  }

  /** What is not is said of the code set by itself. */
  private static boolean isOfTheSet(JsonNode coding) {
    return SET.contains(coding.path("system").textValue(), coding.path("code").textValue());
  }

  private static Optional<EventTerm> of(JsonNode coding, ModuleCatalog modules) {
    return modules.events().coded(coding.path("system").asText(), coding.path("code").asText());
  }

  private static Optional<EventTerm> term(JsonNode event, ModuleCatalog modules) {
    return StreamSupport.stream(event.path("event").path("coding").spliterator(), false)
        .flatMap(coding -> of(coding, modules).stream())
        .findFirst();
  }

  /**
   * A grade that CTCAE leaves empty for the term, where CTCAE grades it; of an event that CTCAE has
   * no term for, another scale than its own, or a grade that its scale does not have.
   */
  static void gradeOfTerm(JsonNode event, Findings findings, ModuleCatalog modules) {
    String scale =
        Invariants.extension(event, ExtensionUrls.GRADING_SCALE).path("valueCode").asText();
    Optional<EventTerm> term = term(event, modules);
    if (term.isEmpty() || scale.isEmpty()) {
      return;
    }
    boolean otherScale =
        term.get().ofCtcae()
            ? scale.equals(EventTerm.OWN_SCALE)
            : !scale.equals(term.get().scale());
    if (otherScale) {
      findings.invariant(
          "grade-of-term",
          "AdverseEvent",
          "extension[grading-scale].valueCode",
          "does not grade the event, which has the scale " + term.get().scale(),
          "不适用于该事件，该事件的分级标准为 " + term.get().scale());
      return;
    }
    JsonNode grade = Invariants.extension(event, ExtensionUrls.AE_GRADE);
    Optional<Integer> given =
        Invariants.code(grade.path("valueCodeableConcept"), Systems.CTCAE_GRADE)
            .filter(code -> code.matches("[1-5]"))
            .map(Integer::valueOf);
    if (scale.equals(term.get().scale())
        && given.isPresent()
        && !term.get().hasGrade(given.get())) {
      notOfTerm(given.get(), term.get(), findings);
    }
  }

  private static void notOfTerm(int grade, EventTerm term, Findings findings) {
    String by = term.ofCtcae() ? "CTCAE v5.0" : "its scale";
    String chinese = term.ofCtcae() ? "CTCAE v5.0 " : "其分级标准";
    String grades = term.shownGrades();
    findings.invariant(
        "grade-of-term",
        "AdverseEvent",
        "extension[ae-grade].valueCodeableConcept",
        "is grade " + grade + ", and " + by + " defines for the term only " + grades,
        "为 " + grade + " 级，而 " + chinese + "对该术语只定义了 " + grades + " 级");
  }

  static void endAfterOnset(JsonNode event, Findings findings) {
    JsonNode end = Invariants.extension(event, ExtensionUrls.AE_END).path("valueDateTime");
    Optional<FhirTime> resolved = FhirTime.parse(end.textValue());
    Optional<FhirTime> onset = FhirTime.parse(event.path("date").textValue());
    if (resolved.isPresent()
        && onset.isPresent()
        && Invariants.before(resolved.get(), onset.get())) {
      findings.invariant(
          "ae-end-after-onset",
          "AdverseEvent",
          "extension[ae-end].valueDateTime",
          "lies before the onset",
          "缓解日期不得早于发生日期");
    }
  }
}
