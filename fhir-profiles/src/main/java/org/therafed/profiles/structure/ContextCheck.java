package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.therafed.profiles.fhirpath.FhirPath;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.structure.Violation.Kind;

/** Whether an extension stands where its definition lets it (StructureDefinition.context). */
final class ContextCheck {
  /** Their values are of other instances, in which the extension would stand elsewhere. */
  private static final Set<String> VALUES_OF_DEFINITIONS =
      Set.of(
          "ElementDefinition.fixed[x]",
          "ElementDefinition.pattern[x]",
          "ElementDefinition.example.value[x]");

  private static final Phrase OTHER_CONTEXT =
      new Phrase(
          "does not fulfil what its definition asks of the element that has it",
          "未满足扩展定义对其所在元素的要求");

  private final Place place;

  ContextCheck(Place place) {
    this.place = place;
  }

  /** Checks the extension that the place is at. */
  void check(Shape shape, Structure extension) {
    ExtensionContext context = extension.context();
    if (!context.anywhere() && !stands(context)) {
      place.add(
          Kind.CONTEXT,
          shape,
          extension.url(),
          new Phrase(
              "stands where " + extension.name() + " may not; it may at " + context.places(" or "),
              extension.name() + " 不可放在此处，只可放在 " + context.places(" 或 ")));
      return;
    }
    for (FhirPath invariant : context.invariants()) {
      Holder holder = holder();
      if (!invariant.holds(place.scope(), holder.value(), holder.extras())) {
        place.add(Kind.CONTEXT, shape, extension.url(), OTHER_CONTEXT);
      }
    }
  }

  private boolean stands(ExtensionContext context) {
    Set<String> names = names();
    for (String name : names) {
      if (context.elements().contains(name) || VALUES_OF_DEFINITIONS.contains(name)) {
        return true;
      }
    }
    if (context.extensions().isEmpty() && context.paths().isEmpty()) {
      return false;
    }
    Holder holder = holder();
    Set<JsonNode> found = Collections.newSetFromMap(new IdentityHashMap<>());
    for (FhirPath path : context.paths()) {
      found.addAll(path.values(place.scope(), place.scope().resource()));
    }
    return context.extensions().contains(holder.url()) || found.contains(holder.value());
  }

  /**
   * What the element that holds the extension is called: its type and those this is made of, and
   * its path from each type on the way, a choice as the definition writes it and as JSON does. Of
   * {@code Observation.component.valueQuantity}: Quantity, Element, Observation.component.value[x],
   * Observation.component.valueQuantity, BackboneElement.value[x], …
   */
  private Set<String> names() {
    Definitions definitions = place.definitions();
    String resource = place.scope().resource().path("resourceType").asText();
    Set<String> names = new HashSet<>(definitions.kinds(resource));
    Shape content = definitions.type(resource).map(Structure::root).orElse(null);
    for (String step : steps()) {
      Slot slot = content == null ? null : content.slot(step);
      if (slot == null) {
        return names;
      }
      names = below(names, step, slot);
      content = content(slot, names);
    }
    return names;
  }

  private Set<String> below(Set<String> parents, String step, Slot slot) {
    Set<String> names = new HashSet<>();
    String defined = slot.shape().definition().name();
    for (String parent : parents) {
      names.add(parent + "." + defined);
      if (!defined.equals(step)) {
        names.add(parent + "." + step);
      }
    }
    if (slot.type() != null) {
      names.addAll(place.definitions().kinds(slot.type().code()));
    }
    return names;
  }

  /** Where the elements below are defined; an element defined elsewhere has that id, too. */
  private Shape content(Slot slot, Set<String> names) {
    Shape shape = slot.shape();
    String reference = shape.definition().contentReference();
    if (reference != null) {
      names.add(reference);
      return place
          .definitions()
          .structure(shape.profile())
          .map(structure -> structure.byId().get(reference))
          .orElse(null);
    }
    if (!shape.children().isEmpty() || slot.type() == null) {
      return shape;
    }
    return place.definitions().type(slot.type().code()).map(Structure::root).orElse(null);
  }

  /** The names from the resource to the element that holds the extension, without indexes. */
  private List<String> steps() {
    List<String> steps = new ArrayList<>();
    for (String step : place.pathInResource().split("\\.", -1)) {
      int bracket = step.indexOf('[');
      steps.add(bracket < 0 ? step : step.substring(0, bracket));
    }
    // The path begins with a dot and ends with the extension itself.
    return steps.subList(1, steps.size() - 1);
  }

  /**
   * The element that holds the extension.
   *
   * @param value missing where a primitive has only extensions
   * @param extras the {@code _name} object; null for none
   * @param url of an extension, and of the value of one, its URL; else empty
   */
  private record Holder(JsonNode value, JsonNode extras, String url) {}

  private Holder holder() {
    JsonNode parent = MissingNode.getInstance();
    JsonNode value = place.scope().resource();
    JsonNode extras = null;
    String name = "";
    String[] steps = place.pathInResource().split("\\.", -1);
    for (int i = 1; i < steps.length - 1; i++) {
      int bracket = steps[i].indexOf('[');
      name = bracket < 0 ? steps[i] : steps[i].substring(0, bracket);
      parent = value.isObject() ? value : extras == null ? value : extras;
      value = parent.path(name);
      JsonNode beside = parent.path("_" + name);
      if (bracket >= 0) {
        int index = Integer.parseInt(steps[i].substring(bracket + 1, steps[i].length() - 1));
        value = value.path(index);
        beside = beside.path(index);
      }
      extras = beside.isObject() ? beside : null;
    }
    JsonNode extension = name.startsWith("value") ? parent : value;
    return new Holder(value, extras, extension.path("url").asText(""));
  }
}
