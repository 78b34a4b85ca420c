package org.therafed.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.transfer.TransferBundle;

/**
 * Load on the packaged registry with its embedded database (fsync on): start-up, ingest of
 * 20-resource transfers over 8 connections, first question, resident memory. The load program runs
 * on the same machine and its own processor time is part of what the machine does.
 *
 * <p>Arguments: folder of quarkus-app, seconds of load (default 60).
 */
public final class IngestBenchmark {

  private static final int CONNECTIONS = 8;
  private static final int RESOURCES = 20;
  private static final String SITE = "bench";
  private static final String PASSWORD = "only-for-this-benchmark";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;
  private final ECKey key;
  private final AtomicLong sequence = new AtomicLong();

  private IngestBenchmark(URI base, ECKey key) {
    this.base = base;
    this.key = key;
  }

  public static void main(String... args) throws Exception {
    Path application = Path.of(args[0]);
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 60;
    Path data = Files.createTempDirectory("ingest-benchmark");
    try (PackagedRegistry fresh = PackagedRegistry.started(application, data, PASSWORD)) {
      System.out.printf(Locale.ROOT, "start on an empty folder: %.1f s%n", fresh.secondsToStart());
    }
    try (PackagedRegistry registry = PackagedRegistry.started(application, data, PASSWORD)) {
      System.out.printf(
          Locale.ROOT, "start on an existing one: %.1f s%n", registry.secondsToStart());
      measure(registry, seconds);
    }
  }

  private static void measure(PackagedRegistry registry, int seconds) throws Exception {
    Process process = registry.process();
    System.out.printf(Locale.ROOT, "resident, idle: %d MB%n", residentMegabytes(process));
    IngestBenchmark benchmark =
        new IngestBenchmark(registry.base(), new ECKeyGenerator(Curve.P_256).generate());
    benchmark.register();
    System.out.printf(Locale.ROOT, "warm-up: %.0f resources/s%n", benchmark.load(15));
    Duration before = process.toHandle().info().totalCpuDuration().orElseThrow();
    double rate = benchmark.load(seconds);
    Duration cpu = process.toHandle().info().totalCpuDuration().orElseThrow().minus(before);
    System.out.printf(
        Locale.ROOT,
        "ingest: %.0f resources/s over %d s, registry CPU %.2f ms per resource%n",
        rate,
        seconds,
        cpu.toMillis() / (rate * seconds));
    System.out.printf(Locale.ROOT, "resident, loaded: %d MB%n", residentMegabytes(process));
    benchmark.freeze();
    for (int i = 0; i < 3; i++) {
      System.out.printf(Locale.ROOT, "survival question %d: %d ms%n", i + 1, benchmark.ask());
    }
  }

  private static long residentMegabytes(Process process) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  private void register() throws Exception {
    String body =
        "{\"id\":\""
            + SITE
            + "\",\"name\":\"Load\",\"jwk\":"
            + key.toPublicJWK().toJSONString()
            + "}";
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/admin/sites"))
            .header("Authorization", basic())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    check(http.send(request, HttpResponse.BodyHandlers.ofString()), 201);
  }

  private double load(int seconds) throws Exception {
    ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);
    long begin = System.nanoTime();
    long end = begin + TimeUnit.SECONDS.toNanos(seconds);
    AtomicLong accepted = new AtomicLong();
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      running.add(
          connections.submit(
              () -> {
                while (System.nanoTime() < end) {
                  send();
                  accepted.addAndGet(RESOURCES);
                }
                return null;
              }));
    }
    for (Future<?> connection : running) {
      connection.get();
    }
    connections.shutdown();
    return accepted.get() / ((System.nanoTime() - begin) / 1e9);
  }

  private void send() throws Exception {
    long number = sequence.incrementAndGet();
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/fhir"))
            .header("Authorization", "Bearer " + token())
            .header("Content-Type", "application/fhir+json")
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    TransferBundle.bytes(
                        TransferBundle.build(new SiteId(SITE), number, course(number)))))
            .build();
    check(http.send(request, HttpResponse.BodyHandlers.ofString()), 200);
  }

  private static List<ObjectNode> course(long number) {
    String name = Long.toString(number);
    String patient = Records.id(name, "patient");
    LocalDate start = LocalDate.of(2024, 1, 1).plusDays(number % 500);
    List<ObjectNode> resources = new ArrayList<>();
    resources.add(Records.patient(patient));
    resources.add(Records.course(Records.id(name, "course"), patient, start));
    resources.add(
        Records.vitalStatus(
            Records.id(name, "vital"),
            patient,
            start.plusDays(30 + number % 600),
            number % 3 == 0));
    for (int i = resources.size(); i < RESOURCES; i++) {
      resources.add(
          Records.psa(
              Records.id(name, "lab" + i),
              patient,
              start.plusDays(7L * i),
              (1 + number % 90) + ".5"));
    }
    return resources;
  }

  private void freeze() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/admin/cuts"))
            .header("Authorization", basic())
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    long begin = System.nanoTime();
    check(http.send(request, HttpResponse.BodyHandlers.ofString()), 201);
    System.out.printf(
        Locale.ROOT,
        "freezing a data cut: %d ms%n",
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
  }

  private long ask() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/api/evidence/survival"))
            .header("Authorization", basic())
            .build();
    long begin = System.nanoTime();
    check(http.send(request, HttpResponse.BodyHandlers.ofString()), 200);
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
  }

  private String token() throws JOSEException {
    Instant now = Instant.now();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.ES256),
            new JWTClaimsSet.Builder()
                .issuer(SITE)
                .subject(SITE)
                .audience("therafed-registry")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(120)))
                .jwtID(UUID.randomUUID().toString())
                .build());
    token.sign(new ECDSASigner(key));
    return token.serialize();
  }

  private static String basic() {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString(
                ("admin:" + PASSWORD).getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static void check(HttpResponse<String> response, int expected) {
    if (response.statusCode() != expected) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
  }
}
