package org.therafed.profiles.module;

import static org.therafed.profiles.module.EndpointParameters.Form.BETWEEN;
import static org.therafed.profiles.module.EndpointParameters.Form.BIOMARKER;
import static org.therafed.profiles.module.EndpointParameters.Form.CAUSES;
import static org.therafed.profiles.module.EndpointParameters.Form.COMPARATOR;
import static org.therafed.profiles.module.EndpointParameters.Form.COMPONENT;
import static org.therafed.profiles.module.EndpointParameters.Form.CRITERIA;
import static org.therafed.profiles.module.EndpointParameters.Form.CRITERION;
import static org.therafed.profiles.module.EndpointParameters.Form.DAYS;
import static org.therafed.profiles.module.EndpointParameters.Form.EARLY_FAILURE;
import static org.therafed.profiles.module.EndpointParameters.Form.ENDPOINTS;
import static org.therafed.profiles.module.EndpointParameters.Form.EVENT;
import static org.therafed.profiles.module.EndpointParameters.Form.FAILURE_AT;
import static org.therafed.profiles.module.EndpointParameters.Form.MEASURE;
import static org.therafed.profiles.module.EndpointParameters.Form.NEXT_THERAPY;
import static org.therafed.profiles.module.EndpointParameters.Form.NUMBER;
import static org.therafed.profiles.module.EndpointParameters.Form.OPERATOR;
import static org.therafed.profiles.module.EndpointParameters.Form.ORGAN;
import static org.therafed.profiles.module.EndpointParameters.Form.PER;
import static org.therafed.profiles.module.EndpointParameters.Form.PROCEDURES;
import static org.therafed.profiles.module.EndpointParameters.Form.PRODUCTS;
import static org.therafed.profiles.module.EndpointParameters.Form.RESPONDERS;
import static org.therafed.profiles.module.EndpointParameters.Form.SCALE;
import static org.therafed.profiles.module.EndpointParameters.Form.TERMS;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.therafed.profiles.outcome.Phrase;

/**
 * Which parameters each rule takes, so that a module fails when it is loaded and not when asked.
 * {@code docs/modules.md} has the same table.
 */
final class EndpointParameters {

  /** What a parameter holds. */
  enum Form {
    NUMBER("number"),
    DAYS("number"),
    BIOMARKER("text"),
    CRITERION("text"),
    CRITERIA("text or list"),
    ORGAN("text"),
    COMPARATOR("text"),
    EVENT("text"),
    MEASURE("text"),
    SCALE("text"),
    OPERATOR("text"),
    BETWEEN("text"),
    FAILURE_AT("text"),
    EARLY_FAILURE("text"),
    NEXT_THERAPY("text"),
    COMPONENT("text"),
    PER("text"),
    TERMS("list"),
    RESPONDERS("list"),
    PRODUCTS("list"),
    PROCEDURES("list"),
    CAUSES("list"),
    ENDPOINTS("list");

    private final String holds;

    Form(String holds) {
      this.holds = holds;
    }
  }

  /** One parameter of a rule. */
  record Parameter(String name, Form form, boolean needed) {}

  private static final Map<RuleKind, List<Parameter>> DECLARED =
      Map.ofEntries(
          Map.entry(
              RuleKind.PERCENT_CHANGE,
              List.of(
                  needed("biomarker", BIOMARKER),
                  needed("percent", NUMBER),
                  needed("baselineDaysBefore", DAYS),
                  needed("baselineDaysAfter", DAYS),
                  needed("confirmDays", DAYS),
                  optional("between", BETWEEN),
                  optional("atDay", DAYS),
                  optional("atDayWindow", DAYS),
                  optional(TherapyModule.Endpoint.NEXT_THERAPY, NEXT_THERAPY))),
          Map.entry(
              RuleKind.THRESHOLD_CONFIRMED,
              List.of(
                  needed("biomarker", BIOMARKER),
                  needed("comparator", COMPARATOR),
                  needed("value", NUMBER),
                  needed("confirmDays", DAYS),
                  optional("between", BETWEEN),
                  optional("fromDay", DAYS),
                  optional("toDay", DAYS),
                  optional("valuesInRow", DAYS),
                  optional("maxGapDays", DAYS),
                  optional("nadirBelow", NUMBER),
                  optional("baselineDaysBefore", DAYS))),
          Map.entry(
              RuleKind.TIME_TO_EVENT,
              List.of(
                  needed("event", EVENT),
                  optional("criterion", CRITERIA),
                  optional("terms", TERMS),
                  optional("procedures", PROCEDURES),
                  optional("dialysisDays", DAYS),
                  optional("causes", CAUSES),
                  optional("responders", RESPONDERS),
                  optional("confirmDays", DAYS),
                  optional("fromDay", DAYS),
                  optional("toDay", DAYS),
                  optional("failureAt", FAILURE_AT),
                  optional(TherapyModule.Endpoint.NEXT_THERAPY, NEXT_THERAPY))),
          Map.entry(
              RuleKind.BEST_OF,
              List.of(
                  needed("criterion", CRITERION),
                  needed("responders", RESPONDERS),
                  optional("failures", RESPONDERS),
                  optional("fromDay", DAYS),
                  optional("toDay", DAYS),
                  optional("minDays", DAYS),
                  optional("confirmDays", DAYS),
                  optional("earlyFailure", EARLY_FAILURE),
                  optional("dueDays", DAYS),
                  optional(TherapyModule.Endpoint.NEXT_THERAPY, NEXT_THERAPY))),
          Map.entry(
              RuleKind.SUM_OF_DIAMETERS,
              List.of(
                  needed("measure", MEASURE),
                  needed("partialPercent", NUMBER),
                  needed("progressionPercent", NUMBER),
                  needed("progressionMillimetre", NUMBER),
                  optional("baselineDaysBefore", DAYS),
                  optional("confirmDays", DAYS),
                  optional("earlyFailure", EARLY_FAILURE),
                  optional("dueDays", DAYS),
                  optional(TherapyModule.Endpoint.NEXT_THERAPY, NEXT_THERAPY))),
          Map.entry(
              RuleKind.SLOPE,
              List.of(
                  needed("biomarker", BIOMARKER),
                  needed("fromDay", DAYS),
                  needed("toDay", DAYS),
                  needed("minPoints", DAYS),
                  optional("until", PROCEDURES),
                  optional("dialysisDays", DAYS))),
          Map.entry(
              RuleKind.CUMULATIVE_DOSE_LIMIT,
              List.of(needed("organ", ORGAN), needed("gray", NUMBER))),
          Map.entry(
              RuleKind.GRADE_LOOKUP,
              List.of(
                  needed("scale", SCALE),
                  optional("terms", TERMS),
                  needed("minGrade", DAYS),
                  needed("withinDays", DAYS))),
          Map.entry(
              RuleKind.SUSTAINED_THRESHOLD,
              List.of(
                  needed("biomarker", BIOMARKER),
                  needed("comparator", COMPARATOR),
                  needed("value", NUMBER),
                  needed("days", DAYS),
                  needed("without", PRODUCTS),
                  optional("washoutDays", DAYS),
                  optional("maxGapDays", DAYS))),
          Map.entry(
              RuleKind.COMPOSITE, List.of(needed("of", ENDPOINTS), needed("operator", OPERATOR))),
          Map.entry(
              RuleKind.COST_SUM,
              List.of(
                  needed("component", COMPONENT),
                  needed("procedures", PROCEDURES),
                  optional("dialysisDays", DAYS),
                  needed("per", PER),
                  optional("minDays", DAYS))));

