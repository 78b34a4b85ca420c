package org.therafed.gateway.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.ECKey;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.therafed.profiles.profile.PersonElement;

/**
 * A hospital's FHIR server with search, paging, Bulk Data export and SMART Backend Services, that
 * remembers what it was asked. A test can let it misbehave.
 */
public final class FakeFhirServer implements AutoCloseable {

  /** Client id under which the gateway is registered. */
  public static final String CLIENT = "therafed-site-a";

  /** Resources on one page, whatever is asked for. */
  private static final int PAGE = 2;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer http;
  private final String base;
  private final FakeKeys keys;
  private final Map<String, ObjectNode> resources = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, List<String>> extraLines = new ConcurrentHashMap<>();
  private volatile Function<String, Optional<Reply>> misbehaving = path -> Optional.empty();
  private final AtomicInteger notReady = new AtomicInteger();
  private volatile boolean cutting;
  private volatile Optional<Instant> since = Optional.empty();

  /** Another answer than it should be. */
  public record Reply(int status, Map<String, String> headers, String body) {
    /** A status alone. */
    public static Reply of(int status) {
      return new Reply(status, Map.of(), "");
    }
  }

  private FakeFhirServer(HttpServer http) {
    this.http = http;
    this.base = "http://127.0.0.1:" + http.getAddress().getPort() + "/r4/";
    this.keys = new FakeKeys(base + "token");
    http.createContext("/r4/", this::answer);
    http.start();
  }

