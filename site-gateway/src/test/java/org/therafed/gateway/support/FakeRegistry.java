package org.therafed.gateway.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import com.google.crypto.tink.hybrid.PredefinedHybridParameters;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.ECKey;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.therafed.gateway.intake.Digests;
import org.therafed.profiles.identifier.LinkageToken;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.publish.Publication;
import org.therafed.profiles.structure.Definitions;
import org.therafed.profiles.transfer.OperationOutcomeJson;
import org.therafed.profiles.transfer.PseudonymRemap;
import org.therafed.profiles.transfer.Retraction;
import org.therafed.profiles.transfer.TransferBuckets;
import org.therafed.profiles.transfer.TransferBundle;
import org.therafed.profiles.validation.Issue;
import org.therafed.profiles.validation.RecordValidator;
import org.therafed.profiles.validation.Severity;
import org.therafed.profiles.validation.TransferValidator;

/**
 * A registry of the agreed protocol in a few lines: validates with the real validator, stores by
 * number, gives the same receipt to the same transfer. A test can let it misbehave.
 */
public final class FakeRegistry implements AutoCloseable {

  /** What a test does to one request before it is stored. */
  public enum Fault {
    NONE,
    /** The connection closes before the transfer is stored. */
    DIES_BEFORE_STORING,
    /** The connection closes after it is stored: the receipt is lost. */
    DIES_AFTER_STORING
  }

  /** A transfer as it came over the wire. */
  public record Received(long sequence, String body, String traceparent, String authorization) {}

  /** An answer of somebody else. */
  public record Raw(int status, String body) {}

  private static final KeysetHandle KEYS = keys();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final Map<Long, String> stored = new ConcurrentSkipListMap<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Map<Long, PseudonymRemap> remaps = new ConcurrentSkipListMap<>();
  private final List<PseudonymRemap> remapsReceived = new CopyOnWriteArrayList<>();

  private final Map<Long, Retraction> retractions = new ConcurrentSkipListMap<>();
  private final List<Retraction> retractionsReceived = new CopyOnWriteArrayList<>();

  /** Read once for all tests of a run. */
  private static final Definitions DEFINITIONS = Publication.definitions();

  private final List<String> questions = new CopyOnWriteArrayList<>();
  private final List<String> answers = new CopyOnWriteArrayList<>();

  private final Map<String, String> told = new ConcurrentSkipListMap<>();

  private final Map<String, byte[]> packages = new ConcurrentSkipListMap<>();
  private volatile ModuleCatalog modules = ModuleCatalog.standard();
  private final TransferValidator validator =
      new TransferValidator(new RecordValidator(DEFINITIONS, Clock.systemUTC(), () -> modules));
  private volatile Function<String, Fault> fault = body -> Fault.NONE;
  private volatile Function<String, Optional<Integer>> status = body -> Optional.empty();

  private volatile Function<String, Optional<Raw>> raw = body -> Optional.empty();

  private final FakeKeys keys;

  private volatile Optional<String> auditHead = Optional.empty();

  private FakeRegistry(HttpServer server) {
    this.server = server;
    this.keys = new FakeKeys("http://127.0.0.1:" + server.getAddress().getPort() + "/token");
  }

