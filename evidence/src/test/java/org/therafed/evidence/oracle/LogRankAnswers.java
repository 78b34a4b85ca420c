package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.NotEstimable;
import org.therafed.evidence.survival.SurvivalRow;
import org.therafed.evidence.survival.test.GroupedRow;
import org.therafed.evidence.survival.test.GroupedTables;
import org.therafed.evidence.survival.test.GroupedTablesBuilder;
import org.therafed.evidence.survival.test.LogRank;
import org.therafed.evidence.survival.test.LogRankResult;

/** Estimator {@code log-rank}. */
public final class LogRankAnswers implements OracleAnswers {
  private static final Set<String> OPTIONS =
      Set.of(
          "estimator",
          "time",
          "event",
          "group",
          "rho",
          "file",
          "data",
          "filter",
          "derive",
          "entry",
          "strata");

  private final Finding<LogRankResult> finding;

  public LogRankAnswers(OracleFolder folder, JsonNode spec) {
    KaplanMeierAnswers.known(spec, OPTIONS, "log-rank");
    String time = spec.get("time").asText();
    String event = spec.get("event").get("column").asText();
    String group = spec.get("group").asText();
    List<String> strata = new ArrayList<>();
    spec.path("strata").forEach(s -> strata.add(s.asText()));
    List<String> used = new ArrayList<>(List.of(time, event, group));
    used.addAll(strata);
    if (spec.has("entry")) {
      used.add(spec.get("entry").asText());
    }
    List<GroupedTablesBuilder> sites =
        List.of(new GroupedTablesBuilder(), new GroupedTablesBuilder(), new GroupedTablesBuilder());
    int number = 0;
    for (Map<String, String> row : OracleData.of(folder, spec, used).rows()) {
      int site = number++ % 3;
      List<String> stratum = new ArrayList<>();
      strata.forEach(s -> stratum.add(OracleData.cell(row, s)));
      double entry = spec.has("entry") ? OracleData.number(row, spec.get("entry").asText()) : 0;
      sites
          .get(site)
          .add(
              new GroupedRow(
                  String.join("|", stratum),
                  OracleData.cell(row, group),
                  new SurvivalRow(
                      "site" + site,
                      entry,
                      OracleData.number(row, time),
                      KaplanMeierAnswers.isEvent(spec.get("event"), OracleData.cell(row, event)))));
    }
    GroupedTables merged = GroupedTables.empty();
    for (GroupedTablesBuilder site : sites) {
      merged = merged.merge(site.partial());
    }
    finding = new LogRank(0.95, spec.get("rho").asDouble()).finish(merged);
  }

  @Override
  public OptionalDouble answer(String quantity, JsonNode key) {
    if (quantity.equals("not-estimable")) {
      if (!(finding instanceof NotEstimable)) {
        throw new AssertionError("estimated what is not estimable");
      }
      return OptionalDouble.empty();
    }
    if (finding.result().isEmpty()) {
      return OptionalDouble.empty();
    }
    LogRankResult result = finding.result().get();
    return switch (quantity) {
      case "n" -> OptionalDouble.of((double) group(result, key).n());
      case "events" -> OptionalDouble.of((double) group(result, key).events());
      case "observed" -> OptionalDouble.of(group(result, key).observed());
      case "expected" -> OptionalDouble.of(group(result, key).expected());
      case "variance", "covariance" ->
          OptionalDouble.of(
              result.variance(
                  index(result, key.get("group").asText()),
                  index(result, key.path("group2").asText(key.get("group").asText()))));
      case "chisq" -> OptionalDouble.of(result.chiSquare());
      case "df" -> OptionalDouble.of((double) result.df());
      case "p-value" -> OptionalDouble.of(result.pValue());
      case "peto-hazard-ratio" ->
          result.petoRatio(group(result, key).label()).stream()
              .mapToDouble(LogRankResult.PetoRatio::hazardRatio)
              .findFirst();
      default -> throw new IllegalArgumentException("log-rank: unknown quantity " + quantity);
    };
  }

  private static LogRankResult.Group group(LogRankResult result, JsonNode key) {
    return result.groups().get(index(result, key.get("group").asText()));
  }

  private static int index(LogRankResult result, String label) {
    String cell = label.substring(label.indexOf('=') + 1);
    for (int i = 0; i < result.groups().size(); i++) {
      if (result.groups().get(i).label().equals(cell)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no group " + label);
  }
}
