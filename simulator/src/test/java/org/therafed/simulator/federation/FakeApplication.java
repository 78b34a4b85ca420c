package org.therafed.simulator.federation;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Stands for registry and gateway where a test looks at how they are started. The one whose data
 * folder is called {@code site-b} finds its port taken at its first start.
 */
public final class FakeApplication {

  private FakeApplication() {}

  /** Runs until its standard input closes. */
  public static void main(String... arguments) throws IOException {
    Path data = Path.of(System.getenv("THERAFED_DATA_DIR"));
    if (data.endsWith("site-b") && !Files.exists(data)) {
      Files.createDirectories(data);
      System.err.println("RT-START-001 Port taken.");
      System.exit(1);
    }
    int port = Integer.parseInt(System.getenv("THERAFED_HTTP_PORT"));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    System.out.println("Listening on: http://127.0.0.1:" + port);
    while (System.in.read() >= 0) {
      // Only its end matters.
    }
    System.exit(0);
  }
}
