package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.therafed.profiles.fhirpath.Scope;
import org.therafed.profiles.structure.Violation.Kind;

/**
 * One walk of one resource along one structure. The path is built in place and read when something
 * is wrong.
 */
final class StructureWalk {
  /**
   * Invariants that the walk holds by itself (ele-1: nothing is empty; ext-1: a value or
   * extensions; dom-6: a narrative is good practice), or that cannot fail where contained resources
   * are absent.
   */
  static final Set<String> NATIVE_INVARIANTS = Set.of("ele-1", "ext-1", "dom-6");

  private static final int DEEPEST = 64;

  private final Definitions definitions;
  private final Report report;
  private final Scope scope;
  private final StringBuilder path;
  private final int depth;

  StructureWalk(Definitions definitions, Report report, Scope scope, String path, int depth) {
    this.definitions = definitions;
    this.report = report;
    this.scope = scope;
    this.path = new StringBuilder(96).append(path);
    this.depth = depth;
  }

  void resource(Structure structure, JsonNode resource) {
    object(structure.root(), structure.root(), resource, true);
    constraints(structure.root(), resource, null);
  }

  /** Checks one data type against a profile of it. */
  void value(Structure structure, JsonNode value) {
    object(structure.root(), structure.root(), value, false);
    constraints(structure.root(), value, null);
  }

