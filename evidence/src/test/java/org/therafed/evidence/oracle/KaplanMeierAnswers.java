package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.therafed.evidence.survival.ConfidenceBand;
import org.therafed.evidence.survival.EventTable;
import org.therafed.evidence.survival.KaplanMeier;
import org.therafed.evidence.survival.Point;
import org.therafed.evidence.survival.RestrictedMean;
import org.therafed.evidence.survival.Step;
import org.therafed.evidence.survival.SurvivalCurve;
import org.therafed.evidence.survival.SurvivalQuantile;
import org.therafed.evidence.survival.SurvivalRow;

/** Estimator {@code kaplan-meier}. */
public final class KaplanMeierAnswers implements OracleAnswers {
  private static final Set<String> OPTIONS =
      Set.of(
          "estimator",
          "time",
          "event",
          "variance",
          "level",
          "confTypes",
          "probs",
          "file",
          "data",
          "filter",
          "derive",
          "entry",
          "group",
          "cluster",
          "weights",
          "times",
          "tau",
          "curve");
  private static final Map<String, ConfidenceBand> BANDS =
      Map.of(
          "log-log",
          ConfidenceBand.LOG_LOG,
          "log",
          ConfidenceBand.LOG,
          "plain",
          ConfidenceBand.PLAIN);

  private final Map<String, Map<ConfidenceBand, SurvivalCurve>> curves = new HashMap<>();

  public KaplanMeierAnswers(OracleFolder folder, JsonNode spec) {
    spec.fieldNames()
        .forEachRemaining(
            option -> {
              if (!OPTIONS.contains(option)) {
                throw new IllegalArgumentException("unknown option of kaplan-meier: " + option);
              }
            });
    if (spec.has("weights")) {
      throw new NotYet(
          "kaplan-meier with " + spec.get("weights").get("kind").asText() + " weights");
    }
    if (spec.has("cluster") || !spec.get("variance").asText().equals("greenwood")) {
      throw new NotYet("kaplan-meier with " + spec.get("variance").asText() + " variance");
    }
    List<String> used = new ArrayList<>(List.of(spec.get("time").asText()));
    String event = spec.get("event").get("column").asText();
    used.add(event);
    for (String option : new String[] {"entry", "group"}) {
      if (spec.has(option)) {
        used.add(spec.get(option).asText());
      }
    }
    Set<Double> codes = new HashSet<>();
    spec.get("event").get("values").forEach(v -> codes.add(v.asDouble()));
    Map<String, List<SurvivalRow>> groups = new HashMap<>();
    int number = 0;
    for (Map<String, String> row : OracleData.of(folder, spec, used).rows()) {
      String group = spec.has("group") ? OracleData.cell(row, spec.get("group").asText()) : "all";
      double entry = spec.has("entry") ? OracleData.number(row, spec.get("entry").asText()) : 0;
      // Spread over three sites and merged, so that every reference value is also met by a
      // federation.
      groups
          .computeIfAbsent(group, g -> new ArrayList<>())
          .add(
              new SurvivalRow(
                  "site" + number++ % 3,
                  entry,
                  OracleData.number(row, spec.get("time").asText()),
                  codes.contains(OracleData.number(row, event))));
    }
    double level = spec.get("level").asDouble();
    groups.forEach(
        (group, rows) -> {
          Map<ConfidenceBand, SurvivalCurve> byBand = new HashMap<>();
          for (ConfidenceBand band : ConfidenceBand.values()) {
            byBand.put(band, federated(new KaplanMeier(level, band), rows));
          }
          curves.put(group, byBand);
        });
  }

  private static SurvivalCurve federated(KaplanMeier kaplanMeier, List<SurvivalRow> rows) {
    EventTable merged = kaplanMeier.empty();
    for (String site : new String[] {"site0", "site1", "site2"}) {
      merged =
          merged.merge(
              kaplanMeier.partialOf(rows.stream().filter(r -> r.site().equals(site)).toList()));
    }
    return kaplanMeier.finish(merged).result().orElseThrow();
  }

  @Override
  public int steps() {
    return curves.values().stream()
        .mapToInt(c -> c.get(ConfidenceBand.LOG_LOG).steps().size())
        .sum();
  }

