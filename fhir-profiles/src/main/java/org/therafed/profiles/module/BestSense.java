package org.therafed.profiles.module;

import java.util.List;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.ResponseCriteria.Criterion;

/** Whether what an endpoint asks of a best response belongs to it, and to each other. */
final class BestSense {
  private static final List<String> OF_BEST =
      List.of("minDays", "confirmDays", "earlyFailure", "dueDays");

  private BestSense() {}

  /**
   * Checks the options of a response rate.
   *
   * @param row the endpoint's {@code parameters}
   */
  static void check(TherapyModule.Endpoint endpoint, Declared module, Row row) {
    if (endpoint.integer("fromDay").isPresent()) {
      OF_BEST.stream().filter(endpoint::has).findFirst().ifPresent(name -> notOfVisit(name, row));
    }
    early(endpoint, row);
    if (endpoint.has("minDays")) {
      Criterion criterion =
          module.criterion(endpoint.text("criterion").orElseThrow()).orElseThrow();
      if (criterion.responses().containsAll(endpoint.texts("responders"))) {
        throw row.fault(
            "minDays",
            new Phrase(
                "it bounds what is neither response nor progression, and no such responder is"
                    + " named; one, as SD, is needed",
                "此项限定既非缓解也非进展的类别，而 responders 中没有；应有一个，如 SD"));
      }
    }
  }

  /** That an early failure has its day. */
  static void early(TherapyModule.Endpoint endpoint, Row row) {
    if (endpoint.has("earlyFailure") != endpoint.has("dueDays")) {
      throw row.fault(
          "earlyFailure",
          new Phrase("earlyFailure and dueDays belong together", "earlyFailure 与 dueDays 应同时给出"));
    }
  }

  private static void notOfVisit(String name, Row row) {
    throw row.fault(
        name,
        new Phrase(
            "it belongs to a best response; with fromDay and toDay the visit answers",
            "此项属于最佳疗效；有 fromDay 和 toDay 时由该次访视回答"));
  }
}
