package org.therafed.profiles.terminology;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The code sets by name: those of the table, and those that the catalogues of this package make.
 */
public final class CodeSets {
  private static final String FILE = "code-sets.yaml";
  private static final CodeSets STANDARD = standardSets();

  private final Map<String, CodeSet> byName;

  private CodeSets(Map<String, CodeSet> byName) {
    this.byName = new TreeMap<>(byName);
  }

  /** The sets that ship with the library. */
  public static CodeSets standard() {
    return STANDARD;
  }

  private static CodeSets standardSets() {
    Map<String, CodeSet> sets = new HashMap<>();
    try (InputStream stream = TableResource.open(FILE)) {
      YAMLMapper mapper =
          YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();
      JsonNode root = mapper.readTree(stream);
      JsonNode systems = root.path("systems");
      root.path("sets")
          .properties()
          .forEach(e -> sets.put(e.getKey(), set(e.getKey(), e.getValue(), systems)));
    } catch (IOException e) {
      throw TerminologyCode.TABLE.with(
          e, safe("file", FILE), safe("path", "/"), safe("reason", "it is not YAML"));
    }
    Map<String, Map<String, String>> labs = new HashMap<>();
    for (LabTest test : LabCatalog.standard().all()) {
      labs.computeIfAbsent(test.coding().system(), system -> new LinkedHashMap<>())
          .put(test.loinc(), test.display());
    }
    add(sets, "lab-test", labs);
    Map<String, String> terms = new LinkedHashMap<>();
    CtcaeTerms.standard().all().forEach(term -> terms.put(term.code(), term.term()));
    add(sets, "ctcae-term", Map.of(Systems.NCIT, terms));
    add(sets, "adverse-event-term", Map.of(Systems.NCIT, terms));
    add(sets, "adverse-event-term", sets.get("other-event").listed());
    Map<String, Map<String, String>> nuclides = new HashMap<>();
    for (Radionuclide nuclide : Radionuclides.standard().all()) {
      Coding coding = nuclide.coding();
      nuclides
          .computeIfAbsent(coding.system(), s -> new HashMap<>())
          .put(coding.code(), coding.display());
    }
    add(sets, "radionuclide", nuclides);
    Map<String, Map<String, String>> procedures = new HashMap<>();
    for (ProcedureKinds.Row row : ProcedureKinds.standard().all()) {
      procedures
          .computeIfAbsent(row.coding().system(), s -> new LinkedHashMap<>())
          .put(row.coding().code(), row.coding().display());
    }
    sets.put("procedure", new CodeSet("procedure", procedures, ProcedureKinds.standard().forms()));
    add(sets, "product", Map.of(Systems.ATC, AtcCodes.standard().names()));
    Map<String, String> components = new LinkedHashMap<>();
    for (CostComponent component : CostComponent.values()) {
      components.put(component.code(), component.display());
    }
    add(sets, "cost-component", Map.of(Systems.COST_COMPONENT, components));
    return new CodeSets(sets);
  }

  /** Adds what a catalogue lists to what the table says of a set, if it does. */
  private static void add(
      Map<String, CodeSet> sets, String name, Map<String, Map<String, String>> listed) {
    CodeSet there = sets.getOrDefault(name, new CodeSet(name, Map.of(), Map.of()));
    Map<String, Map<String, String>> all = new HashMap<>(there.listed());
    all.putAll(listed);
    sets.put(name, new CodeSet(name, all, there.open(), there.families()));
  }

  private static CodeSet set(String name, JsonNode node, JsonNode systems) {
    Map<String, Map<String, String>> listed = new HashMap<>();
    Map<String, Pattern> open = new HashMap<>();
    Map<String, Pattern> families = new HashMap<>();
    for (Map.Entry<String, JsonNode> part : node.properties()) {
      if (part.getKey().equals("open") || part.getKey().equals("families")) {
        Map<String, Pattern> forms = part.getKey().equals("open") ? open : families;
        part.getValue()
            .properties()
            .forEach(e -> forms.put(system(name, e.getKey(), systems), form(name, e.getValue())));
      } else {
        Map<String, String> codes = new LinkedHashMap<>();
        part.getValue().properties().forEach(e -> codes.put(e.getKey(), e.getValue().asText()));
        listed.put(system(name, part.getKey(), systems), codes);
      }
    }
    return new CodeSet(name, listed, open, families);
  }

  private static Pattern form(String name, JsonNode regex) {
    try {
      return Pattern.compile(regex.asText());
    } catch (PatternSyntaxException e) {
      throw TerminologyCode.TABLE.with(
          e,
          safe("file", FILE),
          safe("path", "sets." + name + ".open"),
          safe("reason", "a form is not a regular expression"));
    }
  }

  private static String system(String set, String alias, JsonNode systems) {
    JsonNode uri = systems.get(alias);
    if (uri == null) {
      throw TerminologyCode.TABLE.with(
          safe("file", FILE),
          safe("path", "sets." + set + "." + alias),
          safe("reason", "the system is not declared"));
    }
    return uri.asText();
  }

  /** A set by name, e.g. {@code product}. */
  public Optional<CodeSet> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All sets, by name. */
  public Collection<CodeSet> all() {
    return byName.values();
  }
}
