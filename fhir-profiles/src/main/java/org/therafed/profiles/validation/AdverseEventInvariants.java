package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.VisitWindow;
import org.therafed.profiles.profile.FhirTime;
import org.therafed.profiles.published.ExtensionUrls;
import org.therafed.profiles.terminology.CtcaeTerm;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.profiles.terminology.Systems;

/** Adverse events: the window they were seen in, their grade, and when they ended. */
final class AdverseEventInvariants {

  private AdverseEventInvariants() {}

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
