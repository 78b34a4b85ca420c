package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.outcome.ShownNumber;
import org.therafed.profiles.terminology.LabCatalog;
import org.therafed.profiles.terminology.LabTest;

/** A laboratory value is of a test that is known, has a unit of the test, and is possible in it. */
final class LabInvariants {
  private LabInvariants() {}

  /**
   * Each code is of a test of the library or of a module, and all of one; a module's holds unit and
   * bounds.
   */
  static void known(JsonNode lab, Findings findings, ModuleCatalog modules) {
    JsonNode codings = lab.path("code").path("coding");
    LabTest first = null;
    for (int i = 0; i < codings.size(); i++) {
      Optional<LabTest> test = of(codings.path(i), modules.tests());
      if (test.isPresent() && first != null && !first.equals(test.get())) {
        findings.invariantAt(
            "lab-known",
            "Observation.code.coding[" + i + "]",
            "code.coding",
            "names another test than the coding before it",
            "与前一代码所指检验不同");
      }
      first = first == null ? test.orElse(null) : first;
      if (test.isEmpty()) {
        findings.add(
            IssueCode.CODE,
            "Observation.code.coding[" + i + "].code",
            "code.coding.code",
            Vocabulary.code(codings.path(i).path("code").asText()),
            new Phrase(
                "lab-known: a test of the registry or of a therapy module that is known",
                "lab-known：须为登记库或已知治疗模块的检验项目"));
      } else if (of(codings.path(i), LabCatalog.standard()).isEmpty()) {
        fits(lab, test.get(), "lab-known", findings);
      }
    }
  }

  /** A value of a test of the library; the published definition says the same of each. */
  static void unit(JsonNode lab, Findings findings) {
    for (JsonNode coding : lab.path("code").path("coding")) {
      of(coding, LabCatalog.standard()).ifPresent(test -> fits(lab, test, "lab-unit", findings));
    }
  }

  /**
   * A value that no therapy module with the test has as plausible: often one in another unit than
   * the one it names. The record is taken, as it may be true.
   */
  static void plausible(JsonNode lab, ModuleCatalog modules, Findings findings) {
    JsonNode quantity = lab.path("valueQuantity");
    Optional<LabTest> test =
        of(lab.path("code").path("coding").path(0), modules.tests())
            .filter(known -> known.accepts(quantity.path("code").asText()));
    if (test.isEmpty()) {
      return;
    }
    BigDecimal value =
        test.get()
            .toCanonical(quantity.path("value").decimalValue(), quantity.path("code").asText());
    List<TherapyModule.Biomarker> bounds =
        modules.all().stream()
            .flatMap(module -> module.biomarkers().stream())
            .filter(marker -> marker.test().equals(test.get()))
            .toList();
    BigDecimal least =
        bounds.stream()
            .map(TherapyModule.Biomarker::plausibleMin)
            .min(BigDecimal::compareTo)
            .orElse(value);
    BigDecimal most =
        bounds.stream()
            .map(TherapyModule.Biomarker::plausibleMax)
            .max(BigDecimal::compareTo)
            .orElse(value);
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      findings.warn(
          IssueCode.IMPLAUSIBLE,
          "Observation.valueQuantity.value",
          "valueQuantity.value",
          ShownNumber.phrase(quantity.path("value").decimalValue(), quantity.path("code").asText()),
          QuantityCheck.between(least, most, test.get().unit()));
    }
  }

  private static Optional<LabTest> of(JsonNode coding, LabCatalog tests) {
    return tests
        .coded(coding.path("code").textValue())
        .filter(test -> test.coding().system().equals(coding.path("system").textValue()));
  }

  private static void fits(JsonNode lab, LabTest test, String rule, Findings findings) {
    JsonNode quantity = lab.path("valueQuantity");
    if (quantity.isMissingNode()) {
      return;
    }
    String unit = quantity.path("code").asText();
    if (!test.accepts(unit)) {
      findings.add(
          IssueCode.UNIT,
          "Observation.valueQuantity.code",
          "valueQuantity.code",
          Vocabulary.unit(unit),
          ofTest(test, rule)
              .then(
                  new Phrase(
                      " needs a unit that converts to " + test.unit(),
                      " 须用可换算为 " + test.unit() + " 的单位"))
              .then(Vocabulary.hint(unit)));
    } else if (!test.plausible(test.toCanonical(quantity.path("value").decimalValue(), unit))) {
      findings.add(
          IssueCode.RANGE,
          "Observation.valueQuantity.value",
          "valueQuantity.value",
          ShownNumber.phrase(quantity.path("value").decimalValue(), unit),
          ofTest(test, rule)
              .then(new Phrase(" lies ", " "))
              .then(QuantityCheck.between(test.plausibleMin(), test.plausibleMax(), test.unit())));
    }
  }

  private static Phrase ofTest(LabTest test, String rule) {
    String chinese = test.local() ? "检验项目 " + test.loinc() : test.shown();
    return new Phrase(rule + ": " + test.shown(), rule + "：" + chinese);
  }
}
