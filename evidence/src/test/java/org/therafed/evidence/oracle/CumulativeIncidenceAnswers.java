package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.StringJoiner;
import org.therafed.evidence.competing.CompetingRow;
import org.therafed.evidence.competing.CompetingTable;
import org.therafed.evidence.competing.CumulativeIncidence;
import org.therafed.evidence.competing.GrayTest;
import org.therafed.evidence.competing.IncidenceCurve;
import org.therafed.evidence.competing.IncidenceResult;
import org.therafed.evidence.competing.IncidenceVariance;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.PartialJson;

/** Estimator {@code cumulative-incidence}. */
public final class CumulativeIncidenceAnswers implements OracleAnswers {
  private static final Set<String> OPTIONS =
      Set.of(
          "estimator",
          "time",
          "event",
          "group",
          "variance",
          "times",
          "file",
          "data",
          "filter",
          "derive",
          "entry",
          "strata",
          "grayTest");
  private static final Map<String, IncidenceVariance> VARIANCES =
      Map.of(
          "aalen",
          IncidenceVariance.AALEN,
          "greenwood",
          IncidenceVariance.GREENWOOD,
          "infinitesimal-jackknife",
          IncidenceVariance.INFINITESIMAL_JACKKNIFE);

  private final List<String> causes = new ArrayList<>();
  private final boolean carriedOn;
  private final Finding<IncidenceResult> finding;

  public CumulativeIncidenceAnswers(OracleFolder folder, JsonNode spec) {
    options("cumulative-incidence", spec, OPTIONS);
    IncidenceVariance variance = VARIANCES.get(spec.get("variance").asText());
    if (variance == null) {
      throw new IllegalArgumentException("unknown variance " + spec.get("variance"));
    }
    // cmprsk, whose values these are, has no number beyond a group's last time; the others carry
    // on.
    carriedOn = variance != IncidenceVariance.AALEN;
    String event = spec.get("event").get("column").asText();
    JsonNode codes =
        spec.get("event").has("causes")
            ? spec.get("event").get("causes")
            : spec.get("event").get("values");
    codes.forEach(c -> causes.add(c.asText()));
    List<String> used = new ArrayList<>(List.of(spec.get("time").asText(), event));
    used.add(spec.get("group").asText());
    if (spec.has("entry")) {
      used.add(spec.get("entry").asText());
    }
    spec.path("strata").forEach(s -> used.add(s.asText()));
    List<List<CompetingRow>> sites =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    int number = 0;
    for (Map<String, String> row : OracleData.of(folder, spec, used).rows()) {
      StringJoiner stratum = new StringJoiner(", ", "strata ", "");
      spec.path("strata").forEach(s -> stratum.add(OracleData.cell(row, s.asText())));
      int site = number++ % 3;
      sites
          .get(site)
          .add(
              new CompetingRow(
                  "site" + site,
                  OracleData.cell(row, spec.get("group").asText()),
                  stratum.toString(),
                  spec.has("entry") ? OracleData.number(row, spec.get("entry").asText()) : 0,
                  OracleData.number(row, spec.get("time").asText()),
                  code(causes, OracleData.cell(row, event)) + 1));
    }
    CumulativeIncidence estimator = new CumulativeIncidence(0.95, variance, causes);
    CompetingTable merged = estimator.empty();
    for (List<CompetingRow> rows : sites) {
      String sent = PartialJson.write(estimator.partialOf(rows));
      merged = merged.merge(PartialJson.read(sent, CompetingTable.class));
    }
    finding = estimator.finish(merged);
  }

  static void options(String estimator, JsonNode spec, Set<String> known) {
    spec.fieldNames()
        .forEachRemaining(
            option -> {
              if (!known.contains(option)) {
                throw new IllegalArgumentException(
                    "unknown option of " + estimator + ": " + option);
              }
            });
  }

  /** Place of a cell among the codes, as numbers where both are numbers; -1 if it is none. */
  static int code(List<String> codes, String cell) {
    for (int i = 0; i < codes.size(); i++) {
      if (codes.get(i).equals(cell) || sameNumber(codes.get(i), cell)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean sameNumber(String one, String other) {
    String number = "-?[0-9.]+(e-?[0-9]+)?";
    return one.matches(number)
        && other.matches(number)
        && Double.parseDouble(one) == Double.parseDouble(other);
  }

  @Override
  public OptionalDouble answer(String quantity, JsonNode key) {
    if (finding.result().isEmpty()) {
      return OptionalDouble.empty();
    }
    IncidenceResult result = finding.result().get();
    int cause = key.has("cause") ? code(causes, key.get("cause").asText()) + 1 : 1;
    if (key.has("test")) {
      if (!key.get("test").asText().equals("gray")) {
        throw new IllegalArgumentException("unknown test " + key.get("test"));
      }
      return test(quantity, result, cause);
    }
    if (quantity.equals("not-estimable")) {
      return result.tests().isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(1);
    }
    if (!key.has("group")) {
      return switch (quantity) {
        case "n" -> OptionalDouble.of((double) result.n());
        case "events" -> OptionalDouble.of((double) result.events());
        default -> throw new IllegalArgumentException("no group for " + quantity);
      };
    }
    IncidenceCurve curve = result.curves().get(key.get("group").asText());
    if (curve == null) {
      throw new IllegalArgumentException("no group " + key.get("group"));
    }
    return switch (quantity) {
      case "n" -> OptionalDouble.of((double) curve.n());
      case "events" -> OptionalDouble.of((double) curve.events(cause));
      case "rmtl" -> OptionalDouble.of(curve.timeLost(cause, key.get("tau").asDouble()));
      case "quantile" -> curve.quantile(cause, key.get("prob").asDouble());
      default -> atTime(quantity, curve, cause, key.get("time").asDouble());
    };
  }

  private OptionalDouble atTime(String quantity, IncidenceCurve curve, int cause, double time) {
    if (quantity.equals("n-risk")) {
      return OptionalDouble.of((double) curve.atRiskAt(time));
    }
    if (!carriedOn && time > curve.observedUntilDays()) {
      return OptionalDouble.empty();
    }
    return switch (quantity) {
      case "cif" -> OptionalDouble.of(curve.at(cause, time).incidence());
      case "variance" -> OptionalDouble.of(curve.at(cause, time).variance());
      case "std-err" -> OptionalDouble.of(curve.at(cause, time).stdErr());
      case "event-free" -> OptionalDouble.of(curve.eventFreeAt(time));
      case "lower", "upper" -> throw new NotYet("cumulative-incidence: limits of an unnamed scale");
      default -> throw new IllegalArgumentException("unknown quantity " + quantity);
    };
  }

  private static OptionalDouble test(String quantity, IncidenceResult result, int cause) {
    if (result.test(cause).isEmpty()) {
      return OptionalDouble.empty();
    }
    GrayTest test = result.test(cause).get();
    return OptionalDouble.of(
        switch (quantity) {
          case "chisq" -> test.chisq();
          case "df" -> (double) test.df();
          case "p-value" -> test.p();
          default -> throw new IllegalArgumentException("unknown quantity " + quantity);
        });
  }
}
