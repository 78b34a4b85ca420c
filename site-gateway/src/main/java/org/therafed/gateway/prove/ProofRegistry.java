package org.therafed.gateway.prove;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.therafed.gateway.deidentify.pseudonym.ThrowawayLinkageKey;
import org.therafed.profiles.transfer.TransferBundle;

/**
 * A listener of this machine alone that stands where the registry and the collector of traces do:
 * confirms every transfer, and writes down every request, its line and headers included.
 */
final class ProofRegistry implements AutoCloseable {

  private static final int THREADS = 8;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final Outflow outflow;
  private final String linkageKey = ThrowawayLinkageKey.publicKeyset();

  private ProofRegistry(HttpServer server, Outflow outflow) {
    this.server = server;
    this.outflow = outflow;
  }

  static ProofRegistry start(Outflow outflow) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ProofRegistry registry = new ProofRegistry(server, outflow);
    server.createContext("/", registry::answer);
    server.setExecutor(registry.threads);
    server.start();
    return registry;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    boolean isTraces = path.startsWith("/v1/");
    Outflow.Place place = isTraces ? Outflow.Place.TRACES : Outflow.Place.WIRE;
    outflow.add(place, head(exchange));
    outflow.add(place, body);
    if (isTraces) {
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
      return;
    }
    Optional<JsonNode> answer = answerTo(path, body);
    byte[] bytes = answer.map(TransferBundle::bytes).orElse(new byte[0]);
    exchange.sendResponseHeaders(
        answer.isPresent() ? 200 : 404, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static byte[] head(HttpExchange exchange) {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.writeBytes(
        (exchange.getRequestMethod() + " " + exchange.getRequestURI() + "\n")
            .getBytes(StandardCharsets.UTF_8));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) ->
                head.writeBytes((name + ": " + values + "\n").getBytes(StandardCharsets.UTF_8)));
    return head.toByteArray();
  }

  /**
   * Empty where this registry has nothing; it gives no tokens, so requests are signed one by one.
   */
  private Optional<JsonNode> answerTo(String path, byte[] body) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (path.equals("/fhir")) {
      return Optional.of(confirmed(TransferBundle.parse(body).entries().size()));
    }
    if (path.equals("/federation")) {
      json.put("protocol", 1);
      json.set(
          "linkageEncryptionKey",
          TransferBundle.readTree(linkageKey.getBytes(StandardCharsets.UTF_8)));
      return Optional.of(json);
    }
    if (path.equals("/federation/packages")) {
      json.putArray("packages");
      return Optional.of(json);
    }
    if (path.equals("/federation/status")) {
      return Optional.of(json.put("lastSequence", 0));
    }
    return Optional.empty();
  }

  private static ObjectNode confirmed(int entries) {
    ObjectNode bundle = JsonNodeFactory.instance.objectNode();
    bundle.put("resourceType", "Bundle").put("type", "transaction-response");
    ArrayNode list = bundle.putArray("entry");
    for (int i = 0; i < entries; i++) {
      list.addObject().putObject("response").put("status", "201 Created");
    }
    return bundle;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
