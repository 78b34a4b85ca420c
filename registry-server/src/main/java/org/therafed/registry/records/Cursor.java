package org.therafed.registry.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Where a page ends: the sort key and the id of its last record. Its texts are bound like any
 * other's and whoever asks again is judged again, so that one that somebody made up gives nothing
 * that a search would not; it is not signed.
 */
record Cursor(List<String> keys) {

  private static final ObjectMapper JSON = new ObjectMapper();

  Cursor {
    keys = List.copyOf(keys);
  }

  static Cursor at(String... keys) {
    return new Cursor(List.of(keys));
  }

  /** As it stands in a link. */
  String text() {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    keys.forEach(array::add);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(array.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads what a link had.
   *
   * @param size how many keys there must be
   */
  static Cursor read(String text, int size) {
    try {
      List<String> keys = new ArrayList<>();
      JSON.readTree(Base64.getUrlDecoder().decode(text)).forEach(key -> keys.add(key.asText()));
      if (keys.size() == size && keys.stream().noneMatch(key -> key.indexOf(0) >= 0)) {
        return new Cursor(keys);
      }
    } catch (JsonProcessingException e) {
      throw unusable();
    } catch (IOException | IllegalArgumentException e) {
      throw unusable();
    }
    throw unusable();
  }

  private static RuntimeException unusable() {
    return Values.unusable("_cursor", "it is none that this registry gave for this search");
  }
}
