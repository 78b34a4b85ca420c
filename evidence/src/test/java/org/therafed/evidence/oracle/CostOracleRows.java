package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.therafed.evidence.cost.censored.CostHistory;
import org.therafed.evidence.cost.censored.CostIntervals;
import org.therafed.evidence.cost.censored.TieConvention;
import org.therafed.evidence.cost.effectiveness.OutcomeRow;

/**
 * Persons with follow-up, dated costs and utility, as the cost estimators of the format have them.
 */
final class CostOracleRows {
  private static final String[] SITES = {"north", "south", "west"};

  final CostIntervals intervals;
  final List<OutcomeRow> rows = new ArrayList<>();

  CostOracleRows(OracleFolder folder, JsonNode spec, Set<String> options) {
    spec.fieldNames()
        .forEachRemaining(
            option -> {
              if (!options.contains(option)) {
                throw new IllegalArgumentException(
                    "unknown option of " + spec.get("estimator").asText() + ": " + option);
              }
            });
    intervals =
        new CostIntervals(
            StreamSupport.stream(spec.get("breaks").spliterator(), false)
                .map(JsonNode::asDouble)
                .toList());
    List<String> used = new ArrayList<>();
    for (String option : List.of("id", "time", "treatment", "utility")) {
      if (spec.has(option)) {
        used.add(spec.get(option).asText());
      }
    }
    String event = spec.get("event").get("column").asText();
    used.add(event);
    Map<Long, List<double[]>> charges = charges(folder, spec.get("costs"));
    for (Map<String, String> row : OracleData.of(folder, spec, used).rows()) {
      rows.add(row(spec, row, died(spec, OracleData.cell(row, event)), charges));
    }
  }

  static TieConvention ties(JsonNode spec) {
    return spec.get("tieConvention").asText().equals("deaths-first")
        ? TieConvention.DEATHS_FIRST
        : TieConvention.REVERSE_KAPLAN_MEIER;
  }

  private OutcomeRow row(
      JsonNode spec, Map<String, String> row, boolean died, Map<Long, List<double[]>> charges) {
    long id = (long) OracleData.number(row, spec.get("id").asText());
    double time = OracleData.number(row, spec.get("time").asText());
    String site = SITES[rows.size() % SITES.length];
    List<double[]> dated = charges.getOrDefault(id, List.of());
    CostHistory cost =
        CostHistory.dated(
            site,
            time,
            died,
            intervals,
            dated.stream().mapToDouble(d -> d[0]).toArray(),
            dated.stream().mapToDouble(d -> d[1]).toArray());
    double[] years = new double[intervals.size()];
    if (spec.has("utility")) {
      double utility = OracleData.number(row, spec.get("utility").asText());
      for (int k = 0; k < years.length; k++) {
        years[k] =
            utility
                * Math.max(0, Math.min(time, intervals.end(k)) - intervals.start(k))
                / spec.get("daysPerYear").asDouble();
      }
    }
    boolean treated =
        spec.has("treatment") && OracleData.number(row, spec.get("treatment").asText()) == 1;
    return new OutcomeRow(id, treated, cost, CostHistory.of(site, time, died, years));
  }

  private static boolean died(JsonNode spec, String cell) {
    for (JsonNode value : spec.get("event").get("values")) {
      if (value.isNumber()
          ? value.asDouble() == Double.parseDouble(cell)
          : value.asText().equals(cell)) {
        return true;
      }
    }
    return false;
  }

  private static Map<Long, List<double[]>> charges(OracleFolder folder, JsonNode costs) {
    List<String[]> lines = folder.csv(costs.get("file").asText());
    List<String> header = Arrays.asList(lines.get(0));
    int id = header.indexOf(costs.get("id").asText());
    int day = header.indexOf(costs.get("day").asText());
    int cost = header.indexOf(costs.get("cost").asText());
    Map<Long, List<double[]>> charges = new HashMap<>();
    for (String[] line : lines.subList(1, lines.size())) {
      charges
          .computeIfAbsent((long) Double.parseDouble(line[id]), person -> new ArrayList<>())
          .add(new double[] {Double.parseDouble(line[day]), Double.parseDouble(line[cost])});
    }
    return charges;
  }
}
