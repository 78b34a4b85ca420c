package org.therafed.gateway.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** The examples' tables, uploaded to a running gateway, all reach the registry. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class ExamplesIT extends WithRegistry {

  private static final Path EXAMPLES = Path.of("docs", "examples");

  @Test
  void everyRowOfEveryExampleIsTakenAndSent() throws IOException {
    Map<String, Long> before = Gateway.outcomes();
    long rows = 0;
    for (Path table : tables()) {
      String kind = table.getFileName().toString().replace(".csv", "");
      byte[] body = Files.readAllBytes(table);
      Map<String, Object> report = Gateway.table(kind, "text/csv", body).jsonPath().getMap("$");
      assertThat(report)
          .as(table.toString())
          .containsEntry("accepted", report.get("rows"))
          .containsEntry("findings", List.of());
      rows += ((Number) report.get("rows")).longValue();
    }
    Gateway.settled();
    Gateway.countsAddUp();
    Map<String, Long> after = Gateway.outcomes();
    assertThat(after.get("sent") - before.get("sent")).isEqualTo(rows);
    assertThat(after.get("held")).isEqualTo(before.get("held"));
    assertThat(after.get("refused")).isEqualTo(before.get("refused"));
    assertThat(registry.resources("BiologicallyDerivedProduct")).isNotEmpty();
    assertThat(registry.resources("BodyStructure")).isNotEmpty();
  }

  private static List<Path> tables() throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLES, 2)) {
      return files.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    }
  }
}