  /**
   * Walks the fields of an object.
   *
   * @param element whose place this is, for messages
   * @param content whose children these are
   */
  private void object(Shape element, Shape content, JsonNode node, boolean resource) {
    if (node.isEmpty()) {
      add(Kind.EMPTY, element, "ele-1", "");
      return;
    }
    List<Shape> children = content.children();
    Occurrences[] found = new Occurrences[children.size()];
    int length = path.length();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = field.getKey();
      if (resource && name.equals("resourceType")) {
        continue;
      }
      boolean extras = name.startsWith("_");
      String bare = extras ? name.substring(1) : name;
      path.append('.').append(bare);
      Slot slot = content.slot(bare);
      if (slot == null) {
        add(Kind.UNKNOWN_ELEMENT, element, bare, "");
      } else if (!extras || !node.has(bare)) {
        field(slot, field.getValue(), node, bare, extras, found);
      }
      path.setLength(length);
    }
    for (Shape child : children) {
      Occurrences its = found[child.index()];
      int count = its == null ? 0 : its.size();
      if (count < child.definition().min()) {
        path.append('.').append(stem(child));
        add(Kind.REQUIRED, child, Integer.toString(child.definition().min()), "");
        path.setLength(length);
      }
      if (its != null || !child.slices().isEmpty()) {
        slices(child, its);
      }
    }
  }

  private static String stem(Shape child) {
    return child.definition().name().replace("[x]", "");
  }

  private void field(
      Slot slot, JsonNode value, JsonNode parent, String name, boolean only, Occurrences[] found) {
    Shape shape = slot.shape();
    JsonNode extras = only ? value : parent.get("_" + name);
    JsonNode own = only ? MissingNode.getInstance() : value;
    boolean array = only ? value.isArray() : own.isArray();
    if (array != shape.definition().list()) {
      add(Kind.TYPE, shape, array ? "no JSON array" : "a JSON array", "");
      return;
    }
    int before = found[shape.index()] == null ? 0 : found[shape.index()].size();
    if (found[shape.index()] == null) {
      found[shape.index()] = new Occurrences();
    }
    Occurrences occurrences = found[shape.index()];
    if (!array) {
      occurrences.add(own, extras, slot.type(), path.toString());
      item(slot, own, extras);
    } else {
      list(slot, own, extras, occurrences);
    }
    int count = occurrences.size();
    if (count > shape.definition().max() && before <= shape.definition().max()) {
      add(Kind.TOO_MANY, shape, Integer.toString(shape.definition().max()), "");
    }
  }

  private void list(Slot slot, JsonNode values, JsonNode extras, Occurrences occurrences) {
    int size = Math.max(values.size(), extras == null ? 0 : extras.size());
    if (size == 0) {
      add(Kind.EMPTY, slot.shape(), "ele-1", "");
    }
    int length = path.length();
    for (int i = 0; i < size; i++) {
      path.append('[').append(i).append(']');
      JsonNode its = extras == null ? null : extras.get(i);
      JsonNode value = values.path(i);
      JsonNode sibling = its == null || its.isNull() ? null : its;
      occurrences.add(value, sibling, slot.type(), path.toString());
      item(slot, value, sibling);
      path.setLength(length);
    }
  }

  /** Checks one occurrence: its content, and what the element says about it. */
  private void item(Slot slot, JsonNode value, JsonNode extras) {
    Shape shape = slot.shape();
    TypeReference type = slot.type();
    if (type == null) {
      String reference = shape.definition().contentReference();
      Shape content =
          reference == null
              ? shape
              : definitions
                  .structure(shape.profile())
                  .map(structure -> structure.byId().get(reference))
                  .orElse(shape);
      complex(shape, content, value);
      return;
    }
    if (Primitives.isPrimitive(type.code())) {
      primitive(shape, type.code(), value, extras);
    } else if (!value.isObject()) {
      add(value.isNull() ? Kind.EMPTY : Kind.TYPE, shape, type.code(), "");
      return;
    } else if (!shape.children().isEmpty()) {
      complex(shape, shape, value);
      definitions.type(type.code()).ifPresent(base -> constraints(base.root(), value, null));
    } else {
      reference(type.code(), shape, value);
    }
    new ElementChecks(definitions, report, scope, path).check(shape, type, value);
    typeProfiles(shape, type, value);
    constraints(shape, value, extras);
  }

  private void complex(Shape shape, Shape content, JsonNode value) {
    if (!value.isObject()) {
      add(value.isNull() ? Kind.EMPTY : Kind.TYPE, shape, "an object", "");
      return;
    }
    if (depth + nesting() > DEEPEST) {
      add(Kind.TYPE, shape, "at most " + DEEPEST + " levels", "");
      return;
    }
    object(shape, content, value, false);
    if (content != shape) {
      constraints(content, value, null);
    }
  }

  private int nesting() {
    int dots = 0;
    for (int i = 0; i < path.length(); i++) {
      dots += path.charAt(i) == '.' ? 1 : 0;
    }
    return dots;
  }

  private void reference(String type, Shape shape, JsonNode value) {
    if (value.has("resourceType")) {
      contained(shape, value);
      return;
    }
    Optional<Structure> structure = definitions.type(type);
    if (structure.isEmpty()) {
      return;
    }
    complex(shape, structure.get().root(), value);
    if (type.equals("Extension")) {
      extension(shape, value);
    }
  }

  /** An extension whose definition is known must meet it, whether a profile names it or not. */
  private void extension(Shape shape, JsonNode extension) {
    if (extension.has("extension") == hasValue(extension)) {
      add(Kind.INVARIANT, shape, "ext-1", "Must have either extensions or value[x], not both");
    }
    definitions
        .structure(extension.path("url").asText())
        .filter(known -> known.type().equals("Extension"))
        .ifPresent(
            known ->
                new StructureWalk(definitions, report, scope, path.toString(), depth + 1)
                    .value(known, extension));
  }

  private static boolean hasValue(JsonNode extension) {
    for (Map.Entry<String, JsonNode> field : extension.properties()) {
      if (field.getKey().startsWith("value") || field.getKey().startsWith("_value")) {
        return true;
      }
    }
    return false;
  }

  private void contained(Shape shape, JsonNode resource) {
    Optional<Structure> structure = definitions.type(resource.path("resourceType").asText());
    if (structure.isEmpty()) {
      add(Kind.TYPE, shape, "a FHIR R4 resource", "");
      return;
    }
    boolean inBundle = scope.resource().path("resourceType").asText().equals("Bundle");
    JsonNode root = inBundle ? resource : scope.root();
    Scope inner = new Scope(resource, root, scope.references());
    new StructureWalk(definitions, report, inner, path.toString(), depth + 1)
        .resource(structure.get(), resource);
  }

  private void primitive(Shape shape, String type, JsonNode value, JsonNode extras) {
    boolean present = !value.isMissingNode() && !value.isNull();
    if (extras != null) {
      if (!extras.isObject() || extras.isEmpty()) {
        add(Kind.EMPTY, shape, "ele-1", "");
      } else {
        definitions.type("Element").ifPresent(element -> complex(shape, element.root(), extras));
      }
    } else if (!present) {
      add(Kind.EMPTY, shape, "ele-1", "");
    }
    if (present && !Primitives.matches(type, value)) {
      add(Kind.TYPE, shape, type, "");
    }
  }

  /** A value must meet one of the profiles of its type. */
  private void typeProfiles(Shape shape, TypeReference type, JsonNode value) {
    List<Report> attempts = new ArrayList<>();
    for (String profile : type.profiles()) {
      Optional<Structure> structure = definitions.structure(profile);
      if (structure.isEmpty()) {
        return;
      }
      Report attempt = new Report();
      StructureWalk walk =
          new StructureWalk(definitions, attempt, scope, path.toString(), depth + 1);
      if (value.has("resourceType")) {
        walk.resource(structure.get(), value);
      } else {
        walk.value(structure.get(), value);
      }
      if (attempt.isValid()) {
        return;
      }
      attempts.add(attempt);
    }
    if (attempts.size() == 1) {
      report.addAll(attempts.get(0));
    } else if (!attempts.isEmpty()) {
      add(Kind.PROFILE, shape, String.join(" or ", type.profiles()), "");
    }
  }

  private void constraints(Shape shape, JsonNode value, JsonNode extras) {
    for (Constraint constraint : shape.definition().constraints()) {
      if (!constraint.path().holds(scope, value, extras)) {
        report.add(
            new Violation(
                Kind.INVARIANT,
                constraint.error(),
                path.toString(),
                shape.profile(),
                constraint.key(),
                constraint.human()));
      }
    }
  }

  private void slices(Shape child, Occurrences occurrences) {
    new SliceWalk(definitions, report, scope, depth, path.toString()).check(child, occurrences);
  }

  /** Checks an occurrence against the element of a slice it belongs to. */
  void slice(Shape slice, Occurrence occurrence) {
    TypeReference type = occurrence.type();
    for (TypeReference own : slice.definition().types()) {
      type = type == null || own.code().equals(type.code()) ? own : type;
    }
    JsonNode value = occurrence.value();
    if (value.isObject() && !slice.children().isEmpty()) {
      object(slice, slice, value, false);
    }
    if (type != null) {
      new ElementChecks(definitions, report, scope, path).check(slice, type, value);
      typeProfiles(slice, type, value);
    }
    constraints(slice, value, occurrence.extras());
  }

  private void add(Kind kind, Shape shape, String rule, String text) {
    report.add(new Violation(kind, true, path.toString(), shape.profile(), rule, text));
  }
}
