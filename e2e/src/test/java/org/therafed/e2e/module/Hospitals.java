package org.therafed.e2e.module;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.therafed.e2e.fixture.Application;
import org.therafed.e2e.fixture.Registry;
import org.therafed.e2e.fixture.Waiting;
import org.therafed.simulator.channel.Counts;
import org.therafed.simulator.channel.Http;

/**
 * A registry and three hospitals that know a therapy from a folder; the registry hands out another
 * one, as a package, to the first hospital.
 */
final class Hospitals implements AutoCloseable {
  private static final Http PLAIN = new Http(Map.of());

  private final Application registry;
  private final List<Application> gateways = new ArrayList<>();

  private Hospitals(Application registry) {
    this.registry = registry;
  }

  /** Starts all, and waits until they are ready. */
  static Hospitals start(Path folder, String known, String handedOut) throws IOException {
    Path modules = Files.createDirectory(folder.resolve("modules"));
    Files.writeString(modules.resolve("known.yaml"), known);
    Path therapies = Files.createDirectories(folder.resolve("packages/therapies"));
    Files.writeString(therapies.resolve("package.yaml"), "kind: module\nversion: 1\n");
    Files.writeString(therapies.resolve("handed-out.yaml"), handedOut);
    Map<String, String> fromFolder = Map.of("THERAFED_MODULES_DIR", modules.toString());
    Application registry =
        Application.registry(
            folder,
            Map.of(
                "THERAFED_MODULES_DIR",
                modules.toString(),
                "THERAFED_PACKAGES_DIR",
                folder.resolve("packages").toString()));
    Hospitals hospitals = new Hospitals(registry);
    try {
      registry.start();
      for (String site : List.of("site-b", "site-c")) {
        hospitals.startGateway(Application.gateway(site, folder, registry, fromFolder));
      }
      registry.awaitReady();
      Map<String, String> withPackages =
          Map.of(
              "THERAFED_MODULES_DIR",
              modules.toString(),
              "THERAFED_REGISTRY_PACKAGE_KEY",
              registry.asRegistry().packageKey(),
              "THERAFED_PACKAGES_EVERY",
              "1s");
      hospitals.startGateway(Application.gateway("site-a", folder, registry, withPackages));
      for (Application gateway : hospitals.gateways) {
        gateway.awaitReady();
        registry.register(gateway);
      }
      return hospitals;
    } catch (RuntimeException e) {
      hospitals.close();
      throw e;
    }
  }

  private void startGateway(Application gateway) {
    gateways.add(gateway);
    gateway.start();
  }

  /** All gateways. */
  List<Application> all() {
    return gateways;
  }

  /** The hospital that is handed packages. */
  Application first() {
    return gateways.get(gateways.size() - 1);
  }

  /** What the registry answers. */
  Registry registry() {
    return registry.asRegistry();
  }

  /** Names of the packages that a gateway uses. */
  static List<String> packages(Application gateway) {
    URI address = gateway.address().resolve("/ops/packages");
    return PLAIN.get(address).body().path("packages").findValuesAsText("name");
  }

  /** Uploads a table whose every row must be taken. */
  static void table(Application gateway, String kind, String header, List<String> rows) {
    byte[] csv = (header + "\n" + String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8);
    JsonNode answer = gateway.asGateway().postTable(kind, StandardCharsets.UTF_8, csv).body();
    assertThat(answer.path("accepted").asInt()).as(answer.toString()).isEqualTo(rows.size());
  }

  /** Waits until so many arrivals were sent and nothing is queued. */
  static void awaitSent(Application gateway, long sent) {
    Counts settled =
        Waiting.until("nothing is queued")
            .until(
                () -> gateway.asGateway().counts(),
                counts -> counts.queued() == 0 && counts.sent() >= sent);
    assertThat(settled.sent()).isEqualTo(sent);
  }

  /**
   * The registry and the first hospital end as when their machines fail; the hospital comes back.
   */
  void firstComesBackAlone() {
    registry.killWithDatabase();
    first().killWithDatabase();
    first().start();
    first().awaitReady();
  }

  @Override
  public void close() {
    gateways.forEach(Application::close);
    registry.close();
  }
}
