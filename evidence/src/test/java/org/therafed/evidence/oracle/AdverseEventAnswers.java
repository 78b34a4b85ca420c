package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.therafed.evidence.rate.Rate;
import org.therafed.evidence.toxicity.AdverseEvent;
import org.therafed.evidence.toxicity.AdverseEventPartial;
import org.therafed.evidence.toxicity.AdverseEventRates;
import org.therafed.evidence.toxicity.AdverseEventResult;
import org.therafed.evidence.toxicity.AdverseEventRow;
import org.therafed.evidence.toxicity.GradeRate;
import org.therafed.evidence.toxicity.GradingScheme;

/** Estimator {@code adverse-event-incidence}. */
public final class AdverseEventAnswers implements OracleAnswers {
  private static final Set<String> OPTIONS =
      Set.of("estimator", "file", "id", "arm", "exposure", "events", "cases", "intervals", "level");
  private static final Set<String> INTERVALS =
      Set.of(
          "clopper-pearson",
          "wilson",
          "wilson-continuity",
          "wald",
          "agresti-coull",
          "jeffreys",
          "exact-poisson",
          "log-normal");

  private final JsonNode spec;
  private final double level;
  private final Map<String, AdverseEventResult> byArm = new HashMap<>();

  public AdverseEventAnswers(OracleFolder folder, JsonNode spec) {
    this.spec = spec;
    this.level = spec.get("level").asDouble();
    ProportionLimits.options(spec, OPTIONS);
    spec.get("intervals")
        .forEach(
            i -> {
              if (!INTERVALS.contains(i.asText())) {
                throw new IllegalArgumentException("unknown interval of adverse events: " + i);
              }
            });
    String id = spec.get("id").asText();
    Map<String, List<AdverseEvent>> events = new HashMap<>();
    JsonNode named = spec.get("events");
    for (Map<String, String> event :
        OracleData.of(folder, named, List.of(named.get("id").asText())).rows()) {
      events
          .computeIfAbsent(OracleData.cell(event, named.get("id").asText()), i -> new ArrayList<>())
          .add(
              AdverseEvent.of(
                  OracleData.cell(event, named.get("term").asText()),
                  (int) OracleData.number(event, named.get("grade").asText()),
                  OracleData.number(event, named.get("day").asText())));
    }
    AdverseEventRates rates = new AdverseEventRates(level, GradingScheme.CTCAE_5);
    Map<String, AdverseEventPartial> partials = new HashMap<>();
    int number = 0;
    for (Map<String, String> patient : OracleData.of(folder, spec, List.of(id)).rows()) {
      AdverseEventRow row =
          new AdverseEventRow(
              "site" + number++ % 3,
              GradingScheme.CTCAE_5,
              OracleData.number(patient, spec.get("exposure").asText()),
              events.getOrDefault(OracleData.cell(patient, id), List.of()));
      partials.merge(
          OracleData.cell(patient, spec.get("arm").asText()),
          rates.partialOf(List.of(row)),
          AdverseEventPartial::merge);
    }
    partials.forEach((arm, p) -> byArm.put(arm, rates.finish(p).result().orElseThrow()));
  }

  @Override
  public OptionalDouble answer(String quantity, JsonNode key) {
    JsonNode given = spec.get("cases").get(key.get("case").asInt());
    AdverseEventResult result = byArm.get(given.get("arm").asText());
    int least = given.get("minGrade").asInt();
    GradeRate grade =
        given.get("term").isNull()
            ? result.any(least)
            : result.term(given.get("term").asText(), least);
    if (!key.has("of") && !key.has("kind")) {
      return OptionalDouble.of(
          switch (quantity) {
            case "n", "patients" -> (double) result.n();
            case "patients-with-event" -> (double) grade.incidence().persons();
            case "proportion" -> grade.incidence().proportion();
            case "events" -> (double) grade.events();
            default -> throw ProportionLimits.unknown(quantity, key);
          });
    }
    if (key.path("of").asText().equals("proportion")) {
      return ProportionLimits.side(
          quantity,
          switch (key.get("interval").asText()) {
            case "clopper-pearson" -> grade.incidence().clopperPearson();
            case "wilson" -> grade.incidence().wilson();
            default ->
                ProportionLimits.proportion(
                    key.get("interval").asText(), grade.incidence().persons(), result.n(), level);
          });
    }
    return switch (key.path("kind").asText("all")) {
      case "first-event" ->
          rate(
              quantity,
              key,
              grade.incidence().persons(),
              grade.firstDays(),
              grade.first().orElseThrow());
      case "all", "all-events" -> rate(quantity, key, grade.events(), result.days(), grade.all());
      default -> throw ProportionLimits.unknown(quantity, key);
    };
  }

  private static OptionalDouble rate(
      String quantity, JsonNode key, long events, double days, Rate rate) {
    return switch (quantity) {
      case "events" -> OptionalDouble.of((double) events);
      case "person-time" -> OptionalDouble.of(days);
      default -> RateAnswers.of(quantity, key, rate);
    };
  }
}
