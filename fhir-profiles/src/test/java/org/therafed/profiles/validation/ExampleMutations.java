package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.therafed.profiles.profile.ElementCursor;
import org.therafed.profiles.profile.ElementType;
import org.therafed.profiles.profile.Precision;
import org.therafed.profiles.profile.ProfileDefinition;
import org.therafed.profiles.profile.ProfileTable;

/** Every way to spoil a valid example that its table forbids, one after the other. */
public final class ExampleMutations {
  private final ProfileTable table = ProfileTable.standard();

  /** One way to spoil a resource. */
  public record Mutation(String what, String code, Consumer<ObjectNode> spoil) {}

  /** An object of the resource together with its place in the table and how to find it again. */
  private record Place(String pointer, ElementCursor cursor) {}

  /** The mutations of an example. */
  public List<Mutation> of(ObjectNode example) {
    ProfileDefinition definition =
        table.byUrl(example.path("meta").path("profile").path(0).asText()).orElseThrow();
    List<Place> places = new ArrayList<>();
    places(example, "", definition.root(), places);
    List<Mutation> mutations = new ArrayList<>();
    for (Place place : places) {
      ObjectNode object = (ObjectNode) example.at(place.pointer());
      mutations.add(unknownElement(place));
      mutations.add(unknownExtension(place));
      for (ElementCursor needed : place.cursor().required()) {
        // Without a profile there is no rule to break; validateWithoutProfile looks at that.
        if (needed.rule().type() != ElementType.EXTENSION
            && !needed.rule().path().startsWith("meta")) {
          mutations.add(missing(place, needed, object.size()));
        }
      }
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        place
            .cursor()
            .child(field.getKey())
            .filter(child -> !child.rule().path().startsWith("meta"))
            .ifPresent(child -> values(place, field.getKey(), child, mutations));
      }
    }
    return mutations;
  }

  private static void places(
      JsonNode node, String pointer, ElementCursor cursor, List<Place> places) {
    places.add(new Place(pointer, cursor));
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String at = pointer + "/" + field.getKey();
      if (field.getValue().isArray()) {
        for (int i = 0; i < field.getValue().size(); i++) {
          JsonNode item = field.getValue().get(i);
          descend(item, at + "/" + i, cursor.child(field.getKey(), item), places);
        }
      } else {
        descend(field.getValue(), at, cursor.child(field.getKey()), places);
      }
    }
  }

  private static void descend(
      JsonNode item, String at, Optional<ElementCursor> child, List<Place> places) {
    if (item.isObject() && !at.startsWith("/meta")) {
      places(item, at, child.orElseThrow(), places);
    }
  }

  private static Mutation unknownElement(Place place) {
    return new Mutation(
        "unknown element in " + place.pointer(),
        IssueCode.UNKNOWN_ELEMENT.code(),
        root -> ((ObjectNode) root.at(place.pointer())).put("note", "Rossi"));
  }

  private static Mutation unknownExtension(Place place) {
    return new Mutation(
        "unknown extension in " + place.pointer(),
        IssueCode.UNKNOWN_ELEMENT.code(),
        root -> {
          ObjectNode object = (ObjectNode) root.at(place.pointer());
          ArrayNode list =
              object.path("extension") instanceof ArrayNode there
                  ? there
                  : object.putArray("extension");
          list.addObject().put("url", "http://example.org/x").put("valueString", "Rossi");
        });
  }

  private static Mutation missing(Place place, ElementCursor needed, int size) {
    String name = needed.rule().name();
    // An extension without its URL is one that nobody knows; an object without its one part is
    // empty.
    IssueCode code =
        name.equals("url")
            ? IssueCode.UNKNOWN_ELEMENT
            : size == 1 ? IssueCode.EMPTY : IssueCode.REQUIRED;
    return new Mutation(
        "no " + name + " in " + place.pointer(),
        code.code(),
        root -> ((ObjectNode) root.at(place.pointer())).remove(name));
  }

  private static void values(
      Place place, String name, ElementCursor child, List<Mutation> mutations) {
    ElementType type = child.rule().type();
    String what = place.pointer() + "/" + name;
    mutations.add(set(place, name, what + " null", IssueCode.EMPTY, o -> o.putNull(name), child));
    if (child.rule().list()) {
      mutations.add(
          new Mutation(
              what + " no array",
              IssueCode.TYPE.code(),
              root -> ((ObjectNode) root.at(place.pointer())).put(name, "x")));
      return;
    }
    if (type.temporal()) {
      if (!child.rule().constraints().mayLieAhead()
          && child.rule().constraints().precision() != Precision.YEAR) {
        mutations.add(
            set(
                place,
                name,
                what + " in 2199",
                IssueCode.DATE,
                o -> o.put(name, type == ElementType.DATE ? "2199-01-01" : "2199-01-01T00:00:00Z"),
                child));
      }
      mutations.add(
          set(
              place,
              name,
              what + " 00.00.0000",
              IssueCode.TYPE,
              o -> o.put(name, "00.00.0000"),
              child));
    } else if (type == ElementType.CODE && !child.rule().constraints().codes().isEmpty()) {
      if (!name.equals("resourceType")) {
        mutations.add(
            set(place, name, what + " other code", IssueCode.CODE, o -> o.put(name, "zz"), child));
      }
    } else if (type == ElementType.DECIMAL || type == ElementType.POSITIVE_INT) {
      mutations.add(
          set(place, name, what + " as text", IssueCode.TYPE, o -> o.put(name, "7.4"), child));
    } else if (type == ElementType.QUANTITY || type == ElementType.DURATION) {
      mutations.add(
          new Mutation(
              what + " in furlongs",
              IssueCode.UNIT.code(),
              root ->
                  ((ObjectNode) root.at(place.pointer() + "/" + name)).put("code", "[fur_us]")));
    } else if (type == ElementType.REFERENCE) {
      mutations.add(
          new Mutation(
              what + " to what it does not take",
              IssueCode.REFERENCE.code(),
              root ->
                  ((ObjectNode) root.at(place.pointer() + "/" + name))
                      .put("reference", "Basic/1")));
    }
    if (name.equals("code") && place.cursor().rule().type() == ElementType.CODING) {
      mutations.add(
          set(place, name, what + " unknown", IssueCode.CODE, o -> o.put(name, "0"), child));
      mutations.add(
          set(
              place,
              "display",
              what + " free display",
              IssueCode.FREE_TEXT,
              o -> o.put("display", "Mario Rossi, Via Roma 1"),
              child));
    }
  }

  private static Mutation set(
      Place place,
      String name,
      String what,
      IssueCode code,
      Consumer<ObjectNode> change,
      ElementCursor child) {
    IssueCode expected = code;
    if (code == IssueCode.EMPTY && name.equals("url")) {
      expected = IssueCode.UNKNOWN_ELEMENT;
    } else if (code == IssueCode.EMPTY && child.rule().list()) {
      expected = IssueCode.TYPE;
    }
    return new Mutation(
        what + " (" + name + ")",
        expected.code(),
        root -> change.accept((ObjectNode) root.at(place.pointer())));
  }
}
