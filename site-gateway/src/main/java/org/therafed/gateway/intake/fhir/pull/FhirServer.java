package org.therafed.gateway.intake.fhir.pull;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.therafed.gateway.fault.FhirPullCode;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;

/**
 * A FHIR R4 server that is asked by search and by Bulk Data export. A token that is not taken is
 * renewed once; a short Retry-After is waited for; everything else that fails is a {@link Fault}.
 *
 * @see <a href="https://hl7.org/fhir/uv/bulkdata/STU2/export.html">Bulk Data Access</a>
 */
public final class FhirServer {

  /** Statuses with which a server asks to come back. */
  private static final Set<Integer> LATER = Set.of(429, 503);

  private static final int ATTEMPTS = 4;
  private static final int MOST_PAGES = 10_000;
  private static final Duration POLL = Duration.ofSeconds(10);
  private static final Duration LONGEST_POLL = Duration.ofMinutes(10);
  private static final DateTimeFormatter INSTANT = DateTimeFormatter.ISO_INSTANT;

  private final URI base;
  private final FhirWire wire;
  private final Optional<SmartAccess> access;
  private final Pause pause;
  private final Clock clock;
  private final Duration longestPause;

  FhirServer(
      URI base,
      FhirWire wire,
      Optional<SmartAccess> access,
      Pause pause,
      Clock clock,
      Duration longestPause) {
    this.base = URI.create(base.toString().replaceFirst("/+$", "") + "/");
    this.wire = wire;
    this.access = access;
    this.pause = pause;
    this.clock = clock;
    this.longestPause = longestPause;
  }

  /** Waits before a request that the server asked to repeat. */
  @FunctionalInterface
  interface Pause {
    void of(Duration wait) throws InterruptedException;
  }

  /** A resource of a page, and whether it came beside those that match. */
  public record Found(JsonNode resource, boolean included) {
    @Override
    public String toString() {
      return "Found";
    }
  }

  /** What a search brought beside resources. */
  public record Searched(int requests, int outcomes) {}

  /** The resource types that the server offers to search; asks nothing about anybody. */
  public Set<String> types() {
    JsonNode statement = json(get(base.resolve("metadata")), "metadata");
    if (!statement.path("resourceType").asText().equals("CapabilityStatement")
        || !statement.path("fhirVersion").asText().startsWith("4.0")) {
      throw FhirWire.answer(
          new Phrase("no CapabilityStatement of FHIR R4", "没有 FHIR R4 的 CapabilityStatement"));
    }
    Set<String> types = new HashSet<>();
    for (JsonNode rest : statement.path("rest")) {
      for (JsonNode resource : rest.path("resource")) {
        types.add(resource.path("type").asText());
      }
    }
    return types;
  }

  /** Asks for a token, and whether the server lets the gateway in. */
  public void test() {
    access.ifPresent(SmartAccess::token);
    types();
  }

  /**
   * Searches page by page.
   *
   * @param parameters name and value in turn
   * @param found of each resource
   */
  public Searched search(String type, List<String> parameters, Consumer<Found> found) {
    URI page = base.resolve(type + "?" + query(parameters));
    Set<URI> seen = new HashSet<>();
    int outcomes = 0;
    while (seen.add(page)) {
      JsonNode bundle = json(get(page), "a search");
      if (!bundle.path("resourceType").asText().equals("Bundle")) {
        throw FhirWire.answer(new Phrase("a search without a Bundle", "检索未得到 Bundle"));
      }
      for (JsonNode entry : bundle.path("entry")) {
        String mode = entry.path("search").path("mode").asText();
        if (mode.equals("outcome") || isOutcome(entry.path("resource"))) {
          outcomes++;
        } else if (entry.path("resource").isObject()) {
          found.accept(new Found(entry.path("resource"), mode.equals("include")));
        }
      }
      Optional<URI> next = next(bundle, page);
      if (next.isEmpty()) {
        return new Searched(seen.size(), outcomes);
      }
      if (seen.size() >= MOST_PAGES) {
        throw FhirWire.answer(
            new Phrase("more than " + MOST_PAGES + " pages", "超过 " + MOST_PAGES + " 页"));
      }
      page = next.get();
    }
    throw FhirWire.answer(new Phrase("a page that is its own next one", "某页的下一页为其自身"));
  }

