package org.therafed.profiles.module;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.therafed.profiles.outcome.Phrase;

/**
 * What the code of an endpoint says by itself, and whether its rule and parameters say the same.
 */
final class EndpointCodeSense {
  /** Codes that say by themselves which rules may answer; a composite may answer any of them. */
  private static final Map<String, Set<RuleKind>> RULES_OF_CODE =
      Map.ofEntries(
          Map.entry("OS", Set.of(RuleKind.TIME_TO_EVENT)),
          Map.entry("PFS", Set.of(RuleKind.TIME_TO_EVENT)),
          Map.entry("rPFS", Set.of(RuleKind.TIME_TO_EVENT)),
          Map.entry("DOR", Set.of(RuleKind.TIME_TO_EVENT)),
          Map.entry("TTNT", Set.of(RuleKind.TIME_TO_EVENT)),
          Map.entry("ORR", Set.of(RuleKind.BEST_OF, RuleKind.SUM_OF_DIAMETERS)),
          Map.entry("CR", Set.of(RuleKind.BEST_OF, RuleKind.SUM_OF_DIAMETERS)),
          Map.entry("DCR", Set.of(RuleKind.BEST_OF, RuleKind.SUM_OF_DIAMETERS)),
          Map.entry("PSA50", Set.of(RuleKind.PERCENT_CHANGE)),
          Map.entry("PSA90", Set.of(RuleKind.PERCENT_CHANGE)),
          Map.entry("CRS", Set.of(RuleKind.GRADE_LOOKUP)),
          Map.entry("ICANS", Set.of(RuleKind.GRADE_LOOKUP)),
          Map.entry("eGFR-slope", Set.of(RuleKind.SLOPE)),
          Map.entry("replacement-cost", Set.of(RuleKind.COST_SUM)),
          Map.entry("organ-dose", Set.of(RuleKind.CUMULATIVE_DOSE_LIMIT)),
          Map.entry("EFS", Set.of(RuleKind.TIME_TO_EVENT)),
          Map.entry("MRD-neg", Set.of(RuleKind.BEST_OF)),
          Map.entry("SOD-response", Set.of(RuleKind.SUM_OF_DIAMETERS)),
          Map.entry("clinical-cure", Set.of(RuleKind.BEST_OF)),
          Map.entry("ILD", Set.of(RuleKind.GRADE_LOOKUP, RuleKind.TIME_TO_EVENT)),
          Map.entry("toxicity", Set.of(RuleKind.GRADE_LOOKUP, RuleKind.TIME_TO_EVENT)),
          Map.entry("marrow-toxicity", Set.of(RuleKind.GRADE_LOOKUP, RuleKind.TIME_TO_EVENT)),
          Map.entry("ACR-change", Set.of(RuleKind.PERCENT_CHANGE)),
          Map.entry("ALP-change", Set.of(RuleKind.PERCENT_CHANGE)),
          Map.entry("HbA1c-change", Set.of(RuleKind.PERCENT_CHANGE)),
          Map.entry("weight-change-pct", Set.of(RuleKind.PERCENT_CHANGE)),
          Map.entry("eGFR-decline", Set.of(RuleKind.PERCENT_CHANGE)),
          Map.entry("HbA1c-target", Set.of(RuleKind.THRESHOLD_CONFIRMED)),
          Map.entry("LDL-target", Set.of(RuleKind.THRESHOLD_CONFIRMED)),
          Map.entry("BP-target", Set.of(RuleKind.THRESHOLD_CONFIRMED)),
          Map.entry("transfusion-independence", Set.of(RuleKind.SUSTAINED_THRESHOLD)));

  /** The fall that a code names, percent. */
  private static final Map<String, Integer> PERCENT_OF_CODE = Map.of("PSA50", -50, "PSA90", -90);

  /** The events of {@code time-to-event} that a code names. */
  private static final Map<String, Set<String>> EVENTS_OF_CODE =
      Map.of(
          "OS", Set.of("death"),
          "PFS", Set.of("progression-or-death"),
          "rPFS", Set.of("progression-or-death"),
          "DOR", Set.of("progression", "progression-or-death"),
          "EFS", Set.of(TherapyModule.Endpoint.EVENT_FREE),
          "TTNT", Set.of("next-treatment-or-death"));

