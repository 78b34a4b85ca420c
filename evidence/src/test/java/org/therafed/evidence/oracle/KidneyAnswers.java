package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.therafed.evidence.kidney.CkdEpi2021;
import org.therafed.evidence.kidney.Sex;

/** Estimator {@code egfr-ckd-epi-2021}. */
public final class KidneyAnswers implements OracleAnswers {
  private final JsonNode spec;
  private final List<Map<String, String>> rows;

  public KidneyAnswers(OracleFolder folder, JsonNode spec) {
    this.spec = spec;
    ProportionLimits.options(spec, Set.of("estimator", "file", "creatinine", "age", "female"));
    rows = OracleData.of(folder, spec, List.of()).rows();
  }

  @Override
  public OptionalDouble answer(String quantity, JsonNode key) {
    if (!quantity.equals("egfr")) {
      throw ProportionLimits.unknown(quantity, key);
    }
    Map<String, String> row = rows.get(key.get("row").asInt() - 1);
    Sex sex = OracleData.number(row, spec.get("female").asText()) == 1 ? Sex.FEMALE : Sex.MALE;
    return OptionalDouble.of(
        CkdEpi2021.fromMgPerDl(
            OracleData.number(row, spec.get("creatinine").asText()),
            OracleData.number(row, spec.get("age").asText()),
            sex));
  }
}
