package org.therafed.gateway.prove;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.therafed.profiles.transfer.TransferBundle;

/** Starts the second gateway, hands it the invented people, and collects what left. */
final class ProofRun {

  private static final int PAGE = 1000;
  private static final Duration LEAST_WAIT = Duration.ofMinutes(1);
  private static final Duration WAIT_PER_PERSON = Duration.ofMillis(500);

  private final ProofSettings settings;
  private final List<PlantedPerson> people;

  ProofRun(ProofSettings settings, List<PlantedPerson> people) {
    this.settings = settings;
    this.people = people;
  }

  ProofResult result() throws IOException {
    Outflow outflow = new Outflow();
    Map<String, List<byte[]>> handed = new LinkedHashMap<>();
    try (ProofRegistry registry = ProofRegistry.start(outflow);
        SecondGateway gateway = SecondGateway.start(settings, registry.address())) {
      for (Planting way : ways()) {
        Handed one = new Handed(outflow);
        way.plant(people, gateway, one);
        handed.put(way.name(), one.sent());
      }
      JsonNode outcomes = settled(gateway);
      Map<String, Map<String, Long>> becameOf = becameOf(gateway, outflow);
      for (String page : List.of("/ops/outcomes", "/ops/identity", "/q/health", "/ops/metrics")) {
        outflow.add(Outflow.Place.OPERATIONS, gateway.get(page).bytes());
      }
      outflow.add(Outflow.Place.LOG, gateway.log());
      return new ProofResult(
          TransferBundle.readTree(gateway.get("/fhir/metadata").bytes())
              .at("/software/version")
              .asText(),
          people.stream().flatMap(person -> canaries(person).stream()).toList(),
          handed,
          outflow,
          outcomes,
          becameOf);
    }
  }

  /** Of a site without messages those values that stand nowhere else are not planted. */
  private List<Canary> canaries(PlantedPerson person) {
    return person.canaries(settings.takesMessages());
  }

  private List<Planting> ways() {
    List<Planting> ways = new ArrayList<>();
    ways.add(new PlantedTables());
    ways.add(new PlantedResources());
    if (settings.takesMessages()) {
      ways.add(new PlantedMessages(list("therafed.hl7-senders")));
    }
    ways.add(
        new PlantedImages(
            settings.value("therafed.dicom-ae-title").orElse("THERAFED"),
            list("therafed.dicom-calling-aes").stream().findFirst().orElse("PROOF")));
    return ways;
  }

  private List<String> list(String property) {
    return settings
        .value(property)
        .map(value -> Arrays.stream(value.split(",")).map(String::strip).toList())
        .orElse(List.of());
  }

  private JsonNode settled(SecondGateway gateway) throws IOException {
    Duration longest = WAIT_PER_PERSON.multipliedBy(people.size()).plus(LEAST_WAIT);
    SecondGateway.await(
        longest,
        () -> {
          try {
            return outcomes(gateway).path("queued").asLong(1) == 0;
          } catch (IOException e) {
            return false;
          }
        });
    return outcomes(gateway);
  }

  private static JsonNode outcomes(SecondGateway gateway) throws IOException {
    return TransferBundle.readTree(gateway.get("/ops/outcomes").bytes());
  }

  private static Map<String, Map<String, Long>> becameOf(SecondGateway gateway, Outflow outflow)
      throws IOException {
    Map<String, Map<String, Long>> counts = new TreeMap<>();
    long before = Long.MAX_VALUE;
    JsonNode page;
    do {
      SecondGateway.Answer answer =
          gateway.get("/ops/arrivals?limit=" + PAGE + "&before=" + before);
      outflow.add(Outflow.Place.OPERATIONS, answer.bytes());
      page = TransferBundle.readTree(answer.bytes());
      for (JsonNode arrival : page) {
        before = arrival.path("sequence").asLong();
        counts
            .computeIfAbsent(arrival.path("source").asText(), none -> new TreeMap<>())
            .merge(arrival.path("outcome").asText(), 1L, Long::sum);
      }
    } while (page.size() == PAGE);
    return counts;
  }
}