  /** Haemoglobin [Mass/volume] in Blood. */
  private static final String HAEMOGLOBIN = "718-7";

  private static final String OF_FILTRATION = "mL/min/{1.73_m2}";

  /** Independence of transfusions is asked over a year or more. */
  private static final int YEAR = 365;

  private EndpointCodeSense() {}

  /**
   * Checks that the code of an endpoint is one that its rule can answer.
   *
   * @param row the endpoint
   */
  static void check(TherapyModule.Endpoint endpoint, Declared module, Row row) {
    String code = endpoint.code();
    RuleKind kind = endpoint.kind();
    if (kind != RuleKind.COMPOSITE
        && RULES_OF_CODE.containsKey(code)
        && !RULES_OF_CODE.get(code).contains(kind)) {
      List<String> rules = RULES_OF_CODE.get(code).stream().map(RuleKind::label).sorted().toList();
      throw row.fault(
          "code",
          new Phrase(
              "the rule "
                  + kind.label()
                  + " does not answer "
                  + code
                  + "; needed: "
                  + String.join(", ", rules),
              "规则 " + kind.label() + " 不能回答 " + code + "；应为 " + String.join("、", rules)));
    }
    String event = endpoint.text("event").orElse("");
    if (kind == RuleKind.TIME_TO_EVENT
        && EVENTS_OF_CODE.containsKey(code)
        && !EVENTS_OF_CODE.get(code).contains(event)) {
      throw row.fault(
          "code",
          new Phrase(
              "the event " + event + " does not answer " + code, "事件 " + event + " 不能回答 " + code));
    }
    if (kind == RuleKind.TIME_TO_EVENT
        && Set.of("DOR", "PFS", "rPFS").contains(code)
        && endpoint.texts("responders").isEmpty() == code.equals("DOR")) {
      throw row.fault(
          "code",
          new Phrase(
              "responders belong to a duration of response (DOR), and to no other",
              "responders 只能用于缓解持续时间（DOR）"));
    }
    if (kind == RuleKind.SUSTAINED_THRESHOLD && code.equals("transfusion-independence")) {
      independence(endpoint, module, row.at("parameters"));
    }
    if (kind == RuleKind.SLOPE && code.equals("eGFR-slope")) {
      require(
          biomarker(endpoint, module).unit().equals(OF_FILTRATION),
          row.at("parameters"),
          "biomarker",
          new Phrase(
              "a test in " + OF_FILTRATION + " is needed for " + code,
              code + " 应为单位 " + OF_FILTRATION + " 的检验"));
    }
  }

  private static void independence(TherapyModule.Endpoint endpoint, Declared module, Row row) {
    require(
        biomarker(endpoint, module).codes().contains(HAEMOGLOBIN),
        row,
        "biomarker",
        new Phrase("haemoglobin is needed, LOINC " + HAEMOGLOBIN, "应为血红蛋白，LOINC " + HAEMOGLOBIN));
    require(
        endpoint.text("comparator").filter(sign -> sign.startsWith(">")).isPresent(),
        row,
        "comparator",
        new Phrase("a least value is needed, >= or >", "应为下限，>= 或 >"));
    require(
        endpoint.integer("days").orElse(0) >= YEAR,
        row,
        "days",
        new Phrase(YEAR + " days or more are needed", "应不少于 " + YEAR + " 天"));
  }

  private static TherapyModule.Biomarker biomarker(
      TherapyModule.Endpoint endpoint, Declared module) {
    return module.biomarker(endpoint.text("biomarker").orElseThrow());
  }

  private static void require(boolean holds, Row row, String name, Phrase needed) {
    if (!holds) {
      throw row.fault(name, needed);
    }
  }

  /** Checks that a change is as large as the code says, where it says so. */
  static void percent(TherapyModule.Endpoint endpoint, BigDecimal percent, Row row) {
    Integer named = PERCENT_OF_CODE.get(endpoint.code());
    if (named != null && percent.compareTo(BigDecimal.valueOf(named)) != 0) {
      throw row.fault(
          "percent",
          new Phrase(
              endpoint.code() + " names " + named + ", found " + percent.toPlainString(),
              endpoint.code() + " 指 " + named + "，实际为 " + percent.toPlainString()));
    }
  }
}
