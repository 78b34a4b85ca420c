package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.structure.Violation.Kind;

/** Walks the fields of objects: which there may be, how many, and in which slices. */
final class StructureWalk {
  private static final Phrase ARRAY = new Phrase("a JSON array", "须为 JSON 数组");
  private static final Phrase UNIQUE =
      new Phrase("an id that no other element of the resource has", "须为该资源中其他元素所没有的 id");
  private static final Phrase NO_ARRAY = new Phrase("no JSON array", "不得为 JSON 数组");

  private final Place place;
  private final ValueWalk values;

  StructureWalk(Place place) {
    this.place = place;
    this.values = new ValueWalk(place, this);
  }

  /** Checks a resource, or a data type against a profile of it. */
  void whole(Structure structure, JsonNode value) {
    object(structure.root(), structure.root(), value);
    place.constraints(structure.root(), value, null);
  }

  /** Checks an occurrence against the element of a slice it belongs to. */
  void slice(Shape slice, Occurrence occurrence) {
    values.slice(slice, occurrence);
  }

  /**
   * Walks the fields of an object.
   *
   * @param element whose place this is, for messages
   * @param content whose children these are
   */
  void object(Shape element, Shape content, JsonNode node) {
    if (node.isEmpty()) {
      place.add(Kind.EMPTY, element, "ele-1");
      return;
    }
    List<Shape> children = content.children();
    Occurrences[] found = new Occurrences[children.size()];
    boolean resource =
        content.isRoot() && node.path("resourceType").asText().equals(content.definition().name());
    JsonNode id = resource || namesTwice(content) ? null : node.get("id");
    if (id != null && id.isTextual() && !place.isAloneWith(id.textValue(), node)) {
      place.addAt(".id", Kind.TYPE, element, UNIQUE.en(), UNIQUE);
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!resource || !field.getKey().equals("resourceType")) {
        field(element, content, node, field, found);
      }
    }
    for (Shape child : children) {
      Occurrences its = found[child.index()];
      if ((its == null ? 0 : its.size()) < child.definition().min()) {
        place.addAt(
            "." + child.stem(), Kind.REQUIRED, child, Integer.toString(child.definition().min()));
      }
      if (!child.slices().isEmpty()) {
        new SliceWalk(place).check(child, its);
      }
    }
  }

  /** An ElementDefinition of the differential stands with the same id in the snapshot. */
  private static boolean namesTwice(Shape content) {
    return content.isRoot() && content.definition().name().equals("ElementDefinition");
  }

  /** Only a primitive has a {@code _name} beside it (R4 section 2.1.3.1.1). */
  private static boolean isPrimitive(Slot slot) {
    return slot.type() != null && Primitives.isPrimitive(slot.type().code());
  }

  private void field(
      Shape element,
      Shape content,
      JsonNode node,
      Map.Entry<String, JsonNode> field,
      Occurrences[] found) {
    boolean extras = field.getKey().startsWith("_");
    String name = extras ? field.getKey().substring(1) : field.getKey();
    Slot slot = content.slot(name);
    boolean known = slot != null && (!extras || isPrimitive(slot));
    if (known && extras && node.has(name)) {
      // Taken together with the value it belongs to.
      return;
    }
    int length = place.enter(name);
    if (!known) {
      place.add(Kind.UNKNOWN_ELEMENT, element, name);
    } else if (extras) {
      occurrences(slot, MissingNode.getInstance(), field.getValue(), found);
    } else {
      occurrences(slot, field.getValue(), node.get("_" + name), found);
    }
    place.leave(length);
  }

  private void occurrences(Slot slot, JsonNode value, JsonNode extras, Occurrences[] found) {
    Shape shape = slot.shape();
    boolean array = value.isMissingNode() ? extras.isArray() : value.isArray();
    if (array != shape.definition().list()) {
      place.add(Kind.TYPE, shape, array ? NO_ARRAY : ARRAY);
      return;
    }
    if (found[shape.index()] == null) {
      found[shape.index()] = new Occurrences();
    }
    Occurrences occurrences = found[shape.index()];
    int before = occurrences.size();
    if (array) {
      list(slot, value, extras, occurrences);
    } else {
      occurrence(slot, value, extras, occurrences);
    }
    int most = shape.definition().max();
    // Said once, where the first one too many stands: a choice may come in several fields.
    if (before <= most && occurrences.size() > most) {
      place.add(Kind.TOO_MANY, shape, Integer.toString(most));
    }
  }

  private void list(Slot slot, JsonNode values, JsonNode extras, Occurrences occurrences) {
    int size = Math.max(values.size(), extras == null ? 0 : extras.size());
    if (size == 0) {
      place.add(Kind.EMPTY, slot.shape(), "ele-1");
    }
    for (int i = 0; i < size; i++) {
      int length = place.enter(i);
      JsonNode its = extras == null ? null : extras.get(i);
      occurrence(slot, values.path(i), its == null || its.isNull() ? null : its, occurrences);
      place.leave(length);
    }
  }

  private void occurrence(Slot slot, JsonNode value, JsonNode extras, Occurrences occurrences) {
    // Where it stands is asked again only by slices.
    String path = slot.shape().slices().isEmpty() ? "" : place.path();
    occurrences.add(value, extras, slot.type(), path);
    values.check(slot, value, extras);
  }
}
