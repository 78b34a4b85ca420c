package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.therafed.profiles.fhirpath.Scope;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.structure.Violation.Kind;

/**
 * Where a walk stands: what is known, the resource around, the path so far, and where violations
 * go. The path is built in place and read only when something is wrong.
 */
final class Place {
  private final Definitions definitions;
  private final Report report;
  private final Scope scope;
  private final StringBuilder path;
  private final int depth;

  /** How much of the path leads to the resource. */
  private final int resource;

  /** The elements of this resource by their ids. */
  private final Map<String, Set<JsonNode>> ids;

  private Place(
      Definitions definitions,
      Report report,
      Scope scope,
      String path,
      int depth,
      int resource,
      Map<String, Set<JsonNode>> ids) {
    this.definitions = definitions;
    this.report = report;
    this.scope = scope;
    this.ids = ids;
    this.path = new StringBuilder(96).append(path);
    this.depth = depth;
    this.resource = resource;
  }

  /** The root of a resource. */
  static Place root(Definitions definitions, Report report, JsonNode resource, Scope scope) {
    String type = resource.path("resourceType").asText();
    return new Place(definitions, report, scope, type, 0, type.length(), new HashMap<>());
  }

  /** The same place a level deeper, its violations apart: an attempt that may fail. */
  Place attempt(Report attempt) {
    return new Place(definitions, attempt, scope, path.toString(), depth + 1, resource, ids);
  }

  /** A resource within this one, or one that it refers to. */
  Place within(Scope inner) {
    return new Place(
        definitions, report, inner, path.toString(), depth + 1, path.length(), new HashMap<>());
  }

  /** Another place of the same resource, a level deeper. */
  Place at(String otherPath) {
    return new Place(definitions, report, scope, otherPath, depth + 1, resource, ids);
  }

  Definitions definitions() {
    return definitions;
  }

  Scope scope() {
    return scope;
  }

  /** Whether no other element of the resource has had an id; one may be met several times. */
  boolean isAloneWith(String id, JsonNode element) {
    Set<JsonNode> having =
        ids.computeIfAbsent(id, key -> Collections.newSetFromMap(new IdentityHashMap<>()));
    having.add(element);
    return having.size() == 1;
  }

  String path() {
    return path.toString();
  }

  /** The path below the innermost resource, e.g. {@code .name[0].extension[1]}. */
  String pathInResource() {
    return path.substring(resource);
  }

  /** Steps into a child; what it returns goes to {@link #leave}. */
  int enter(String child) {
    int length = path.length();
    path.append('.').append(child);
    return length;
  }

  /** Steps into an item of an array. */
  int enter(int index) {
    int length = path.length();
    path.append('[').append(index).append(']');
    return length;
  }

  void leave(int length) {
    path.setLength(length);
  }

  /** How many levels deep this is, nested walks included. */
  int depth() {
    int levels = depth;
    for (int i = 0; i < path.length(); i++) {
      levels += path.charAt(i) == '.' ? 1 : 0;
    }
    return levels;
  }

  /** How many walks this one is nested in. */
  int nested() {
    return depth;
  }

  /** A rule that reads alike in both languages: a type, a number, a URL, a key. */
  void add(Kind kind, Shape shape, String rule) {
    add(kind, shape, rule, Phrase.NONE);
  }

  /** A rule in words. */
  void add(Kind kind, Shape shape, Phrase rule) {
    add(kind, shape, rule.en(), rule);
  }

  /** A rule with its key and its words. */
  void add(Kind kind, Shape shape, String rule, Phrase words) {
    report.add(
        new Violation(kind, true, path.toString(), shape.profile(), rule, words.en(), words.zh()));
  }

  /** As {@link #add(Kind, Shape, String)}, at a part of this place. */
  void addAt(String part, Kind kind, Shape shape, String rule) {
    addAt(part, kind, shape, rule, Phrase.NONE);
  }

  /** As {@link #add(Kind, Shape, String, Phrase)}, at a part of this place. */
  void addAt(String part, Kind kind, Shape shape, String rule, Phrase words) {
    int length = path.length();
    path.append(part);
    add(kind, shape, rule, words);
    leave(length);
  }

  void addAll(Report attempt) {
    report.addAll(attempt);
  }

  /** Evaluates the invariants of an element. */
  void constraints(Shape shape, JsonNode value, JsonNode extras) {
    for (Constraint constraint : shape.definition().constraints()) {
      if (!constraint.path().holds(scope, value, extras)) {
        report.add(
            new Violation(
                Kind.INVARIANT,
                constraint.error(),
                path.toString(),
                shape.profile(),
                constraint.key(),
                constraint.human(),
                constraint.humanZh()));
      }
    }
  }
}
