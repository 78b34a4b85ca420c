package org.therafed.profiles.publish;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.Choice;
import org.therafed.profiles.profile.ElementCursor;
import org.therafed.profiles.profile.ElementRule;
import org.therafed.profiles.profile.ProfileCode;
import org.therafed.profiles.structure.Definitions;

/**
 * Walks a type of FHIR R4 along a table and writes each element twice: with all it is (snapshot)
 * and with what the table says (differential). An element without a row may not occur.
 */
final class SnapshotBuilder {
  private static final Bilingual CLOSED =
      new Bilingual("Not part of the profile: it does not leave a hospital.", "不属于本规范：不得离开医院。");

  private final Definitions definitions;
  private final Names names;
  private final ElementRules rules;
  private final String owner;
  private final List<Choice> choices;
  private final ArrayNode snapshot = JsonNodeFactory.instance.arrayNode();
  private final ArrayNode differential = JsonNodeFactory.instance.arrayNode();

  SnapshotBuilder(
      String owner,
      Definitions definitions,
      Names names,
      ElementRules rules,
      List<Choice> choices) {
    this.owner = owner;
    this.definitions = definitions;
    this.names = names;
    this.rules = rules;
    this.choices = choices;
  }

  /** Where an element of a definition stands. */
  private record Place(String id, String path) {
    Place child(String name) {
      return new Place(id + "." + name, path + "." + name);
    }

    Place slice(String name) {
      return new Place(id + ":" + name, path);
    }
  }

  /**
   * Writes the whole definition.
   *
   * @param root the type's root, with what is to stand at the root in {@code own}
   */
  void build(BaseElement root, ElementCursor cursor, ObjectNode own) {
    Place place = new Place(root.path(), root.path());
    write(place, root, own);
    for (BaseElement child : root.children()) {
      child(place, child, cursor, true);
    }
  }

  ArrayNode snapshot() {
    return snapshot;
  }

  ArrayNode differential() {
    return differential;
  }

  private void child(Place parent, BaseElement base, ElementCursor cursor, boolean ours) {
    Place place = parent.child(base.name());
    if (base.name().equals("extension")) {
      extensions(place, base, cursor);
    } else if (base.isChoice()) {
      choice(place, base, cursor, ours);
    } else {
      cursor
          .child(base.name())
          .ifPresentOrElse(
              at -> element(place, base, base.type(), at, cursor.rule(), own(at.rule(), ours)),
              () -> closed(place, base));
    }
  }

  private void closed(Place place, BaseElement base) {
    if (base.min() > 0) {
      throw ProfileCode.TABLE.with(
          safe("file", owner + ".yaml"),
          safe("path", place.id()),
          safe("reason", "FHIR R4 needs the element, the table has no row"));
    }
    ObjectNode own = JsonNodeFactory.instance.objectNode();
    own.put("max", "0");
    write(place, base, own);
    for (BaseElement child : base.children()) {
      forbidden(place.child(child.name()), child);
    }
  }

  /**
   * An element below one that may not occur stands in a snapshot as R4 has it (R4, 5.1.0.1: "fully
   * described"), and not in the differential, which has nothing to say of it.
   */
  private void forbidden(Place place, BaseElement base) {
    ObjectNode own = JsonNodeFactory.instance.objectNode();
    CLOSED.put(own, "definition");
    snapshot.add(ElementFields.ordered(whole(place, base, own)));
    for (BaseElement child : base.children()) {
      forbidden(place.child(child.name()), child);
    }
  }

  private static ObjectNode whole(Place place, BaseElement base, ObjectNode own) {
    own.put("id", place.id()).put("path", place.path());
    return ElementFields.merged(base, own);
  }

  /** What the table says of an element, without place and type. */
  private ObjectNode own(ElementRule rule, boolean ours) {
    ObjectNode own = JsonNodeFactory.instance.objectNode();
    Bilingual name = names.element(owner, rule.path());
    name.put(own, "short");
    name.put(own, "definition");
    own.put("min", rule.min());
    own.put("max", rule.max() == Integer.MAX_VALUE ? "*" : Integer.toString(rule.max()));
    if (ours) {
      own.put("mustSupport", true);
    }
    return own;
  }

  private void element(
      Place place,
      BaseElement base,
      String type,
      ElementCursor at,
      ElementRule parent,
      ObjectNode own) {
    ElementRule rule = at.rule();
    own.put("min", Math.max(own.path("min").asInt(), base.min()));
    rules.write(rule, parent, base, type, own);
    write(place, base, own);
    if (rule.type().primitive()) {
      return;
    }
    boolean inline = !base.children().isEmpty();
    List<BaseElement> children =
        inline ? base.children() : BaseElement.of(definitions, type).children();
    for (BaseElement child : children) {
      child(place, child, at, inline);
    }
  }

