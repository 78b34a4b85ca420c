package org.therafed.profiles.structure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An element with the elements below it. Built by {@link ShapeCompiler}, not changed afterwards.
 */
final class Shape {
  private final ElementDefinition definition;
  private final String profile;
  private final List<Shape> children = new ArrayList<>();
  private final List<Shape> slices = new ArrayList<>();
  private final Map<String, Slot> slots = new HashMap<>();
  private int index;

  Shape(ElementDefinition definition, String profile) {
    this.definition = definition;
    this.profile = profile;
  }

  void addChild(Shape child) {
    child.index = children.size();
    children.add(child);
    String name = child.definition.name();
    if (!name.endsWith("[x]")) {
      TypeReference type =
          child.definition.types().isEmpty() ? null : child.definition.types().get(0);
      slots.put(name, new Slot(child, type));
      return;
    }
    String stem = name.substring(0, name.length() - 3);
    for (TypeReference type : child.definition.types()) {
      String code = type.code();
      slots.put(
          stem + code.substring(0, 1).toUpperCase(Locale.ROOT) + code.substring(1),
          new Slot(child, type));
    }
  }

  void addSlice(Shape slice) {
    slices.add(slice);
  }

  ElementDefinition definition() {
    return definition;
  }

  /** The URL of the StructureDefinition this shape is from. */
  String profile() {
    return profile;
  }

  List<Shape> children() {
    return children;
  }

  List<Shape> slices() {
    return slices;
  }

  /** Where a JSON property belongs; null where the element has none of the name. */
  Slot slot(String jsonName) {
    return slots.get(jsonName);
  }

  /** The child of a name without {@code [x]}; null where there is none. */
  Shape child(String name) {
    for (Shape child : children) {
      String its = child.definition.name();
      if (its.equals(name) || its.equals(name + "[x]")) {
        return child;
      }
    }
    return null;
  }

  /** The name without {@code [x]}. */
  String stem() {
    return definition.name().replace("[x]", "");
  }

  /** Whether this is the whole of a structure. */
  boolean isRoot() {
    return definition.id().indexOf('.') < 0;
  }

  /** The position among the children of its parent. */
  int index() {
    return index;
  }
}
