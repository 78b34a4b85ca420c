package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.therafed.evidence.toxicity.Incidence;
import org.therafed.evidence.toxicity.TermToxicity;
import org.therafed.evidence.toxicity.ToxicityIncidence;
import org.therafed.evidence.toxicity.ToxicityResult;
import org.therafed.evidence.toxicity.ToxicityRow;

/** Estimator {@code adverse-event-incidence}; rates per exposure are not computed yet. */
public final class AdverseEventAnswers implements OracleAnswers {
  private final JsonNode spec;
  private final Map<String, ToxicityResult> byArm = new HashMap<>();

  public AdverseEventAnswers(OracleFolder folder, JsonNode spec) {
    this.spec = spec;
    String id = spec.get("id").asText();
    Map<String, Map<String, Integer>> worst = new HashMap<>();
    JsonNode events = spec.get("events");
    for (Map<String, String> event :
        OracleData.of(folder, events, List.of(events.get("id").asText())).rows()) {
      worst
          .computeIfAbsent(OracleData.cell(event, events.get("id").asText()), i -> new HashMap<>())
          .merge(
              OracleData.cell(event, events.get("term").asText()),
              (int) OracleData.number(event, events.get("grade").asText()),
              Math::max);
    }
    Map<String, List<ToxicityRow>> rows = new HashMap<>();
    for (Map<String, String> patient : OracleData.of(folder, spec, List.of(id)).rows()) {
      List<ToxicityRow> arm =
          rows.computeIfAbsent(
              OracleData.cell(patient, spec.get("arm").asText()), a -> new ArrayList<>());
      arm.add(
          new ToxicityRow(
              "site" + arm.size() % 3, worst.getOrDefault(OracleData.cell(patient, id), Map.of())));
    }
    ToxicityIncidence incidence = new ToxicityIncidence(spec.get("level").asDouble());
    rows.forEach(
        (arm, list) ->
            byArm.put(arm, incidence.finish(incidence.partialOf(list)).result().orElseThrow()));
  }

  @Override
  public OptionalDouble answer(String quantity, JsonNode key) {
    if (key.has("kind")) {
      throw new NotYet("adverse-event-incidence: " + quantity + " of " + key.get("kind").asText());
    }
    JsonNode given = spec.get("cases").get(key.get("case").asInt());
    ToxicityResult result = byArm.get(given.get("arm").asText());
    if (quantity.equals("patients")) {
      return OptionalDouble.of((double) result.n());
    }
    TermToxicity term =
        given.get("term").isNull()
            ? result.anyTerm()
            : result.byTerm().get(given.get("term").asText());
    Incidence incidence =
        switch (given.get("minGrade").asInt()) {
          case 1 -> term.any();
          case 3 -> term.grade3Plus();
          default -> throw new NotYet("adverse-event-incidence: other minimum grades");
        };
    return switch (quantity) {
      case "patients-with-event" -> OptionalDouble.of((double) incidence.persons());
      case "proportion" -> OptionalDouble.of(incidence.proportion());
      default ->
          ProportionAnswers.limit(
              quantity,
              key.path("interval").asText(),
              incidence.clopperPearson(),
              incidence.wilson());
    };
  }
}
