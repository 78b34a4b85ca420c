package org.therafed.profiles.module;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.profiles.terminology.EventTerm;

/**
 * Whether an endpoint's parameters make sense together and with what its code promises, so that no
 * question is answered by a rule that cannot answer it.
 */
final class EndpointSense {
  /** A value cannot fall by more than all of itself. */
  private static final BigDecimal ALL = new BigDecimal("-100");

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
          Map.entry("organ-dose", Set.of(RuleKind.CUMULATIVE_DOSE_LIMIT)));

  /** The events of {@code time-to-event} that a code names. */
  private static final Map<String, Set<String>> EVENTS_OF_CODE =
      Map.of(
          "OS", Set.of("death"),
          "PFS", Set.of("progression", "progression-or-death"),
          "rPFS", Set.of("progression", "progression-or-death"),
          "DOR", Set.of("progression", "progression-or-death"),
          "TTNT", Set.of("next-treatment-or-death"));

  private EndpointSense() {}

  /**
   * Checks an endpoint whose parameters are complete, each by itself.
   *
   * @param row the endpoint's {@code parameters}
   */
  static void check(TherapyModule.Endpoint endpoint, Declared module, Row row) {
    switch (endpoint.kind()) {
      case PERCENT_CHANGE -> percentChange(endpoint, row);
      case THRESHOLD_CONFIRMED -> visit(endpoint, row);
      case BEST_OF -> {
        visit(endpoint, row);
        responders(endpoint, module, row);
        if (!endpoint.texts("failures").isEmpty() && endpoint.integer("fromDay").isEmpty()) {
          throw row.fault("failures", "they belong to a visit: fromDay and toDay are missing");
        }
      }
      case TIME_TO_EVENT -> timeToEvent(endpoint, module, row);
      case SLOPE -> {
        if (endpoint.integer("toDay").orElseThrow() <= endpoint.integer("fromDay").orElseThrow()
            || endpoint.integer("minPoints").orElseThrow() < 2) {
          throw row.fault("toDay", "toDay must be after fromDay, minPoints at least 2");
        }
      }
      case GRADE_LOOKUP -> gradeLookup(endpoint, row);
      case CUMULATIVE_DOSE_LIMIT -> {
        if (endpoint.decimal("gray").orElseThrow().signum() <= 0) {
          throw row.fault("gray", "a number above 0 is needed");
        }
      }
      case COST_SUM -> {
        if (endpoint.text("per").filter("year"::equals).isPresent()
            && endpoint.integer("minDays").orElse(0) < 1) {
          throw row.fault("minDays", "an amount per year needs the shortest follow-up, from 1 day");
        }
      }
      default -> {
        // The other kinds have no rule over several parameters.
      }
    }
  }

  /**
   * Checks that the code of an endpoint is one that its rule can answer.
   *
   * @param row the endpoint
   */
  static void checkCode(TherapyModule.Endpoint endpoint, Row row) {
    String code = endpoint.code();
    RuleKind kind = endpoint.kind();
    if (kind != RuleKind.COMPOSITE
        && RULES_OF_CODE.containsKey(code)
        && !RULES_OF_CODE.get(code).contains(kind)) {
      throw row.fault("code", "the rule " + kind.label() + " does not answer " + code);
    }
    String event = endpoint.text("event").orElse("");
    if (kind == RuleKind.TIME_TO_EVENT
        && EVENTS_OF_CODE.containsKey(code)
        && !EVENTS_OF_CODE.get(code).contains(event)) {
      throw row.fault("code", "the event " + event + " does not answer " + code);
    }
    if (kind == RuleKind.TIME_TO_EVENT
        && Set.of("DOR", "PFS", "rPFS").contains(code)
        && endpoint.texts("responders").isEmpty() == code.equals("DOR")) {
      throw row.fault("code", "responders belong to a duration of response (DOR), and to no other");
    }
  }

  private static void percentChange(TherapyModule.Endpoint endpoint, Row row) {
    BigDecimal percent = endpoint.decimal("percent").orElseThrow();
    if (percent.signum() == 0 || percent.compareTo(ALL) < 0) {
      throw row.fault("percent", "a number other than 0, from -100, is needed");
    }
    if (endpoint.integer("atDay").isPresent() != endpoint.integer("atDayWindow").isPresent()) {
      throw row.fault("atDay", "atDay and atDayWindow belong together");
    }
  }

  private static void visit(TherapyModule.Endpoint endpoint, Row row) {
    boolean from = endpoint.integer("fromDay").isPresent();
    if (from != endpoint.integer("toDay").isPresent()) {
      throw row.fault("fromDay", "fromDay and toDay belong together");
    }
    if (from
        && endpoint.integer("toDay").orElseThrow() < endpoint.integer("fromDay").orElseThrow()) {
      throw row.fault("toDay", "it is before fromDay");
    }
  }

  private static void responders(TherapyModule.Endpoint endpoint, Declared module, Row row) {
    for (String list : List.of("responders", "failures")) {
      for (String category : endpoint.texts(list)) {
        category(endpoint, module, category, list, row);
      }
    }
  }

  private static void category(
      TherapyModule.Endpoint endpoint, Declared module, String category, String at, Row row) {
    for (String criterion : endpoint.textOrTexts("criterion")) {
      // A progression is none of the answers, and has its own name in facts.
      boolean known =
          module
              .criterion(criterion)
              .flatMap(c -> c.category(category))
              .filter(c -> c.fact().equals(category))
              .isPresent();
      if (!known) {
        throw row.fault(at, "the criterion " + criterion + " has no category " + category);
      }
    }
  }

  private static void timeToEvent(TherapyModule.Endpoint endpoint, Declared module, Row row) {
    String event = endpoint.text("event").orElseThrow();
    boolean progression = event.startsWith("progression");
    if ((progression || !endpoint.texts("responders").isEmpty())
        && endpoint.textOrTexts("criterion").isEmpty()) {
      throw row.fault("", "the text criterion is missing");
    }
    if (progression) {
      for (String criterion : endpoint.textOrTexts("criterion")) {
        if (module.criterion(criterion).filter(c -> c.hasProgression()).isEmpty()) {
          throw row.fault("criterion", "the criterion " + criterion + " has no category PD");
        }
      }
    }
    responders(endpoint, module, row);
    Map<String, String> lists =
        Map.of("adverse-event", "terms", "procedure", "procedures", "death-of-cause", "causes");
    String list = lists.get(event);
    if (list != null && endpoint.texts(list).isEmpty()) {
      throw row.fault("", "the list " + list + " is missing");
    }
  }

  private static void gradeLookup(TherapyModule.Endpoint endpoint, Row row) {
    List<String> terms = endpoint.texts("terms");
    boolean ofManyTerms =
        endpoint
            .text("scale")
            .filter(Set.of(CtcaeTerms.SCALE, EventTerm.OWN_SCALE)::contains)
            .isPresent();
    if (ofManyTerms && terms.isEmpty()) {
      throw row.fault("", "the list terms is missing");
    }
    int grade = endpoint.integer("minGrade").orElseThrow();
    if (grade < 1 || grade > 5) {
      throw row.fault("minGrade", "a grade from 1 to 5 is needed");
    }
  }
}