  private void choice(Place place, BaseElement base, ElementCursor cursor, boolean ours) {
    Map<String, ElementCursor> named = new TreeMap<>();
    for (ElementCursor child : cursor.children()) {
      if (base.typeOfChoice(child.rule().name()) != null) {
        named.put(child.rule().name(), child);
      }
    }
    if (named.isEmpty()) {
      closed(place, base);
      return;
    }
    boolean top = cursor.rule().path().isEmpty();
    boolean needed =
        top && choices.stream().anyMatch(c -> c.min() > 0 && named.keySet().containsAll(c.of()));
    if (named.size() == 1) {
      ElementCursor only = named.values().iterator().next();
      String type = base.typeOfChoice(only.rule().name());
      ObjectNode own = own(only.rule(), ours);
      own.put("min", needed ? 1 : only.rule().min());
      own.putArray("type").addObject().put("code", type);
      element(place, base, type, only, cursor.rule(), own);
      return;
    }
    ObjectNode own = JsonNodeFactory.instance.objectNode();
    own.put("min", Math.max(needed ? 1 : 0, base.min())).put("max", "1");
    slicing(own, "type", "$this");
    ArrayNode types = own.putArray("type");
    named.keySet().forEach(name -> types.addObject().put("code", base.typeOfChoice(name)));
    if (ours) {
      own.put("mustSupport", true);
    }
    write(place, base, own);
    named.forEach(
        (name, at) -> {
          String type = base.typeOfChoice(name);
          ObjectNode slice = own(at.rule(), ours);
          slice.put("sliceName", name);
          slice.putArray("type").addObject().put("code", type);
          BaseElement optional = new BaseElement(base.path(), optional(base.row()), List.of());
          element(place.slice(name), optional, type, at, cursor.rule(), slice);
        });
  }

  private static JsonNode optional(JsonNode row) {
    return ((ObjectNode) row.deepCopy()).put("min", 0);
  }

  private void extensions(Place place, BaseElement base, ElementCursor cursor) {
    List<ElementCursor> allowed =
        cursor.extensions().stream()
            .sorted(Comparator.comparing((ElementCursor at) -> at.rule().path()))
            .toList();
    if (allowed.isEmpty()) {
      closed(place, base);
      return;
    }
    ObjectNode own = JsonNodeFactory.instance.objectNode();
    own.put("min", allowed.stream().mapToInt(at -> at.rule().min()).sum()).put("max", "*");
    slicing(own, "value", "url");
    write(place, base, own);
    for (ElementCursor at : allowed) {
      extension(place, base, at);
    }
  }

  private void extension(Place place, BaseElement base, ElementCursor at) {
    String path = at.rule().path();
    String name = path.substring(path.lastIndexOf('[') + 1, path.length() - 1);
    String url = urlOf(at);
    ObjectNode own = own(at.rule(), true);
    own.put("sliceName", name);
    ObjectNode type = own.putArray("type").addObject().put("code", "Extension");
    boolean published = url.equals(Canonical.extension(name));
    if (published) {
      type.putArray("profile").add(url);
    }
    write(place.slice(name), base, own);
    if (!published) {
      // Another's extension, or a part of one of ours: its rules stand here.
      for (BaseElement child : BaseElement.of(definitions, "Extension").children()) {
        child(place.slice(name), child, at, true);
      }
    }
  }

  /** The URL that an extension's row fixes. */
  static String urlOf(ElementCursor extension) {
    return extension.child("url").orElseThrow().rule().constraints().codes().iterator().next();
  }

  private static void slicing(ObjectNode own, String discriminator, String path) {
    ObjectNode slicing = own.putObject("slicing");
    slicing.putArray("discriminator").addObject().put("type", discriminator).put("path", path);
    slicing.put("ordered", false).put("rules", "closed");
  }

  private void write(Place place, BaseElement base, ObjectNode own) {
    ObjectNode whole = whole(place, base, own);
    differential.add(ElementFields.ordered(own));
    if (!whole.has("definition")) {
      Bilingual text =
          whole.path("max").asText().equals("0")
              ? CLOSED
              : names.element(owner, base.name().replace("[x]", ""));
      text.put(whole, "definition");
    }
    snapshot.add(ElementFields.ordered(whole));
  }
}
