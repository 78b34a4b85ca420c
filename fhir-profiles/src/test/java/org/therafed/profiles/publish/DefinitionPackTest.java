package org.therafed.profiles.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.Examples;
import org.therafed.profiles.structure.Definitions;
import org.therafed.profiles.structure.StructureValidator;
import org.therafed.profiles.validation.ExampleMutations;

/** The definitions that records are judged by are those that are published. */
class DefinitionPackTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void thePackOfTheBuildIsWhatThePublicationSaysOfRecords() throws IOException {
    String pack;
    try (InputStream in =
        new GZIPInputStream(Publication.class.getResourceAsStream(Publication.PACK))) {
      pack = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    String version =
        MAPPER.readTree(pack.lines().findFirst().orElseThrow()).path("version").asText();
    byte[] published = DefinitionPack.bytes(Publication.of(version));
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(published))) {
      assertThat(pack).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** By the whole publication and by the pack every record is judged alike. */
  @Test
  void nothingThatJudgesIsLeftOut() {
    StructureValidator pack = new StructureValidator(Publication.definitions());
    int seen = 0;
    for (String name : Examples.names()) {
      ObjectNode example = Examples.read(name);
      String profile = example.at("/meta/profile/0").asText();
      for (ExampleMutations.Mutation mutation : new ExampleMutations().of(example)) {
        ObjectNode spoiled = example.deepCopy();
        mutation.spoil().accept(spoiled);
        assertThat(pack.validate(spoiled, profile).orElseThrow())
            .as(name + ": " + mutation.what())
            .isEqualTo(PublicationTest.OURS.validate(spoiled, profile).orElseThrow());
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(1000);
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
