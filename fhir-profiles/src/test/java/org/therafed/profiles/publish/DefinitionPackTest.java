package org.therafed.profiles.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.structure.Definitions;

/** The definitions that records are judged by are those that are published. */
class DefinitionPackTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void thePackOfTheBuildIsThePublication() throws IOException {
    String pack;
    try (InputStream in =
        new GZIPInputStream(Publication.class.getResourceAsStream(Publication.PACK))) {
      pack = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    String version =
        MAPPER.readTree(pack.lines().findFirst().orElseThrow()).path("version").asText();
    StringBuilder published = new StringBuilder();
    Publication.of(version).resources().forEach(r -> published.append(r).append('\n'));
    assertThat(pack).isEqualTo(published.toString());
  }

  @Test
  void everyStructureIsFoundUnderItsUrl() {
    Definitions definitions = Publication.definitions();
    int structures = 0;
    for (ObjectNode resource : PublicationTest.PUBLICATION.resources()) {
      if (resource.path("resourceType").asText().equals("StructureDefinition")) {
        JsonNode found = definitions.definition(resource.path("url").asText()).orElseThrow();
        assertThat(found.path("id")).isEqualTo(resource.path("id"));
        structures++;
      }
    }
    assertThat(structures).isGreaterThan(30);
  }
}
