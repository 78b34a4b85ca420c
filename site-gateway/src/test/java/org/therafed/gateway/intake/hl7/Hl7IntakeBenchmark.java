package org.therafed.gateway.intake.hl7;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Load on the packaged gateway with its embedded database (fsync on): ORU^R01 messages over MLLP,
 * each acknowledged before the next is sent on its connection. The gateway converts what came at
 * the same time; nobody has consented, so that nothing leaves. The load program runs on the same
 * machine.
 *
 * <p>Arguments: folder of quarkus-app, seconds of load (default 30), connections (default 16).
 */
public final class Hl7IntakeBenchmark {

  private static final int ROUNDS = 3;
  private static final int PATIENTS = 500;

  private final int port;
  private final AtomicLong number = new AtomicLong();

  private Hl7IntakeBenchmark(int port) {
    this.port = port;
  }

  public static void main(String... args) throws Exception {
    Path application = Path.of(args[0]);
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 30;
    int connections = args.length > 2 ? Integer.parseInt(args[2]) : 16;
    Path data = Files.createTempDirectory("hl7-benchmark");
    int http = freePort();
    int hl7 = freePort();
    Process gateway = start(application, data, http, hl7);
    try {
      ready(http, gateway);
      Hl7IntakeBenchmark benchmark = new Hl7IntakeBenchmark(hl7);
      System.out.printf(Locale.ROOT, "warm-up: %.0f messages/s%n", benchmark.load(10, connections));
      for (int round = 0; round < ROUNDS; round++) {
        double before = cpuSeconds(gateway);
        double rate = benchmark.load(seconds, connections);
        double cpu = cpuSeconds(gateway) - before;
        System.out.printf(
            Locale.ROOT,
            "durable, %d connections: %.0f messages/s, gateway CPU %.2f ms per message%n",
            connections,
            rate,
            1000 * cpu / (rate * seconds));
      }
      System.out.printf(
          Locale.ROOT, "durable, 1 connection: %.0f messages/s%n", benchmark.load(seconds, 1));
    } finally {
      gateway.destroy();
      gateway.waitFor(60, TimeUnit.SECONDS);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Process start(Path application, Path data, int http, int hl7) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            application.resolve("quarkus-run.jar").toString());
    builder.environment().put("THERAFED_DATA_DIR", data.toString());
    builder.environment().put("THERAFED_HTTP_PORT", Integer.toString(http));
    builder.environment().put("THERAFED_DICOM_PORT", "0");
    builder.environment().put("THERAFED_HL7_PORT", Integer.toString(hl7));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("log").toFile()))
        .start();
  }

  private static void ready(int port, Process process) throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready")).build();
    while (process.isAlive()) {
      try {
        if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    throw new IllegalStateException("The gateway ended.");
  }

  private static double cpuSeconds(Process process) {
    return process.toHandle().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
  }

  private double load(int seconds, int connections) throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(connections);
    long begin = System.nanoTime();
    long end = begin + TimeUnit.SECONDS.toNanos(seconds);
    AtomicLong acknowledged = new AtomicLong();
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      running.add(
          senders.submit(
              () -> {
                send(end, acknowledged);
                return null;
              }));
    }
    for (Future<?> sender : running) {
      sender.get();
    }
    senders.shutdown();
    return acknowledged.get() / ((System.nanoTime() - begin) / 1e9);
  }

  private void send(long end, AtomicLong acknowledged) throws IOException {
    try (MllpClient client = MllpClient.connect(port)) {
      while (System.nanoTime() < end) {
        long id = number.incrementAndGet();
        String answer =
            client.send(
                StandardCharsets.UTF_8,
                Messages.psa("B-" + id % PATIENTS, "ID-" + id, "L-" + id, "4.2"));
        if (!answer.contains("MSA|AA|ID-" + id)) {
          throw new IllegalStateException(answer);
        }
        acknowledged.incrementAndGet();
      }
    }
  }
}
