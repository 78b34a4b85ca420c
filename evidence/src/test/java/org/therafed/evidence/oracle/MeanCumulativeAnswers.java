package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.PartialJson;
import org.therafed.evidence.recurrent.Histories;
import org.therafed.evidence.recurrent.MeanCountCurve;
import org.therafed.evidence.recurrent.MeanCountResult;
import org.therafed.evidence.recurrent.MeanCumulativeCount;
import org.therafed.evidence.recurrent.RecurrentRow;

/** Estimator {@code mean-cumulative-function}; the rows of one person lie at three sites. */
public final class MeanCumulativeAnswers implements OracleAnswers {
  private static final Set<String> OPTIONS =
      Set.of(
          "estimator",
          "entry",
          "time",
          "event",
          "group",
          "cluster",
          "variance",
          "times",
          "file",
          "data",
          "filter",
          "derive");

  private final Finding<MeanCountResult> finding;

  public MeanCumulativeAnswers(OracleFolder folder, JsonNode spec) {
    CumulativeIncidenceAnswers.options("mean-cumulative-function", spec, OPTIONS);
    if (!spec.get("variance").asText().equals("robust")) {
      throw new IllegalArgumentException("unknown variance " + spec.get("variance"));
    }
    String entry = spec.get("entry").asText();
    String time = spec.get("time").asText();
    String event = spec.get("event").get("column").asText();
    String group = spec.get("group").asText();
    String cluster = spec.get("cluster").asText();
    List<String> codes = new ArrayList<>();
    spec.get("event").get("values").forEach(v -> codes.add(v.asText()));
    List<List<RecurrentRow>> sites =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    int number = 0;
    List<String> used = List.of(entry, time, event, group, cluster);
    for (Map<String, String> row : OracleData.of(folder, spec, used).rows()) {
      int site = number++ % 3;
      sites
          .get(site)
          .add(
              new RecurrentRow(
                  "site" + site,
                  OracleData.cell(row, cluster),
                  OracleData.cell(row, group),
                  OracleData.number(row, entry),
                  OracleData.number(row, time),
                  CumulativeIncidenceAnswers.code(codes, OracleData.cell(row, event)) >= 0));
    }
    MeanCumulativeCount estimator = new MeanCumulativeCount(0.95);
    Histories merged = estimator.empty();
    for (List<RecurrentRow> rows : sites) {
      String sent = PartialJson.write(estimator.partialOf(rows));
      merged = merged.merge(PartialJson.read(sent, Histories.class));
    }
    finding = estimator.finish(merged);
  }

  @Override
  public OptionalDouble answer(String quantity, JsonNode key) {
    if (finding.result().isEmpty()) {
      return OptionalDouble.empty();
    }
    MeanCountResult result = finding.result().get();
    if (!key.has("group")) {
      throw new IllegalArgumentException("no group for " + quantity);
    }
    MeanCountCurve curve = result.curves().get(key.get("group").asText());
    if (curve == null) {
      throw new IllegalArgumentException("no group " + key.get("group"));
    }
    double time = key.path("time").asDouble();
    return OptionalDouble.of(
        switch (quantity) {
          case "n" -> (double) curve.n();
          case "events" -> (double) curve.events();
          case "n-risk" -> (double) curve.atRiskAt(time);
          case "mean-cumulative-count" -> curve.at(time).mean();
          case "std-err" -> curve.at(time).stdErr();
          case "variance" -> curve.at(time).stdErr() * curve.at(time).stdErr();
          case "lower", "upper" ->
              throw new NotYet("mean-cumulative-function: limits of an unnamed scale");
          default -> throw new IllegalArgumentException("unknown quantity " + quantity);
        });
  }
}
