package org.therafed.profiles.publish;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.terminology.CodeSet;
import org.therafed.profiles.terminology.CodeSets;
import org.therafed.profiles.terminology.CtcaeTerm;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.profiles.terminology.Systems;
import org.therafed.profiles.terminology.Ucum;

/**
 * The value sets that the definitions bind to, and the code systems of our own, gathered while the
 * definitions are made.
 */
final class Terminology {
  private static final Bilingual UNITS =
      new Bilingual("Units of the registry (UCUM)", "登记库使用的单位（UCUM）");
  private static final String COMMENTS =
      "http://hl7.org/fhir/StructureDefinition/valueset-concept-comments";

  /** Code systems whose codes the therapy modules bring: what is published is a part of each. */
  private static final Set<String> OF_MODULES =
      Set.of(
          Systems.COMPANION,
          Systems.MODULE_PRODUCT,
          Systems.MODULE_TEST,
          Systems.MODULE_ENDPOINT,
          Systems.MODULE_EVENT,
          Systems.MODULE_RESPONSE,
          Systems.MODULE_NUCLIDE);

  private final Heading heading;
  private final Names names;
  private final Map<String, ObjectNode> valueSets = new TreeMap<>();
  private final Map<String, Map<String, String>> systems = new TreeMap<>();
  private final Map<String, Bilingual> companion = CompanionCodes.all();

  Terminology(Heading heading, Names names) {
    this.heading = heading;
    this.names = names;
    CodeSets.standard().all().forEach(this::codeSet);
    OF_MODULES.forEach(system -> systems.put(system, new TreeMap<>()));
    companion.forEach((code, name) -> systems.get(Systems.COMPANION).put(code, name.en()));
    valueSet("units", UNITS, Map.of(Systems.UCUM, Ucum.known()));
  }

  /** The value set of a code set, by its canonical. */
  static String of(CodeSet set) {
    return url(set.name());
  }

  /** The value set of every unit the registry knows. */
  static String knownUnits() {
    return url("units");
  }

  /** Makes the value set of listed codes; the canonical. */
  String valueSet(String id, Bilingual title, Map<String, ? extends Collection<String>> codes) {
    ObjectNode resource = heading.of("ValueSet", id, title);
    ArrayNode includes = resource.putObject("compose").putArray("include");
    new TreeMap<>(codes)
        .forEach(
            (system, listed) -> {
              ArrayNode concepts = includes.addObject().put("system", system).putArray("concept");
              new TreeSet<>(listed).forEach(code -> concepts.addObject().put("code", code));
            });
    valueSets.put(id, resource);
    return url(id);
  }

  /** Makes the value set and the code system of the codes that an element of ours lists. */
  String local(String id, Bilingual title, Set<String> codes) {
    Map<String, String> concepts = systems.computeIfAbsent(Systems.local(id), s -> new TreeMap<>());
    codes.forEach(code -> concepts.put(code, code));
    return valueSet(id, title, Map.of(Systems.local(id), codes));
  }

  private void codeSet(CodeSet set) {
    Bilingual title = names.element("", set.name());
    ObjectNode resource = heading.of("ValueSet", set.name(), title);
    ArrayNode includes = resource.putObject("compose").putArray("include");
    new TreeMap<>(set.listed())
        .forEach(
            (system, codes) -> {
              if (!set.open().containsKey(system)) {
                listed(includes.addObject().put("system", system), system, codes);
              }
            });
    // A system taken by the form of its codes is included whole; the form is a constraint of the
    // element, as a value set cannot say it.
    new TreeSet<>(set.open().keySet()).forEach(s -> includes.addObject().put("system", s));
    set.listed()
        .forEach(
            (system, codes) -> {
              if (system.startsWith(Canonical.BASE + "/CodeSystem/")) {
                systems.computeIfAbsent(system, s -> new TreeMap<>()).putAll(codes);
              }
            });
    valueSets.put(set.name(), resource);
  }

  private static void listed(ObjectNode include, String system, Map<String, String> codes) {
    ArrayNode concepts = include.putArray("concept");
    new TreeMap<>(codes)
        .forEach(
            (code, display) -> {
              ObjectNode concept = concepts.addObject().put("code", code).put("display", display);
              if (system.equals(Systems.NCIT)) {
                CtcaeTerms.standard().chinese(code).ifPresent(zh -> designation(concept, zh));
                CtcaeTerms.standard().coded(code).ifPresent(term -> grades(concept, term));
              }
            });
  }

  /** Which grades CTCAE defines for a term, as FHIR's comment on a concept of a value set. */
  private static void grades(ObjectNode concept, CtcaeTerm term) {
    concept
        .putArray("extension")
        .addObject()
        .put("url", COMMENTS)
        .put("valueString", CtcaeTerms.SCALE + " grades: " + term.shownGrades());
  }

  private static void designation(ObjectNode concept, String chinese) {
    concept.putArray("designation").addObject().put("language", "zh").put("value", chinese);
  }

  Collection<ObjectNode> valueSets() {
    return valueSets.values();
  }

  List<ObjectNode> codeSystems() {
    return systems.entrySet().stream().map(e -> codeSystem(e.getKey(), e.getValue())).toList();
  }

  private ObjectNode codeSystem(String url, Map<String, String> codes) {
    String id = url.substring(url.lastIndexOf('/') + 1);
    boolean ofModules = OF_MODULES.contains(url);
    ObjectNode resource = heading.of("CodeSystem", id, names.element("", id));
    resource
        .put("caseSensitive", true)
        .put("content", ofModules ? "fragment" : "complete")
        .put("count", codes.size());
    resource.put("valueSet", allOf(id));
    ArrayNode concepts = JsonNodeFactory.instance.arrayNode();
    codes.forEach(
        (code, display) -> {
          Bilingual name = ofModules ? companion.get(code) : names.code(id, code, display);
          ObjectNode concept = JsonNodeFactory.instance.objectNode();
          concept.put("code", code).put("display", name.en());
          if (!name.zh().isEmpty()) {
            designation(concept, name.zh());
          }
          concepts.add(concept);
        });
    // FHIR knows no empty list.
    if (!concepts.isEmpty()) {
      resource.set("concept", concepts);
    }
    ObjectNode all = heading.of("ValueSet", "all-" + id, names.element("", id));
    all.putObject("compose").putArray("include").addObject().put("system", url);
    valueSets.put("all-" + id, all);
    return resource;
  }

  private static String allOf(String id) {
    return url("all-" + id);
  }

  private static String url(String id) {
    return Canonical.BASE + "/ValueSet/" + id;
  }
}
