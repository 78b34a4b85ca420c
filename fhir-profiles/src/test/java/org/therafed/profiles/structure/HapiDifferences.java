package org.therafed.profiles.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The classes of difference between our verdict and HAPI's, each with its reason. */
final class HapiDifferences {

  /**
   * One class.
   *
   * @param only who finds an error: {@code ours} or {@code hapi}
   * @param matches what each of the findings of that side looks like
   * @param needs what one of them must look like; empty for any
   */
  record Difference(String id, String only, Pattern matches, Pattern needs, String reason) {
    boolean covers(String side, List<String> findings) {
      return only.equals(side)
          && findings.stream().allMatch(f -> matches.matcher(f).find())
          && findings.stream().anyMatch(f -> needs.matcher(f).find());
    }
  }

  private final List<Difference> all;

  private HapiDifferences(List<Difference> all) {
    this.all = all;
  }

  /** Those that are committed. */
  static HapiDifferences committed() throws IOException {
    try (InputStream in =
        HapiDifferences.class.getResourceAsStream("/structure/hapi-differences.yaml")) {
      List<Difference> all = new ArrayList<>();
      for (JsonNode row : new YAMLMapper().readTree(in)) {
        all.add(
            new Difference(
                row.path("id").asText(),
                row.path("only").asText(),
                Pattern.compile(row.path("matches").asText()),
                Pattern.compile(row.path("needs").asText("")),
                row.path("reason").asText().strip()));
      }
      return new HapiDifferences(List.copyOf(all));
    }
  }

  List<Difference> all() {
    return all;
  }

  /** The class of a difference; empty if it has none. */
  Optional<Difference> of(String side, List<String> findings) {
    return all.stream().filter(difference -> difference.covers(side, findings)).findFirst();
  }
}
