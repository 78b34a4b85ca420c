package org.therafed.profiles.publish;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.therafed.profiles.profile.Choice;
import org.therafed.profiles.profile.ElementRule;
import org.therafed.profiles.profile.ProfileCode;
import org.therafed.profiles.profile.ProfileDefinition;
import org.therafed.profiles.terminology.IcansTerms;
import org.therafed.profiles.terminology.LabCatalog;
import org.therafed.profiles.terminology.LabTest;
import org.therafed.profiles.terminology.Radionuclide;
import org.therafed.profiles.terminology.Radionuclides;
import org.therafed.profiles.terminology.ResponseCriteria;
import org.therafed.profiles.terminology.Systems;

/** The rules of a profile that hold over several elements; they stand at the resource's root. */
final class RootRules {
  private final ElementRules rules;
  private final Names names;

  RootRules(ElementRules rules, Names names) {
    this.rules = rules;
    this.names = names;
  }

  void write(ProfileDefinition definition, BaseElement root, ObjectNode own) {
    rules.constraint(own, "claims", claims(definition));
    for (Choice choice : definition.choices()) {
      choice(choice, root, own);
    }
    if (definition.elements().stream().anyMatch(RootRules::isBoundAhead)) {
      rules.constraint(own, "date-not-ahead", null);
    }
    for (String name : new TreeSet<>(definition.invariants())) {
      invariant(definition.profile().id(), name, own);
    }
  }

  private static boolean isBoundAhead(ElementRule rule) {
    return rule.type().temporal() && !rule.constraints().mayLieAhead();
  }

  private static String claims(ProfileDefinition definition) {
    String url = definition.profile().url();
    Set<String> all = new TreeSet<>(definition.alsoClaims());
    all.add(url);
    return "meta.profile.where($this = "
        + Expressions.literal(url)
        + ").count() = 1 and meta.profile.all("
        + Expressions.in("$this", all)
        + ")";
  }

  /** Elements of which one stands for the other; a choice of FHIR is held by its cardinality. */
  private void choice(Choice choice, BaseElement root, ObjectNode own) {
    Set<String> elements = new LinkedHashSet<>();
    for (String name : choice.of()) {
      elements.add(
          root.children().stream()
              .filter(child -> child.isChoice() && child.typeOfChoice(name) != null)
              .map(child -> child.name().replace("[x]", ""))
              .findFirst()
              .orElse(name));
    }
    if (elements.size() > 1) {
      String count =
          elements.stream()
              .map(element -> "iif(" + element + ".exists(), 1, 0)")
              .collect(Collectors.joining(" + "));
      String number = choice.min() > 0 ? " = 1" : " <= 1";
      rules.constraint(own, "choice-" + String.join("-", elements), "(" + count + ")" + number);
    }
  }

  private void invariant(String profile, String name, ObjectNode own) {
    JsonNode rule = names.rule(name);
    if (rule.isMissingNode()) {
      throw ProfileCode.TABLE.with(
          safe("file", "rules.yaml"),
          safe("path", name),
          safe("reason", "the invariant of " + profile + " has no row"));
    }
    if (rule.path("expressions").isEmpty() && !rule.has("made")) {
      rules.constraint(own, name, null);
    }
    for (JsonNode expression : rule.path("expressions")) {
      rules.constraint(own, expression.path("key").asText(name), filled(expression));
    }
    if (rule.path("made").asText().equals("laboratory")) {
      for (LabTest test : LabCatalog.standard().all()) {
        rules.constraint(own, name + "-" + test.loinc(), QuantityRules.laboratory(test));
      }
    }
  }

  private static String filled(JsonNode expression) {
    return expression.path("fhirpath").isMissingNode()
        ? null
        : expression
            .path("fhirpath")
            .asText()
            .strip()
            .replace("{therapeutic}", therapeutic())
            .replace("{criteria}", criteria())
            .replace("{icans}", icans());
  }

  /** One pattern: HAPI compares each part of a union with each other one. */
  private static String icans() {
    return Expressions.form("$this", String.join("|", IcansTerms.all().keySet()));
  }

  /** Each criterion of response has categories of its own. */
  private static String criteria() {
    List<String> cases = new ArrayList<>();
    for (String name : ResponseCriteria.standard().names()) {
      ResponseCriteria.Criterion criterion = ResponseCriteria.standard().named(name).orElseThrow();
      cases.add(
          "(code.coding.where(system = "
              + Expressions.literal(criterion.coding().system())
              + " and code = "
              + Expressions.literal(criterion.coding().code())
              + ").exists() implies value.coding.where(system = "
              + Expressions.literal(Systems.RESPONSE)
              + " or system = "
              + Expressions.literal(Systems.MODULE_RESPONSE)
              + ").all("
              + Expressions.in(
                  "code",
                  criterion.categories().stream()
                      .map(category -> category.coding().code())
                      .toList())
              + "))");
    }
    return String.join(" and ", cases);
  }

  private static String therapeutic() {
    List<String> cases = new ArrayList<>();
    for (Radionuclide nuclide : Radionuclides.standard().all()) {
      if (nuclide.therapeutic()) {
        cases.add(
            "(system = "
                + Expressions.literal(nuclide.coding().system())
                + " and code = "
                + Expressions.literal(nuclide.coding().code())
                + ")");
      }
    }
    return String.join(" or ", cases);
  }
}
