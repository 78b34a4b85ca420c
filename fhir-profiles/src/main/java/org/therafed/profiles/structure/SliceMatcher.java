package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.therafed.profiles.fhirpath.FhirPath;
import org.therafed.profiles.fhirpath.Scope;

/** Whether an item belongs to a slice, by the discriminators (R4 profiling, section 5.1.0.7). */
final class SliceMatcher {
  /** Targets may refer to each other; each takes two walks. */
  private static final int MOST_NESTED = 16;

  private static final ConcurrentMap<String, FhirPath> PATHS = new ConcurrentHashMap<>();

  private final Place place;
  private final Definitions definitions;

  SliceMatcher(Place place) {
    this.place = place;
    this.definitions = place.definitions();
  }

  Verdict matches(Shape sliced, Shape slice, Occurrence item) {
    Slicing slicing = sliced.definition().slicing();
    List<Discriminator> discriminators = slicing == null ? List.of() : slicing.discriminators();
    if (discriminators.isEmpty()) {
      return sliced.definition().name().endsWith("[x]") ? type(slice, item) : Verdict.UNKNOWN;
    }
    Verdict all = Verdict.YES;
    for (Discriminator discriminator : discriminators) {
      all = all.and(one(discriminator, slice, item));
    }
    return all;
  }

  private Verdict one(Discriminator discriminator, Shape slice, Occurrence item) {
    return switch (discriminator.type()) {
      case "type" ->
          discriminator.path().equals("$this")
              ? type(slice, item)
              : typeAt(discriminator.path(), slice, item);
      case "exists" -> exists(discriminator.path(), slice, item);
      case "profile" -> profile(discriminator.path(), slice, item);
      default -> value(discriminator.path(), slice, item);
    };
  }

  private static Verdict type(Shape slice, Occurrence item) {
    if (item.type() == null) {
      return Verdict.UNKNOWN;
    }
    String resource = item.value().path("resourceType").asText("");
    for (TypeReference type : slice.definition().types()) {
      if (type.code().equals(item.type().code()) || type.code().equals(resource)) {
        return Verdict.YES;
      }
    }
    return Verdict.NO;
  }

  private Verdict typeAt(String path, Shape slice, Occurrence item) {
    Shape at = at(slice, path);
    if (at == null) {
      // The slice says nothing of the element: its type is the one it has in the item's type.
      at = item.type() == null ? null : inType(item.type(), path);
    }
    if (at == null) {
      return Verdict.UNKNOWN;
    }
    List<JsonNode> values = path(path).values(place.scope(), item.value());
    if (values.stream().noneMatch(value -> value.has("resourceType"))) {
      return dataTypeAt(at, item, values);
    }
    for (JsonNode value : values) {
      String resource = value.path("resourceType").asText("");
      for (TypeReference type : at.definition().types()) {
        if (type.code().equals(resource)) {
          return Verdict.YES;
        }
      }
    }
    return Verdict.NO;
  }

  /** A data type is told by the name of a choice; an element with one type always has it. */
  private static Verdict dataTypeAt(Shape at, Occurrence item, List<JsonNode> values) {
    String name = at.definition().name();
    if (values.isEmpty() || !name.endsWith("[x]")) {
      return Verdict.of(!values.isEmpty());
    }
    String stem = name.substring(0, name.length() - 3);
    for (TypeReference type : at.definition().types()) {
      String code = type.code();
      if (item.value().has(stem + Character.toUpperCase(code.charAt(0)) + code.substring(1))) {
        return Verdict.YES;
      }
    }
    return Verdict.NO;
  }

  private Verdict exists(String path, Shape slice, Occurrence item) {
    Shape at = at(slice, path);
    if (at == null) {
      return Verdict.UNKNOWN;
    }
    boolean present = !path(path).values(place.scope(), item.value()).isEmpty();
    return Verdict.of(
        present == (at.definition().max() > 0) && (present || at.definition().min() == 0));
  }

  private Verdict value(String path, Shape slice, Occurrence item) {
    if (path.contains("resolve()")) {
      return Verdict.UNKNOWN;
    }
    if (path.equals("url")) {
      Optional<String> url = extensionUrl(slice);
      if (url.isPresent()) {
        return Verdict.of(url.get().equals(item.value().path("url").asText()));
      }
    }
    List<JsonNode> values = path(path).values(place.scope(), item.value());
    Verdict all = null;
    for (Shape at : allAt(List.of(slice), path)) {
      Verdict one = anyMeets(at, values);
      all = all == null ? one : all.and(one);
    }
    return all == null ? Verdict.UNKNOWN : all;
  }

  /**
   * The elements at a path that say something of the value: the one itself, and those in slices
   * that must be there. So R4's bp tells a component by {@code code.coding.code}, and fixes that in
   * {@code component:SystolicBP.code.coding:SBPCode}.
   */
  private List<Shape> allAt(List<Shape> from, String path) {
    List<Shape> at = from;
    for (String step : path.split("\\.", -1)) {
      if (!step.equals("$this") && !step.startsWith("ofType(")) {
        List<Shape> next = new ArrayList<>();
        for (Shape each : at) {
          Shape child = at(each, step);
          if (child != null) {
            next.add(child);
            next.addAll(required(child));
          }
        }
        at = next;
      }
    }
    return at.stream().filter(SliceMatcher::tells).toList();
  }

  /** The slices that every value has. */
  private static List<Shape> required(Shape sliced) {
    return sliced.slices().stream().filter(slice -> slice.definition().min() > 0).toList();
  }

