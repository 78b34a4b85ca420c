package org.therafed.profiles.module;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.therafed.profiles.outcome.Phrase;

/**
 * Whether an endpoint's parameters make sense together and with what its code promises, so that no
 * question is answered by a rule that cannot answer it.
 */
final class EndpointSense {
  /** A value cannot fall by more than all of itself. */
  private static final BigDecimal ALL = new BigDecimal("-100");

  /** The parameters of {@code time-to-event} that only some events read. */
  private static final Map<String, Set<String>> EVENTS_THAT_READ =
      Map.of(
          "terms", Set.of("adverse-event"),
          "procedures", Set.of("procedure"),
          "dialysisDays", Set.of("procedure"),
          "causes", Set.of("death-of-cause"),
          "fromDay", Set.of(TherapyModule.Endpoint.EVENT_FREE),
          "toDay", Set.of(TherapyModule.Endpoint.EVENT_FREE),
          "failureAt", Set.of(TherapyModule.Endpoint.EVENT_FREE));

  private EndpointSense() {}

  /**
   * Checks an endpoint whose parameters are complete, each by itself.
   *
   * @param row the endpoint's {@code parameters}
   */
  static void check(TherapyModule.Endpoint endpoint, Declared module, Row row) {
    dialysis(endpoint, row);
    nextTherapy(endpoint, row);
    switch (endpoint.kind()) {
      case PERCENT_CHANGE -> percentChange(endpoint, row);
      case THRESHOLD_CONFIRMED -> {
        visit(endpoint, row);
        inRow(endpoint, row);
        ValueSense.bound(endpoint, module, "value", row);
        ValueSense.bound(endpoint, module, "nadirBelow", row);
      }
      case SUSTAINED_THRESHOLD -> ValueSense.bound(endpoint, module, "value", row);
      case SUM_OF_DIAMETERS -> {
        diameters(endpoint, row);
        BestSense.early(endpoint, row);
      }
      case BEST_OF -> {
        visit(endpoint, row);
        ResponseSense.check(endpoint, module, row);
        BestSense.check(endpoint, module, row);
        if (!endpoint.texts("failures").isEmpty() && endpoint.integer("fromDay").isEmpty()) {
          throw row.fault(
              "failures",
              new Phrase(
                  "they belong to a visit: fromDay and toDay are missing",
                  "它们属于一次访视：缺少 fromDay 和 toDay"));
        }
      }
      case TIME_TO_EVENT -> timeToEvent(endpoint, module, row);
      case SLOPE -> {
        if (endpoint.integer("toDay").orElseThrow() <= endpoint.integer("fromDay").orElseThrow()) {
          throw row.fault("toDay", new Phrase("toDay must be after fromDay", "toDay 应晚于 fromDay"));
        }
        if (endpoint.integer("minPoints").orElseThrow() < 2) {
          throw row.fault("minPoints", new Phrase("a number from 2 is needed", "应为不小于 2 的数"));
        }
      }
      case GRADE_LOOKUP -> ValueSense.grade(endpoint, module, row);
      case CUMULATIVE_DOSE_LIMIT -> {
        if (endpoint.decimal("gray").orElseThrow().signum() <= 0) {
          throw row.fault("gray", new Phrase("a number above 0 is needed", "应为大于 0 的数"));
        }
      }
      case COST_SUM -> {
        if (endpoint.text("per").filter("year"::equals).isPresent()
            && endpoint.integer("minDays").orElse(0) < 1) {
          throw row.fault(
              "minDays",
              new Phrase(
                  "an amount per year needs the shortest follow-up, from 1 day",
                  "按年计的金额应有最短随访时间，至少 1 天"));
        }
      }
      default -> {
        // The other kinds have no rule over several parameters.
      }
    }
  }

  private static void inRow(TherapyModule.Endpoint endpoint, Row row) {
    if (endpoint.has("valuesInRow") != endpoint.has("maxGapDays")) {
      throw row.fault(
          "valuesInRow",
          new Phrase(
              "valuesInRow and maxGapDays belong together", "valuesInRow 与 maxGapDays 应同时给出"));
    }
    if (endpoint.integer("valuesInRow").orElse(2) < 2) {
      throw row.fault("valuesInRow", new Phrase("a number from 2 is needed", "应为不小于 2 的数"));
    }
    if (endpoint.integer("maxGapDays").orElse(1) < 1) {
      throw row.fault("maxGapDays", new Phrase("a number from 1 is needed", "应为不小于 1 的数"));
    }
  }

  private static void percentChange(TherapyModule.Endpoint endpoint, Row row) {
    BigDecimal percent = endpoint.decimal("percent").orElseThrow();
    if (percent.signum() == 0 || percent.compareTo(ALL) < 0) {
      throw row.fault(
          "percent",
          new Phrase(
              "a number other than 0, from -100, is needed, found " + percent.toPlainString(),
              "应为不小于 -100 且不为 0 的数，实际为 " + percent.toPlainString()));
    }
    EndpointCodeSense.percent(endpoint, percent, row);
    if (endpoint.integer("atDay").isPresent() != endpoint.integer("atDayWindow").isPresent()) {
      throw row.fault(
          "atDay",
          new Phrase("atDay and atDayWindow belong together", "atDay 与 atDayWindow 应同时给出"));
    }
  }

  private static void visit(TherapyModule.Endpoint endpoint, Row row) {
    boolean from = endpoint.integer("fromDay").isPresent();
    if (from != endpoint.integer("toDay").isPresent()) {
      throw row.fault(
          "fromDay", new Phrase("fromDay and toDay belong together", "fromDay 与 toDay 应同时给出"));
    }
    if (from
        && endpoint.integer("toDay").orElseThrow() < endpoint.integer("fromDay").orElseThrow()) {
      throw row.fault("toDay", new Phrase("it is before fromDay", "早于 fromDay"));
    }
  }

