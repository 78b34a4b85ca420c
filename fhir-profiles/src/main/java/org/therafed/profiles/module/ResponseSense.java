package org.therafed.profiles.module;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.ResponseCriteria;
import org.therafed.profiles.terminology.ResponseCriteria.Criterion;

/**
 * Whether what an endpoint takes for a response is one by its criterion: a response rate that
 * counted progressions, or stable disease, would be answered without a word.
 */
final class ResponseSense {
  /** Codes that only one way of assessing can answer, where the rule reads assessments. */
  private static final Map<String, Set<String>> CRITERIA_OF_CODE =
      Map.of(
          "MRD-neg", Set.of("MRD"),
          "clinical-cure", Set.of("CLINICAL-CURE"),
          "microbiological-response", Set.of("MICRO-RESPONSE"));

  /** Codes that a criterion can answer only if it knows progression too. */
  private static final Set<String> OF_DISEASE = Set.of("ORR", "DCR", "DOR", "PFS", "rPFS");

  private ResponseSense() {}

  /**
   * Checks criterion, responders and failures.
   *
   * @param row the endpoint's {@code parameters}
   */
  static void check(TherapyModule.Endpoint endpoint, Declared module, Row row) {
    List<String> responders = endpoint.texts("responders");
    for (String name : endpoint.textOrTexts("criterion")) {
      Criterion criterion = module.criterion(name).orElseThrow();
      ofCode(endpoint, criterion, row);
      List<String> counted = counted(endpoint.code(), criterion);
      for (String category : responders) {
        known(criterion, category, "responders", row);
        if (!counted.contains(category)) {
          throw row.fault(
              "responders",
              new Phrase(
                  category
                      + " is no "
                      + (criterion.controlled().contains(category) ? endpoint.code() : "response")
                      + " by "
                      + name
                      + "; of "
                      + String.join(", ", counted)
                      + " are needed",
                  "按 "
                      + name
                      + "，"
                      + category
                      + (criterion.controlled().contains(category)
                          ? " 不属于 " + endpoint.code()
                          : " 不是缓解")
                      + "；应取自 "
                      + String.join("、", counted)));
        }
      }
      for (String category : endpoint.texts("failures")) {
        known(criterion, category, "failures", row);
        if (criterion.responses().contains(category)
            || responders.contains(category)
            || category.equals("NE")) {
          throw row.fault(
              "failures",
              new Phrase(
                  category + " is no failure by " + name + "; others are needed",
                  "按 " + name + "，" + category + " 不是失败；应为其他类别"));
        }
      }
    }
    once(responders, "responders", row);
    once(endpoint.texts("failures"), "failures", row);
  }

  private static void ofCode(TherapyModule.Endpoint endpoint, Criterion criterion, Row row) {
    String code = endpoint.code();
    Set<String> criteria = CRITERIA_OF_CODE.getOrDefault(code, Set.of(criterion.name()));
    if (!criteria.contains(criterion.name())) {
      throw row.fault(
          "criterion",
          new Phrase(
              criterion.name()
                  + " does not answer "
                  + code
                  + "; "
                  + String.join(", ", criteria)
                  + " is needed",
              criterion.name() + " 不能回答 " + code + "；应为 " + String.join("、", criteria)));
    }
    if (OF_DISEASE.contains(code)) {
      known(criterion, "PD", "criterion", row);
    }
  }

  /** The categories that an endpoint of a code may count. */
  private static List<String> counted(String code, Criterion criterion) {
    return switch (code) {
      case "ORR", "DOR" -> criterion.responses();
      case "CR", "EFS" -> criterion.complete();
      default -> criterion.controlled();
    };
  }

  /** That a category is one of the criterion, by the name that facts have for it. */
  static void known(Criterion criterion, String category, String at, Row row) {
    boolean progression =
        category.equals(ResponseCriteria.PROGRESSION) && criterion.hasProgression();
    if (!progression
        && criterion.category(category).filter(c -> c.fact().equals(category)).isEmpty()) {
      List<String> names =
          criterion.categories().stream().map(ResponseCriteria.Category::name).toList();
      throw row.fault(
          at,
          new Phrase(
              "the criterion "
                  + criterion.name()
                  + " has no category "
                  + category
                  + "; it has "
                  + String.join(", ", names),
              "标准 " + criterion.name() + " 没有类别 " + category + "；它有 " + String.join("、", names)));
    }
  }

  private static void once(List<String> categories, String at, Row row) {
    if (categories.stream().distinct().count() < categories.size()) {
      throw row.fault(
          at, new Phrase("a category stands twice; each once is needed", "有类别重复出现；每个只应出现一次"));
    }
  }
}
