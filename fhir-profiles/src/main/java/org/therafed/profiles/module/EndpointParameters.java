package org.therafed.profiles.module;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.therafed.profiles.outcome.Fault;

/**
 * Which parameters each rule needs, so that a module fails when it is loaded and not when asked.
 */
final class EndpointParameters {
  private static final Map<RuleKind, List<String>> NUMBERS =
      Map.of(
          RuleKind.PERCENT_CHANGE,
          List.of("percent", "baselineDaysBefore", "baselineDaysAfter", "confirmDays"),
          RuleKind.BEST_OF,
          List.of(),
          RuleKind.TIME_TO_EVENT,
          List.of());
  private static final Map<RuleKind, List<String>> TEXTS =
      Map.of(
          RuleKind.PERCENT_CHANGE, List.of("biomarker"),
          RuleKind.BEST_OF, List.of("criterion"),
          RuleKind.TIME_TO_EVENT, List.of("event"));

  private EndpointParameters() {}

  static void check(TherapyModule.Endpoint endpoint, Function<String, Fault> fault) {
    if (!NUMBERS.containsKey(endpoint.kind())) {
      throw fault.apply(
          "the rule " + endpoint.kind().label() + " is not evaluated by this version");
    }
    for (String name : NUMBERS.get(endpoint.kind())) {
      if (endpoint.decimal(name).isEmpty()) {
        throw fault.apply("the number " + name + " is missing");
      }
    }
    for (String name : TEXTS.get(endpoint.kind())) {
      if (endpoint.text(name).isEmpty()) {
        throw fault.apply("the text " + name + " is missing");
      }
    }
    if (endpoint.kind() == RuleKind.BEST_OF && endpoint.texts("responders").isEmpty()) {
      throw fault.apply("the list responders is missing");
    }
  }
}
