package org.therafed.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.therafed.e2e.fixture.Application;
import org.therafed.e2e.fixture.Checkout;
import org.therafed.e2e.fixture.Database;
import org.therafed.e2e.fixture.PlayedFederation;
import org.therafed.e2e.fixture.Waiting;
import org.therafed.simulator.channel.Counts;
import org.therafed.simulator.record.Delivery;
import org.therafed.simulator.record.Expected;
import org.therafed.simulator.record.SiteRecords;

/**
 * One hospital's records on a way full of accidents: no registry at first, then a registry that
 * dies, a gateway that dies with its database, and one whose database outlives it. What arrives is
 * compared with what arrived of the same hospital in the undisturbed federation.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(PlayedFederation.Shared.class)
@Order(1)
class CrashTest {

  /** The hospital with fewest patients, and the only one that uses all three ways in. */
  private static final String SITE = "site-c";

  private final Path folder = Checkout.emptyFolder("crash");
  private SiteRecords records;
  private Application registry;
  private Application gateway;
  private Sender sender;
  private Counts withoutRegistry;
  private int kills;
  private long oldPostgres;

  @BeforeAll
  void playWithAccidents(PlayedFederation undisturbed) throws IOException {
    records = undisturbed.recordsOf(SITE);
    Path key = folder.resolve("federation.key");
    Files.copy(undisturbed.federation().dataDir("registry").resolveSibling("federation.key"), key);
    registry = Application.registry(folder, Map.of());
    gateway =
        Application.gateway(
            SITE,
            folder,
            registry,
            Map.of(
                "THERAFED_FEDERATION_KEY_FILE",
                key.toString(),
                "THERAFED_SITE_ZONE",
                records.hospital().zone().getId(),
                "THERAFED_FORWARD_BACKOFF_CAP",
                "1s"));
    sender = new Sender(records.hospital(), gateway.asGateway(), gateway::awaitComeback);
    List<Delivery> all = records.deliveries();
    int third = all.size() / 3;
    sendWithoutRegistry(all.subList(0, third));
    sendWhileTheRegistryDies(all.subList(third, 2 * third));
    sendWhileTheGatewayDies(all.subList(2 * third, all.size()));
    Waiting.until("everything has its outcome").until(() -> counts().queued() == 0);
  }

  private void sendWithoutRegistry(List<Delivery> deliveries) {
    gateway.start();
    gateway.awaitReady();
    sender.send(deliveries);
    withoutRegistry = counts();
    registry.start();
    registry.awaitReady();
    registry.register(gateway);
  }

  private void sendWhileTheRegistryDies(List<Delivery> deliveries) {
    CompletableFuture<Void> counted = new CompletableFuture<>();
    CompletableFuture<Void> sending = sending(deliveries, deliveries.size() / 2, counted);
    when(() -> transfers() >= 5, registry::killWithDatabase, sending);
    registry.start();
    registry.awaitReady();
    long before = transfers();
    counted.complete(null);
    when(
        () -> transfers() > before,
        () -> {
          oldPostgres = registry.postgres().orElseThrow().pid();
          registry.killProcess();
        },
        sending);
    assertThat(registry.postgres()).as("PostgreSQL outlives its application").isPresent();
    registry.start();
    registry.awaitReady();
    sending.join();
  }

  private void sendWhileTheGatewayDies(List<Delivery> deliveries) {
    long before = counts().received();
    long part = deliveries.stream().flatMap(Delivery::records).count() / 4;
    CompletableFuture<Void> killed = new CompletableFuture<>();
    CompletableFuture<Void> sending = sending(deliveries, 1, killed);
    when(() -> counts().received() > before + part, gateway::killWithDatabase, sending);
    killed.complete(null);
    Waiting.until("an upload meets no gateway").until(() -> sender.repeated() > 0);
    gateway.start();
    gateway.awaitReady();
    when(() -> counts().received() > before + 2 * part, gateway::killProcess, sending);
    gateway.start();
    gateway.awaitReady();
    sending.join();
  }

  /**
   * Sends, but so many at the end only after something else has happened, which therefore does not
   * come too late where this machine is quick to send.
   */
  private CompletableFuture<Void> sending(
      List<Delivery> deliveries, int held, CompletableFuture<Void> happened) {
    int free = deliveries.size() - held;
    return CompletableFuture.runAsync(
        () -> {
          sender.send(deliveries.subList(0, free));
          happened.join();
          sender.send(deliveries.subList(free, deliveries.size()));
        });
  }

  /** Lets an accident happen as soon as so much has been done, unless sending itself has failed. */
  private void when(BooleanSupplier condition, Runnable accident, CompletableFuture<Void> sending) {
    Waiting.until("the moment of accident " + (kills + 1))
        .until(
            () -> {
              if (sending.isCompletedExceptionally()) {
                sending.join();
              }
              return condition.getAsBoolean();
            });
    accident.run();
    kills++;
  }

  private Counts counts() {
    return gateway.asGateway().counts();
  }

  private long transfers() {
    try (Database database = registry.database()) {
      return database.number("select count(*) from transfer where receipt <> ''");
    }
  }

  private long expected(Expected.State state) {
    return records.records().filter(record -> record.expected().state() == state).count();
  }

  @AfterAll
  void end() {
    for (Application application : List.of(gateway, registry)) {
      application.close();
    }
    Checkout.deleteFoldersIn(folder);
  }

  @Test
  void gatewayQueuesWhatItGetsWhileThereIsNoRegistry() {
    assertThat(withoutRegistry.sent()).isZero();
    assertThat(withoutRegistry.queued()).isPositive();
    assertThat(withoutRegistry.addUp()).isTrue();
  }

  @Test
  void everyAccidentHappenedInTheMiddle() {
    assertThat(kills).isEqualTo(4);
    assertThat(sender.repeated()).as("uploads that the gateway's deaths cut off").isPositive();
    Optional<ProcessHandle> now = registry.postgres();
    assertThat(now).isPresent();
    assertThat(now.orElseThrow().pid())
        .as("the server left by the killed registry was replaced")
        .isNotEqualTo(oldPostgres);
  }

  @Test
  void registryHoldsNeitherMoreNorLessThanAfterAnUndisturbedPlay(PlayedFederation undisturbed) {
    try (Database disturbed = registry.database();
        Database calm = undisturbed.database()) {
      assertThat(disturbed.countsOf(SITE)).isEqualTo(calm.countsOf(SITE)).isNotEmpty();
      String persons = "select count(distinct person) from person_of_patient where site = ?";
      assertThat(disturbed.number(persons, SITE)).isEqualTo(calm.number(persons, SITE));
    }
  }

  @Test
  void everyRecordHasItsOutcomeOnce() {
    Counts counts = counts();
    assertThat(counts.addUp()).isTrue();
    assertThat(counts.sent()).isEqualTo(expected(Expected.State.SENT));
    assertThat(counts.held()).isEqualTo(expected(Expected.State.HELD));
    assertThat(counts.received()).isGreaterThanOrEqualTo(records.records().count());
  }

  @Test
  void noTransferIsMissingAndNoneCameTwice() {
    JsonNode status = registry.asRegistry().statusOf(SITE, gateway.dataDir());
    assertThat(status.path("gaps")).isEmpty();
    try (Database own = gateway.database()) {
      assertThat(status.path("transfers").asLong())
          .isEqualTo(own.number("select count(*) from outbox where state = 'sent'"));
    }
  }
}
