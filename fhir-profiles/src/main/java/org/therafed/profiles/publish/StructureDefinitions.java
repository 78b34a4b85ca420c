package org.therafed.profiles.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.ElementCursor;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.profile.ProfileDefinition;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.structure.Definitions;

/** The StructureDefinitions of the profiles and of our extensions. */
final class StructureDefinitions {
  private final ProfileTable table;
  private final Definitions r4;
  private final Heading heading;
  private final Names names;
  private final Terminology terminology;

  StructureDefinitions(
      ProfileTable table, Definitions r4, Heading heading, Names names, Terminology terminology) {
    this.table = table;
    this.r4 = r4;
    this.heading = heading;
    this.names = names;
    this.terminology = terminology;
  }

  /** The profile, with differential and snapshot. */
  ObjectNode profile(Profile profile) {
    ProfileDefinition definition = table.of(profile);
    Bilingual title = new Bilingual(definition.title().en(), definition.title().zh());
    ObjectNode resource = heading.of("StructureDefinition", profile.id(), title);
    structure(resource, "resource", profile.resourceType());
    ElementRules rules = new ElementRules(profile.id(), r4, terminology, names);
    SnapshotBuilder builder =
        new SnapshotBuilder(profile.id(), r4, names, rules, definition.choices());
    BaseElement root = BaseElement.of(r4, profile.resourceType());
    ObjectNode own = JsonNodeFactory.instance.objectNode();
    title.put(own, "short");
    title.put(own, "definition");
    new RootRules(rules, names).write(definition, root, own);
    builder.build(root, definition.root(), own);
    return finished(resource, builder);
  }

  /** Our extensions in use, each once. */
  List<ObjectNode> extensions() {
    Map<String, ElementCursor> byUrl = new TreeMap<>();
    Map<String, Set<String>> contexts = new TreeMap<>();
    for (Profile profile : Profile.values()) {
      for (ElementCursor extension : table.of(profile).root().extensions()) {
        String url = SnapshotBuilder.urlOf(extension);
        if (url.startsWith(Canonical.BASE)) {
          byUrl.putIfAbsent(url, extension);
          contexts.computeIfAbsent(url, u -> new TreeSet<>()).add(profile.resourceType());
        }
      }
    }
    ElementCursor ofMeasures = ProfileTable.ruleParameter();
    byUrl.put(SnapshotBuilder.urlOf(ofMeasures), ofMeasures);
    contexts.put(SnapshotBuilder.urlOf(ofMeasures), Set.of("Measure.group"));
    return byUrl.entrySet().stream()
        .map(e -> extension(e.getKey(), e.getValue(), contexts.get(e.getKey())))
        .sorted(Comparator.comparing(r -> r.path("id").asText()))
        .toList();
  }

  private ObjectNode extension(String url, ElementCursor extension, Set<String> contexts) {
    String id = url.substring(url.lastIndexOf('/') + 1);
    Bilingual title = names.element("", id);
    ObjectNode resource = heading.of("StructureDefinition", id, title);
    structure(resource, "complex-type", "Extension");
    ArrayNode places = resource.putArray("context");
    contexts.forEach(type -> places.addObject().put("type", "element").put("expression", type));
    ElementRules rules = new ElementRules(id, r4, terminology, names);
    SnapshotBuilder builder = new SnapshotBuilder(id, r4, names, rules, List.of());
    ObjectNode own = JsonNodeFactory.instance.objectNode();
    title.put(own, "short");
    title.put(own, "definition");
    builder.build(BaseElement.of(r4, "Extension"), extension, own);
    return finished(resource, builder);
  }

  private static void structure(ObjectNode resource, String kind, String type) {
    resource.put("fhirVersion", "4.0.1").put("kind", kind).put("abstract", false);
    resource.put("type", type);
    resource.put("baseDefinition", "http://hl7.org/fhir/StructureDefinition/" + type);
    resource.put("derivation", "constraint");
  }

  private static ObjectNode finished(ObjectNode resource, SnapshotBuilder builder) {
    resource.putObject("snapshot").set("element", builder.snapshot());
    resource.putObject("differential").set("element", builder.differential());
    if (resource.path("type").asText().equals("Extension")) {
      // R4 asks for the context before the type.
      JsonNode context = resource.remove("context");
      ObjectNode ordered = JsonNodeFactory.instance.objectNode();
      resource
          .properties()
          .forEach(
              field -> {
                if (field.getKey().equals("type")) {
                  ordered.set("context", context);
                }
                ordered.set(field.getKey(), field.getValue());
              });
      return ordered;
    }
    return resource;
  }
}
