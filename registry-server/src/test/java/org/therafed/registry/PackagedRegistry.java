package org.therafed.registry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/** The packaged registry as a process of its own on a free port, for benchmarks. */
final class PackagedRegistry implements AutoCloseable {

  private final int port;
  private final Path data;
  private final Process process;
  private final double secondsToStart;

  private PackagedRegistry(Path application, Path data, String password) throws Exception {
    port = freePort();
    this.data = data;
    process = start(application, data, port, password);
    secondsToStart = ready(base(), process);
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param application folder of quarkus-app
   * @param data its data folder, and its log
   * @throws IllegalStateException when it ends before it is ready
   */
  static PackagedRegistry started(Path application, Path data, String password) throws Exception {
    return new PackagedRegistry(application, data, password);
  }

  int port() {
    return port;
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + port);
  }

  Process process() {
    return process;
  }

  /** From the start of the process to its being ready. */
  double secondsToStart() {
    return secondsToStart;
  }

  /** Runs statements in its embedded database, past the application. */
  void execute(String... statements) throws IOException, SQLException {
    Path postgres = data.resolve("postgres");
    // Line 4 of PostgreSQL's own note of the running server is its port.
    String database = Files.readAllLines(postgres.resolve("data/postmaster.pid")).get(3).strip();
    String password = Files.readString(postgres.resolve("password")).strip();
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + database + "/postgres", "therafed", password);
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Process start(Path application, Path data, int port, String password)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            application.resolve("quarkus-run.jar").toString());
    builder.environment().put("THERAFED_DATA_DIR", data.toString());
    builder.environment().put("THERAFED_HTTP_PORT", Integer.toString(port));
    builder.environment().put("THERAFED_ADMIN_PASSWORD", password);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("log").toFile()))
        .start();
  }

  private static double ready(URI base, Process process) throws Exception {
    long begin = System.nanoTime();
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(base.resolve("/q/health/ready")).build();
    while (process.isAlive()) {
      try {
        if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return (System.nanoTime() - begin) / 1e9;
        }
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
    throw new IllegalStateException("The registry ended.");
  }
}
