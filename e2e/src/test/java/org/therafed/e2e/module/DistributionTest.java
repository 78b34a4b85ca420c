package org.therafed.e2e.module;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.e2e.fixture.Application;
import org.therafed.e2e.fixture.Waiting;
import org.therafed.simulator.channel.Http;

/** A therapy module from the registry's folder to the records of a hospital, as signed package. */
class DistributionTest {

  private static final String SITE = "site-p";
  private static final String MODULE = "handed-out";
  private static final String COURSES = "mrn,course_id,module,modality,started_on,status";
  private static final Http PLAIN = new Http(Map.of());

  @TempDir Path folder;

  @Test
  void courseCarriesTheVersionThatTheRegistryHandedOutAlsoAfterARestartWithoutTheRegistry()
      throws IOException {
    Path therapies = Files.createDirectories(folder.resolve("packages/therapies"));
    Files.writeString(therapies.resolve("package.yaml"), "kind: module\nversion: 1\n");
    Files.writeString(
        therapies.resolve("handed-out.yaml"),
        """
        id: handed-out
        version: 4.2.0
        title: {en: Invented, zh: 虚构}
        products: [{code: handed-out.INV-7, title: {en: INV-7, zh: 虚构药}, kind: adc}]
        """);
    Map<String, String> ofRegistry =
        Map.of("THERAFED_PACKAGES_DIR", folder.resolve("packages").toString());
    try (Application registry = Application.registry(folder, ofRegistry)) {
      registry.start();
      registry.awaitReady();
      Map<String, String> ofGateway =
          Map.of(
              "THERAFED_REGISTRY_PACKAGE_KEY",
              registry.asRegistry().packageKey(),
              "THERAFED_PACKAGES_EVERY",
              "1s");
      try (Application gateway = Application.gateway(SITE, folder, registry, ofGateway)) {
        gateway.start();
        gateway.awaitReady();
        registry.register(gateway);
        Waiting.until("the package is in use")
            .until(() -> packages(gateway), names -> names.contains("therapies"));
        table(gateway, "patients", "mrn,sex,birth_date", "P1,F,1960-05-01");
        table(gateway, "consents", "mrn,decision,signed_on", "P1,permit,2024-01-02");
        table(
            gateway, "courses", COURSES, "P1,C1," + MODULE + ",radioligand,2024-02-01,in-progress");
        table(
            gateway,
            "administrations",
            "mrn,course_id,administration_id,administered_at,product,dose,unit",
            "P1,C1,A1,2024-02-01T10:00:00," + MODULE + ".INV-7,120,mg");
        Waiting.until("everything is sent")
            .until(() -> gateway.asGateway().counts(), counts -> counts.sent() == 4);
        assertThat(registry.asRegistry().idsOf("MedicationAdministration", SITE, gateway.dataDir()))
            .as("the product that came with the module")
            .hasSize(1);
        Set<String> courses = registry.asRegistry().idsOf("Procedure", SITE, gateway.dataDir());
        assertThat(courses).hasSize(1);
        JsonNode course =
            registry
                .asRegistry()
                .read("Procedure", courses.iterator().next(), SITE, gateway.dataDir());
        assertThat(course.path("extension").findValuesAsText("valueCanonical"))
            .containsExactly("https://therafed.org/fhir/PlanDefinition/handed-out|4.2.0");

        registry.killWithDatabase();
        gateway.killWithDatabase();
        gateway.start();
        gateway.awaitReady();
        assertThat(packages(gateway)).containsExactly("therapies");
        table(
            gateway, "courses", COURSES, "P1,C2," + MODULE + ",radioligand,2024-08-01,in-progress");
      }
    }
  }

  private static List<String> packages(Application gateway) {
    URI address = gateway.address().resolve("/ops/packages");
    return PLAIN.get(address).body().path("packages").findValuesAsText("name");
  }

  private static void table(Application gateway, String kind, String header, String row) {
    byte[] csv = (header + "\n" + row + "\n").getBytes(StandardCharsets.UTF_8);
    Http.Reply reply = gateway.asGateway().postTable(kind, StandardCharsets.UTF_8, csv);
    assertThat(reply.body().path("accepted").asInt()).as(reply.body().toString()).isEqualTo(1);
  }
}
