package org.therafed.profiles.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.hl7.fhir.utilities.npm.NpmPackage.NpmPackageFolder;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.Examples;

/**
 * HAPI's validator takes every resource of the npm package, definitions and modules included. How
 * it refuses the invalid examples says {@link PublishedVerdictTest}.
 */
class PublishedResourcesTest {
  /** What HAPI objects to where we stand by what is published, with the reason. */
  private static final List<Objection> KNOWN =
      List.of(
          new Objection(
              "AdverseEvent",
              "Extension_EXT_Version_Invalid",
              "an event is taken back by R5's status, whose extension HAPI over R4 does not know"));

  /** An error of HAPI's, by the begin of its text, at resources of a type. */
  private record Objection(String type, String begin, String reason) {
    boolean covers(JsonNode resource, String error) {
      assertThat(reason).isNotBlank();
      return resource.path("resourceType").asText().equals(type) && error.startsWith(begin);
    }
  }

  /** The resources of a package by name of their file; without those that are to be refused. */
  private static Map<String, JsonNode> resources() throws IOException {
    NpmPackage read = NpmPackage.fromPackage(new ByteArrayInputStream(PublishedPackage.BYTES));
    Map<String, JsonNode> all = new TreeMap<>();
    for (NpmPackageFolder folder : read.getFolders().values()) {
      for (String name : folder.listFiles()) {
        JsonNode content =
            Examples.tree(new String(folder.fetchFile(name), StandardCharsets.UTF_8));
        boolean invalid = name.startsWith("invalid-") && !name.endsWith("-outcome.json");
        if (content.has("resourceType") && !invalid) {
          all.put(folder.getFolderName() + "/" + name, content);
        }
      }
    }
    return all;
  }

  @Test
  void hapiTakesEveryResourceOfThePackage() throws IOException {
    Map<String, Integer> asked = new TreeMap<>();
    Map<String, List<String>> refused = new TreeMap<>();
    Set<Objection> met = new LinkedHashSet<>();
    resources()
        .forEach(
            (name, resource) -> {
              asked.merge(resource.path("resourceType").asText(), 1, Integer::sum);
              for (String error : PublishedPackage.HAPI.errors(resource)) {
                KNOWN.stream()
                    .filter(known -> known.covers(resource, error))
                    .findFirst()
                    .ifPresentOrElse(
                        met::add,
                        () -> refused.computeIfAbsent(name, n -> new ArrayList<>()).add(error));
              }
            });
    System.out.println("Resources of the package that HAPI was asked about: " + asked);
    assertThat(refused).isEmpty();
    assertThat(met).as("an objection that no more comes goes").hasSameSizeAs(KNOWN);
    assertThat(asked.keySet())
        .contains(
            "StructureDefinition",
            "ValueSet",
            "CodeSystem",
            "SearchParameter",
            "CapabilityStatement",
            "ImplementationGuide",
            "PlanDefinition",
            "ActivityDefinition",
            "ObservationDefinition",
            "Measure",
            "Library",
            "Questionnaire",
            "Binary",
            "OperationOutcome");
  }
}
