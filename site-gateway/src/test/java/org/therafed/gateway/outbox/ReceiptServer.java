package org.therafed.gateway.outbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.therafed.gateway.support.FakeRegistry;
import org.therafed.profiles.transfer.TransferBundle;

/** A registry that confirms every transfer at once and keeps none; gives no tokens. */
final class ReceiptServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(8);

  private ReceiptServer(HttpServer server) {
    this.server = server;
    server.createContext("/fhir", ReceiptServer::transfer);
    server.createContext("/federation", exchange -> send(exchange, 200, "{\"protocol\":1}"));
    server.createContext("/", exchange -> send(exchange, 404, ""));
    server.setExecutor(threads);
    server.start();
  }

  static ReceiptServer start() throws IOException {
    return new ReceiptServer(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static void transfer(HttpExchange exchange) throws IOException {
    TransferBundle bundle = TransferBundle.parse(exchange.getRequestBody().readAllBytes());
    send(exchange, 200, FakeRegistry.receipt(bundle.entries().size()).toString());
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
