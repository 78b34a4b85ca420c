package org.therafed.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
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
 * {@code kill -9} of gateway, registry and the database of either, a network that is cut, wrong
 * clocks, full disks and a day without registry, at random moments while four systems send:
 * afterwards every acknowledged record is in the registry exactly once. The moments are of a seeded
 * generator; what a process is just doing then is chance, which is the point.
 *
 * <p>{@code -Dtherafed.kills=200} kills each so often and does everything else 20 times, {@code
 * -Dtherafed.kills.seed=} chooses other moments, {@code -Dtherafed.kills.report=} names a file for
 * the counts.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(2)
class KillTest {

  private static final int KILLS = Integer.getInteger("therafed.kills", 1);
  private static final long SEED = Long.getLong("therafed.kills.seed", 1);
  private static final int KILLS_FOR_ONE_OF_THE_OTHERS = 10;
  private static final int HOURS_OF_DAY = 24;
  private static final int HOUR_MILLIS = 200;

  private final Path folder = Checkout.emptyFolder("kill");
  private final Moments moments = new Moments(SEED);
  private final Kills kills = new Kills(moments);
  private final Map<String, Integer> happened = new TreeMap<>();
  private Line line;
  private MachineClock clockOfGateway;
  private MachineClock clockOfRegistry;
  private Optional<Disk> diskOfGateway = Optional.empty();
  private Optional<Disk> diskOfRegistry = Optional.empty();
  private OneSite site;

  @AfterAll
  void end() {
    if (site != null) {
      site.close();
    }
    if (line != null) {
      line.close();
    }
    Stream.of(diskOfGateway, diskOfRegistry).flatMap(Optional::stream).forEach(Disk::close);
    Checkout.deleteFoldersIn(folder);
  }

  @Test
  void everyAcknowledgedRecordIsInTheRegistryOnce() throws IOException, InterruptedException {
    long began = System.nanoTime();
    int mllp = FreePorts.find(1).get(0);
    start(mllp);
    register();
    List<Sender> senders = senders(mllp);
    senders.forEach(Thread::start);
    for (Accident accident : accidents()) {
      accident.happen();
      happened.merge(accident.name(), 1, Integer::sum);
    }
    clockOfGateway.setRight();
    clockOfRegistry.setRight();
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

  private void start(int mllp) throws IOException {
    line = new Line();
    clockOfGateway = new MachineClock(folder, "gateway");
    clockOfRegistry = new MachineClock(folder, "registry");
    diskOfGateway = Disk.under(folder.resolve(OneSite.SITE));
    diskOfRegistry = Disk.under(folder.resolve("registry"));
    Map<String, String> settings = new TreeMap<>(clockOfGateway.settings());
    settings.put("THERAFED_HL7_PORT", Integer.toString(mllp));
    settings.put("THERAFED_FORWARD_BACKOFF_CAP", "1s");
    settings.put("THERAFED_REGISTRY_URL", line.address().toString());
    Map<String, String> settingsOfRegistry = new TreeMap<>(clockOfRegistry.settings());
    settingsOfRegistry.put("THERAFED_PUBLIC_URL", line.address().toString());
    site = OneSite.start(folder, settingsOfRegistry, settings);
    line.leadTo(site.registry().address());
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

  /** Kills so often, databases half of each application, everything else less; in random order. */
  private List<Accident> accidents() {
    Application gateway = site.gateway();
    Application registry = site.registry();
    List<Accident> accidents = new ArrayList<>();
    for (int i = 0; i < KILLS; i++) {
      accidents.add(kills.of("gateway killed", gateway));
      if (isLong()) {
        accidents.add(kills.of("registry killed", registry));
      }
      accidents.add(
          i % 2 == 0
              ? kills.ofDatabase("gateway's database killed", gateway)
              : kills.ofDatabase("registry's database killed", registry));
    }
    for (int i = 0; i < KILLS; i += KILLS_FOR_ONE_OF_THE_OTHERS) {
      accidents.add(line.cut(moments));
      accidents.add(clockOfGateway.jump("gateway's clock wrong", moments));
      accidents.add(dayWithoutRegistry());
      diskOfGateway.ifPresent(
          disk -> accidents.add(disk.full("gateway's disk full", moments, gateway)));
      if (isLong()) {
        accidents.add(clockOfRegistry.jump("registry's clock wrong", moments));
        diskOfRegistry.ifPresent(
            disk -> accidents.add(disk.full("registry's disk full", moments, registry)));
      }
    }
    Collections.shuffle(accidents, moments.random());
    return accidents;
  }

  /** In the short form the day without registry kills it, too. */
  private static boolean isLong() {
    return KILLS > 1;
  }

  /** The registry is killed and away for a day, hour by hour of both clocks. */
  private Accident dayWithoutRegistry() {
    return new Accident(
        "registry killed, and away for a day",
        () -> {
          site.registry().killProcess();
          for (int hour = 0; hour < HOURS_OF_DAY; hour++) {
            clockOfGateway.advance(Duration.ofHours(1));
            clockOfRegistry.advance(Duration.ofHours(1));
            moments.pauseUpTo(HOUR_MILLIS);
          }
          site.registry().start();
          site.registry().awaitReady();
        });
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
            Locale.ROOT, "seed %d, %d s%n%n| what | times |%n|---|---|%n", SEED, seconds));
    happened.forEach(
        (accident, times) ->
            text.append(String.format(Locale.ROOT, "| %s | %d |%n", accident, times)));
    text.append(
        String.format(
            Locale.ROOT, "| killed once more while starting | %d |%n%n", kills.whileStarting()));
    if (diskOfGateway.isEmpty()) {
      text.append("SKIPPED: full disks, for which root mounts a file system\n\n");
    }
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