  private EndpointParameters() {}

  private static Parameter needed(String name, Form form) {
    return new Parameter(name, form, true);
  }

  private static Parameter optional(String name, Form form) {
    return new Parameter(name, form, false);
  }

  /**
   * Checks one endpoint by itself and against what the module has declared.
   *
   * @param row the endpoint's {@code parameters}
   */
  static void check(TherapyModule.Endpoint endpoint, Declared module, Row row) {
    List<Parameter> declared = DECLARED.get(endpoint.kind());
    for (Parameter parameter : declared) {
      if (!endpoint.parameters().containsKey(parameter.name()) && !parameter.needed()) {
        continue;
      }
      present(endpoint, parameter, row);
      if (parameter.form() == BIOMARKER
          && !module.hasBiomarker(endpoint.text(parameter.name()).orElseThrow())) {
        throw row.fault(
            parameter.name(),
            new Phrase(
                "the module has no such biomarker: "
                    + endpoint.text(parameter.name()).orElseThrow(),
                "本模块没有这个生物标志物：" + endpoint.text(parameter.name()).orElseThrow()));
      }
      ParameterValues.check(endpoint, parameter, module, row);
    }
    Set<String> names = declared.stream().map(Parameter::name).collect(Collectors.toSet());
    for (String name : endpoint.parameters().keySet()) {
      if (!names.contains(name)) {
        throw row.fault(
            name,
            new Phrase(
                "the rule "
                    + endpoint.kind().label()
                    + " has no such parameter; it reads "
                    + declared.stream().map(Parameter::name).collect(Collectors.joining(", ")),
                "规则 "
                    + endpoint.kind().label()
                    + " 没有这个参数；它读取 "
                    + declared.stream().map(Parameter::name).collect(Collectors.joining("、"))));
      }
    }
    EndpointSense.check(endpoint, module, row);
  }

  private static void present(TherapyModule.Endpoint endpoint, Parameter parameter, Row row) {
    boolean there =
        switch (parameter.form().holds) {
          case "number" -> endpoint.decimal(parameter.name()).isPresent();
          case "text or list" -> !endpoint.textOrTexts(parameter.name()).isEmpty();
          case "text" -> endpoint.text(parameter.name()).isPresent();
          default -> !endpoint.texts(parameter.name()).isEmpty();
        };
    if (List.of().equals(endpoint.parameters().get(parameter.name()))) {
      throw row.fault(
          parameter.name(),
          new Phrase("the list is empty; one entry or more is needed", "列表为空；应至少有一项"));
    }
    if (there) {
      return;
    }
    if (endpoint.parameters().containsKey(parameter.name())) {
      throw row.fault(
          parameter.name(),
          new Phrase(
              "the value of " + parameter.name() + " is no " + parameter.form().holds,
              parameter.name() + " 的值不是" + chinese(parameter.form().holds)));
    }
    throw row.fault(
        "",
        new Phrase(
            "the " + parameter.form().holds + " " + parameter.name() + " is missing",
            "缺少" + chinese(parameter.form().holds) + " " + parameter.name()));
  }

  private static String chinese(String holds) {
    return switch (holds) {
      case "number" -> "数";
      case "text or list" -> "文字或列表";
      case "text" -> "文字";
      default -> "列表";
    };
  }
}
