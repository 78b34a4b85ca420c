package org.therafed.profiles.module;

import static org.therafed.profiles.module.EndpointParameters.Form.BETWEEN;
import static org.therafed.profiles.module.EndpointParameters.Form.BIOMARKER;
import static org.therafed.profiles.module.EndpointParameters.Form.CAUSES;
import static org.therafed.profiles.module.EndpointParameters.Form.COMPARATOR;
import static org.therafed.profiles.module.EndpointParameters.Form.COMPONENT;
import static org.therafed.profiles.module.EndpointParameters.Form.CRITERIA;
import static org.therafed.profiles.module.EndpointParameters.Form.CRITERION;
import static org.therafed.profiles.module.EndpointParameters.Form.DAYS;
import static org.therafed.profiles.module.EndpointParameters.Form.ENDPOINTS;
import static org.therafed.profiles.module.EndpointParameters.Form.EVENT;
import static org.therafed.profiles.module.EndpointParameters.Form.MEASURE;
import static org.therafed.profiles.module.EndpointParameters.Form.NUMBER;
import static org.therafed.profiles.module.EndpointParameters.Form.OPERATOR;
import static org.therafed.profiles.module.EndpointParameters.Form.ORGAN;
import static org.therafed.profiles.module.EndpointParameters.Form.PER;
import static org.therafed.profiles.module.EndpointParameters.Form.PROCEDURES;
import static org.therafed.profiles.module.EndpointParameters.Form.PRODUCTS;
import static org.therafed.profiles.module.EndpointParameters.Form.RESPONDERS;
import static org.therafed.profiles.module.EndpointParameters.Form.SCALE;
import static org.therafed.profiles.module.EndpointParameters.Form.TERMS;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.therafed.profiles.terminology.CodeSets;
import org.therafed.profiles.terminology.CostComponent;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.profiles.terminology.EventTerm;
import org.therafed.profiles.terminology.ProcedureKinds;
import org.therafed.profiles.terminology.Systems;

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
    COMPONENT("text"),
    PER("text"),
    BETWEEN("text"),
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

  private static final Map<Form, Set<String>> CHOICES =
      Map.of(
          COMPARATOR,
          Set.of("<=", "<", ">=", ">"),
          EVENT,
          Set.of(
              "death",
              "progression",
              "progression-or-death",
              "next-treatment-or-death",
              "adverse-event",
              "procedure",
              "death-of-cause"),
          MEASURE,
          Set.of("size"),
          SCALE,
          Set.of("ASTCT-CRS", "ASTCT-ICANS", "CTCAE-5.0", EventTerm.OWN_SCALE),
          // As atr-vital-status lists them.
          CAUSES,
          Set.of(
              "cardiovascular", "kidney", "cancer", "infection", "treatment", "other", "unknown"),
          BETWEEN,
          Set.of("all"),
          OPERATOR,
          Set.of("all", "any", "first-event"),
          PER,
          Set.of("year", "total"));

  private record Parameter(String name, Form form, boolean needed) {}

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
                  optional("atDayWindow", DAYS))),
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
                  optional("responders", RESPONDERS))),
          Map.entry(
              RuleKind.BEST_OF,
              List.of(
                  needed("criterion", CRITERION),
                  needed("responders", RESPONDERS),
                  optional("failures", RESPONDERS),
                  optional("fromDay", DAYS),
                  optional("toDay", DAYS))),
          Map.entry(
              RuleKind.SUM_OF_DIAMETERS,
              List.of(
                  needed("measure", MEASURE),
                  needed("partialPercent", NUMBER),
                  needed("progressionPercent", NUMBER),
                  needed("progressionMillimetre", NUMBER),
                  optional("baselineDaysBefore", DAYS))),
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
        throw row.fault(parameter.name(), "the module has no such biomarker");
      }
      value(endpoint, parameter, module, row);
    }
    Set<String> names = declared.stream().map(Parameter::name).collect(Collectors.toSet());
    for (String name : endpoint.parameters().keySet()) {
      if (!names.contains(name)) {
        throw row.fault(name, "the rule " + endpoint.kind().label() + " has no such parameter");
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
    if (!there) {
      throw row.fault("", "the " + parameter.form().holds + " " + parameter.name() + " is missing");
    }
  }

  private static void value(
      TherapyModule.Endpoint endpoint, Parameter parameter, Declared module, Row row) {
    String name = parameter.name();
    boolean fits =
        switch (parameter.form()) {
          case DAYS -> {
            BigDecimal days = endpoint.decimal(name).orElseThrow();
            yield days.signum() >= 0 && days.stripTrailingZeros().scale() <= 0;
          }
          case CRITERION -> module.criterion(endpoint.text(name).orElseThrow()).isPresent();
          case CRITERIA ->
              endpoint.textOrTexts(name).stream().allMatch(c -> module.criterion(c).isPresent());
          case ORGAN -> module.hasOrgan(endpoint.text(name).orElseThrow());
          case TERMS ->
              endpoint.texts(name).stream()
                  .allMatch(term -> eventFits(term, endpoint.text("scale"), module));
          case RESPONDERS -> endpoint.texts(name).stream().allMatch(c -> category(c, module));
          case PROCEDURES -> ProcedureKinds.standard().kinds().containsAll(endpoint.texts(name));
          case CAUSES -> CHOICES.get(CAUSES).containsAll(endpoint.texts(name));
          case PRODUCTS ->
              endpoint.texts(name).stream()
                  .allMatch(code -> module.bringsProduct(code) || productKnown(code));
          case COMPONENT -> CostComponent.coded(endpoint.text(name).orElseThrow()).isPresent();
          case COMPARATOR, EVENT, MEASURE, SCALE, OPERATOR, BETWEEN, PER ->
              CHOICES.get(parameter.form()).contains(endpoint.text(name).orElseThrow());
          case NUMBER, BIOMARKER, ENDPOINTS -> true;
        };
    if (!fits) {
      throw row.fault(name, "the value does not fit; see the rules in docs/modules.md");
    }
  }

  /** Whether an event is known, and is graded by the scale that a rule asks for. */
  private static boolean eventFits(String term, Optional<String> scale, Declared module) {
    boolean ofCtcae = CtcaeTerms.standard().named(term).isPresent();
    return module
        .event(term)
        .map(event -> scale.isEmpty() || scale.get().equals(event.scale()))
        .orElse(ofCtcae && !scale.equals(Optional.of(EventTerm.OWN_SCALE)));
  }

  private static boolean category(String name, Declared module) {
    return CodeSets.standard()
            .find("response-category")
            .orElseThrow()
            .contains(Systems.RESPONSE, name)
        || module.criteria().stream().anyMatch(c -> c.criterion().category(name).isPresent());
  }

  /** A product, or {@code transfusion} for any blood component. */
  private static boolean productKnown(String code) {
    return code.equals("transfusion")
        || CodeSets.standard().find("product").orElseThrow().listed().values().stream()
            .anyMatch(codes -> codes.containsKey(code));
  }
}
