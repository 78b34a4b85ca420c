package org.therafed.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.therafed.e2e.fixture.Application;
import org.therafed.e2e.fixture.Checkout;
import org.therafed.e2e.fixture.Database;
import org.therafed.e2e.fixture.OneSite;
import org.therafed.e2e.fixture.Waiting;
import org.therafed.simulator.channel.Counts;
import org.therafed.simulator.process.FreePorts;

/**
 * {@code kill -9} of gateway, registry and the database of either, at random moments while four
 * systems send: afterwards every acknowledged record is in the registry exactly once. The moments
 * are of a seeded generator; what a process is just doing then is chance, which is the point.
 *
 * <p>{@code -Dtherafed.kills=200} kills each so often, {@code -Dtherafed.kills.seed=} chooses other
 * moments, {@code -Dtherafed.kills.report=} names a file for the counts.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(2)
class KillTest {

  private enum Victim {
    GATEWAY,
    REGISTRY,
    GATEWAY_DATABASE,
    REGISTRY_DATABASE
  }

  private static final int KILLS = Integer.getInteger("therafed.kills", 1);
  private static final long SEED = Long.getLong("therafed.kills.seed", 1);
  private static final int LONGEST_LIFE_MILLIS = 3_000;
  private static final int STARTING_MILLIS = 4_000;
  private static final int STARTS_HIT = 5;

  private final Path folder = Checkout.emptyFolder("kill");
  private final Random random = new Random(SEED);
  private final Map<Victim, Integer> kills = new EnumMap<>(Victim.class);
  private int whileStarting;
  private OneSite site;

  @AfterAll
  void end() {
    if (site != null) {
      site.close();
    }
    Checkout.deleteFoldersIn(folder);
  }

  @Test
  void everyAcknowledgedRecordIsInTheRegistryOnce() throws IOException, InterruptedException {
    long began = System.nanoTime();
    int mllp = FreePorts.find(1).get(0);
    site =
        OneSite.start(
            folder,
            Map.of(),
            Map.of(
                "THERAFED_HL7_PORT", Integer.toString(mllp), "THERAFED_FORWARD_BACKOFF_CAP", "1s"));
    register();
    List<Sender> senders = senders(mllp);
    senders.forEach(Thread::start);
    for (Victim victim : victims()) {
      kill(victim);
    }
    Map<String, Set<Long>> acknowledged = new TreeMap<>();
    for (Sender sender : senders) {
      acknowledged.put(sender.channel(), sender.end());
    }
    settle();

    Counts counts = counts();
    report(senders, counts, (System.nanoTime() - began) / 1_000_000_000L);
    acknowledged.forEach((way, records) -> assertThat(records).as(way).isNotEmpty());
    assertThat(counts.addUp()).isTrue();
    assertThat(counts.reasons()).as("nothing of this is held or refused").isEmpty();
    results(acknowledged);
    images(acknowledged.get("dimse").size());
    transfers();
  }

  /** Everybody is known and has agreed before the first accident. */
  private void register() {
    List<String> patients = new ArrayList<>();
    for (int i = 0; i < Channels.PATIENTS; i++) {
      site.consent(Channels.patient(i));
      patients.add(Channels.patient(i) + ",M,1950-03-0" + (1 + i % 9));
    }
    site.table("patients", "mrn,sex,birth_date", patients.toArray(String[]::new));
    site.settled();
  }

  private List<Sender> senders(int mllp) throws IOException {
    List<Channel> channels = new ArrayList<>(Channels.results(site.gateway(), mllp));
    channels.add(
        Channels.images(site.gateway(), Files.createDirectories(folder.resolve("images"))));
    List<Sender> senders = new ArrayList<>();
    for (Channel channel : channels) {
      senders.add(new Sender(channel, 1 + senders.size(), channels.size()));
    }
    return senders;
  }

  /** Each so often, databases half of each application, in random order. */
  private List<Victim> victims() {
    List<Victim> victims = new ArrayList<>();
    for (int i = 0; i < KILLS; i++) {
      victims.add(Victim.GATEWAY);
      victims.add(Victim.REGISTRY);
      victims.add(i % 2 == 0 ? Victim.GATEWAY_DATABASE : Victim.REGISTRY_DATABASE);
    }
    Collections.shuffle(victims, random);
    return victims;
  }

  private void kill(Victim victim) {
    pause(random.nextInt(LONGEST_LIFE_MILLIS));
    Application application =
        victim == Victim.GATEWAY || victim == Victim.GATEWAY_DATABASE
            ? site.gateway()
            : site.registry();
    boolean isDatabase = victim == Victim.GATEWAY_DATABASE || victim == Victim.REGISTRY_DATABASE;
    if (isDatabase) {
      Optional<ProcessHandle> postgres = application.postgres();
      postgres.orElseThrow().destroyForcibly();
      // The application meets a database that is gone, before its operator starts it anew.
      pause(random.nextInt(LONGEST_LIFE_MILLIS));
    }
    application.killProcess();
    application.start();
    if (random.nextInt(STARTS_HIT) == 0) {
      pause(random.nextInt(STARTING_MILLIS));
      application.killProcess();
      application.start();
      whileStarting++;
    }
    application.awaitReady();
    kills.merge(victim, 1, Integer::sum);
  }

  private static void pause(int millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /** What has piled up while hardly anything ran goes on its way; it must go on. */
  private void settle() {
    for (long queued = counts().queued(); queued > 0; queued = counts().queued()) {
      long before = queued;
      Waiting.until("fewer than " + before + " are queued").until(() -> counts().queued() < before);
    }
  }

  private Counts counts() {
    return site.client().counts();
  }

  private void results(Map<String, Set<Long>> acknowledged) {
    Set<BigDecimal> expected = new TreeSet<>();
    acknowledged.forEach(
        (way, records) -> {
          if (!way.equals("dimse")) {
            records.forEach(number -> expected.add(plain(Channels.value(number))));
          }
        });
    try (Database database = site.registry().database()) {
      for (String query :
          List.of(
              "select (content->'valueQuantity'->>'value')::numeric from resource where type ="
                  + " 'Observation' and content->'valueQuantity' is not null",
              "select value from fact_biomarker where loinc = '2857-1'")) {
        List<BigDecimal> stored =
            database.list(query, row -> plain(row.getBigDecimal(1))).stream().sorted().toList();
        assertThat(stored).as(query).containsExactlyElementsOf(expected);
      }
    }
  }

  private static BigDecimal plain(BigDecimal value) {
    return value.setScale(2);
  }

  private void images(int studies) {
    try (Database database = site.registry().database()) {
      assertThat(database.number("select count(*) from resource where type = 'ImagingStudy'"))
          .isEqualTo(studies);
      assertThat(database.number("select count(*) from fact_imaging where instances = 1"))
          .isEqualTo(studies);
    }
  }

  private void transfers() {
    JsonNode status = site.registry().asRegistry().statusOf(OneSite.SITE, site.gateway().dataDir());
    assertThat(status.path("gaps")).isEmpty();
    try (Database own = site.gateway().database()) {
      assertThat(status.path("transfers").asLong())
          .isEqualTo(own.number("select count(*) from outbox where state = 'sent'"));
    }
  }

  private void report(List<Sender> senders, Counts counts, long seconds) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT, "seed %d, %d s%n%n| killed | times |%n|---|---|%n", SEED, seconds));
    kills.forEach(
        (victim, times) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %d |%n",
                    victim.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    times)));
    text.append(String.format(Locale.ROOT, "| once more while starting | %d |%n%n", whileStarting));
    text.append("| way in | acknowledged | sent again |\n|---|---|---|\n");
    senders.forEach(
        sender ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %d | %d |%n",
                    sender.channel(),
                    sender.count(),
                    sender.again())));
    text.append(
        String.format(
            Locale.ROOT,
            "%nreceived %d = sent %d + queued %d + held %d + refused %d + superseded %d%n",
            counts.received(),
            counts.sent(),
            counts.queued(),
            counts.held(),
            counts.refused(),
            counts.superseded()));
    System.out.println(text);
    String keep = System.getProperty("therafed.kills.report");
    if (keep != null) {
      Files.writeString(Path.of(keep), text);
    }
  }
}
