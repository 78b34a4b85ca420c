package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.table.Arm;
import org.therafed.evidence.table.ArmRow;
import org.therafed.evidence.table.StratifiedOdds;
import org.therafed.evidence.table.StratifiedOddsResult;
import org.therafed.evidence.table.TablePartial;

/** Estimator {@code cochran-mantel-haenszel}; the cases are the strata. */
public final class StratifiedOddsAnswers implements OracleAnswers {
  private final StratifiedOddsResult result;

  public StratifiedOddsAnswers(JsonNode spec) {
    ProportionLimits.options(spec, Set.of("estimator", "cases", "intervals", "level"));
    spec.get("intervals")
        .forEach(
            i -> {
              if (!i.asText().equals("robins-breslow-greenland")) {
                throw new IllegalArgumentException("unknown interval of a common odds ratio: " + i);
              }
            });
    StratifiedOdds odds = new StratifiedOdds(spec.get("level").asDouble());
    TablePartial merged = odds.empty();
    for (int site = 0; site < 3; site++) {
      Accumulator<ArmRow, TablePartial> rows = odds.accumulator();
      int stratum = 0;
      for (JsonNode cells : spec.get("cases")) {
        String name = "stratum" + stratum++;
        add(rows, site, name, Arm.FIRST, true, cells.get("a").asLong());
        add(rows, site, name, Arm.FIRST, false, cells.get("b").asLong());
        add(rows, site, name, Arm.SECOND, true, cells.get("c").asLong());
        add(rows, site, name, Arm.SECOND, false, cells.get("d").asLong());
      }
      merged = merged.merge(rows.partial());
    }
    result = odds.finish(merged).result().orElseThrow();
  }

  private static void add(
      Accumulator<ArmRow, TablePartial> rows,
      int site,
      String stratum,
      Arm arm,
      boolean event,
      long count) {
    for (long i = site; i < count; i += 3) {
      rows.add(new ArmRow("site" + site, stratum, arm, event));
    }
  }

  @Override
  public OptionalDouble answer(String quantity, JsonNode key) {
    return switch (quantity) {
      case "n" -> OptionalDouble.of((double) result.n());
      case "events" -> OptionalDouble.of((double) result.events());
      case "k" -> OptionalDouble.of(result.strata());
      case "odds-ratio" -> TwoProportionsAnswers.ratio(result.oddsRatio(), 1);
      case "lower", "upper" -> ProportionLimits.side(quantity, result.oddsRatio().interval());
      case "chisq", "df", "p-value" ->
          TwoProportionsAnswers.test(
              quantity,
              switch (key.path("continuity").asText("none")) {
                case "none" -> Optional.of(result.test());
                case "yates" -> Optional.of(result.correctedTest());
                default -> throw ProportionLimits.unknown(quantity, key);
              });
      default -> throw ProportionLimits.unknown(quantity, key);
    };
  }
}
