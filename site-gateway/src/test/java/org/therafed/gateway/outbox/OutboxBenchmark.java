package org.therafed.gateway.outbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A long outage of the registry: the packaged gateway with its embedded database (fsync on) and a
 * million queued records, whose registry then comes back. Some patients' records are queued by the
 * gateway itself; copies of these rows under other patients make up the rest. The registry is a
 * stand-in that confirms every transfer at once, so that the gateway is what is measured.
 *
 * <p>Arguments: folder of quarkus-app, queued records (default 1,000,000).
 */
public final class OutboxBenchmark {

  private static final int PATIENTS = 50;
  private static final int RECORDS_OF_PATIENT = 20;
  private static final int STEPS = 10;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path application;
  private final Path data = Files.createTempDirectory("outbox-benchmark");
  private final int port = freePort();

  private OutboxBenchmark(Path application) throws IOException {
    this.application = application;
  }

  public static void main(String... args) throws Exception {
    // Or the JDK's server answers each request on a kept connection 40 ms late.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    long records = args.length > 1 ? Long.parseLong(args[1]) : 1_000_000;
    new OutboxBenchmark(Path.of(args[0])).run(records);
  }

  private void run(long records) throws Exception {
    Process filling = start(Optional.empty());
    try {
      ready(filling);
      System.out.printf(Locale.ROOT, "resident, nothing queued: %d MB%n", resident(filling));
      seed();
      try (QueuedRows rows = QueuedRows.in(data)) {
        while (!rows.settled(PATIENTS, PATIENTS * RECORDS_OF_PATIENT)) {
          TimeUnit.MILLISECONDS.sleep(200);
        }
        rows.copy(Math.max(0, records / (PATIENTS * RECORDS_OF_PATIENT) - 1));
      }
    } finally {
      end(filling);
    }
    try (ReceiptServer registry = ReceiptServer.start()) {
      Process draining = start(Optional.of(registry.address()));
      try {
        ready(draining);
        drain(draining);
      } finally {
        end(draining);
      }
    }
  }

  private void seed() throws Exception {
    List<String> patients = new ArrayList<>(List.of("mrn,sex,birth_date"));
    List<String> consents = new ArrayList<>(List.of("mrn,decision,signed_on"));
    List<String> labs = new ArrayList<>(List.of("mrn,sample_id,loinc,value,unit,taken_at"));
    for (int patient = 0; patient < PATIENTS; patient++) {
      patients.add("OUT-" + patient + ",M,1950-03-01");
      consents.add("OUT-" + patient + ",permit,2024-01-02");
      for (int record = 0; record < RECORDS_OF_PATIENT; record++) {
        labs.add(
            String.format(
                Locale.ROOT,
                "OUT-%d,S%d-%d,2857-1,%d.5,ng/mL,2025-03-%02dT07:45:00",
                patient,
                patient,
                record,
                1 + record,
                1 + record));
      }
    }
    // Consents last: then a patient's records are queued together, as after an outage.
    post("patients", patients);
    post("labs", labs);
    post("consents", consents);
  }

  private void post(String kind, List<String> lines) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/intake/csv/" + kind))
            .header("Content-Type", "text/csv")
            .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines)))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
  }

  private void drain(Process gateway) throws Exception {
    try (QueuedRows rows = QueuedRows.in(data)) {
      long all = rows.records();
      System.out.printf(
          Locale.ROOT,
          "queued: %d records in %d transfers; resident as soon as ready: %d MB%n",
          all,
          rows.transfers(),
          resident(gateway));
      double cpu = cpuSeconds(gateway);
      long begin = System.nanoTime();
      long stepBegin = begin;
      long left = all;
      for (int step = 1; step <= STEPS; step++) {
        long before = left;
        long until = all - all * step / STEPS;
        while (left > until) {
          TimeUnit.MILLISECONDS.sleep(200);
          if (!gateway.isAlive()) {
            throw new IllegalStateException("The gateway ended; see " + data);
          }
          left = rows.records();
        }
        double seconds = (System.nanoTime() - stepBegin) / 1e9;
        stepBegin = System.nanoTime();
        System.out.printf(
            Locale.ROOT,
            "%3d %% sent: %.0f records/s, resident %d MB%n",
            100 - 100 * left / all,
            (before - left) / seconds,
            resident(gateway));
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "drained %d records in %.0f s: %.0f records/s, gateway CPU %.2f ms per record, most"
              + " resident %d MB%n",
          all,
          seconds,
          all / seconds,
          1000 * (cpuSeconds(gateway) - cpu) / all,
          status(gateway, "VmHWM"));
    }
  }

  private Process start(Optional<URI> registry) throws IOException {
    byte[] key = new byte[32];
    java.util.Arrays.fill(key, (byte) 7);
    Path keyFile =
        Files.writeString(data.resolve("federation.key"), Base64.getEncoder().encodeToString(key));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            application.resolve("quarkus-run.jar").toString());
    Map<String, String> settings = builder.environment();
    settings.put("THERAFED_SITE_ID", "outbox");
    settings.put("THERAFED_SITE_ZONE", "Europe/Vienna");
    settings.put("THERAFED_DATA_DIR", data.resolve("gateway").toString());
    settings.put("THERAFED_HTTP_PORT", Integer.toString(port));
    settings.put("THERAFED_DICOM_PORT", "0");
    settings.put("THERAFED_FEDERATION_KEY_FILE", keyFile.toString());
    registry.ifPresent(url -> settings.put("THERAFED_REGISTRY_URL", url.toString()));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("log").toFile()))
        .start();
  }

  private void ready(Process gateway) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready")).build();
    while (gateway.isAlive()) {
      try {
        if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    throw new IllegalStateException("The gateway ended; see " + data);
  }

  private static void end(Process gateway) throws InterruptedException {
    gateway.destroy();
    gateway.waitFor(60, TimeUnit.SECONDS);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static double cpuSeconds(Process process) {
    return process.toHandle().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
  }

  private static long resident(Process process) throws IOException {
    return status(process, "VmRSS");
  }

  /** Megabytes of a line of the kernel's account of a process. */
  private static long status(Process process, String name) throws IOException {
    String lines =
        Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
            .filter(line -> line.startsWith(name + ":"))
            .collect(Collectors.joining());
    return Long.parseLong(lines.replaceAll("\\D", "")) / 1024;
  }
}
