package org.therafed.profiles.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The registry's audit events are what the profiles of IHE BALP that they claim ask for. */
class AuditEventProfilesTest {
  private static final Path BALP = Path.of("../../shared/standards/fhir/ihe-balp-1.1.5");

  private static JsonNode example(String name) throws IOException {
    try (InputStream file =
        AuditEventProfilesTest.class.getResourceAsStream("/audit-events/" + name)) {
      return SharedDefinitions.MAPPER.readTree(file);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"read.json", "query.json", "granted-query.json"})
  void exampleMeetsTheProfileThatItClaims(String name) throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(BALP), "no definitions of BALP at " + BALP);
    Definitions definitions = Definitions.r4();
    SharedDefinitions.of(BALP).forEach(definitions::add);
    JsonNode event = example(name);
    String profile = event.at("/meta/profile/0").asText();
    assertThat(new StructureValidator(definitions).validate(event, profile).orElseThrow())
        .filteredOn(Violation::error)
        .isEmpty();
    assertThat(
            new StructureValidator(definitions)
                .validate(example("refusal.json"), profile)
                .orElseThrow())
        .as("a refusal is none, so the profile is judged")
        .anyMatch(Violation::error);
  }
}
