package org.therafed.gateway.prove;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The same program as this process, in a folder of its own that only the owner reads and that is
 * deleted at the end. It makes keys of its own: the site's are not copied.
 */
final class SecondGateway implements AutoCloseable {

  private static final Duration WAIT = Duration.ofMinutes(2);
  private static final Duration STEP = Duration.ofMillis(200);
  private static final Duration REQUEST = Duration.ofMinutes(1);
  private static final int LAST_LINES = 15;

  private final Path folder;
  private final Path log;
  private final ProofPorts ports;
  private final Optional<String> token;
  private final Process process;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private SecondGateway(Path folder, ProofPorts ports, Optional<String> token, Process process) {
    this.folder = folder;
    this.log = folder.resolve("log");
    this.ports = ports;
    this.token = token;
    this.process = process;
  }

  /** An answer over HTTP. */
  record Answer(int status, String text) {
    byte[] bytes() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Starts one and waits until it is ready. */
  static SecondGateway start(ProofSettings settings, URI registry) throws IOException {
    Path folder =
        Files.createTempDirectory(
            "therafed-proof",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try {
      Files.createFile(folder.resolve("gateway.yaml"));
      ProofPorts ports = ProofPorts.find();
      ProcessBuilder builder = new ProcessBuilder(command());
      builder.environment().clear();
      builder.environment().putAll(settings.environment(folder, ports, registry.toString()));
      builder.directory(folder.toFile());
      builder.redirectErrorStream(true);
      builder.redirectOutput(folder.resolve("log").toFile());
      SecondGateway gateway =
          new SecondGateway(
              folder, ports, settings.value("therafed.intake-token"), builder.start());
      gateway.awaitReady();
      return gateway;
    } catch (IOException | RuntimeException e) {
      delete(folder);
      throw e;
    }
  }

  /** This process's own program. */
  private static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m"));
    String started = System.getProperty("sun.java.command", "").split(" ", 2)[0];
    String classPath = ManagementFactory.getRuntimeMXBean().getClassPath();
    if (started.endsWith(".jar")) {
      command.add("-jar");
      command.add(Path.of(started).toAbsolutePath().toString());
    } else {
      command.addAll(List.of("-cp", classPath, started));
    }
    return command;
  }

  private void awaitReady() throws IOException {
    boolean ready =
        await(
            WAIT,
            () -> {
              try {
                return !process.isAlive() || get("/q/health/ready").status() == 200;
              } catch (IOException notYet) {
                return false;
              }
            });
    if (!ready || !process.isAlive()) {
      String last = lastLines();
      close();
      throw new IOException("The second gateway did not start:\n" + last);
    }
  }

  /** Asks until it holds; false after the time is over. */
  static boolean await(Duration longest, BooleanSupplier condition) {
    long end = System.nanoTime() + longest.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(STEP.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  private String lastLines() {
    List<String> lines = new String(log(), StandardCharsets.UTF_8).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }

  ProofPorts ports() {
    return ports;
  }

  /** What it said. */
  byte[] log() {
    try {
      return Files.readAllBytes(log);
    } catch (IOException unreadable) {
      return new byte[0];
    }
  }

  Answer get(String path) throws IOException {
    return send(request(path).GET().build());
  }

  Answer post(String path, String contentType, byte[] body) throws IOException {
    return send(
        request(path)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.http() + path))
            .timeout(REQUEST);
    token.ifPresent(given -> request.header("Authorization", "Bearer " + given));
    return request;
  }

  private Answer send(HttpRequest request) throws IOException {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted.", e);
    }
  }

  /** Ends it and its database, and deletes what it kept. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(WAIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    delete(folder);
  }

  private static void delete(Path folder) {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException left) {
      // What stays holds invented people only, in a folder that nobody else reads.
      return;
    }
  }
}
