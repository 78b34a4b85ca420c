package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.VisitWindow;
import org.therafed.profiles.profile.FhirTime;
import org.therafed.profiles.projection.AstctGrade;
import org.therafed.profiles.published.ExtensionUrls;
import org.therafed.profiles.terminology.CtcaeTerm;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.profiles.terminology.Systems;

/** Adverse events: the window they were seen in, their grade, and when they ended. */
final class AdverseEventInvariants {
  /** NCIt codes of the grades 1 to 5, as the code set {@code ctcae-grade} lists them. */
  private static final List<String> NCIT_GRADES =
      List.of("C41338", "C41339", "C41340", "C41337", "C48275");

  /** The NCIt term of what the scale ASTCT-CRS grades. */
  private static final String CRS_TERM = "C143394";

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

  /** CRS is what its scale grades, and the scale of ICANS does not grade it. */
  static void scaleOfTerm(JsonNode event, Findings findings) {
    String scale =
        Invariants.extension(event, ExtensionUrls.GRADING_SCALE).path("valueCode").asText();
    boolean syndrome = CodingInvariants.codes(event.path("event")).contains(CRS_TERM);
    if ((scale.equals(AstctGrade.CRS) && !syndrome)
        || (scale.equals(AstctGrade.ICANS) && syndrome)) {
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

  /** A grade that CTCAE leaves empty for the term; other scales grade by themselves. */
  static void gradeOfTerm(JsonNode event, Findings findings) {
    String scale =
        Invariants.extension(event, ExtensionUrls.GRADING_SCALE).path("valueCode").asText();
    Optional<CtcaeTerm> term =
        Invariants.code(event.path("event"), Systems.NCIT).flatMap(CtcaeTerms.standard()::coded);
    JsonNode grade = Invariants.extension(event, ExtensionUrls.AE_GRADE);
    Optional<Integer> given =
        Invariants.code(grade.path("valueCodeableConcept"), Systems.CTCAE_GRADE)
            .filter(code -> code.matches("[1-5]"))
            .map(Integer::valueOf);
    if (!scale.equals(CtcaeTerms.SCALE) || term.isEmpty() || given.isEmpty()) {
      return;
    }
    if (!term.get().hasGrade(given.get())) {
      String grades = term.get().shownGrades();
      findings.invariant(
          "grade-of-term",
          "AdverseEvent",
          "extension[ae-grade].valueCodeableConcept",
          "is grade " + given.get() + ", and CTCAE v5.0 defines for the term only " + grades,
          "为 " + given.get() + " 级，而 CTCAE v5.0 对该术语只定义了 " + grades + " 级");
    }
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