  private static void timeToEvent(TherapyModule.Endpoint endpoint, Declared module, Row row) {
    String event = endpoint.text("event").orElseThrow();
    boolean eventFree = event.equals(TherapyModule.Endpoint.EVENT_FREE);
    boolean progression = event.startsWith("progression") || eventFree;
    boolean assessed = progression || endpoint.has("responders");
    if (assessed && !endpoint.has("criterion")) {
      throw row.fault("", new Phrase("the text criterion is missing", "缺少文字 criterion"));
    }
    if (!assessed && endpoint.has("criterion")) {
      throw row.fault(
          "criterion",
          new Phrase(
              "the event " + event + " reads none; progression or responders are needed with it",
              "事件 " + event + " 不读取此项；它应与进展事件或 responders 同时使用"));
    }
    for (String name : endpoint.textOrTexts("criterion")) {
      if (progression) {
        ResponseSense.known(module.criterion(name).orElseThrow(), "PD", "criterion", row);
      }
    }
    ResponseSense.check(endpoint, module, row);
    if (endpoint.has("confirmDays") && (eventFree || !endpoint.has("responders"))) {
      throw row.fault(
          "confirmDays",
          new Phrase(
              "it confirms the response that the time begins with; responders are needed with it,"
                  + " and another event than "
                  + TherapyModule.Endpoint.EVENT_FREE,
              "此项确认作为时间起点的缓解；应有 responders，且事件不是 " + TherapyModule.Endpoint.EVENT_FREE));
    }
    EVENTS_THAT_READ.keySet().stream().sorted().forEach(name -> read(endpoint, name, event, row));
    if (eventFree) {
      if (!endpoint.has("responders")) {
        throw row.fault(
            "",
            new Phrase(
                "responders is missing; the event " + event + " needs it",
                "缺少 responders；事件 " + event + " 需要此项"));
      }
      visit(endpoint, row);
    }
  }

  /** That a parameter stands with an event that reads it, and with no other. */
  private static void read(TherapyModule.Endpoint endpoint, String name, String event, Row row) {
    Set<String> events = EVENTS_THAT_READ.get(name);
    if (endpoint.has(name) && !events.contains(event)) {
      throw row.fault(
          name,
          new Phrase(
              "the event " + event + " does not read it; " + String.join(", ", events) + " does",
              "事件 " + event + " 不读取此项；读取它的是 " + String.join("、", events)));
    }
    if (!endpoint.has(name) && events.contains(event) && !name.equals("dialysisDays")) {
      throw row.fault(
          "",
          new Phrase(
              name + " is missing; the event " + event + " needs it",
              "缺少 " + name + "；事件 " + event + " 需要此项"));
    }
  }

  /** How long dialysis must last is asked only where dialysis is waited for. */
  private static void dialysis(TherapyModule.Endpoint endpoint, Row row) {
    if (endpoint.has("dialysisDays")
        && Stream.of("procedures", "until")
            .noneMatch(name -> endpoint.texts(name).contains("dialysis"))) {
      throw row.fault(
          "dialysisDays",
          new Phrase(
              "no procedure 'dialysis' is waited for, which it bounds",
              "此项限定透析，而这里不等待操作“dialysis”"));
    }
  }

  /** The next therapy matters to what is assessed, and is an event of event-free survival alone. */
  private static void nextTherapy(TherapyModule.Endpoint endpoint, Row row) {
    String name = TherapyModule.Endpoint.NEXT_THERAPY;
    if (!endpoint.has(name)) {
      return;
    }
    String event = endpoint.text("event").orElse("");
    boolean eventFree = event.equals(TherapyModule.Endpoint.EVENT_FREE);
    if (endpoint.kind() == RuleKind.TIME_TO_EVENT
        && !eventFree
        && !event.startsWith("progression")
        && !endpoint.has("responders")) {
      throw row.fault(
          name,
          new Phrase(
              "the event " + event + " does not read it; progression or responders are needed",
              "事件 " + event + " 不读取此项；应为进展事件或有 responders"));
    }
    if (!eventFree && endpoint.text(name).filter("event"::equals).isPresent()) {
      throw row.fault(
          name,
          new Phrase(
              "it is an event of " + TherapyModule.Endpoint.EVENT_FREE + " alone; ends or ignored",
              "仅 " + TherapyModule.Endpoint.EVENT_FREE + " 以其为事件；应为 ends 或 ignored"));
    }
  }

  private static void diameters(TherapyModule.Endpoint endpoint, Row row) {
    BigDecimal partial = endpoint.decimal("partialPercent").orElseThrow();
    if (partial.signum() >= 0 || partial.compareTo(ALL) < 0) {
      throw row.fault(
          "partialPercent",
          new Phrase(
              "a fall from -100 to below 0 is needed, found " + partial.toPlainString(),
              "应为下降值，不小于 -100 且小于 0，实际为 " + partial.toPlainString()));
    }
    for (String name : List.of("progressionPercent", "progressionMillimetre")) {
      BigDecimal growth = endpoint.decimal(name).orElseThrow();
      if (growth.signum() < 0) {
        throw row.fault(
            name,
            new Phrase(
                "a number from 0 is needed, found " + growth.toPlainString(),
                "应为不小于 0 的数，实际为 " + growth.toPlainString()));
      }
    }
  }
}
