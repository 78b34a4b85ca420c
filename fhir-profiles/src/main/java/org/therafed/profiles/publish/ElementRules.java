package org.therafed.profiles.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.therafed.profiles.profile.Constraints;
import org.therafed.profiles.profile.DeidAction;
import org.therafed.profiles.profile.ElementRule;
import org.therafed.profiles.profile.ElementType;
import org.therafed.profiles.profile.NumberRange;
import org.therafed.profiles.structure.Definitions;
import org.therafed.profiles.terminology.CodeSet;

/** Writes what one row of a table asks of a value into an element of a definition. */
final class ElementRules {
  /** Of a longer list of displays, a rule is published without expression. */
  private static final int LONGEST_LIST = 100;

  private final String owner;
  private final Definitions definitions;
  private final Terminology terminology;
  private final Names names;

  /**
   * The rules of one definition.
   *
   * @param owner id of the profile or extension, which names what is made for its elements
   */
  ElementRules(String owner, Definitions definitions, Terminology terminology, Names names) {
    this.owner = owner;
    this.definitions = definitions;
    this.terminology = terminology;
    this.names = names;
  }

  /**
   * Writes the rules.
   *
   * @param rule the row
   * @param parent the row above; null at the top
   * @param base the element of FHIR R4
   * @param own the element that is made
   */
  void write(ElementRule rule, ElementRule parent, BaseElement base, String type, ObjectNode own) {
    Constraints limits = rule.constraints();
    boolean plain = rule.type().primitive() && !base.isSystemValue();
    if (plain) {
      constraint(own, "plain", Expressions.PLAIN);
    }
    if (rule.type().temporal()) {
      constraint(own, key("time", rule), Expressions.time(limits.precision()));
    }
    codes(rule, base, type, own);
    if (limits.form() != null && plain && rule.action() != DeidAction.REFERENCE) {
      constraint(own, key("form", rule), Expressions.form("$this", limits.form().pattern()));
    }
    switch (rule.type()) {
      case REFERENCE -> targets(own, limits.targets());
      case CODEABLE_CONCEPT, CODING -> coded(rule, base, own);
      case QUANTITY, DURATION -> quantity(rule, own);
      default -> part(rule, parent, type, own);
    }
  }

  private void part(ElementRule rule, ElementRule parent, String type, ObjectNode own) {
    Constraints limits = rule.constraints();
    if (rule.action() == DeidAction.REFERENCE) {
      String types = String.join("|", new TreeSet<>(limits.targets()));
      constraint(
          own,
          key("target", rule),
          Expressions.form("$this", "(" + types + ")/[A-Za-z0-9\\-.]{1,64}"));
    } else if (rule.action() == DeidAction.CODE_TEXT && limits.form() == null) {
      text(rule, own);
    } else if (rule.type().primitive() && limits.range() != null && limits.range().unit() == null) {
      number(rule, limits.range(), type, own);
    }
    boolean unit = parent != null && rule.name().equals("code") && isQuantity(parent);
    if (unit) {
      bind(own, "required", units(parent));
    }
  }

  private static boolean isQuantity(ElementRule rule) {
    return rule.type() == ElementType.QUANTITY || rule.type() == ElementType.DURATION;
  }

  private void quantity(ElementRule rule, ObjectNode own) {
    constraint(own, "unit-of-code", "unit.exists() implies unit.lower() = code.lower()");
    NumberRange range = rule.constraints().range();
    if (range != null && range.unit() != null) {
      constraint(own, key("range", rule), QuantityRules.range(range, rule.constraints().units()));
    }
  }

  private String units(ElementRule quantity) {
    Set<String> units = quantity.constraints().units();
    if (quantity.constraints().anyUnit()) {
      return "http://hl7.org/fhir/ValueSet/ucum-units";
    }
    return units.isEmpty()
        ? Terminology.knownUnits()
        : terminology.valueSet(
            limited("units-" + owner + "-" + slug(quantity.path())),
            names.element(owner, quantity.path()).within("Units of: {}", "单位：{}"),
            Map.of("http://unitsofmeasure.org", units));
  }

