package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/** The members that the format knows within the options of a spec; any other fails by name. */
public final class OracleOptions {
  private static final Map<String, Set<String>> KNOWN =
      Map.of(
          "filter", Set.of("column", "op", "value"),
          "derive", Set.of("column", "from", "op", "value"),
          "event", Set.of("column", "values", "competing", "causes"),
          "covariates", Set.of("column", "type", "reference"),
          "weights", Set.of("column", "file", "kind"),
          "truncation", Set.of("lower", "upper", "quantileType"),
          "events", Set.of("file", "id", "day", "term", "grade"),
          "costs", Set.of("file", "id", "day", "cost"),
          "bootstrap", Set.of("indices", "treated", "control", "replicates"));

  private OracleOptions() {}

  /**
   * Checks the inner members of a spec; the outer ones are each estimator's.
   *
   * @throws IllegalArgumentException naming the first that is unknown
   */
  public static void check(JsonNode spec) {
    KNOWN.forEach(
        (option, members) -> {
          JsonNode value = spec.path(option);
          if (value.isArray()) {
            value.forEach(each -> check(option, each, members));
          } else {
            check(option, value, members);
          }
        });
  }

  private static void check(String option, JsonNode value, Set<String> members) {
    value
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!members.contains(name)) {
                throw new IllegalArgumentException("unknown option " + option + "." + name);
              }
            });
  }
}
