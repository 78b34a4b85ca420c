package org.therafed.profiles.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place in the profile table, from which a JSON tree is walked. Immutable once its definition is
 * built. Validator and de-identification walk with the same cursor:
 *
 * <pre>{@code
 * ElementCursor at = table.byUrl(url).orElseThrow().root();
 * for (Map.Entry<String, JsonNode> field : object.properties())
 *   at.child(field.getKey(), item)   // empty: the element does not leave the site
 * }</pre>
 */
public final class ElementCursor {
  private final ElementRule rule;
  private final Map<String, ElementCursor> children = new HashMap<>();
  private final Map<String, ElementCursor> extensions = new HashMap<>();
  private final List<ElementCursor> required = new ArrayList<>();

  ElementCursor(ElementRule rule) {
    this.rule = rule;
  }

  void addChild(String name, ElementCursor child) {
    children.put(name, child);
    if (child.rule.min() > 0) {
      required.add(child);
    }
  }

  void addExtension(String url, ElementCursor extension) {
    extensions.put(url, extension);
    if (extension.rule.min() > 0) {
      required.add(extension);
    }
  }

  /** The rule of this place. The root's path is empty. */
  public ElementRule rule() {
    return rule;
  }

  /** The place below a JSON property other than {@code extension}; empty if the table has none. */
  public Optional<ElementCursor> child(String jsonName) {
    return Optional.ofNullable(children.get(jsonName));
  }

  /** The place of an extension by its URL; empty if the table has none. */
  public Optional<ElementCursor> extension(String url) {
    return Optional.ofNullable(url == null ? null : extensions.get(url));
  }

  /**
   * The place of one item below a JSON property; an item of {@code extension} is told by its URL.
   *
   * @param jsonName the property
   * @param item the property's value, or one item of its array
   */
  public Optional<ElementCursor> child(String jsonName, JsonNode item) {
    return jsonName.equals("extension") ? extension(item.path("url").textValue()) : child(jsonName);
  }

  /** Whether the table allows any extension here. */
  public boolean hasExtensions() {
    return !extensions.isEmpty();
  }

  /** The places that must be filled. */
  public List<ElementCursor> required() {
    return Collections.unmodifiableList(required);
  }

  /** The places below JSON properties. */
  public Collection<ElementCursor> children() {
    return Collections.unmodifiableCollection(children.values());
  }

  /** The places of extensions. */
  public Collection<ElementCursor> extensions() {
    return Collections.unmodifiableCollection(extensions.values());
  }
}