  private void codes(ElementRule rule, BaseElement base, String type, ObjectNode own) {
    Set<String> codes = rule.constraints().codes();
    if (codes.isEmpty()) {
      return;
    }
    if (codes.size() == 1) {
      own.put("fixed" + capital(type), codes.iterator().next());
      return;
    }
    boolean ofOurs = rule.path().contains("extension[");
    boolean bound = base.row().has("binding");
    if (rule.type() != ElementType.CODE || !(ofOurs || bound)) {
      constraint(own, key("codes", rule), Expressions.in("$this", codes));
      return;
    }
    JsonNode binding = base.row().path("binding");
    Optional<Map<String, Set<String>>> known =
        binding.path("strength").asText().equals("required")
            ? definitions.codesOf(binding.path("valueSet").asText())
            : Optional.empty();
    Bilingual title = names.element(owner, rule.path());
    if (known.isEmpty()) {
      String path = rule.path();
      String name = path.substring(path.lastIndexOf('[') + 1, path.lastIndexOf(']'));
      bind(own, "required", terminology.local(name, title, codes));
      return;
    }
    Map<String, Set<String>> kept = new TreeMap<>();
    known
        .get()
        .forEach(
            (system, all) -> {
              Set<String> some = new TreeSet<>(all);
              some.retainAll(codes);
              kept.put(system, some);
            });
    if (!kept.equals(new TreeMap<>(known.get()))) {
      bind(
          own,
          "required",
          terminology.valueSet(limited(owner + "-" + slug(rule.path())), title, kept));
    }
  }

  private void coded(ElementRule rule, BaseElement base, ObjectNode own) {
    CodeSet set = rule.constraints().codeSet();
    boolean open = !set.open().isEmpty() || !set.families().isEmpty();
    boolean keepBase =
        rule.type() == ElementType.CODEABLE_CONCEPT
            && base.row().path("binding").path("strength").asText().equals("required");
    if (!keepBase) {
      bind(own, open ? "extensible" : "required", Terminology.of(set));
    }
    if (open && rule.type() == ElementType.CODING) {
      constraint(own, key("coding", rule), Expressions.coding(set));
    }
  }

  /** A text is the display of a listed code, or a unit. */
  private void text(ElementRule rule, ObjectNode own) {
    Optional<CodeSet> set = rule.constraints().binding();
    if (set.isEmpty()) {
      bind(own, "required", Terminology.knownUnits());
      return;
    }
    Set<String> displays = new TreeSet<>();
    set.get().listed().values().forEach(codes -> displays.addAll(codes.values()));
    constraint(
        own,
        displays.size() > LONGEST_LIST ? "listed-display" : key("text", rule),
        displays.isEmpty()
            ? "false"
            : displays.size() > LONGEST_LIST ? null : Expressions.in("$this", displays));
  }

  private void number(ElementRule rule, NumberRange range, String type, ObjectNode own) {
    if (range.min() != null && !range.minExclusive()) {
      own.set("minValue" + capital(type), bound(range.min(), type));
    }
    if (range.min() != null && range.minExclusive()) {
      constraint(own, key("above", rule), "$this > " + range.min().toPlainString());
    }
    if (range.max() != null) {
      own.set("maxValue" + capital(type), bound(range.max(), type));
    }
  }

  private static JsonNode bound(BigDecimal value, String type) {
    return type.equals("decimal")
        ? JsonNodeFactory.instance.numberNode(value)
        : JsonNodeFactory.instance.numberNode(value.intValueExact());
  }

  private static void targets(ObjectNode own, Set<String> targets) {
    ObjectNode type = own.putArray("type").addObject().put("code", "Reference");
    ArrayNode profiles = type.putArray("targetProfile");
    new TreeSet<>(targets)
        .forEach(t -> profiles.add("http://hl7.org/fhir/StructureDefinition/" + t));
  }

  private static void bind(ObjectNode own, String strength, String valueSet) {
    own.putObject("binding").put("strength", strength).put("valueSet", valueSet);
  }

  /**
   * Adds a constraint.
   *
   * @param key names its sentence, by its part before the first colon of the table of rules
   * @param expression null for a rule that FHIRPath cannot say
   */
  void constraint(ObjectNode own, String key, String expression) {
    ArrayNode all = own.withArray("/constraint");
    ObjectNode constraint = all.addObject().put("key", key).put("severity", "error");
    JsonNode words = names.rule(key);
    if (words.isMissingNode()) {
      int dash = key.indexOf('-');
      words = names.rule(dash < 0 ? key : key.substring(0, dash));
    }
    new Bilingual(words.path("en").asText(key), words.path("zh").asText(key))
        .put(constraint, "human");
    if (expression != null) {
      constraint.put("expression", expression);
    }
  }

  private static String key(String kind, ElementRule rule) {
    return limited(kind + "-" + slug(rule.path()));
  }

  /** A path as ids may hold it: {@code extension[a].valueQuantity} is {@code a-valueQuantity}. */
  static String slug(String path) {
    return path.replaceAll("extension\\[|]", "").replace('.', '-');
  }

  private static String limited(String id) {
    // FHIR ids and keys have at most 64 characters.
    return id.length() <= 64 ? id : id.substring(0, 55) + "-" + Integer.toHexString(id.hashCode());
  }

  private static String capital(String type) {
    return Character.toUpperCase(type.charAt(0)) + type.substring(1);
  }
}
