package org.therafed.registry.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@link AccessTableTest} compares the rules with the routes that exist; this one goes on. */
class OpenApiDocumentTest {

  private static final JsonNode DOCUMENT = new OpenApiDocument().of("1");

  private record Operation(String route, JsonNode said) {}

  private static List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : DOCUMENT.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        String route = method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
        all.add(new Operation(route, method.getValue()));
      }
    }
    return all;
  }

  @Test
  void describesEveryRouteButThoseOfFhirAndNoOther() throws IOException {
    Set<String> own =
        RouteRules.all().keySet().stream()
            .filter(route -> !route.matches("\\w+ /fhir(/.*)?"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(operations()).extracting(Operation::route).containsExactlyInAnyOrderElementsOf(own);
    assertThat(operations())
        .allSatisfy(each -> assertThat(each.said().path("summary").asText()).isNotEmpty());
    assertThat(described().path("routes").properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrderElementsOf(own);
  }

  private static JsonNode described() throws IOException {
    return new ObjectMapper().readTree(OpenApiDocument.class.getResourceAsStream("routes.json"));
  }

  @Test
  void saysWhoMayAndWhatStandsInThePath() {
    for (Operation each : operations()) {
      RouteRule rule = RouteRules.all().get(each.route());
      assertThat(each.said().path("x-therafed-rule").asText()).isEqualTo(rule.name());
      assertThat(each.said().path("security").isEmpty())
          .as(each.route())
          .isEqualTo(rule == RouteRule.PUBLIC || rule == RouteRule.CLIENT);
      List<String> named = new ArrayList<>();
      each.said()
          .path("parameters")
          .forEach(
              parameter -> {
                if (parameter.path("in").asText().equals("path")) {
                  named.add("{" + parameter.path("name").asText() + "}");
                }
              });
      assertThat(named)
          .as(each.route())
          .isEqualTo(
              Pattern.compile("\\{\\w+}")
                  .matcher(each.route())
                  .results()
                  .map(found -> found.group())
                  .toList());
    }
  }

  @Test
  void everyReferenceAndSchemeIsThere() {
    DOCUMENT
        .findValuesAsText("$ref")
        .forEach(
            reference ->
                assertThat(
                        reference.startsWith("#")
                            ? !DOCUMENT.at(reference.substring(1)).isMissingNode()
                            : RouteRules.all().containsKey("GET " + reference))
                    .as(reference)
                    .isTrue());
    for (Operation each : operations()) {
      each.said()
          .path("security")
          .forEach(
              way ->
                  way.fieldNames()
                      .forEachRemaining(
                          name ->
                              assertThat(DOCUMENT.at("/components/securitySchemes/" + name))
                                  .isNotEmpty()));
    }
  }

  /** Query parameters and media types, as the resources' annotations have them. */
  @Test
  void queryParametersAreThoseOfTheSources() throws IOException {
    Set<String> inSources = new TreeSet<>();
    try (var files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(each -> each.toString().endsWith("Resource.java")).toList()) {
        Pattern.compile("@QueryParam\\(\"(\\w+)\"\\)")
            .matcher(Files.readString(file))
            .results()
            .forEach(found -> inSources.add(found.group(1)));
      }
    }
    Set<String> described = new TreeSet<>();
    for (Operation each : operations()) {
      each.said()
          .path("parameters")
          .forEach(
              parameter -> {
                if (parameter.path("in").asText().equals("query")) {
                  described.add(parameter.path("name").asText());
                }
              });
    }
    assertThat(described).isEqualTo(inSources);
  }
}
