package org.therafed.profiles.module;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A course keeps its module's version for life, so that a version must mean one content. What each
 * version means is committed in {@code module/digests.txt}; a module that changed needs another
 * version, or, before the version is released, the new digest. Comments and order of keys do not
 * count; the fragments that a module includes do.
 */
class ModuleDigestsTest {
  private static final ObjectMapper SORTED =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  @Test
  void eachVersionOfAModuleHasTheContentThatIsCommitted() throws IOException {
    Map<String, JsonNode> fragments =
        ModuleFiles.library("fragment/").stream()
            .map(Row::node)
            .collect(Collectors.toMap(node -> node.path("fragment").asText(), Function.identity()));
    List<String> lines = new ArrayList<>();
    for (Row module : ModuleFiles.library("")) {
      List<JsonNode> content = new ArrayList<>(List.of(module.node()));
      module.node().path("include").forEach(name -> content.add(fragments.get(name.asText())));
      lines.add(module.text("id") + " " + module.text("version") + " " + digest(content));
    }
    assertThat(lines)
        .as("raise the module's version, or of one not yet released replace its line")
        .containsExactlyInAnyOrderElementsOf(committed());
  }

  private static String digest(List<JsonNode> content) throws IOException {
    byte[] bytes = SORTED.writeValueAsBytes(SORTED.convertValue(content, Object.class));
    try {
      byte[] sha = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(sha, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> committed() throws IOException {
    try (InputStream in = ModuleDigestsTest.class.getResourceAsStream("/module/digests.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }
}