  /** A time as {@code _lastUpdated} and {@code _since} take it. */
  public static String instant(Instant time) {
    return INSTANT.format(time.truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
  }

  private static String query(List<String> parameters) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i += 2) {
      pairs.add(
          parameters.get(i)
              + "="
              + URLEncoder.encode(parameters.get(i + 1), StandardCharsets.UTF_8));
    }
    return String.join("&", pairs);
  }

  static boolean isOutcome(JsonNode resource) {
    return resource.path("resourceType").asText().equals("OperationOutcome");
  }

  private Optional<URI> next(JsonNode bundle, URI page) {
    for (JsonNode link : bundle.path("link")) {
      if (link.path("relation").asText().equals("next")) {
        return Optional.of(ours(page, link.path("url").asText()));
      }
    }
    return Optional.empty();
  }

  /** An address of the server itself: the token goes nowhere else. */
  private URI ours(URI from, String url) {
    URI address = address(from, url);
    if (!origin(address).equals(origin(base))) {
      throw FhirWire.answer(new Phrase("a link to another server", "指向其他服务器的链接"));
    }
    return address;
  }

  private static URI address(URI from, String url) {
    try {
      return from.resolve(url);
    } catch (IllegalArgumentException e) {
      throw FhirWire.answer(new Phrase("a link that is no address", "链接不是有效地址"));
    }
  }

  private static String origin(URI address) {
    String scheme = String.valueOf(address.getScheme());
    int port = address.getPort();
    int standard = scheme.equals("https") ? 443 : 80;
    String host = String.valueOf(address.getHost()).toLowerCase(java.util.Locale.ROOT);
    return scheme + "://" + host + ":" + (port < 0 ? standard : port);
  }

  /**
   * Begins an export.
   *
   * @param group empty: of all patients
   * @param since empty: everything
   * @return where its state is asked for
   */
  public URI export(Optional<String> group, Set<String> types, Optional<Instant> since) {
    List<String> parameters = new ArrayList<>();
    parameters.addAll(List.of("_outputFormat", "application/fhir+ndjson"));
    parameters.addAll(List.of("_type", types.stream().sorted().collect(Collectors.joining(","))));
    since.ifPresent(time -> parameters.addAll(List.of("_since", instant(time))));
    String path = group.map(id -> "Group/" + id).orElse("Patient") + "/$export?";
    FhirWire.Answer answer =
        exchange(
            () ->
                HttpRequest.newBuilder(base.resolve(path + query(parameters)))
                    .header("Accept", "application/fhir+json")
                    .header("Prefer", "respond-async"));
    close(answer);
    if (answer.status() != 202) {
      throw refused("$export", answer.status());
    }
    return answer
        .headers()
        .firstValue("Content-Location")
        .map(url -> ours(base, url))
        .orElseThrow(() -> FhirWire.answer(new Phrase("an export without its address", "导出未给出地址")));
  }

  /**
   * How an export stands.
   *
   * @param manifest empty: it is not ready
   * @param later when to ask again, if it is not
   */
  public record ExportState(Optional<ExportManifest> manifest, Duration later) {}

  /**
   * Asks for the state of an export.
   *
   * @throws Fault GW-FHIRPULL-011 where the server no longer knows it
   */
  public ExportState state(URI export) {
    FhirWire.Answer answer =
        once(HttpRequest.newBuilder(export).header("Accept", "application/json"));
    int status = answer.status();
    if (status == 202 || LATER.contains(status)) {
      close(answer);
      Duration later = retryAfter(answer).orElse(POLL);
      return new ExportState(
          Optional.empty(), later.compareTo(LONGEST_POLL) < 0 ? later : LONGEST_POLL);
    }
    if (status == 404 || status == 410) {
      close(answer);
      throw FhirPullCode.EXPORT.with();
    }
    return new ExportState(
        Optional.of(ExportManifest.of(json(answer, "the state of an export"))), POLL);
  }

  /** Tells the server that the files of an export are not needed any more. */
  public void forget(URI export) {
    close(once(HttpRequest.newBuilder(export).DELETE()));
  }

  /**
   * Reads a file of an export line by line.
   *
   * @throws Fault GW-FHIRPULL-010 where it ends within a line, or has another number of lines than
   *     the manifest says
   */
  public void lines(ExportManifest manifest, ExportManifest.File file, Consumer<byte[]> line) {
    URI address = address(base, file.url());
    boolean here = origin(address).equals(origin(base));
    if (!here && (manifest.requiresAccessToken() || !"https".equals(address.getScheme()))) {
      throw FhirWire.answer(
          new Phrase("a file at another server that wants our token", "文件位于其他服务器且要求令牌"));
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).header("Accept", "application/fhir+ndjson");
    FhirWire.Answer answer =
        manifest.requiresAccessToken() ? exchange(request::copy) : wire.send(request);
    if (answer.status() != 200) {
      close(answer);
      throw refused("a file of an export", answer.status());
    }
    try (InputStream body = answer.body()) {
      NdjsonLines lines = new NdjsonLines(body, wire);
      lines.each(line);
      if (file.count().filter(count -> count != lines.count()).isPresent()) {
        throw FhirWire.answer(
            new Phrase("a file with fewer or more lines than stated", "文件行数与清单不符"));
      }
    } catch (IOException e) {
      throw FhirWire.failed(e);
    }
  }

  /** Bytes of the largest body that the intake takes. */
  public long largestBody() {
    return wire.largest();
  }

  /** One resource of a line; empty: it is no JSON object. */
  public Optional<JsonNode> parse(byte[] line) {
    return wire.parse(line);
  }

  /** A tree as it goes into the intake. */
  public byte[] bytes(JsonNode tree) {
    return wire.bytes(tree);
  }

  private FhirWire.Answer get(URI address) {
    return exchange(
        () -> HttpRequest.newBuilder(address).header("Accept", "application/fhir+json"));
  }

  private JsonNode json(FhirWire.Answer answer, String what) {
    if (answer.status() != 200) {
      close(answer);
      throw refused(what, answer.status());
    }
    JsonNode tree = wire.json(answer);
    if (isOutcome(tree)) {
      throw FhirWire.answer(
          new Phrase("an OperationOutcome instead of " + what, "以 OperationOutcome 应答 " + what));
    }
    return tree;
  }

  @FunctionalInterface
  private interface Requests {
    HttpRequest.Builder next();
  }

  /** Sends until the server no longer asks to come back soon. */
  private FhirWire.Answer exchange(Requests requests) {
    for (int attempt = 1; ; attempt++) {
      FhirWire.Answer answer = once(requests.next());
      if (!LATER.contains(answer.status())) {
        return answer;
      }
      close(answer);
      Optional<Duration> asked = retryAfter(answer);
      if (answer.status() == 503 && asked.isEmpty()) {
        throw refused("a request", 503);
      }
      Duration wait = asked.orElse(POLL);
      if (attempt == ATTEMPTS || wait.compareTo(longestPause) > 0) {
        throw FhirPullCode.BUSY.with(safe("seconds", wait.toSeconds()));
      }
      try {
        pause.of(wait);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw FhirPullCode.BUSY.with(e, safe("seconds", wait.toSeconds()));
      }
    }
  }

  /** Sends with a token, and once more with another where the first is not taken. */
  private FhirWire.Answer once(HttpRequest.Builder request) {
    if (access.isEmpty()) {
      return allowed(wire.send(request));
    }
    FhirWire.Answer answer = wire.send(authorized(request));
    if (answer.status() == 401) {
      close(answer);
      access.get().refused();
      answer = wire.send(authorized(request));
    }
    return allowed(answer);
  }

  private HttpRequest.Builder authorized(HttpRequest.Builder request) {
    return request.copy().setHeader("Authorization", "Bearer " + access.orElseThrow().token());
  }

  private static FhirWire.Answer allowed(FhirWire.Answer answer) {
    if (answer.status() == 401 || answer.status() == 403) {
      close(answer);
      throw FhirPullCode.LOGIN.with(safe("status", answer.status()));
    }
    return answer;
  }

  private Optional<Duration> retryAfter(FhirWire.Answer answer) {
    return answer.headers().firstValue("Retry-After").map(String::strip).flatMap(this::wait);
  }

  /** Seconds or a date, RFC 9110 section 10.2.3. */
  private Optional<Duration> wait(String text) {
    if (text.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(clock.instant(), at);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Fault refused(String what, int status) {
    return FhirPullCode.QUERY.with(safe("what", what), safe("status", status));
  }

  private static void close(FhirWire.Answer answer) {
    try {
      answer.body().close();
    } catch (IOException e) {
      throw FhirWire.failed(e);
    }
  }
}
