package org.therafed.profiles.module;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.therafed.profiles.module.EndpointParameters.Form;
import org.therafed.profiles.terminology.CodeSets;
import org.therafed.profiles.terminology.CostComponent;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.profiles.terminology.EventTerm;
import org.therafed.profiles.terminology.ProcedureKinds;
import org.therafed.profiles.terminology.Systems;

/** Whether the value of one parameter is one that its form allows. */
final class ParameterValues {
  private static final Map<Form, Set<String>> CHOICES =
      Map.of(
          Form.COMPARATOR,
          Set.of("<=", "<", ">=", ">"),
          Form.EVENT,
          Set.of(
              "death",
              "progression",
              "progression-or-death",
              "failure-relapse-or-death",
              "next-treatment-or-death",
              "adverse-event",
              "procedure",
              "death-of-cause"),
          Form.MEASURE,
          Set.of("size"),
          Form.SCALE,
          Set.of("ASTCT-CRS", "ASTCT-ICANS", "CTCAE-5.0", EventTerm.OWN_SCALE),
          // As atr-vital-status lists them.
          Form.CAUSES,
          Set.of(
              "cardiovascular", "kidney", "cancer", "infection", "treatment", "other", "unknown"),
          Form.FAILURE_AT,
          Set.of("start", "window"),
          Form.PER,
          Set.of("year", "total"),
          Form.BETWEEN,
          Set.of("all"),
          Form.OPERATOR,
          Set.of("all", "any", "first-event"));

  private ParameterValues() {}

  static void check(
      TherapyModule.Endpoint endpoint,
      EndpointParameters.Parameter parameter,
      Declared module,
      Row row) {
    String name = parameter.name();
    List<String> found = endpoint.textOrTexts(name);
    switch (parameter.form()) {
      case DAYS -> {
        BigDecimal days = endpoint.decimal(name).orElseThrow();
        if (days.signum() < 0 || days.stripTrailingZeros().scale() > 0) {
          throw row.fault(
              name,
              "the value does not fit: a whole number from 0 is needed, found "
                  + days.toPlainString());
        }
      }
      case CRITERION, CRITERIA ->
          all(
              found,
              each -> module.criterion(each).isPresent(),
              row,
              name,
              "a criterion of response");
      case ORGAN -> all(found, module::hasOrgan, row, name, "an organ at risk of the module");
      case TERMS ->
          all(
              found,
              term -> eventFits(term, endpoint.text("scale"), module),
              row,
              name,
              "a CTCAE v5 term, or an event of the module, that the scale grades");
      case RESPONDERS ->
          all(found, each -> category(each, module), row, name, "a category of response");
      case PROCEDURES ->
          all(found, ProcedureKinds.standard().kinds()::contains, row, name, "a kind of procedure");
      case PRODUCTS ->
          all(
              found,
              code -> module.bringsProduct(code) || productKnown(code),
              row,
              name,
              "a product");
      case CAUSES, COMPARATOR, EVENT, MEASURE, SCALE, OPERATOR, BETWEEN, FAILURE_AT, PER -> {
        Set<String> choices = CHOICES.get(parameter.form());
        String shown = choices.stream().sorted().collect(Collectors.joining(", "));
        all(found, choices::contains, row, name, "one of " + shown);
      }
      case COMPONENT ->
          all(
              found,
              each -> CostComponent.coded(each).isPresent(),
              row,
              name,
              "a component of cost");
      case NUMBER, BIOMARKER, ENDPOINTS -> {
        // Checked beside the others, or any number fits.
      }
    }
  }

  private static void all(
      List<String> found, Predicate<String> known, Row row, String name, String needed) {
    for (String each : found) {
      if (!known.test(each)) {
        throw row.fault(
            name, "the value does not fit: " + needed + " is needed, found '" + each + "'");
      }
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
