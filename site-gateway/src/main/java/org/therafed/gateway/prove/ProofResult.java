package org.therafed.gateway.prove;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the second gateway was given, what became of it, and what was found in what left. */
final class ProofResult {

  /** The sentence under the report. */
  enum Verdict {
    NOTHING_LEFT("nothing-left"),
    IDENTITY_LEFT("identity-left"),
    /** Something was not tried: what is not looked at cannot be found. */
    NOT_PROVEN("not-proven");

    private final String code;

    Verdict(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  private static final int SHOWN = 100;

  private final String gateway;
  private final List<Canary> canaries;
  private final Map<String, List<byte[]>> handed;
  private final Outflow outflow;
  private final JsonNode outcomes;
  private final Map<String, Map<String, Long>> becameOf;
  private final Map<Outflow.Place, List<CanarySearch.Found>> leaks =
      new EnumMap<>(Outflow.Place.class);
  private final Set<Canary> missing;

  /**
   * Searches.
   *
   * @param gateway version of the program
   * @param handed what each way in was given
   * @param outcomes counts of arrivals by state
   * @param becameOf counts of arrivals by way in, then by state
   */
  ProofResult(
      String gateway,
      List<Canary> canaries,
      Map<String, List<byte[]>> handed,
      Outflow outflow,
      JsonNode outcomes,
      Map<String, Map<String, Long>> becameOf) {
    this.gateway = gateway;
    this.canaries = List.copyOf(canaries);
    this.handed = new LinkedHashMap<>(handed);
    this.outflow = outflow;
    this.outcomes = outcomes;
    this.becameOf = becameOf;
    CanarySearch search = new CanarySearch(canaries);
    for (Outflow.Place place : Outflow.Place.values()) {
      List<CanarySearch.Found> found = new ArrayList<>();
      Set<CanarySearch.Found> known = new HashSet<>();
      for (byte[] bytes : outflow.at(place)) {
        for (String reading : Readings.of(bytes)) {
          search.in(reading).stream().filter(known::add).forEach(found::add);
        }
      }
      leaks.put(place, found);
    }
    missing = new HashSet<>(canaries);
    for (List<byte[]> sent : handed.values()) {
      for (byte[] bytes : sent) {
        for (String reading : Readings.of(bytes)) {
          search.in(reading).forEach(found -> missing.remove(found.canary()));
        }
      }
    }
  }

  Verdict verdict() {
    if (leaks.values().stream().anyMatch(found -> !found.isEmpty())) {
      return Verdict.IDENTITY_LEFT;
    }
    boolean everyWaySent =
        handed.keySet().stream()
            .allMatch(way -> becameOf.getOrDefault(way, Map.of()).getOrDefault("sent", 0L) > 0);
    return everyWaySent && missing.isEmpty() && addsUp() && outflow.size(Outflow.Place.WIRE) > 0
        ? Verdict.NOTHING_LEFT
        : Verdict.NOT_PROVEN;
  }

  private boolean addsUp() {
    long sum = 0;
    for (String state : List.of("sent", "queued", "held", "refused", "superseded")) {
      sum += outcomes.path(state).asLong();
    }
    return outcomes.path("queued").asLong() == 0 && outcomes.path("received").asLong() == sum;
  }

  int canaryCount() {
    return canaries.size();
  }

  /** Canaries that the search finds in what was handed in: all, or the search is worth nothing. */
  int controlFound() {
    return canaries.size() - missing.size();
  }

  Map<Outflow.Place, List<CanarySearch.Found>> leaks() {
    return leaks;
  }

  Map<String, Map<String, Long>> becameOf() {
    return becameOf;
  }

  Outflow outflow() {
    return outflow;
  }

  /** The report. What it quotes is invented. */
  ObjectNode json(Header header) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("report", "therafed-proof").put("version", 1);
    json.put("site", header.site()).put("gateway", gateway);
    json.put("at", header.at().toString());
    json.put("persons", header.persons()).put("seed", header.seed());
    json.put("verdict", verdict().code());
    ObjectNode settings = json.putObject("settings");
    settings.put("sha256", header.settings().digest());
    header.settings().kept().forEach(settings.putArray("kept")::add);
    header.settings().leftOut().forEach(settings.putArray("leftOut")::add);
    json.set("planted", planted());
    ObjectNode control = json.putObject("control");
    control.put("canaries", canaryCount()).put("foundInWhatWasHandedIn", controlFound());
    ObjectNode ways = json.putObject("ways");
    handed.forEach(
        (way, sent) -> {
          ObjectNode one = ways.putObject(way);
          one.put("handedIn", sent.size());
          becameOf.getOrDefault(way, Map.of()).forEach(one::put);
        });
    json.set("outcomes", outcomes);
    ObjectNode places = json.putObject("places");
    for (Outflow.Place place : Outflow.Place.values()) {
      List<CanarySearch.Found> found = leaks.get(place);
      ObjectNode one = places.putObject(place.code());
      one.put("texts", outflow.at(place).size()).put("bytes", outflow.size(place));
      one.put("found", found.size());
      ArrayNode list = one.putArray("first");
      found.stream()
          .limit(SHOWN)
          .forEach(
              leak ->
                  list.addObject()
                      .put("kind", leak.canary().kind().name().toLowerCase(Locale.ROOT))
                      .put("form", leak.form())
                      .put("value", leak.canary().value()));
    }
    return json;
  }

  private ObjectNode planted() {
    Map<CanaryKind, Integer> counts = new EnumMap<>(CanaryKind.class);
    canaries.forEach(canary -> counts.merge(canary.kind(), 1, Integer::sum));
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    counts.forEach((kind, count) -> json.put(kind.name().toLowerCase(Locale.ROOT), count));
    return json;
  }

  /**
   * What the report says of itself.
   *
   * @param seed from which the people were invented
   */
  record Header(String site, Instant at, int persons, long seed, ProofSettings settings) {}
}