  @Override
  public OptionalDouble answer(String quantity, JsonNode key) {
    ConfidenceBand band = BANDS.getOrDefault(key.path("confType").asText(), ConfidenceBand.LOG_LOG);
    SurvivalCurve curve = curve(key, "group", band);
    String of = key.path("of").asText(quantity.equals("std-err") ? "survival" : "");
    if (quantity.equals("quantile") || of.equals("quantile")) {
      return quantile(quantity, curve.quantile(key.get("prob").asDouble()));
    }
    if (quantity.startsWith("rmst-") || of.startsWith("rmst-")) {
      return difference(quantity, of, key, curve, band);
    }
    if (quantity.equals("rmst") || quantity.equals("rmtl") || of.equals("rmst")) {
      return restricted(quantity, curve.restrictedMean(key.get("tau").asDouble()));
    }
    if (quantity.equals("cumulative-hazard") || of.equals("cumulative-hazard")) {
      throw new NotYet("kaplan-meier: cumulative hazard");
    }
    if (key.path("at").asText().equals("step")) {
      return step(quantity, curve, key.get("time").asDouble());
    }
    if (key.has("time")) {
      return point(quantity, curve.at(key.get("time").asDouble()));
    }
    return switch (quantity) {
      case "n" -> OptionalDouble.of((double) curve.n());
      case "events" -> OptionalDouble.of((double) curve.events());
      default -> throw new NotYet("kaplan-meier: " + quantity);
    };
  }

  private SurvivalCurve curve(JsonNode key, String name, ConfidenceBand band) {
    String group = key.path(name).asText("all");
    Map<ConfidenceBand, SurvivalCurve> byBand = curves.get(group.substring(group.indexOf('=') + 1));
    if (byBand == null) {
      throw new IllegalArgumentException("no group " + group);
    }
    return byBand.get(band);
  }

  private static OptionalDouble quantile(String quantity, SurvivalQuantile quantile) {
    return switch (quantity) {
      case "quantile" -> quantile.timeDays();
      case "lower" -> quantile.lowerDays();
      case "upper" -> quantile.upperDays();
      default -> throw new NotYet("kaplan-meier: " + quantity + " of quantile");
    };
  }

  private OptionalDouble difference(
      String quantity, String of, JsonNode key, SurvivalCurve curve, ConfidenceBand band) {
    if (quantity.equals("rmst-ratio") || of.equals("rmst-ratio")) {
      throw new NotYet("kaplan-meier: ratio of restricted means");
    }
    double tau = key.get("tau").asDouble();
    RestrictedMean.Difference difference =
        curve.restrictedMean(tau).minus(curve(key, "reference", band).restrictedMean(tau));
    return OptionalDouble.of(
        switch (quantity) {
          case "rmst-difference" -> difference.days();
          case "std-err" -> difference.stdErrDays();
          case "lower" -> difference.interval().lower();
          case "upper" -> difference.interval().upper();
          case "p-value" -> difference.pValue();
          default -> throw new NotYet("kaplan-meier: " + quantity + " of rmst-difference");
        });
  }

  private static OptionalDouble restricted(String quantity, RestrictedMean mean) {
    return OptionalDouble.of(
        switch (quantity) {
          case "rmst" -> mean.meanDays();
          case "rmtl" -> mean.lostDays();
          case "std-err" -> mean.stdErrDays();
          case "lower" -> mean.interval().lower();
          case "upper" -> mean.interval().upper();
          default -> throw new NotYet("kaplan-meier: " + quantity + " of rmst");
        });
  }

  private static OptionalDouble step(String quantity, SurvivalCurve curve, double time) {
    Step step =
        curve.steps().stream()
            .filter(s -> Math.abs(s.timeDays() - time) <= 1e-9 * Math.abs(time))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no step at " + time));
    return switch (quantity) {
      case "n-risk" -> OptionalDouble.of((double) step.atRisk());
      case "n-event" -> OptionalDouble.of((double) step.events());
      case "n-censor" -> OptionalDouble.of((double) step.censored());
      case "survival" -> OptionalDouble.of(step.survival());
      case "std-err" -> step.stdErr();
      case "lower" -> step.lower();
      case "upper" -> step.upper();
      default -> throw new NotYet("kaplan-meier: " + quantity + " at a step");
    };
  }

  private static OptionalDouble point(String quantity, Point point) {
    return switch (quantity) {
      case "n-risk" -> OptionalDouble.of((double) point.atRisk());
      case "survival" -> OptionalDouble.of(point.survival());
      case "std-err" -> point.stdErr();
      case "lower" -> point.lower();
      case "upper" -> point.upper();
      default -> throw new NotYet("kaplan-meier: " + quantity + " at a time");
    };
  }
}
