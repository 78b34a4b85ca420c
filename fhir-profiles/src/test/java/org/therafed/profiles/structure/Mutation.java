package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** One change of a resource, of a kind that one kind of rule should notice. */
final class Mutation {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final String[] DATES = {
    "2020-13-01",
    "2020-02-30",
    "00.00.0000",
    "2020-1-1",
    "2020-01-01T10:00",
    "2020-01-01T25:00:00Z",
    "2020-01-01T10:00:00",
    "2020",
    "2020-02-29"
  };
  private static final String[] REFERENCES = {
    "Device/1",
    "Foo/1",
    "#nothing",
    "urn:uuid:00000000-0000-0000-0000-000000000000",
    "not a reference",
    "Patient/1"
  };

  /** To R4 an instance without content is valid, but for the last (org-1). */
  private static final String[] CONTAINED = {"Patient", "Practitioner", "Device", "Organization"};

  /** Of what stood there, so many characters are told. */
  private static final int MOST = 80;

  private static final String UCUM = "http://unitsofmeasure.org";

  /** The first four are none of UCUM. */
  private static final String[] UNITS = {"mgg/dLL", "MBQ", "mm-Hg", "U//x", "10*9/L", "MBq"};

  private static final String[] SYSTEMS = {
    UCUM, "http://loinc.org", "relative", "http://example.org/x"
  };

  /** The kinds, each named for what it does. */
  enum Kind {
    REMOVE,
    EMPTY,
    APPEND_BLANK,
    OTHER_TEXT,
    OTHER_JSON_TYPE,
    DATE,
    UNKNOWN_ELEMENT,
    REPEAT_ITEM,
    WRAP_IN_ARRAY,
    NEGATIVE,
    REFERENCE,
    SYSTEM,
    OTHER_CODE,
    UNIT,
    SECOND_CHOICE,
    EMPTY_EXTENSION,
    CONTAINED,
    NULL
  }

  /** A place in the tree: a field of an object, or an item of an array. */
  private record Place(ObjectNode parent, String field, ArrayNode array, int index, String path) {
    JsonNode value() {
      return array != null ? array.get(index) : parent.get(field);
    }

    void set(JsonNode value) {
      if (array != null) {
        array.set(index, value);
      } else {
        parent.set(field, value);
      }
    }

    void remove() {
      if (array != null) {
        array.remove(index);
      } else {
        parent.remove(field);
      }
    }

    boolean isField(String name) {
      return name.equals(field);
    }
  }

  private final Random random;

  Mutation(Random random) {
    this.random = random;
  }

  /**
   * Changes a resource in place.
   *
   * @return kind, place and what stood there; empty if nothing fitted
   */
  Optional<String> apply(JsonNode resource) {
    List<Place> places = new ArrayList<>();
    collect(resource, resource.path("resourceType").asText(), places);
    for (int attempt = 0; attempt < 64 && !places.isEmpty(); attempt++) {
      Place place = places.get(random.nextInt(places.size()));
      Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
      String was = place.value().toString();
      boolean done =
          kind == Kind.CONTAINED ? contain((ObjectNode) resource, place) : change(kind, place);
      if (done) {
        return Optional.of(
            kind + " " + place.path() + " of " + was.substring(0, Math.min(was.length(), MOST)));
      }
    }
    return Optional.empty();
  }

  private static void collect(JsonNode node, String path, List<Place> into) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        String name = field.getKey();
        if (!name.equals("resourceType") && !name.equals("text") && !name.equals("meta")) {
          into.add(new Place(object, name, null, 0, path + "." + name));
          collect(field.getValue(), path + "." + name, into);
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        into.add(new Place(null, null, array, i, path + "[" + i + "]"));
        collect(array.get(i), path + "[" + i + "]", into);
      }
    }
  }

  /** A contained resource that somebody refers to, whatever its type, or nobody does. */
  private boolean contain(ObjectNode resource, Place place) {
    if (!place.isField("reference") || resource.has("contained")) {
      return false;
    }
    resource.putArray("contained").addObject().set("resourceType", one(CONTAINED));
    ((ObjectNode) resource.path("contained").path(0)).put("id", "inner");
    if (random.nextInt(3) > 0) {
      place.set(TextNode.valueOf("#inner"));
    }
    return true;
  }

  private boolean change(Kind kind, Place place) {
    JsonNode value = place.value();
    switch (kind) {
      case REMOVE -> place.remove();
      case EMPTY -> place.set(empty(value));
      case NULL -> place.set(JSON.nullNode());
      case WRAP_IN_ARRAY -> {
        if (place.parent() == null || value.isArray()) {
          return false;
        }
        place.set(JSON.arrayNode().add(value.deepCopy()));
      }
      case REPEAT_ITEM -> {
        if (!(value instanceof ArrayNode array) || array.isEmpty()) {
          return false;
        }
        array.add(array.get(0).deepCopy());
      }
      case UNKNOWN_ELEMENT, EMPTY_EXTENSION -> {
        if (!(value instanceof ObjectNode object)) {
          return false;
        }
        inside(kind, object);
      }
      case SECOND_CHOICE -> {
        String name = place.field() == null ? "" : place.field();
        if (!name.matches("(value|effective|onset|performed|deceased|medication)[A-Z].*")) {
          return false;
        }
        String stem = name.replaceAll("([a-z]+)[A-Z].*", "$1");
        place.parent().set(stem + "Boolean", BooleanNode.TRUE);
      }
      case NEGATIVE -> {
        if (!value.isNumber()) {
          return false;
        }
        place.set(IntNode.valueOf(-5));
      }
      default -> {
        return value.isTextual() && text(kind, place, value.textValue());
      }
    }
    return true;
  }

  private static JsonNode empty(JsonNode value) {
    if (value.isObject()) {
      return JSON.objectNode();
    }
    return value.isArray() ? JSON.arrayNode() : TextNode.valueOf("");
  }

  private static void inside(Kind kind, ObjectNode object) {
    if (kind == Kind.UNKNOWN_ELEMENT) {
      object.put("bogusElement", "x");
    } else {
      object.putArray("extension").addObject().put("url", "http://example.org/unknown");
    }
  }

  private boolean text(Kind kind, Place place, String text) {
    switch (kind) {
      case APPEND_BLANK -> place.set(TextNode.valueOf(text + " zz"));
      case OTHER_TEXT -> place.set(TextNode.valueOf("unknown-code-x"));
      case OTHER_JSON_TYPE -> place.set(IntNode.valueOf(7));
      case DATE -> {
        if (!text.matches("\\d{4}-.*")) {
          return false;
        }
        place.set(one(DATES));
      }
      case REFERENCE -> {
        if (!place.isField("reference")) {
          return false;
        }
        place.set(one(REFERENCES));
      }
      case SYSTEM -> {
        if (!place.isField("system")) {
          return false;
        }
        place.set(one(SYSTEMS));
      }
      case UNIT -> {
        boolean unit =
            place.parent() != null && UCUM.equals(place.parent().path("system").asText());
        if (!unit || !place.isField("code")) {
          return false;
        }
        place.set(one(UNITS));
      }
      default -> {
        if (!place.isField("code")) {
          return false;
        }
        place.set(TextNode.valueOf("mg/dL"));
      }
    }
    return true;
  }

  private TextNode one(String[] texts) {
    return TextNode.valueOf(texts[random.nextInt(texts.length)]);
  }
}
