package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
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
    "2020-02-29",
    "0000-01-01",
    "2020-01-01T10:00:60Z",
    "2020-01-01T10:00:00.1234567891Z",
    "2020-01-01T10:00:00+14:00",
    "2020-01-01T10:00:00+15:00",
    "2020-01-01t10:00:00z",
    "2020-01-01T24:00:00Z",
    "20200101"
  };
  private static final String[] REFERENCES = {
    "Device/1",
    "Foo/1",
    "#nothing",
    "urn:uuid:00000000-0000-0000-0000-000000000000",
    "not a reference",
    "Patient/1",
    "patient/1",
    "#",
    "http://example.org/fhir/Device/1",
    "Device/1/_history/1",
    "Patient/1/_history/2"
  };

  /** What stands beside JSON; the first two are nothing to a reader. */
  private static final String[] AROUND = {"\n%s\n", "\uFEFF%s", "%s x", "%s{}", "%s]"};

  /** Of what stood there, so many characters are told. */
  private static final int MOST = 80;

  private static final String UCUM = "http://unitsofmeasure.org";

  /** As a reader takes them: a fraction, nothing, more than an int holds, a text. */
  private static final JsonNode[] NUMBERS = {
    JSON.numberNode(1.5), IntNode.valueOf(0), JSON.numberNode(99_999_999_999L), JSON.textNode("5")
  };

  private static final String[] ENDS = {"2019-05-05", "2020-05", "2020-05-06T10:00:00Z"};

  /** The first four are none of UCUM. */
  private static final String[] UNITS = {"mgg/dLL", "MBQ", "mm-Hg", "U//x", "10*9/L", "MBq"};

  /** The last of them has the code that is added. */
  private static final String[] CODE_SYSTEMS = {
    "http://snomed.info/sct",
    "http://loinc.org",
    "http://terminology.hl7.org/CodeSystem/condition-ver-status",
    "http://terminology.hl7.org/CodeSystem/condition-clinical"
  };

  private static final String[] MASSES = {"mg", "g", "kg"};

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
    NULL,
    CONTAINED_WRONGLY,
    REFERENCE_TYPE,
    BUNDLED,
    SAME_ID,
    SAME_LABEL,
    EXTENSION_ONLY,
    ID_ONLY,
    SIBLING_OF_OBJECT,
    BLANK,
    NUMBER,
    PERIOD,
    SAME_NAME,
    AROUND_JSON,
    TEXT_ONLY,
    RANGE,
    KNOWN_EXTENSION,
    SECOND_CODING,
    NARRATIVE,
    SAME_CONTAINED_ID
  }

  /**
   * What was done.
   *
   * @param what kind, place and what stood there
   * @param text the resource as it is now, which need not be JSON any more
   */
  record Done(Kind kind, String what, String text) {}

  private final Random random;
  private final ResourceMutations resources;
  private final ExtensionMutations extensions;

  Mutation(Random random) {
    this.random = random;
    this.resources = new ResourceMutations(random);
    this.extensions = new ExtensionMutations(random);
  }

  /** Changes a resource in place; empty if nothing fitted. */
  Optional<Done> apply(ObjectNode resource) {
    List<MutationPlace> places = MutationPlace.of(resource);
    for (int attempt = 0; attempt < 64; attempt++) {
      Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
      Collections.shuffle(places, random);
      for (MutationPlace place : places) {
        String was = place.value().toString();
        if (change(kind, resource, places, place)) {
          String what = place.path() + " of " + was.substring(0, Math.min(was.length(), MOST));
          return Optional.of(new Done(kind, kind + " " + what, text(kind, resource, place)));
        }
      }
    }
    return Optional.empty();
  }

  /** The resource as text, with what only text can say. */
  private String text(Kind kind, ObjectNode resource, MutationPlace place) {
    String text = resource.toString();
    return switch (kind) {
      case BUNDLED -> resources.bundled(resource);
      case SAME_NAME -> "{\"" + place.field() + "\":" + place.value() + "," + text.substring(1);
      case AROUND_JSON -> String.format(Locale.ROOT, one(AROUND), text);
      default -> text;
    };
  }

  private boolean change(
      Kind kind, ObjectNode resource, List<MutationPlace> places, MutationPlace place) {
    return switch (kind) {
      case CONTAINED -> resources.contain(resource, place);
      case CONTAINED_WRONGLY -> resources.containWrongly(resource, place);
      case REFERENCE_TYPE -> resources.referenceType(place);
      case BUNDLED -> !resource.path("resourceType").asText().equals("Bundle");
      case SAME_ID -> resources.sameId(places, place);
      case SAME_LABEL -> resources.sameLabel(resource);
      case SAME_NAME -> resource.equals(place.parent());
      case AROUND_JSON -> true;
      case KNOWN_EXTENSION -> extensions.add(place);
      case SAME_CONTAINED_ID -> resources.containTwice(resource, place);
      case NARRATIVE -> resources.narrative(resource);
      default -> change(kind, place);
    };
  }

  private boolean change(Kind kind, MutationPlace place) {
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
      case NUMBER -> {
        if (!value.isNumber()) {
          return false;
        }
        place.set(NUMBERS[random.nextInt(NUMBERS.length)]);
      }
      case EXTENSION_ONLY, ID_ONLY -> {
        if (place.parent() == null || !value.isTextual() || place.field().startsWith("_")) {
          return false;
        }
        place.remove();
        if (kind == Kind.ID_ONLY) {
          place.parent().putObject("_" + place.field()).put("id", "only");
        } else {
          extras(place);
        }
      }
      case SIBLING_OF_OBJECT -> {
        if (place.parent() == null || !value.isObject()) {
          return false;
        }
        extras(place);
      }
      case SECOND_CODING -> {
        if (!place.isField("coding") || !value.isArray()) {
          return false;
        }
        ObjectNode second =
            JSON.objectNode().put("system", one(CODE_SYSTEMS)).put("code", "active");
        ((ArrayNode) value).insert(random.nextInt(2), second);
      }
      case TEXT_ONLY -> {
        if (!(value instanceof ObjectNode object) || object.remove("coding") == null) {
          return false;
        }
        object.put("text", "x");
      }
      case RANGE -> {
        if (!place.isField("valueQuantity")) {
          return false;
        }
        place.remove();
        ObjectNode range = place.parent().putObject("valueRange");
        range.set("low", quantity());
        range.set("high", quantity());
      }
      case PERIOD -> {
        if (!(value instanceof ObjectNode object) || !object.has("start")) {
          return false;
        }
        object.put("start", "2020-05-05").put("end", one(ENDS));
      }
      default -> {
        return value.isTextual() && text(kind, place, value.textValue());
      }
    }
    return true;
  }

  /** An extension beside a field. */
  private static void extras(MutationPlace place) {
    place
        .parent()
        .putObject("_" + place.field())
        .putArray("extension")
        .addObject()
        .put("url", "http://example.org/unknown")
        .put("valueString", "x");
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

  private boolean text(Kind kind, MutationPlace place, String text) {
    switch (kind) {
      case APPEND_BLANK -> place.set(TextNode.valueOf(text + " zz"));
      case BLANK -> place.set(" ");
      case OTHER_TEXT -> place.set(TextNode.valueOf("unknown-code-x"));
      case OTHER_JSON_TYPE -> place.set(IntNode.valueOf(7));
      case DATE -> {
        if (!text.matches("\\d{4}-.*")) {
          return false;
        }
        place.set(pick(DATES));
      }
      case REFERENCE -> {
        if (!place.isField("reference")) {
          return false;
        }
        place.set(pick(REFERENCES));
      }
      case SYSTEM -> {
        if (!place.isField("system")) {
          return false;
        }
        place.set(pick(SYSTEMS));
      }
      case UNIT -> {
        boolean unit =
            place.parent() != null && UCUM.equals(place.parent().path("system").asText());
        if (!unit || !place.isField("code")) {
          return false;
        }
        place.set(pick(UNITS));
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

  private ObjectNode quantity() {
    return JSON.objectNode().put("value", 1).put("system", UCUM).put("code", one(MASSES));
  }

  private TextNode pick(String[] texts) {
    return TextNode.valueOf(one(texts));
  }

  private String one(String[] texts) {
    return texts[random.nextInt(texts.length)];
  }
}
