package org.therafed.profiles.module;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.therafed.profiles.module.EndpointParameters.Form;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.terminology.CodeSets;
import org.therafed.profiles.terminology.CostComponent;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.profiles.terminology.EventTerm;
import org.therafed.profiles.terminology.ProcedureKinds;
import org.therafed.profiles.terminology.Systems;

/** Whether the value of one parameter is one that its form allows. */
final class ParameterValues {
  private static final Map<Form, Set<String>> CHOICES =
      Map.ofEntries(
          Map.entry(Form.COMPARATOR, Set.of("<=", "<", ">=", ">")),
          Map.entry(
              Form.EVENT,
              Set.of(
                  "death",
                  "progression",
                  "progression-or-death",
                  TherapyModule.Endpoint.EVENT_FREE,
                  "next-treatment-or-death",
                  "adverse-event",
                  "procedure",
                  "death-of-cause")),
          Map.entry(Form.MEASURE, Set.of("size")),
          Map.entry(
              Form.SCALE, Set.of("ASTCT-CRS", "ASTCT-ICANS", "CTCAE-5.0", EventTerm.OWN_SCALE)),
          // As atr-vital-status lists them.
          Map.entry(
              Form.CAUSES,
              Set.of(
                  "cardiovascular",
                  "kidney",
                  "cancer",
                  "infection",
                  "treatment",
                  "other",
                  "unknown")),
          Map.entry(Form.FAILURE_AT, Set.of("start", "window")),
          Map.entry(Form.EARLY_FAILURE, Set.of("non-responder", "not-evaluable")),
          Map.entry(Form.NEXT_THERAPY, Set.of("ends", "ignored", "event")),
          Map.entry(Form.PER, Set.of("year", "total")),
          Map.entry(Form.BETWEEN, Set.of("all")),
          Map.entry(Form.OPERATOR, Set.of("all", "any", "first-event")));

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
        if (days.signum() < 0
            || days.stripTrailingZeros().scale() > 0
            || days.compareTo(Row.MOST_DAYS) > 0) {
          throw row.fault(
              name,
              new Phrase(
                  "the value does not fit: a whole number from 0 to "
                      + Row.MOST_DAYS
                      + " is needed, found "
                      + days.toPlainString(),
                  "该值不合适：应为 0 至 " + Row.MOST_DAYS + " 的整数，实际为 " + days.toPlainString()));
        }
      }
      case CRITERION, CRITERIA ->
          all(
              found,
              each -> module.criterion(each).isPresent(),
              row,
              name,
              new Phrase("a criterion of response", "疗效标准"));
      case ORGAN ->
          all(
              found,
              module::hasOrgan,
              row,
              name,
              new Phrase("an organ at risk of the module", "本模块的危及器官"));
      case TERMS ->
          all(
              found,
              term -> eventFits(term, endpoint.text("scale"), module),
              row,
              name,
              new Phrase(
                  "a CTCAE v5 term, or an event of the module, that the scale grades",
                  "该量表可分级的 CTCAE v5 术语或本模块的事件"));
      case RESPONDERS ->
          all(
              found,
              each -> category(each, module),
              row,
              name,
              new Phrase("a category of response", "疗效类别"));
      case PROCEDURES ->
          all(
              found,
              ProcedureKinds.standard().kinds()::contains,
              row,
              name,
              new Phrase("a kind of procedure", "操作类别"));
      case PRODUCTS ->
          all(
              found,
              code -> module.bringsProduct(code) || productKnown(code),
              row,
              name,
              new Phrase("a product", "产品"));
      case CAUSES,
          COMPARATOR,
          EVENT,
          MEASURE,
          SCALE,
          OPERATOR,
          BETWEEN,
          FAILURE_AT,
          EARLY_FAILURE,
          NEXT_THERAPY,
          PER -> {
        Set<String> choices = CHOICES.get(parameter.form());
        List<String> shown = choices.stream().sorted().toList();
        Phrase needed =
            new Phrase("one of " + String.join(", ", shown), " " + String.join("、", shown) + " 之一");
        all(found, choices::contains, row, name, needed);
      }
      case COMPONENT ->
          all(
              found,
              each -> CostComponent.coded(each).isPresent(),
              row,
              name,
              new Phrase("a component of cost", "费用组成"));
      case NUMBER, BIOMARKER, ENDPOINTS -> {
        // Checked beside the others, or any number fits.
      }
    }
  }

  private static void all(
      List<String> found, Predicate<String> known, Row row, String name, Phrase needed) {
    for (String each : found) {
      if (!known.test(each)) {
        throw row.fault(
            name,
            new Phrase(
                "the value does not fit: " + needed.en() + " is needed, found '" + each + "'",
                "该值不合适：应为" + needed.zh() + "，实际为“" + each + "”"));
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