  /** Whether an element says what its value is. */
  private static boolean tells(Shape shape) {
    return shape.definition().binding().required() != null || restricts(shape);
  }

  private Verdict anyMeets(Shape at, List<JsonNode> values) {
    Verdict best = Verdict.NO;
    for (JsonNode value : values) {
      Verdict verdict = meets(at, value);
      if (verdict == Verdict.YES) {
        return verdict;
      }
      best = verdict == Verdict.UNKNOWN ? verdict : best;
    }
    return best;
  }

  /** Whether a value meets what an element fixes, by itself or by its parts. */
  private Verdict meets(Shape at, JsonNode value) {
    ElementDefinition row = at.definition();
    if (row.fixed() != null) {
      return Verdict.of(Match.fixed(row.fixed(), value));
    }
    if (row.pattern() != null) {
      return Verdict.of(Match.pattern(row.pattern(), value));
    }
    if (row.binding().required() != null) {
      return definitions
          .valueSets()
          .find(row.binding().required())
          .map(codes -> Verdict.of(bound(codes, value)))
          .orElse(Verdict.UNKNOWN);
    }
    Verdict all = Verdict.UNKNOWN;
    for (Shape child : at.children()) {
      List<JsonNode> values = children(value, child.definition().name());
      List<Shape> parts = new ArrayList<>(required(child));
      parts.add(child);
      for (Shape its : parts) {
        if (restricts(its)) {
          Verdict part = anyMeets(its, values);
          all = all == Verdict.UNKNOWN ? part : all.and(part);
        }
      }
    }
    return all;
  }

  private static boolean restricts(Shape shape) {
    if (shape.definition().fixed() != null || shape.definition().pattern() != null) {
      return true;
    }
    for (Shape child : shape.children()) {
      if (restricts(child) || required(child).stream().anyMatch(SliceMatcher::restricts)) {
        return true;
      }
    }
    return false;
  }

  private static List<JsonNode> children(JsonNode value, String name) {
    JsonNode child = value.path(name);
    if (child.isArray()) {
      List<JsonNode> all = new ArrayList<>();
      child.forEach(all::add);
      return all;
    }
    return child.isMissingNode() ? List.of() : List.of(child);
  }

  private static boolean bound(CodeList codes, JsonNode value) {
    if (value.isTextual()) {
      return codes.contains(value.textValue());
    }
    if (value.has("coding")) {
      for (JsonNode coding : value.path("coding")) {
        if (codes.contains(coding.path("system").asText(), coding.path("code").asText())) {
          return true;
        }
      }
      return false;
    }
    return codes.contains(value.path("system").asText(), value.path("code").asText());
  }

  private Verdict profile(String path, Shape slice, Occurrence item) {
    List<JsonNode> targets = path(path).values(place.scope(), item.value());
    if (targets.isEmpty()) {
      return Verdict.UNKNOWN;
    }
    Shape at = path.startsWith("$this") ? slice : at(slice, path.replace(".resolve()", ""));
    if (at == null || at.definition().types().isEmpty() || place.nested() > MOST_NESTED) {
      return Verdict.UNKNOWN;
    }
    for (TypeReference type : at.definition().types()) {
      for (String profile : path.contains("resolve()") ? type.targetProfiles() : type.profiles()) {
        Optional<Structure> structure = definitions.structure(profile);
        if (structure.isEmpty()) {
          return Verdict.UNKNOWN;
        }
        Report attempt = new Report();
        JsonNode target = targets.get(0);
        if (target.path("resourceType").asText().equals(structure.get().type())) {
          Scope inner = new Scope(target, target, place.scope().references());
          new StructureWalk(place.attempt(attempt).within(inner)).whole(structure.get(), target);
          if (attempt.isValid()) {
            return Verdict.YES;
          }
        }
      }
    }
    return Verdict.NO;
  }

  /** The URL an extension slice fixes, by its profile or by its own element. */
  private Optional<String> extensionUrl(Shape slice) {
    for (TypeReference type : slice.definition().types()) {
      if (type.code().equals("Extension") && !type.profiles().isEmpty()) {
        String profile = type.profiles().get(0);
        Optional<Structure> structure = definitions.structure(profile);
        Shape url = structure.map(s -> s.root().child("url")).orElse(null);
        return Optional.of(
            (url != null && url.definition().fixed() != null)
                ? url.definition().fixed().asText()
                : profile.replaceFirst("\\|.*", ""));
      }
    }
    return Optional.empty();
  }

  /** The element of a slice at a path of names; null where the slice says nothing there. */
  private Shape at(Shape slice, String path) {
    Shape at = slice;
    for (String step : path.split("\\.", -1)) {
      if (step.equals("$this") || step.startsWith("ofType(")) {
        continue;
      }
      Shape next = at.child(step);
      if (next == null) {
        next = ofTypeProfile(at, step);
      }
      if (next == null) {
        return null;
      }
      at = next;
    }
    return at;
  }

  private Shape inType(TypeReference type, String path) {
    return definitions.type(type.code()).map(base -> at(base.root(), path)).orElse(null);
  }

  private Shape ofTypeProfile(Shape at, String step) {
    for (TypeReference type : at.definition().types()) {
      for (String profile : type.profiles()) {
        Shape child = definitions.structure(profile).map(s -> s.root().child(step)).orElse(null);
        if (child != null) {
          return child;
        }
      }
    }
    return null;
  }

  private static FhirPath path(String path) {
    return PATHS.computeIfAbsent(path, FhirPath::compile);
  }
}
