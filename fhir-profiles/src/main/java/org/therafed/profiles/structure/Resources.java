package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Conformance resources of one type by URL, each read when it is first asked for: of those that are
 * known, records touch few. Filled before use; thread-safe afterwards.
 */
final class Resources {
  private final Map<String, PackLine> unread = new HashMap<>();
  private final ConcurrentMap<String, JsonNode> read = new ConcurrentHashMap<>();

  /** Adds a resource, in the place of one of the same URL. */
  void put(String url, JsonNode resource) {
    read.put(url, resource);
  }

  /** As {@link #put(String, JsonNode)}, of a pack. */
  void put(PackLine line) {
    read.remove(line.url());
    unread.put(line.url(), line);
  }

  boolean has(String url) {
    return read.containsKey(url) || unread.containsKey(url);
  }

  /** The resource; null where there is none. */
  JsonNode get(String url) {
    JsonNode known = read.get(url);
    PackLine json = known == null ? unread.get(url) : null;
    if (json == null) {
      return known;
    }
    try {
      JsonNode resource = json.read();
      read.put(url, resource);
      return resource;
    } catch (IOException e) {
      throw new UncheckedIOException("The definition " + url + " is not JSON", e);
    }
  }
}
