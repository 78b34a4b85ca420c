package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.therafed.evidence.rounds.RoundsDriver;
import org.therafed.evidence.survival.ClusteredKaplanMeier;
import org.therafed.evidence.survival.ClusteredRow;
import org.therafed.evidence.survival.ClusteredRows;
import org.therafed.evidence.survival.ConfidenceBand;
import org.therafed.evidence.survival.EventTable;
import org.therafed.evidence.survival.HazardPoint;
import org.therafed.evidence.survival.KaplanMeier;
import org.therafed.evidence.survival.RestrictedMean;
import org.therafed.evidence.survival.SurvivalCurve;
import org.therafed.evidence.survival.SurvivalQuantile;
import org.therafed.evidence.survival.SurvivalRow;
import org.therafed.evidence.survival.WeightedKaplanMeier;
import org.therafed.evidence.survival.WeightedRow;
import org.therafed.evidence.survival.WeightedTable;
import org.therafed.evidence.survival.WeightedVariance;

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

  private final Map<String, Map<ConfidenceBand, CurveView>> curves = new HashMap<>();

  public KaplanMeierAnswers(OracleFolder folder, JsonNode spec) {
    known(spec, OPTIONS, "kaplan-meier");
    String time = spec.get("time").asText();
    String event = spec.get("event").get("column").asText();
    List<String> used = new ArrayList<>(List.of(time, event));
    for (String option : new String[] {"entry", "group", "cluster"}) {
      if (spec.has(option)) {
        used.add(spec.get(option).asText());
      }
    }
    boolean weighted = spec.has("weights");
    if (weighted) {
      used.add(OracleData.WEIGHT);
      String kind = spec.get("weights").get("kind").asText();
      if (!Set.of("sampling", "frequency").contains(kind)) {
        throw new IllegalArgumentException("unknown weights " + kind);
      }
    }
    Map<String, List<ClusteredRow>> groups = new HashMap<>();
    int number = 0;
    for (Map<String, String> row : OracleData.of(folder, spec, used).rows()) {
      String group = spec.has("group") ? OracleData.cell(row, spec.get("group").asText()) : "all";
      double entry = spec.has("entry") ? OracleData.number(row, spec.get("entry").asText()) : 0;
      // Spread over three sites and merged, so that every reference value is also met by a
      // federation; the rows of a cluster are spread too.
      WeightedRow each =
          new WeightedRow(
              "site" + number++ % 3,
              entry,
              OracleData.number(row, time),
              isEvent(spec.get("event"), OracleData.cell(row, event)),
              weighted ? OracleData.number(row, OracleData.WEIGHT) : 1);
      String cluster =
          spec.has("cluster") ? OracleData.cell(row, spec.get("cluster").asText()) : "none";
      groups.computeIfAbsent(group, g -> new ArrayList<>()).add(new ClusteredRow(cluster, each));
    }
    groups.forEach(
        (group, rows) -> {
          Map<ConfidenceBand, CurveView> byBand = new HashMap<>();
          for (ConfidenceBand band : ConfidenceBand.values()) {
            byBand.put(band, curve(spec, rows, band));
          }
          curves.put(group, byBand);
        });
  }

  static void known(JsonNode spec, Set<String> options, String estimator) {
    spec.fieldNames()
        .forEachRemaining(
            option -> {
              if (!options.contains(option)) {
                throw new IllegalArgumentException(
                    "unknown option of " + estimator + ": " + option);
              }
            });
  }

  /** Whether a cell is one of the event's codes, which may be numbers or words. */
  static boolean isEvent(JsonNode event, String cell) {
    Set<String> codes = new HashSet<>();
    event.get("values").forEach(v -> codes.add(v.asText()));
    if (codes.contains(cell)) {
      return true;
    }
    try {
      double number = Double.parseDouble(cell);
      return number == Math.rint(number) && codes.contains(Long.toString((long) number));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static CurveView curve(JsonNode spec, List<ClusteredRow> rows, ConfidenceBand band) {
    double level = spec.get("level").asDouble();
    WeightedVariance variance =
        switch (spec.get("variance").asText()) {
          case "greenwood" -> WeightedVariance.GREENWOOD;
          case "robust" -> WeightedVariance.ROBUST;
          default -> throw new IllegalArgumentException("unknown variance of kaplan-meier");
        };
    if (!spec.has("weights") && variance == WeightedVariance.GREENWOOD) {
      return CurveView.of(unweighted(new KaplanMeier(level, band), rows));
    }
    WeightedKaplanMeier estimator = new WeightedKaplanMeier(level, band, variance);
    List<ClusteredRows> sites = new ArrayList<>();
    WeightedTable pooled = estimator.empty();
    TreeSet<String> clusters = new TreeSet<>();
    for (String site : new String[] {"site0", "site1", "site2"}) {
      ClusteredRows source =
          new ClusteredRows(rows.stream().filter(r -> r.row().site().equals(site)).toList());
      sites.add(source);
      pooled = pooled.merge(source.table());
      clusters.addAll(source.clusters());
    }
    if (variance == WeightedVariance.ROBUST && spec.has("cluster")) {
      return CurveView.of(
          RoundsDriver.run(
                  new ClusteredKaplanMeier(estimator, pooled, List.copyOf(clusters)), sites)
              .result()
              .orElseThrow());
    }
    return CurveView.of(estimator.finish(pooled).result().orElseThrow());
  }

  private static SurvivalCurve unweighted(KaplanMeier kaplanMeier, List<ClusteredRow> rows) {
    EventTable merged = kaplanMeier.empty();
    for (String site : new String[] {"site0", "site1", "site2"}) {
      merged =
          merged.merge(
              kaplanMeier.partialOf(
                  rows.stream()
                      .map(ClusteredRow::row)
                      .filter(r -> r.site().equals(site))
                      .map(r -> new SurvivalRow(site, r.entryDays(), r.timeDays(), r.event()))
                      .toList()));
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
    ConfidenceBand band = ConfidenceBand.LOG_LOG;
    if (key.has("confType")) {
      band = BANDS.get(key.get("confType").asText());
      if (band == null) {
        throw new IllegalArgumentException("unknown confType " + key.get("confType"));
      }
    }
    CurveView curve = curve(key, "group", band);
    String of = key.path("of").asText(quantity.equals("std-err") ? "survival" : "");
    if (quantity.equals("quantile") || of.equals("quantile")) {
      return quantile(quantity, curve.quantile(key.get("prob").asDouble()));
    }
    if (quantity.startsWith("rmst-") || of.startsWith("rmst-")) {
      return compared(quantity, of, key, curve, band);
    }
    if (quantity.equals("rmst") || quantity.equals("rmtl") || of.equals("rmst")) {
      return restricted(quantity, curve.restrictedMean(key.get("tau").asDouble()));
    }
    if (quantity.equals("cumulative-hazard") || of.equals("cumulative-hazard")) {
      return hazard(quantity, curve.hazardAt(key.get("time").asDouble()));
    }
    if (key.path("at").asText().equals("step")) {
      return CurveView.number(curve.stepAt(key.get("time").asDouble()), quantity);
    }
    if (key.has("time")) {
      return CurveView.number(curve.at(key.get("time").asDouble()), quantity);
    }
    return switch (quantity) {
      case "n" -> OptionalDouble.of(curve.n());
      case "events" -> OptionalDouble.of(curve.events());
      default -> throw new IllegalArgumentException("kaplan-meier: unknown quantity " + quantity);
    };
  }

  private CurveView curve(JsonNode key, String name, ConfidenceBand band) {
    String group = key.path(name).asText("all");
    Map<ConfidenceBand, CurveView> byBand = curves.get(group.substring(group.indexOf('=') + 1));
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
      default -> throw new IllegalArgumentException("kaplan-meier: " + quantity + " of quantile");
    };
  }

  private static OptionalDouble hazard(String quantity, HazardPoint point) {
    return switch (quantity) {
      case "cumulative-hazard" -> OptionalDouble.of(point.hazard());
      case "std-err" -> OptionalDouble.of(point.stdErr());
      case "lower" -> point.lower();
      case "upper" -> point.upper();
      default -> throw new IllegalArgumentException("kaplan-meier: " + quantity + " of hazard");
    };
  }

  private OptionalDouble compared(
      String quantity, String of, JsonNode key, CurveView curve, ConfidenceBand band) {
    double tau = key.get("tau").asDouble();
    RestrictedMean mean = curve.restrictedMean(tau);
    RestrictedMean reference = curve(key, "reference", band).restrictedMean(tau);
    if (quantity.equals("rmst-ratio") || of.equals("rmst-ratio")) {
      RestrictedMean.Ratio ratio = mean.over(reference).orElseThrow();
      return OptionalDouble.of(
          switch (quantity) {
            case "rmst-ratio" -> ratio.ratio();
            case "std-err" -> ratio.logStdErr();
            case "lower" -> ratio.interval().lower();
            case "upper" -> ratio.interval().upper();
            case "p-value" -> ratio.pValue();
            default -> throw new IllegalArgumentException(quantity + " of rmst-ratio");
          });
    }
    RestrictedMean.Difference difference = mean.minus(reference);
    return OptionalDouble.of(
        switch (quantity) {
          case "rmst-difference" -> difference.days();
          case "std-err" -> difference.stdErrDays();
          case "lower" -> difference.interval().lower();
          case "upper" -> difference.interval().upper();
          case "p-value" -> difference.pValue();
          default -> throw new IllegalArgumentException(quantity + " of rmst-difference");
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
          default -> throw new IllegalArgumentException(quantity + " of rmst");
        });
  }
}
