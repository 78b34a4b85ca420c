package org.therafed.gateway.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.therafed.profiles.module.Completeness;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.RequiredElement;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.projection.Anchor;
import org.therafed.profiles.projection.CourseCompleteness;
import org.therafed.profiles.projection.CourseFact;
import org.therafed.profiles.projection.EndpointRule;
import org.therafed.profiles.projection.PersonFacts;

/**
 * Every therapy module has an example patient in {@code docs/examples}: tables, and the outcome of
 * each endpoint of the module worked by hand. Here the tables go the gateway's way to facts and the
 * module's rules answer.
 */
class ModuleExamplesTest {

  private static final Path EXAMPLES = Path.of("docs", "examples");
  private static final YAMLMapper YAML = new YAMLMapper();

  static Stream<String> modules() {
    return ModuleCatalog.standard().all().stream().map(TherapyModule::id).sorted();
  }

  @Test
  void thereIsNoExampleOfAnUnknownModule() throws IOException {
    try (Stream<Path> folders = Files.list(EXAMPLES)) {
      List<String> names =
          folders
              .filter(Files::isDirectory)
              .map(folder -> folder.getFileName().toString())
              .sorted()
              .toList();
      assertThat(names).isEqualTo(modules().toList());
    }
  }

  @ParameterizedTest
  @MethodSource("modules")
  void theExampleGoesFromItsTablesToEachEndpoint(String id, @TempDir Path keys) throws IOException {
    TherapyModule module = ModuleCatalog.standard().find(id).orElseThrow();
    Path folder = EXAMPLES.resolve(id);
    assertThat(folder).as("the example of the module").isDirectory();
    JsonNode expected = YAML.readTree(folder.resolve("expected.yaml").toFile());
    ExamplePatient patient = ExamplePatient.of(folder, keys);
    CourseFact course = course(patient, module);

    PersonFacts facts = PersonFacts.of(module, Anchor.of(course), patient.facts());
    Map<String, String> outcomes = new LinkedHashMap<>();
    for (TherapyModule.Endpoint endpoint : module.endpoints()) {
      outcomes.put(
          endpoint.id(), OutcomeText.of(EndpointRule.of(module, endpoint).evaluate(facts)));
    }
    assertThat(outcomes).containsExactlyInAnyOrderEntriesOf(texts(expected.path("endpoints")));
    assertThat(unanswered(outcomes)).as("questions that the example does not answer").isEmpty();

    assertThat(patient.incoherent()).as("held against its own module").isEmpty();

    Completeness score = CourseCompleteness.of(module, course, patient.facts(), patient.records());
    assertThat(score.missing().stream().map(RequiredElement::id).toList())
        .containsExactlyInAnyOrderElementsOf(list(expected.path("missing")));
    assertThat(score.present() + " of " + score.required())
        .isEqualTo(expected.path("completeness").asText());
  }

  private static CourseFact course(ExamplePatient patient, TherapyModule module) {
    return patient.facts().stream()
        .filter(CourseFact.class::isInstance)
        .map(CourseFact.class::cast)
        .filter(course -> course.module().equals(module.id()))
        .min(Comparator.comparing(CourseFact::startedOn))
        .orElseThrow();
  }

  private static SortedSet<String> unanswered(Map<String, String> outcomes) {
    return outcomes.entrySet().stream()
        .filter(outcome -> outcome.getValue().startsWith("not evaluable"))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
    return texts;
  }

  private static List<String> list(JsonNode node) {
    List<String> items = new ArrayList<>();
    node.forEach(item -> items.add(item.asText()));
    return items;
  }
}