  /** Listens on loopback. */
  public static FakeFhirServer start(int port) {
    try {
      return new FakeFhirServer(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Registers the gateway's public key. */
  public void register(String jwks) {
    try {
      keys.add(ECKey.parse(JSON.readTree(jwks).path("keys").path(0).toString()));
    } catch (JsonProcessingException | ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The tokens that it gave. */
  public FakeKeys keys() {
    return keys;
  }

  /** Keeps a resource, written with single quotes, as changed at this time. */
  public FakeFhirServer keeps(String resource, Instant changed) {
    try {
      ObjectNode node = (ObjectNode) JSON.readTree(resource.replace('\'', '"'));
      node.putObject("meta").put("lastUpdated", changed.toString());
      resources.put(name(node), node);
      return this;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Answers otherwise, told by path and query; empty: as it should. May do something else too. */
  public void misbehaving(Function<String, Optional<Reply>> byPath) {
    misbehaving = byPath;
  }

  /** Says so often that an export is not ready. */
  public void notReadyTimes(int times) {
    notReady.set(times);
  }

  /** Cuts the files of exports within their last line. */
  public void cutting(boolean cut) {
    cutting = cut;
  }

  /** Writes these lines before the others of a type's file. */
  public void alsoWrites(String type, String... lines) {
    extraLines.put(type, List.of(lines));
  }

  /** Methods, paths and queries, decoded. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /** Forgets what it was asked. */
  public void forgetAsked() {
    asked.clear();
  }

  private static String name(JsonNode resource) {
    return resource.path("resourceType").asText() + "/" + resource.path("id").asText();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring("/r4/".length());
      String query = exchange.getRequestURI().getRawQuery();
      String shown =
          query == null ? path : path + "?" + URLDecoder.decode(query, StandardCharsets.UTF_8);
      asked.add(exchange.getRequestMethod() + " " + shown);
      Optional<Reply> other = misbehaving.apply(shown);
      if (other.isPresent()) {
        other.get().headers().forEach(exchange.getResponseHeaders()::set);
        send(exchange, other.get().status(), other.get().body());
        return;
      }
      if (path.equals(".well-known/smart-configuration")) {
        send(exchange, 200, "{\"token_endpoint\":\"" + base + "token\"}");
      } else if (path.equals("token")) {
        token(exchange);
      } else if (!keys.admits(exchange.getRequestHeaders().getFirst("Authorization"))) {
        send(exchange, 401, "");
      } else {
        admitted(exchange, path, parameters(query));
      }
    }
  }

  private void token(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
    Optional<String> token = keys.token(form);
    send(
        exchange,
        token.isPresent() ? 200 : 400,
        token
            .map(
                t ->
                    "{\"access_token\":\"" + t + "\",\"token_type\":\"bearer\",\"expires_in\":300}")
            .orElse("{\"error\":\"invalid_client\"}"));
  }

  private void admitted(HttpExchange exchange, String path, Map<String, String> wanted)
      throws IOException {
    if (path.equals("metadata")) {
      String types =
          List.of("Patient", "Consent", "Observation", "MedicationAdministration").stream()
              .map(type -> "{\"type\":\"" + type + "\"}")
              .collect(Collectors.joining(","));
      send(
          exchange,
          200,
          "{\"resourceType\":\"CapabilityStatement\",\"fhirVersion\":\"4.0.1\",\"rest\":[{\"resource\":["
              + types
              + "]}]}");
    } else if (path.endsWith("$export")) {
      since = Optional.ofNullable(wanted.get("_since")).map(Instant::parse);
      exchange.getResponseHeaders().set("Content-Location", base + "jobs/1");
      send(exchange, 202, "");
    } else if (path.startsWith("jobs/")) {
      job(exchange);
    } else if (path.startsWith("files/")) {
      file(exchange, path.substring("files/".length()));
    } else {
      page(exchange, path, wanted);
    }
  }

  private void job(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("DELETE")) {
      send(exchange, 202, "");
      return;
    }
    if (notReady.getAndDecrement() > 0) {
      exchange.getResponseHeaders().set("Retry-After", "120");
      send(exchange, 202, "");
      return;
    }
    String files =
        List.of("Observation", "Patient", "Consent").stream()
            .map(type -> "{\"type\":\"" + type + "\",\"url\":\"" + base + "files/" + type + "\"}")
            .collect(Collectors.joining(","));
    send(
        exchange,
        200,
        "{\"transactionTime\":\""
            + Instant.now()
            + "\",\"requiresAccessToken\":true,\"output\":["
            + files
            + "],\"error\":[{\"type\":\"OperationOutcome\",\"url\":\""
            + base
            + "files/error\"}]}");
  }

  private void file(HttpExchange exchange, String type) throws IOException {
    List<String> lines = new ArrayList<>(extraLines.getOrDefault(type, List.of()));
    resources.values().stream()
        .filter(resource -> resource.path("resourceType").asText().equals(type))
        .filter(resource -> since.map(time -> !changed(resource).isBefore(time)).orElse(true))
        .map(JsonNode::toString)
        .sorted()
        .forEach(lines::add);
    if (type.equals("error")) {
      lines.add("{\"resourceType\":\"OperationOutcome\",\"issue\":[]}");
    }
    String text = String.join("\n", lines) + "\n";
    boolean cut = cutting && type.equals("Observation");
    send(exchange, 200, cut ? text.substring(0, text.length() - 20) : text);
  }

  private static Instant changed(JsonNode resource) {
    return Instant.parse(resource.path("meta").path("lastUpdated").asText());
  }

  private void page(HttpExchange exchange, String type, Map<String, String> wanted)
      throws IOException {
    List<ObjectNode> found =
        resources.values().stream()
            .filter(resource -> resource.path("resourceType").asText().equals(type))
            .filter(resource -> matches(resource, wanted))
            .sorted(java.util.Comparator.comparing(FakeFhirServer::name))
            .toList();
    int offset = Integer.parseInt(wanted.getOrDefault("_offset", "0"));
    List<ObjectNode> some =
        found.subList(Math.min(offset, found.size()), Math.min(found.size(), offset + PAGE));
    ObjectNode bundle = JSON.createObjectNode();
    bundle.put("resourceType", "Bundle").put("type", "searchset");
    if (offset + PAGE < found.size()) {
      ObjectNode link = bundle.putArray("link").addObject();
      link.put("relation", "next");
      String query = exchange.getRequestURI().getRawQuery().replaceAll("&_offset=\\d+", "");
      link.put("url", base + type + "?" + query + "&_offset=" + (offset + PAGE));
    }
    ArrayNode entries = bundle.putArray("entry");
    for (ObjectNode resource : some) {
      add(entries, resource, "match");
      if (wanted.containsKey("_include")) {
        Optional.ofNullable(resources.get(PersonElement.reference(resource)))
            .ifPresent(patient -> add(entries, patient, "include"));
      }
    }
    send(exchange, 200, bundle.toString());
  }

  private void add(ArrayNode entries, ObjectNode resource, String mode) {
    ObjectNode entry = entries.addObject();
    entry.put("fullUrl", base + name(resource));
    entry.set("resource", resource);
    entry.putObject("search").put("mode", mode);
  }

  private static boolean matches(ObjectNode resource, Map<String, String> wanted) {
    String identifier = wanted.get("identifier");
    String patient = wanted.getOrDefault("patient", wanted.get("subject"));
    String changed = wanted.get("_lastUpdated");
    return (identifier == null || has(resource, identifier))
        && (patient == null || PersonElement.reference(resource).equals(patient))
        && (wanted.get("_id") == null || resource.path("id").asText().equals(wanted.get("_id")))
        && (changed == null || !changed(resource).isBefore(Instant.parse(changed.substring(2))));
  }

  private static boolean has(ObjectNode resource, String token) {
    int bar = token.indexOf('|');
    for (JsonNode identifier : resource.path("identifier")) {
      boolean system =
          bar < 0 || identifier.path("system").asText().equals(token.substring(0, bar));
      if (system && identifier.path("value").asText().equals(token.substring(bar + 1))) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new LinkedHashMap<>(new HashMap<>());
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        String[] parts = pair.split("=", 2);
        parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
