package org.therafed.simulator.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.simulator.federation.RegistryClient;
import org.therafed.simulator.model.FederationModel;
import org.therafed.simulator.model.Truth;

/** Asks the registry for every quantity of which the truth is known. */
public final class EvidenceReader {
  /** Confidence level of the demonstration's intervals. */
  public static final String LEVEL = "0.999";

  private static final double MONTH_TOLERANCE = 0.05;

  private final RegistryClient registry;
  private final Map<Map<String, String>, JsonNode> answers = new HashMap<>();

  public EvidenceReader(RegistryClient registry) {
    this.registry = registry;
  }

  /** The published values, in the order of the truths. */
  public List<Observed> read(List<Truth> truths) {
    List<Observed> observed = new ArrayList<>();
    truths.forEach(truth -> observed.add(read(truth)));
    return observed;
  }

  private Observed read(Truth truth) {
    JsonNode answer = answer(truth);
    if (truth.item() instanceof Truth.Endpoint) {
      return limits(truth, answer.path("rate"), "value");
    }
    if (truth.item() instanceof Truth.Milestone milestone) {
      for (JsonNode month : answer.path("curve")) {
        if (Math.abs(month.path("month").asDouble() - milestone.month()) < MONTH_TOLERANCE) {
          return limits(truth, month, "survival");
        }
      }
      return Observed.notReleased(truth);
    }
    if (truth.item() instanceof Truth.Median) {
      return limits(truth, answer.path("median"), "value");
    }
    if (truth.item() instanceof Truth.Incidence incidence) {
      return limits(truth, incidence(answer, incidence), "value");
    }
    return limits(truth, answer.path("total"), "mean");
  }

  private JsonNode answer(Truth truth) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("module", FederationModel.MODULE);
    parameters.put("arm", truth.arm().code());
    parameters.put("level", LEVEL);
    if (truth.item() instanceof Truth.Endpoint endpoint) {
      parameters.put("endpoint", endpoint.code());
    } else if (truth.kind() == Truth.Kind.SURVIVAL) {
      parameters.put("endpoint", "os");
    }
    Map<String, String> key = new TreeMap<>(parameters);
    key.put("question", truth.kind().path());
    return answers.computeIfAbsent(
        key, asked -> registry.evidence(truth.kind().path(), parameters).path("result"));
  }

  private static JsonNode incidence(JsonNode answer, Truth.Incidence incidence) {
    String part = incidence.atLeastGrade() == 1 ? "any" : "grade3Plus";
    if (incidence.term().equals(Truth.Incidence.ANY)) {
      return answer.path("anyTerm").path(part);
    }
    String code = CtcaeTerms.standard().named(incidence.term()).orElseThrow().code();
    for (JsonNode term : answer.path("terms")) {
      if (term.path("term").asText().toUpperCase(Locale.ROOT).equals(code)) {
        return term.path(part);
      }
    }
    return answer.path("none");
  }

  private static Observed limits(Truth truth, JsonNode node, String name) {
    boolean limited = node.path("lower").isNumber() || node.path("upper").isNumber();
    // A curve on which nothing has happened yet has a value by definition and no interval.
    if (!node.path(name).isNumber() || !limited) {
      return Observed.notReleased(truth);
    }
    return new Observed(
        truth,
        OptionalDouble.of(node.path(name).asDouble()),
        node.path("lower").isNumber() ? node.path("lower").asDouble() : Double.NEGATIVE_INFINITY,
        node.path("upper").isNumber() ? node.path("upper").asDouble() : Double.POSITIVE_INFINITY);
  }
}