  private static KeysetHandle keys() {
    try {
      HybridConfig.register();
      return KeysetHandle.generateNew(
          PredefinedHybridParameters.ECIES_P256_HKDF_HMAC_SHA256_AES128_GCM);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts one; port 0 means any, see {@link #port}. */
  public static FakeRegistry start(int port) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      FakeRegistry registry = new FakeRegistry(server);
      server.createContext("/fhir", registry::transfer);
      server.createContext("/federation", registry::federation);
      server.createContext("/token", registry::token);
      server.setExecutor(registry.threads);
      server.start();
      return registry;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /**
   * From now on only what this key, or one added later, signs or got a token by is taken, and
   * tokens are given; before, everything is taken and none is given, as by an older registry.
   */
  public void register(ECKey key) {
    keys.add(key);
  }

  /** Keys, and the tokens that they got. */
  public FakeKeys siteKeys() {
    return keys;
  }

  /** Faults by request body. */
  public void fault(Function<String, Fault> byBody) {
    fault = byBody;
  }

  /** Refusals by request body. */
  public void refuse(Function<String, Optional<Integer>> byBody) {
    status = byBody;
  }

  /** Answers that something between gateway and registry gives, by request body. */
  public void answerInstead(Function<String, Optional<Raw>> byBody) {
    raw = byBody;
  }

  /** Tells this head of an audit trail with each answer. */
  public void auditHead(String head) {
    auditHead = Optional.of(head);
  }

  /** Hands out bytes under the name of a package, whatever they are. */
  public void handOut(String name, byte[] bytes) {
    packages.put(name, bytes);
  }

  /** Answers this JSON to a request of a site, by path and query. */
  public void tell(String pathAndQuery, String json) {
    told.put(pathAndQuery, json);
  }

  /** Asks the site this and nothing else. */
  public void ask(String... signedQuestions) {
    questions.clear();
    questions.addAll(List.of(signedQuestions));
  }

  /** Answers of the site, each a JWS, in the order in which they came. */
  public List<String> answers() {
    return answers;
  }

  /** Takes records of these modules, too. */
  public void knows(ModuleCatalog others) {
    modules = ModuleCatalog.standard().updatedBy(others);
  }

  /** All requests that reached it, also those that were not stored. */
  public List<Received> received() {
    return received;
  }

  /** Bodies that are stored, by number. */
  public Map<Long, String> stored() {
    return stored;
  }

  /** Changes of pseudonyms that are stored, by number. */
  public Map<Long, PseudonymRemap> remaps() {
    return remaps;
  }

  /** All changes of pseudonyms that reached it, also repeats and those that were not stored. */
  public List<PseudonymRemap> remapsReceived() {
    return remapsReceived;
  }

  /** The pseudonym that a patient has now. */
  public String now(String pseudonym) {
    String now = pseudonym;
    for (PseudonymRemap remap : remaps.values()) {
      for (PseudonymRemap.Move move : remap.moves()) {
        now = move.from().value().equals(now) ? move.to().value() : now;
      }
    }
    return now;
  }

  private boolean namesRetired(String text) {
    return remaps.values().stream()
        .flatMap(remap -> remap.moves().stream())
        .anyMatch(move -> text.contains(move.from().value()));
  }

  /** All stored resources of a type, in the order of the transfers. */
  public List<ObjectNode> resources(String type) {
    List<ObjectNode> found = new ArrayList<>();
    for (String body : stored.values()) {
      TransferBundle.parse(body.getBytes(StandardCharsets.UTF_8)).entries().stream()
          .map(TransferBundle.Entry::resource)
          .filter(resource -> resource.path("resourceType").asText().equals(type))
          .forEach(found::add);
    }
    return found;
  }

  /** Retractions that are done, by number. */
  public Map<Long, Retraction> retractions() {
    return retractions;
  }

  /** All retractions that reached it, also repeats and those that were not done. */
  public List<Retraction> retractionsReceived() {
    return retractionsReceived;
  }

  /** The resources of a type that no later retraction of their patient took back. */
  public List<ObjectNode> kept(String type) {
    List<ObjectNode> found = new ArrayList<>();
    stored.forEach(
        (sequence, body) ->
            TransferBundle.parse(body.getBytes(StandardCharsets.UTF_8)).entries().stream()
                .map(TransferBundle.Entry::resource)
                .filter(resource -> resource.path("resourceType").asText().equals(type))
                .filter(resource -> !takenBack(sequence, resource))
                .forEach(found::add));
    return found;
  }

  private boolean takenBack(long sequence, ObjectNode resource) {
    String text = resource.toString();
    return retractions.entrySet().stream()
        .filter(retraction -> retraction.getKey() > sequence)
        .anyMatch(
            retraction ->
                namesOf(retraction.getKey(), retraction.getValue().patient().value()).stream()
                    .anyMatch(text::contains));
  }

  /** The pseudonym and those that were renamed to it before a number. */
  private Set<String> namesOf(long before, String pseudonym) {
    Set<String> names = new HashSet<>(Set.of(pseudonym));
    boolean more = true;
    while (more) {
      more =
          remaps.entrySet().stream()
              .filter(remap -> remap.getKey() < before)
              .flatMap(remap -> remap.getValue().moves().stream())
              .filter(move -> names.contains(move.to().value()))
              .map(move -> names.add(move.from().value()))
              .reduce(false, Boolean::logicalOr);
    }
    return names;
  }

  /** What is inside a linkage token. */
  public static byte[] open(String token) {
    try {
      return KEYS.getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class)
          .decrypt(Base64.getDecoder().decode(token), LinkageToken.context());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void transfer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String text = new String(body, StandardCharsets.UTF_8);
    TransferBundle bundle = TransferBundle.parse(body);
    long sequence = bundle.sequence().value();
    received.add(
        new Received(
            sequence,
            text,
            exchange.getRequestHeaders().getFirst("traceparent"),
            exchange.getRequestHeaders().getFirst("Authorization")));
    if (!admitted(exchange)) {
      return;
    }
    Fault what = fault.apply(text);
    if (what == Fault.DIES_BEFORE_STORING) {
      exchange.close();
      return;
    }
    Optional<Raw> instead = raw.apply(text);
    if (instead.isPresent()) {
      byte[] page = instead.get().body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(instead.get().status(), page.length);
      exchange.getResponseBody().write(page);
      exchange.close();
      return;
    }
    Optional<Integer> refusal = status.apply(text);
    if (refusal.isPresent()) {
      answer(exchange, refusal.get(), outcome("RG-TEST-001", "as the test wants"));
      return;
    }
    List<Issue> issues =
        validator.validate(bundle.json()).stream()
            .filter(issue -> issue.severity() == Severity.ERROR)
            .toList();
    if (!issues.isEmpty()) {
      answer(exchange, 422, outcome(issues.get(0).code(), issues.get(0).message()));
      return;
    }
    if (!stored.containsKey(sequence) && namesRetired(text)) {
      answer(exchange, 422, outcome("RG-REMAP-002", "retired"));
      return;
    }
    String before = stored.putIfAbsent(sequence, text);
    if (before != null && !before.equals(text)) {
      answer(exchange, 409, outcome("RG-TEST-002", "number used before"));
      return;
    }
    if (what == Fault.DIES_AFTER_STORING) {
      exchange.close();
      return;
    }
    answer(exchange, 200, receipt(bundle.entries().size()));
  }

  /** A transaction-response that confirms so many entries. */
  public static ObjectNode receipt(int entries) {
    ObjectNode bundle = JsonNodeFactory.instance.objectNode();
    bundle.put("resourceType", "Bundle").put("type", "transaction-response");
    ArrayNode list = bundle.putArray("entry");
    for (int i = 0; i < entries; i++) {
      list.addObject().putObject("response").put("status", "201 Created");
    }
    return bundle;
  }

  private static ObjectNode outcome(String code, String text) {
    return OperationOutcomeJson.of(
        List.of(new OperationOutcomeJson.Finding("error", "invalid", code, text, "")));
  }

  private void federation(HttpExchange exchange) throws IOException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    String path = exchange.getRequestURI().getPath();
    if (!admitted(exchange)) {
      return;
    }
    String answer = told.get(exchange.getRequestURI().toString());
    if (answer != null) {
      answer(exchange, 200, TransferBundle.readTree(answer.getBytes(StandardCharsets.UTF_8)));
      return;
    }
    if (path.endsWith("/remaps")) {
      remap(exchange);
      return;
    }
    if (path.endsWith("/retractions")) {
      retraction(exchange);
      return;
    }
    if (path.startsWith("/federation/keys")) {
      answer(
          exchange,
          keys.change(exchange),
          TransferBundle.readTree("[]".getBytes(StandardCharsets.UTF_8)));
      return;
    }
    if (path.startsWith("/federation/holdings")) {
      answer(exchange, 200, holdings(path));
      return;
    }
    if (path.contains("/packages/")) {
      packaged(exchange, packages.get(path.substring(path.lastIndexOf('/') + 1)));
      return;
    }
    if (path.contains("/questions/")) {
      answers.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      body.put("taken", true);
    } else if (path.endsWith("/questions")) {
      questions.forEach(body.putArray("questions")::add);
    } else if (path.endsWith("/packages")) {
      body.putArray("packages");
      packages.keySet().forEach(name -> body.withArray("packages").addObject().put("name", name));
    } else if (path.contains("/transfers/")) {
      String text = stored.get(Long.valueOf(path.substring(path.lastIndexOf('/') + 1)));
      body.put("stored", text != null);
      if (text != null) {
        body.put("sha256", Digests.hex(text.getBytes(StandardCharsets.UTF_8)));
      }
    } else if (path.endsWith("/status")) {
      body.put(
          "lastSequence",
          Stream.of(stored.keySet(), remaps.keySet(), retractions.keySet())
              .flatMap(Set::stream)
              .mapToLong(Long::longValue)
              .max()
              .orElse(0));
    } else {
      body.put("protocol", 1);
      body.set("linkageEncryptionKey", publicKeys());
    }
    answer(exchange, 200, body);
  }

  /** Forgets a number, as a registry that was restored from a back-up has. */
  public void lose(long sequence) {
    stored.remove(sequence);
    remaps.remove(sequence);
    retractions.remove(sequence);
  }

  private SortedMap<Long, String> digests() {
    SortedMap<Long, String> digests = new TreeMap<>();
    stored.forEach(
        (number, body) -> digests.put(number, Digests.hex(body.getBytes(StandardCharsets.UTF_8))));
    remaps.forEach((number, remap) -> digests.put(number, Digests.hex(remap.bytes())));
    retractions.forEach((number, taken) -> digests.put(number, Digests.hex(taken.bytes())));
    return digests;
  }

  private ObjectNode holdings(String path) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    SortedMap<Long, String> all = digests();
    if (path.endsWith("/holdings")) {
      body.put("bucketSize", TransferBuckets.SIZE);
      ArrayNode buckets = body.putArray("buckets");
      all.keySet().stream()
          .map(TransferBuckets::of)
          .distinct()
          .forEach(
              bucket -> {
                SortedMap<Long, String> own = ofBucket(all, bucket);
                buckets
                    .addObject()
                    .put("bucket", bucket)
                    .put("count", own.size())
                    .put("sha256", TransferBuckets.digest(own));
              });
      return body;
    }
    ArrayNode transfers = body.putArray("transfers");
    ofBucket(all, Long.parseLong(path.substring(path.lastIndexOf('/') + 1)))
        .forEach(
            (number, sha256) ->
                transfers.addObject().put("sequence", number).put("sha256", sha256));
    return body;
  }

  private static SortedMap<Long, String> ofBucket(SortedMap<Long, String> all, long bucket) {
    return all.subMap(TransferBuckets.first(bucket), TransferBuckets.last(bucket) + 1);
  }

  private void remap(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    PseudonymRemap remap;
    try {
      JWSObject signed = JWSObject.parse(body);
      if (!PseudonymRemap.TYPE.equals(signed.getHeader().getType().getType())) {
        throw new IllegalStateException("Not the type of a change of pseudonyms.");
      }
      remap = PseudonymRemap.parse(signed.getPayload().toBytes());
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
    remapsReceived.add(remap);
    ObjectNode receipt = JsonNodeFactory.instance.objectNode();
    receipt.put("sequence", remap.sequence().value()).put("moves", remap.moves().size());
    numbered(exchange, remap, remaps, remap.bytes(), receipt, "RG-REMAP-001", false);
  }

  /** Takes a message of the one series of numbers once, however often it comes. */
  private <T> void numbered(
      HttpExchange exchange,
      T message,
      Map<Long, T> known,
      byte[] content,
      ObjectNode receipt,
      String refusedBy,
      boolean retired)
      throws IOException {
    String text = new String(content, StandardCharsets.UTF_8);
    Fault what = fault.apply(text);
    if (what == Fault.DIES_BEFORE_STORING) {
      exchange.close();
      return;
    }
    Optional<Integer> refusal = status.apply(text);
    if (refusal.isPresent() || retired) {
      answer(
          exchange,
          refusal.orElse(422),
          JsonNodeFactory.instance.objectNode().put("code", refusedBy));
      return;
    }
    long sequence = receipt.get("sequence").asLong();
    T before = known.putIfAbsent(sequence, message);
    if (stored.containsKey(sequence) || (before != null && !before.equals(message))) {
      answer(exchange, 409, JsonNodeFactory.instance.objectNode().put("code", "RG-INGEST-003"));
      return;
    }
    if (what == Fault.DIES_AFTER_STORING) {
      exchange.close();
      return;
    }
    answer(exchange, 200, receipt);
  }

  private void retraction(HttpExchange exchange) throws IOException {
    Retraction retraction = retraction(exchange.getRequestBody().readAllBytes());
    retractionsReceived.add(retraction);
    ObjectNode receipt = JsonNodeFactory.instance.objectNode();
    receipt.put("sequence", retraction.sequence().value()).put("retracted", 1);
    boolean retired = namesRetired(new String(retraction.bytes(), StandardCharsets.UTF_8));
    numbered(
        exchange, retraction, retractions, retraction.bytes(), receipt, "RG-RETRACT-001", retired);
  }

  private static Retraction retraction(byte[] body) {
    try {
      JWSObject signed = JWSObject.parse(new String(body, StandardCharsets.UTF_8));
      if (!Retraction.TYPE.equals(signed.getHeader().getType().getType())) {
        throw new IllegalStateException("Not the type of a retraction.");
      }
      return Retraction.parse(signed.getPayload().toBytes());
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean admitted(HttpExchange exchange) throws IOException {
    boolean admitted = keys.admits(exchange.getRequestHeaders().getFirst("Authorization"));
    if (!admitted) {
      answer(exchange, 401, outcome("RG-TEST-003", "not by a key that is known"));
    }
    return admitted;
  }

  private void token(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (keys.areNone()) {
      answer(exchange, 404, body);
      return;
    }
    Optional<String> token = keys.token(form);
    if (token.isEmpty()) {
      answer(exchange, 401, body.put("error", "invalid_client"));
      return;
    }
    body.put("access_token", token.get()).put("token_type", "bearer").put("expires_in", 300);
    answer(exchange, 200, body.put("scope", "system/*.cruds"));
  }

  private static void packaged(HttpExchange exchange, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(bytes == null ? 404 : 200, bytes == null ? -1 : bytes.length);
    if (bytes != null) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private static JsonNode publicKeys() {
    try {
      String json =
          TinkJsonProtoKeysetFormat.serializeKeysetWithoutSecret(KEYS.getPublicKeysetHandle());
      return TransferBundle.readTree(json.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange exchange, int code, JsonNode body) throws IOException {
    byte[] bytes = TransferBundle.bytes(body);
    auditHead.ifPresent(head -> exchange.getResponseHeaders().set("Therafed-Audit-Head", head));
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
