package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.therafed.profiles.fhirpath.Scope;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.structure.Violation.Kind;

/** Checks one value: by its type, by the element it stands in, by the profiles of its type. */
final class ValueWalk {
  private static final int DEEPEST = 64;

  /** They hold resources that stand by themselves. */
  private static final Set<String> HOLDERS = Set.of("Bundle", "Parameters");

  private static final Pattern EXTENSION_URL =
      Pattern.compile("(.*\\.)?([Ee]|modifierE)xtension(:[^.]*)?\\.url");

  private static final Phrase MODIFIER =
      new Phrase("to stand in modifierExtension", "须放在 modifierExtension 中");

  private static final Phrase NO_MODIFIER = new Phrase("to stand in extension", "须放在 extension 中");

  private static final Phrase UNIQUE =
      new Phrase("an id that no other contained resource has", "须为其他被包含资源所没有的 id");

  /** Before the id of what is contained, which may be that of an element; no id has a blank. */
  private static final String CONTAINED = " ";

  private final Place place;
  private final StructureWalk structures;
  private final ElementChecks checks;

  ValueWalk(Place place, StructureWalk structures) {
    this.place = place;
    this.structures = structures;
    this.checks = new ElementChecks(place);
  }

  /**
   * Checks an occurrence of an element.
   *
   * @param extras the {@code _name} object; null for none
   */
  void check(Slot slot, JsonNode value, JsonNode extras) {
    Shape shape = slot.shape();
    TypeReference type = slot.type();
    if (type == null) {
      complex(shape, content(shape), value);
      return;
    }
    if (Primitives.isPrimitive(type.code())) {
      primitive(shape, type.code(), value, extras);
    } else if (!value.isObject()) {
      notOf(shape, Phrase.same(type.code()), value);
      return;
    } else if (shape.children().isEmpty()) {
      ofType(shape, type.code(), value);
    } else {
      complex(shape, shape, value);
      place
          .definitions()
          .type(type.code())
          .ifPresent(base -> place.constraints(base.root(), value, null));
    }
    checks.check(shape, type, value);
    exactly(shape, extras);
    typeProfiles(shape, type, value);
    place.constraints(shape, value, extras);
  }

  /** Checks an occurrence against the element of a slice it belongs to. */
  void slice(Shape slice, Occurrence occurrence) {
    TypeReference type = occurrence.type();
    for (TypeReference own : slice.definition().types()) {
      type = type == null || own.code().equals(type.code()) ? own : type;
    }
    JsonNode value = occurrence.value();
    if (value.isObject() && !slice.children().isEmpty()) {
      structures.object(slice, slice, value);
    }
    if (type != null) {
      checks.check(slice, type, value);
      exactly(slice, occurrence.extras());
      if (!isJudgedByUrl(type, value)) {
        typeProfiles(slice, type, value);
      }
    }
    place.constraints(slice, value, occurrence.extras());
  }

  /**
   * A fixed value has no extension that the definition does not have (R4, ElementDefinition.fixed).
   */
  private void exactly(Shape shape, JsonNode extras) {
    JsonNode fixed = shape.definition().fixed();
    if (fixed != null && extras != null && extras.has("extension")) {
      place.add(Kind.FIXED, shape, "", Phrase.same(fixed.toString()));
    }
  }

  /** Whether the only profile a slice asks for is the one that the extension's URL names. */
  private boolean isJudgedByUrl(TypeReference type, JsonNode value) {
    return type.code().equals("Extension")
        && type.profiles().equals(List.of(value.path("url").asText()))
        && knownExtension(value).isPresent();
  }

  /** An element without a type has the content of the one it refers to. */
  private Shape content(Shape shape) {
    String reference = shape.definition().contentReference();
    return reference == null
        ? shape
        : place
            .definitions()
            .structure(shape.profile())
            .map(structure -> structure.byId().get(reference))
            .orElse(shape);
  }

  private void complex(Shape shape, Shape content, JsonNode value) {
    if (!value.isObject()) {
      notOf(shape, new Phrase("an object", "须为 JSON 对象"), value);
      return;
    }
    if (place.depth() > DEEPEST) {
      place.add(
          Kind.TYPE, shape, new Phrase("at most " + DEEPEST + " levels", "最多 " + DEEPEST + " 层"));
      return;
    }
    structures.object(shape, content, value);
    if (content != shape) {
      place.constraints(content, value, null);
    }
  }

  private void notOf(Shape shape, Phrase wanted, JsonNode value) {
    place.add(value.isNull() ? Kind.EMPTY : Kind.TYPE, shape, wanted);
  }

