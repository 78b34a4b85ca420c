package org.therafed.profiles.module;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.terminology.CtcaeTerms;

/**
 * Which parameters each rule needs, so that a module fails when it is loaded and not when asked.
 */
final class EndpointParameters {
  private static final Map<RuleKind, List<String>> NUMBERS =
      Map.of(
          RuleKind.PERCENT_CHANGE,
          List.of("percent", "baselineDaysBefore", "baselineDaysAfter", "confirmDays"),
          RuleKind.THRESHOLD_CONFIRMED,
          List.of("value", "confirmDays"),
          RuleKind.SUM_OF_DIAMETERS,
          List.of("partialPercent", "progressionPercent", "progressionMillimetre"),
          RuleKind.SLOPE,
          List.of("fromDay", "toDay", "minPoints"),
          RuleKind.CUMULATIVE_DOSE_LIMIT,
          List.of("gray"),
          RuleKind.GRADE_LOOKUP,
          List.of("minGrade", "withinDays"),
          RuleKind.SUSTAINED_THRESHOLD,
          List.of("value", "days"));
  private static final Map<RuleKind, List<String>> TEXTS =
      Map.of(
          RuleKind.PERCENT_CHANGE, List.of("biomarker"),
          RuleKind.THRESHOLD_CONFIRMED, List.of("biomarker", "comparator"),
          RuleKind.BEST_OF, List.of("criterion"),
          RuleKind.TIME_TO_EVENT, List.of("event"),
          RuleKind.SUM_OF_DIAMETERS, List.of("measure"),
          RuleKind.SLOPE, List.of("biomarker"),
          RuleKind.CUMULATIVE_DOSE_LIMIT, List.of("organ"),
          RuleKind.GRADE_LOOKUP, List.of("scale"),
          RuleKind.SUSTAINED_THRESHOLD, List.of("biomarker", "comparator"),
          RuleKind.COMPOSITE, List.of("operator"));
  private static final Map<RuleKind, String> LISTS =
      Map.of(RuleKind.BEST_OF, "responders", RuleKind.COMPOSITE, "of");
  private static final Map<String, Set<String>> CHOICES =
      Map.of(
          "comparator", Set.of("<=", ">="),
          "event",
              Set.of(
                  "death",
                  "progression",
                  "progression-or-death",
                  "next-treatment-or-death",
                  "adverse-event"),
          "measure", Set.of("size"),
          "scale", Set.of(CtcaeTerms.SCALE, "ASTCT-CRS", "ASTCT-ICANS"),
          "operator", Set.of("all", "any", "first-event"));

  private EndpointParameters() {}

  static void check(TherapyModule.Endpoint endpoint, Function<String, Fault> fault) {
    for (String name : NUMBERS.getOrDefault(endpoint.kind(), List.of())) {
      if (endpoint.decimal(name).isEmpty()) {
        throw fault.apply("the number " + name + " is missing");
      }
    }
    for (String name : TEXTS.get(endpoint.kind())) {
      String text =
          endpoint.text(name).orElseThrow(() -> fault.apply("the text " + name + " is missing"));
      if (CHOICES.containsKey(name) && !CHOICES.get(name).contains(text)) {
        throw fault.apply("the value of " + name + " is not known");
      }
    }
    String list = LISTS.get(endpoint.kind());
    if (list != null && endpoint.texts(list).isEmpty()) {
      throw fault.apply("the list " + list + " is missing");
    }
    checkTerms(endpoint, fault);
    checkNumbers(endpoint, fault);
  }

  private static void checkTerms(TherapyModule.Endpoint endpoint, Function<String, Fault> fault) {
    List<String> terms = new ArrayList<>(endpoint.texts("terms"));
    endpoint.text("terms").ifPresent(terms::add);
    for (String term : terms) {
      CtcaeTerms known = CtcaeTerms.standard();
      if (known.named(term).isEmpty() && known.coded(term).isEmpty()) {
        throw fault.apply("'" + term + "' is no CTCAE v5 term");
      }
    }
    // An ASTCT scale names its event by itself; a CTCAE grade says nothing without its term.
    boolean needed =
        endpoint.text("event").filter("adverse-event"::equals).isPresent()
            || endpoint.text("scale").filter(CtcaeTerms.SCALE::equals).isPresent();
    if (needed && terms.isEmpty()) {
      throw fault.apply("the list terms is missing");
    }
  }

  private static void checkNumbers(TherapyModule.Endpoint endpoint, Function<String, Fault> fault) {
    require(endpoint, "minPoints", 2, fault);
    require(endpoint, "minGrade", 1, fault);
    require(endpoint, "withinDays", 0, fault);
    require(endpoint, "confirmDays", 0, fault);
    require(endpoint, "days", 1, fault);
    if (endpoint.decimal("gray").filter(gray -> gray.signum() <= 0).isPresent()) {
      throw fault.apply("the number gray is not above 0");
    }
    if (endpoint.decimal("percent").filter(percent -> percent.signum() == 0).isPresent()) {
      throw fault.apply("the number percent is 0");
    }
    if (endpoint.integer("atDay").isPresent() && endpoint.integer("atDayWindow").isEmpty()) {
      throw fault.apply("the number atDayWindow is missing");
    }
  }

  private static void require(
      TherapyModule.Endpoint endpoint, String name, int least, Function<String, Fault> fault) {
    if (endpoint
        .decimal(name)
        .filter(number -> number.compareTo(BigDecimal.valueOf(least)) < 0)
        .isPresent()) {
      throw fault.apply("the number " + name + " is below " + least);
    }
  }
}
