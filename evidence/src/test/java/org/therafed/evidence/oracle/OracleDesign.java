package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The covariates of a spec as terms and numbers: numeric columns, and factors by indicator. */
public final class OracleDesign {
  private record Term(String name, String column, String level) {}

  private final List<Term> terms = new ArrayList<>();

  private OracleDesign() {}

  /** The terms of the spec's covariates; the levels of a factor are those of the rows, sorted. */
  public static OracleDesign of(JsonNode covariates, List<Map<String, String>> rows) {
    OracleDesign design = new OracleDesign();
    for (JsonNode covariate : covariates) {
      String column = covariate.get("column").asText();
      switch (covariate.get("type").asText()) {
        case "numeric" -> design.terms.add(new Term(column, column, null));
        case "factor" -> {
          TreeSet<String> levels = new TreeSet<>();
          rows.forEach(row -> levels.add(OracleData.cell(row, column)));
          levels.remove(covariate.get("reference").asText());
          levels.forEach(level -> design.terms.add(new Term(column + "=" + level, column, level)));
        }
        default -> throw new IllegalArgumentException("unknown covariate type of " + column);
      }
    }
    return design;
  }

  /** Columns the covariates use. */
  public static List<String> columns(JsonNode covariates) {
    List<String> columns = new ArrayList<>();
    covariates.forEach(c -> columns.add(c.get("column").asText()));
    return columns;
  }

  /** Names of the terms: {@code age}, {@code cell=2}. */
  public List<String> terms() {
    return terms.stream().map(Term::name).toList();
  }

  /** One row's values, in the order of the terms. */
  public double[] values(Map<String, String> row) {
    double[] values = new double[terms.size()];
    for (int i = 0; i < values.length; i++) {
      Term term = terms.get(i);
      values[i] =
          term.level() == null
              ? OracleData.number(row, term.column())
              : OracleData.cell(row, term.column()).equals(term.level()) ? 1 : 0;
    }
    return values;
  }
}
