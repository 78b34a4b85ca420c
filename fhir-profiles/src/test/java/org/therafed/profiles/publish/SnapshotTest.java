package org.therafed.profiles.publish;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.Examples;
import org.therafed.profiles.structure.Definitions;
import org.therafed.profiles.structure.HapiSnapshots;
import org.therafed.profiles.structure.StructureValidator;
import org.therafed.profiles.structure.Violation;
import org.therafed.profiles.validation.ExampleMutations;

/** Our snapshots say what HAPI makes of our differentials. */
class SnapshotTest {
  private static final FhirContext CONTEXT = FhirContext.forR4Cached();

  @Test
  void theVerdictIsThatOfHapisSnapshotsOfOurDifferentials() throws IOException {
    Definitions theirs = Definitions.r4();
    List<JsonNode> hapis = hapis();
    hapis.forEach(theirs::add);
    hapis.forEach(SnapshotTest::haveTheSameElements);
    StructureValidator byTheirs = new StructureValidator(theirs);
    List<String> different = new ArrayList<>();
    int seen = 0;
    for (String name : Examples.names()) {
      ObjectNode example = Examples.read(name);
      assertThat(errors(byTheirs, example)).as(name).isEmpty();
      for (ExampleMutations.Mutation mutation : new ExampleMutations().of(example)) {
        ObjectNode spoiled = example.deepCopy();
        mutation.spoil().accept(spoiled);
        seen++;
        if (PublicationTest.errors(spoiled).isEmpty() != errors(byTheirs, spoiled).isEmpty()) {
          different.add(name + ": " + mutation.what());
        }
      }
    }
    assertThat(seen).isGreaterThan(1000);
    assertThat(different).isEmpty();
  }

  private static void haveTheSameElements(JsonNode theirs) {
    if (theirs.path("resourceType").asText().equals("StructureDefinition")) {
      String url = theirs.path("url").asText();
      JsonNode ours =
          PublicationTest.RESOURCES.stream()
              .filter(resource -> resource.path("url").asText().equals(url))
              .findFirst()
              .orElseThrow();
      assertThat(elements(ours)).as(url).isEqualTo(elements(theirs));
    }
  }

  private static List<String> elements(JsonNode definition) {
    List<String> paths = new ArrayList<>();
    definition.at("/snapshot/element").forEach(e -> paths.add(e.path("path").asText()));
    return paths;
  }

  /** An element of a snapshot has a definition and cardinalities (sdf-3), and ids are unique. */
  @Test
  void snapshotsAreComplete() {
    for (JsonNode resource : PublicationTest.RESOURCES) {
      List<String> ids = new ArrayList<>();
      for (JsonNode element : resource.path("snapshot").path("element")) {
        assertThat(element.path("definition").asText()).as(element.toString()).isNotBlank();
        assertThat(element.has("min") && element.has("max")).isTrue();
        assertThat(element.path("base").path("path").asText()).isNotBlank();
        ids.add(element.path("id").asText());
      }
      assertThat(ids).doesNotHaveDuplicates();
    }
  }

  private static List<Violation> errors(StructureValidator validator, JsonNode resource) {
    String profile = resource.path("meta").path("profile").path(0).asText();
    List<Violation> all = new ArrayList<>(validator.validate(resource));
    validator.validate(resource, profile).ifPresent(all::addAll);
    return all.stream().filter(Violation::error).toList();
  }

  private static List<JsonNode> hapis() throws IOException {
    PrePopulatedValidationSupport given = new PrePopulatedValidationSupport(CONTEXT);
    List<StructureDefinition> ours = new ArrayList<>();
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode resource : PublicationTest.RESOURCES) {
      if (!resource.path("resourceType").asText().equals("StructureDefinition")) {
        all.add(resource);
        continue;
      }
      ObjectNode bare = resource.deepCopy();
      bare.remove("snapshot");
      IBaseResource parsed = CONTEXT.newJsonParser().parseResource(bare.toString());
      given.addStructureDefinition(parsed);
      ours.add((StructureDefinition) parsed);
    }
    HapiSnapshots snapshots = new HapiSnapshots(given);
    for (StructureDefinition definition : ours) {
      all.add(
          Examples.tree(CONTEXT.newJsonParser().encodeResourceToString(snapshots.of(definition))));
    }
    return all;
  }
}
