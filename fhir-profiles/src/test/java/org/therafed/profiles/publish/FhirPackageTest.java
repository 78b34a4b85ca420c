package org.therafed.profiles.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.profile.Profile;

/**
 * The npm package is what the classes of HL7 take for one. How its profiles judge the examples in
 * HAPI's validator say {@link PublicationTest} and {@link PublishedVerdictTest}.
 */
class FhirPackageTest {
  @TempDir Path folder;

  @Test
  void theSameContentGivesTheSameBytes() {
    assertThat(PublishedPackage.built(folder.resolve("package.tgz")))
        .isEqualTo(PublishedPackage.BYTES);
  }

  @Test
  void hl7sReaderFindsManifestIndexAndResources() throws IOException {
    NpmPackage read = NpmPackage.fromPackage(new ByteArrayInputStream(PublishedPackage.BYTES));
    assertThat(read.name()).isEqualTo("therafed.fhir.profiles");
    assertThat(read.version()).isEqualTo(PublishedPackage.VERSION);
    assertThat(read.fhirVersion()).isEqualTo("4.0.1");
    assertThat(read.canonical()).isEqualTo("https://therafed.org/fhir");
    assertThat(read.listResources("StructureDefinition"))
        .hasSizeGreaterThan(Profile.values().length)
        .contains("StructureDefinition-atr-lab.json");
    for (String type :
        List.of("ValueSet", "CodeSystem", "SearchParameter", "CapabilityStatement")) {
      assertThat(read.listResources(type)).as(type).isNotEmpty();
    }
    for (String type :
        List.of("PlanDefinition", "ActivityDefinition", "ObservationDefinition", "Measure")) {
      assertThat(read.listResources(type)).as(type).isNotEmpty();
    }
    assertThat(read.listResources("Library"))
        .hasSameSizeAs(ModuleCatalog.standard().all())
        .contains("Library-rlt-psma.json");
    assertThat(read.hasFile("example", "atr-lab.json")).isTrue();
    assertThat(read.hasFile("example", "invalid-lab-wrong-unit.json")).isTrue();
    assertThat(read.hasFile("example", "invalid-lab-wrong-unit-outcome.json")).isTrue();
  }

  /** Every resource of the package is itself valid FHIR R4 to our validator. */
  @Test
  void everyResourceIsValid() {
    Map<String, List<String>> invalid = new java.util.TreeMap<>();
    for (ObjectNode resource : PublicationTest.PUBLICATION.resources()) {
      List<String> errors = new ArrayList<>();
      PublicationTest.OURS.validate(resource).stream()
          .filter(v -> v.error())
          .forEach(v -> errors.add(v.path() + " " + v.kind() + " " + v.rule()));
      if (!errors.isEmpty()) {
        invalid.put(resource.path("url").asText(), errors);
      }
    }
    assertThat(invalid).isEmpty();
  }
}
