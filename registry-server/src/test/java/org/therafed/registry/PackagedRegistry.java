package org.therafed.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The packaged registry as a process of its own, for benchmarks. */
final class PackagedRegistry {

  private PackagedRegistry() {}

  /**
   * Starts it.
   *
   * @param application folder of quarkus-app
   * @param data its data folder, and its log
   */
  static Process start(Path application, Path data, int port, String password) throws IOException {
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

  /** Waits until it is ready; seconds since the call. */
  static double ready(URI base, Process process) throws Exception {
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
