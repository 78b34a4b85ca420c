package org.therafed.gateway.forward.http;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.therafed.gateway.site.Site;

/**
 * What the registry tells this site of the federation: released figures, and how good its data are
 * beside the others'. An answer is kept for some minutes, so that pages do not ask for each reader.
 */
@Singleton
public class FederationFigures {

  private static final Duration KEPT = Duration.ofMinutes(10);

  private record Kept(JsonNode answer, Instant until) {}

  private final RegistryClient registry;
  private final Site site;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  @Inject
  public FederationFigures(RegistryClient registry, Site site) {
    this.registry = registry;
    this.site = site;
  }

  /**
   * The published answer about everybody treated by a module.
   *
   * @param question response, survival or toxicity
   * @param module id, of this gateway's own catalogue
   * @param endpoint of the module; empty where the question has none
   * @return empty if the registry cannot be asked now, or does not know the question
   */
  public Optional<JsonNode> answer(String question, String module, String endpoint) {
    String query = "?module=" + part(module);
    String path =
        "/federation/evidence/"
            + question
            + query
            + (endpoint.isEmpty() ? "" : "&endpoint=" + part(endpoint));
    return asked(path, answer -> answer.path("state").isTextual());
  }

  /** The site's own data quality beside the federation's median; empty if it cannot be had now. */
  public Optional<JsonNode> quality() {
    return asked("/federation/quality", board -> board.path("modules").isArray());
  }

  private static String part(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private Optional<JsonNode> asked(String path, Predicate<JsonNode> isWhole) {
    if (!registry.configured()) {
      return Optional.empty();
    }
    Instant now = site.clock().instant();
    Kept known = kept.get(path);
    if (known != null && now.isBefore(known.until())) {
      return Optional.of(known.answer());
    }
    Optional<JsonNode> answer = registry.get(path).filter(isWhole);
    answer.ifPresent(found -> kept.put(path, new Kept(found, now.plus(KEPT))));
    return answer;
  }
}
