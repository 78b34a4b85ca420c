package org.therafed.profiles.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.therafed.profiles.structure.Definitions;

/**
 * HAPI's validator takes every resource of the npm package, definitions and modules included. By
 * default it is asked about all examples, some of each other type and two StructureDefinitions, for
 * which it takes seconds each; {@code -Dtherafed.resources=all}: about every one, minutes. That the
 * snapshots have the elements of HAPI's own, of every definition, says {@link SnapshotTest}; how it
 * refuses the invalid examples, {@link PublishedVerdictTest}.
 */
class PublishedResourcesTest {
  private static final boolean ALL = System.getProperty("therafed.resources", "").equals("all");

  /** Of so many resources of a type HAPI sees one. */
  private static final int SOME = 40;

  private static final Set<String> DEFINITIONS =
      Set.of(
          "package/StructureDefinition-atr-patient.json",
          "package/StructureDefinition-activity-record.json");

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
        String type = content.path("resourceType").asText();
        boolean invalid = name.startsWith("invalid-") && !type.equals("OperationOutcome");
        if (!type.isEmpty() && !invalid) {
          all.put(folder.getFolderName() + "/" + name, content);
        }
      }
    }
    return all;
  }

  /**
   * HAPI looks up the elements that an extension may stand at in a package of FHIR that it fetches;
   * {@link #extensionsStandAtElementsOfR4} looks, and HAPI is told so in another way.
   */
  private static JsonNode asked(JsonNode resource) {
    if (!resource.path("type").asText().equals("Extension")) {
      return resource;
    }
    JsonNode copy = resource.deepCopy();
    copy.path("context").forEach(place -> ((ObjectNode) place).put("type", "fhirpath"));
    return copy;
  }

  private static boolean isAsked(String name, String type, int number) {
    if (ALL || name.startsWith("example/")) {
      return true;
    }
    return type.equals("StructureDefinition") ? DEFINITIONS.contains(name) : number % SOME == 1;
  }

  @Test
  void extensionsStandAtElementsOfR4() throws IOException {
    Definitions r4 = Definitions.r4();
    int places = 0;
    for (JsonNode resource : resources().values()) {
      if (!resource.path("type").asText().equals("Extension")) {
        continue;
      }
      assertThat(resource.path("context")).isNotEmpty();
      for (JsonNode place : resource.path("context")) {
        assertThat(place.path("type").asText()).isEqualTo("element");
        String path = place.path("expression").asText();
        String type = path.replaceFirst("\\..*", "");
        List<String> elements = new ArrayList<>();
        r4.definition("http://hl7.org/fhir/StructureDefinition/" + type)
            .orElseThrow()
            .at("/snapshot/element")
            .forEach(element -> elements.add(element.path("id").asText()));
        assertThat(elements).contains(path);
        places++;
      }
    }
    assertThat(places).isGreaterThan(25);
  }

  @Test
  void hapiTakesEveryResourceOfThePackage() throws IOException {
    Map<String, Integer> all = new TreeMap<>();
    Map<String, Integer> asked = new TreeMap<>();
    Map<String, List<String>> refused = new TreeMap<>();
    Set<Objection> met = new LinkedHashSet<>();
    resources()
        .forEach(
            (name, resource) -> {
              String type = resource.path("resourceType").asText();
              int number = all.merge(type, 1, Integer::sum);
              if (!isAsked(name, type, number)) {
                return;
              }
              asked.merge(type, 1, Integer::sum);
              for (String error : PublishedPackage.HAPI.errors(asked(resource))) {
                KNOWN.stream()
                    .filter(known -> known.covers(resource, error))
                    .findFirst()
                    .ifPresentOrElse(
                        met::add,
                        () -> refused.computeIfAbsent(name, n -> new ArrayList<>()).add(error));
              }
            });
    System.out.println("Resources of the package: " + all + "; HAPI was asked about " + asked);
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
