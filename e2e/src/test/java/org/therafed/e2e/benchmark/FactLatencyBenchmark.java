package org.therafed.e2e.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.therafed.e2e.fixture.Checkout;
import org.therafed.e2e.fixture.Database;
import org.therafed.e2e.fixture.OneSite;
import org.therafed.simulator.process.FreePorts;

/**
 * How long a record takes from a hospital's system to its fact in the registry's database, with
 * both packaged applications and their databases on this machine: HL7 v2 results at a fixed pace,
 * then CT images by C-STORE, one study each. The pace does not wait for answers; a time begins when
 * its record was due to be sent, so that a sender that is held up counts too.
 *
 * <p>Arguments: seconds of each load (default 60), messages a second (default 80, a tenth of the
 * target of intake), images a second (default 40, the same).
 */
public final class FactLatencyBenchmark {

  private static final int SENDERS = 8;
  private static final int WARM_UP_SECONDS = 20;
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final OneSite site;
  private final AtomicLong number = new AtomicLong();

  private FactLatencyBenchmark(OneSite site) {
    this.site = site;
  }

  public static void main(String... args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 60;
    int messages = args.length > 1 ? Integer.parseInt(args[1]) : 80;
    int images = args.length > 2 ? Integer.parseInt(args[2]) : 40;
    Path folder = Checkout.emptyFolder("fact-latency");
    int mllp = FreePorts.find(1).get(0);
    try (OneSite site =
        OneSite.start(folder, Map.of(), Map.of("THERAFED_HL7_PORT", Integer.toString(mllp)))) {
      FactLatencyBenchmark benchmark = new FactLatencyBenchmark(site);
      benchmark.register();
      Way hl7 = new Hl7Way(mllp);
      Way store =
          new StoreWay(
              Files.createDirectories(folder.resolve("images")), site.gateway().dicomPort());
      benchmark.run(hl7, WARM_UP_SECONDS, messages);
      System.out.println(benchmark.run(hl7, seconds, messages));
      benchmark.run(store, WARM_UP_SECONDS, images);
      System.out.println(benchmark.run(store, seconds, images));
    }
    Checkout.deleteFoldersIn(folder);
  }

  private void register() {
    List<String> patients = new ArrayList<>();
    List<String> consents = new ArrayList<>();
    for (int i = 0; i < Way.PATIENTS; i++) {
      patients.add(Way.patient(i) + ",M,1950-03-0" + (1 + i % 9));
      consents.add(Way.patient(i) + ",permit,2024-01-02");
    }
    site.table("patients", "mrn,sex,birth_date", patients.toArray(String[]::new));
    site.table("consents", "mrn,decision,signed_on", consents.toArray(String[]::new));
    site.settled();
  }

  private Latencies run(Way way, int seconds, int perSecond) throws Exception {
    Map<String, Long> due = new ConcurrentHashMap<>();
    Latencies latencies = new Latencies(way.name(), perSecond, seconds);
    ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    try (Database registry = site.registry().database()) {
      List<Future<?>> sent = new ArrayList<>();
      long begin = System.nanoTime();
      long all = (long) seconds * perSecond;
      Future<?> pacing =
          pace.submit(
              () -> {
                for (long i = 0; i < all; i++) {
                  long at = begin + i * 1_000_000_000L / perSecond;
                  for (long left = at - System.nanoTime();
                      left > 0;
                      left = at - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.sleep(left);
                  }
                  long own = number.incrementAndGet();
                  due.put(way.fact(own), at);
                  sent.add(
                      senders.submit(
                          () -> {
                            way.send(own);
                            return null;
                          }));
                }
                return null;
              });
      long end = begin + TimeUnit.SECONDS.toNanos(seconds) + LONGEST.toNanos();
      while ((!pacing.isDone() || !due.isEmpty()) && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        List<String> there =
            registry.list(
                way.query(), row -> row.getString(1), (Object) due.keySet().toArray(String[]::new));
        long now = System.nanoTime();
        there.forEach(fact -> latencies.add(now - due.remove(fact)));
      }
      pacing.get();
      for (Future<?> each : sent) {
        each.get();
      }
      latencies.missing(due.size());
    } finally {
      pace.shutdownNow();
      senders.shutdownNow();
    }
    return latencies;
  }

  /** Times from being due to the fact, in milliseconds. */
  private static final class Latencies {

    private final String name;
    private final int perSecond;
    private final int seconds;
    private final List<Long> millis = new ArrayList<>();
    private int missing;

    Latencies(String name, int perSecond, int seconds) {
      this.name = name;
      this.perSecond = perSecond;
      this.seconds = seconds;
    }

    void add(long nanos) {
      millis.add(TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    void missing(int count) {
      missing = count;
    }

    private long quantile(double share) {
      List<Long> sorted = millis.stream().sorted().toList();
      return sorted.isEmpty()
          ? -1
          : sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s, %d a second for %d s: to the fact in the registry median %d ms, 95 %% within %d ms,"
              + " 99 %% within %d ms, longest %d ms; %d facts, %d missing",
          name,
          perSecond,
          seconds,
          quantile(0.5),
          quantile(0.95),
          quantile(0.99),
          quantile(1),
          millis.size(),
          missing);
    }
  }
}
