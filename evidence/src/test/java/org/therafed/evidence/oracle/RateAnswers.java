package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.rate.ExposurePartial;
import org.therafed.evidence.rate.ExposureRow;
import org.therafed.evidence.rate.PoissonRate;
import org.therafed.evidence.rate.Rate;
import org.therafed.evidence.rate.RateRatio;
import org.therafed.evidence.rate.RateRatioResult;
import org.therafed.evidence.rate.RateResult;
import org.therafed.evidence.table.Arm;

/** Estimators {@code poisson-rate} and {@code rate-ratio}. */
public final class RateAnswers implements OracleAnswers {
  private static final Set<String> OPTIONS =
      Set.of(
          "estimator",
          "intervals",
          "level",
          "file",
          "data",
          "filter",
          "derive",
          "cases",
          "entry",
          "time",
          "event",
          "group");
  private static final Set<String> INTERVALS =
      Set.of("exact-poisson", "log-normal", "exact-conditional");

  private final JsonNode spec;
  private final double level;
  private final Map<String, List<double[]>> groups = new TreeMap<>();

  public RateAnswers(OracleFolder folder, JsonNode spec) {
    this.spec = spec;
    this.level = spec.get("level").asDouble();
    ProportionLimits.options(
        spec,
        spec.get("estimator").asText().equals("poisson-rate")
            ? OPTIONS
            : Set.of("estimator", "cases", "intervals", "level"));
    spec.get("intervals")
        .forEach(
            i -> {
              if (!INTERVALS.contains(i.asText())) {
                throw new IllegalArgumentException("unknown interval of a rate: " + i);
              }
            });
    if (!spec.has("cases")) {
      read(folder);
    }
  }

  private void read(OracleFolder folder) {
    String event = spec.get("event").get("column").asText();
    List<String> used = new ArrayList<>(List.of(spec.get("time").asText(), event));
    for (String option : new String[] {"entry", "group"}) {
      if (spec.has(option)) {
        used.add(spec.get(option).asText());
      }
    }
    Set<Double> codes = new HashSet<>();
    spec.get("event").get("values").forEach(v -> codes.add(v.asDouble()));
    for (Map<String, String> row : OracleData.of(folder, spec, used).rows()) {
      String group = spec.has("group") ? OracleData.cell(row, spec.get("group").asText()) : "all";
      double entry = spec.has("entry") ? OracleData.number(row, spec.get("entry").asText()) : 0;
      double days = OracleData.number(row, spec.get("time").asText()) - entry;
      groups
          .computeIfAbsent(group, g -> new ArrayList<>())
          .add(new double[] {days, codes.contains(OracleData.number(row, event)) ? 1 : 0});
    }
  }

  @Override
  public OptionalDouble answer(String quantity, JsonNode key) {
    boolean ratio =
        quantity.equals("rate-ratio")
            || key.path("of").asText().equals("rate-ratio")
            || key.has("reference");
    return ratio ? ratio(quantity, key) : rate(quantity, key);
  }

  private OptionalDouble rate(String quantity, JsonNode key) {
    RateResult result;
    PoissonRate rate = new PoissonRate(level);
    Accumulator<ExposureRow, ExposurePartial> rows = rate.accumulator();
    if (key.has("case")) {
      JsonNode given = spec.get("cases").get(key.get("case").asInt());
      add(rows, Arm.FIRST, given.get("events").asLong(), given.get("personTime").asDouble());
    } else {
      add(rows, Arm.FIRST, group(key.path("group").asText("all")));
    }
    result = rate.finish(rows.partial()).result().orElseThrow();
    return switch (quantity) {
      case "n" -> OptionalDouble.of((double) result.n());
      case "events" -> OptionalDouble.of((double) result.events());
      case "person-time" -> OptionalDouble.of(result.days());
      default -> of(quantity, key, result.rate());
    };
  }

  static OptionalDouble of(String quantity, JsonNode key, Rate rate) {
    return switch (quantity) {
      case "rate" -> OptionalDouble.of(rate.perDay());
      case "lower", "upper" ->
          switch (key.get("interval").asText()) {
            case "exact-poisson" -> ProportionLimits.side(quantity, rate.exact());
            case "log-normal" -> ProportionLimits.side(quantity, rate.logNormal());
            default -> throw ProportionLimits.unknown(quantity, key);
          };
      default -> throw ProportionLimits.unknown(quantity, key);
    };
  }

  private OptionalDouble ratio(String quantity, JsonNode key) {
    RateRatio ratio = new RateRatio(level);
    Accumulator<ExposureRow, ExposurePartial> rows = ratio.accumulator();
    if (key.has("case")) {
      JsonNode given = spec.get("cases").get(key.get("case").asInt());
      add(rows, Arm.FIRST, given.get("x1").asLong(), given.get("t1").asDouble());
      add(rows, Arm.SECOND, given.get("x2").asLong(), given.get("t2").asDouble());
    } else {
      add(rows, Arm.FIRST, group(key.get("group").asText()));
      add(rows, Arm.SECOND, group(key.get("reference").asText()));
    }
    RateRatioResult r = ratio.finish(rows.partial()).result().orElseThrow();
    return switch (quantity) {
      case "rate-ratio" ->
          r.ratio().isEmpty() ? OptionalDouble.of(Double.POSITIVE_INFINITY) : r.ratio();
      case "p-value" -> OptionalDouble.of(r.pValue());
      case "lower", "upper" ->
          switch (key.get("interval").asText()) {
            case "exact-conditional" -> ProportionLimits.side(quantity, r.exact());
            case "log-normal" -> ProportionLimits.side(quantity, r.logNormal());
            default -> throw ProportionLimits.unknown(quantity, key);
          };
      default -> throw ProportionLimits.unknown(quantity, key);
    };
  }

  private List<double[]> group(String name) {
    List<double[]> rows = groups.get(name.substring(name.indexOf('=') + 1));
    if (rows == null) {
      throw new IllegalArgumentException("no group " + name);
    }
    return rows;
  }

  private static void add(
      Accumulator<ExposureRow, ExposurePartial> rows, Arm arm, List<double[]> group) {
    int number = 0;
    for (double[] row : group) {
      rows.add(new ExposureRow("site" + number++ % 3, arm, row[0], (long) row[1]));
    }
  }

  /** Given sums, spread over three sites. */
  private static void add(
      Accumulator<ExposureRow, ExposurePartial> rows, Arm arm, long events, double days) {
    rows.add(new ExposureRow("site0", arm, days / 2, events / 2));
    rows.add(new ExposureRow("site1", arm, days / 4, events - events / 2));
    rows.add(new ExposureRow("site2", arm, days / 4, 0));
  }
}