  private void primitive(Shape shape, String type, JsonNode value, JsonNode extras) {
    boolean present = !value.isMissingNode() && !value.isNull();
    boolean empty = extras == null ? !present : !extras.isObject() || extras.isEmpty();
    if (empty || (!present && extras.size() == 1 && extras.has("id"))) {
      // An id alone names what is not there.
      place.add(Kind.EMPTY, shape, "ele-1");
    }
    if (!empty && extras != null) {
      place
          .definitions()
          .type("Element")
          .ifPresent(element -> complex(shape, element.root(), extras));
    }
    if (present ? !Primitives.matches(type, value) : !empty && isBare(shape, type)) {
      place.add(Kind.TYPE, shape, type);
    }
    if (!present && !empty && shape.definition().binding().needed()) {
      // "The concept SHALL be from the specified value set" (R4 section 4.1.4.1): an extension is
      // none.
      place.add(Kind.BINDING, shape, shape.definition().binding().required());
    }
  }

  /** The id of a resource and the URL of an extension are what others go by: no extension is. */
  private static boolean isBare(Shape shape, String type) {
    return (type.equals("id") && shape.definition().name().equals("id"))
        || EXTENSION_URL.matcher(shape.definition().id()).matches();
  }

  /** A value whose element says nothing of its parts: its type does. */
  private void ofType(Shape shape, String type, JsonNode value) {
    if (value.has("resourceType")) {
      contained(shape, value);
      return;
    }
    if (type.equals("Extension")) {
      extension(shape, value);
      return;
    }
    place.definitions().type(type).ifPresent(structure -> complex(shape, structure.root(), value));
  }

  /**
   * An extension whose definition is known must meet it, whether a profile names it or not. Its
   * snapshot says what the base says, too.
   */
  private void extension(Shape shape, JsonNode extension) {
    if (extension.has("extension") == hasValue(extension)) {
      place.add(
          Kind.INVARIANT,
          shape,
          "ext-1",
          new Phrase("Must have either extensions or value[x], not both", "须有下级扩展或 value[x]，不可兼有"));
    }
    Optional<Structure> known = knownExtension(extension);
    boolean asModifier = shape.definition().name().equals("modifierExtension");
    if (known.isPresent() && known.get().modifier() != asModifier) {
      place.add(Kind.EXTENSION, shape, asModifier ? NO_MODIFIER : MODIFIER);
    }
    known.ifPresent(its -> new ContextCheck(place).check(shape, its));
    if (known.isPresent() && place.depth() <= DEEPEST) {
      new StructureWalk(place.at(place.path())).whole(known.get(), extension);
    } else {
      place
          .definitions()
          .type("Extension")
          .ifPresent(base -> complex(shape, base.root(), extension));
    }
  }

  private Optional<Structure> knownExtension(JsonNode extension) {
    return place
        .definitions()
        .structure(extension.path("url").asText())
        .filter(known -> known.type().equals("Extension"));
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
    Optional<Structure> structure =
        place.definitions().type(resource.path("resourceType").asText());
    if (structure.isEmpty()) {
      place.add(Kind.TYPE, shape, StructureValidator.RESOURCE);
      return;
    }
    Scope around = place.scope();
    boolean alone = HOLDERS.contains(around.resource().path("resourceType").asText());
    if (!alone && !resource.has("id") && !resource.has("_id")) {
      // R4 section 2.29.3: what is contained is found by its id alone.
      place.addAt(".id", Kind.REQUIRED, shape, "1");
    }
    if (!alone && !place.isAloneWith(CONTAINED + resource.path("id").asText(), resource)) {
      place.addAt(".id", Kind.TYPE, shape, UNIQUE.en(), UNIQUE);
    }
    Scope inner = new Scope(resource, alone ? resource : around.root(), around.references());
    new StructureWalk(place.within(inner)).whole(structure.get(), resource);
  }

  /** A value must meet one of the profiles of its type. */
  private void typeProfiles(Shape shape, TypeReference type, JsonNode value) {
    List<Report> attempts = new ArrayList<>();
    for (String profile : type.profiles()) {
      Optional<Structure> structure = place.definitions().structure(profile);
      if (structure.isEmpty()) {
        return;
      }
      Report attempt = new Report();
      new StructureWalk(place.attempt(attempt)).whole(structure.get(), value);
      if (attempt.isValid()) {
        return;
      }
      attempts.add(attempt);
    }
    if (attempts.size() == 1) {
      place.addAll(attempts.get(0));
    } else if (!attempts.isEmpty()) {
      place.add(Kind.PROFILE, shape, ElementChecks.anyOf(type.profiles()));
    }
  }
}
