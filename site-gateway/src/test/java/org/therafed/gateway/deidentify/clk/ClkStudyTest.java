package org.therafed.gateway.deidentify.clk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How well persons are told apart by keys. The long form writes the tables of {@code
 * docs/reports/clk.md}: {@code -Dtherafed.clk.report=file -Dtherafed.clk.persons=4000}.
 */
class ClkStudyTest {

  private static final long SEED = 20261122;
  private static final int SHORT = 400;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void hardKeysTellPersonsApartAndFindMostOfThoseThatAreMiswritten(boolean chinese) {
    ClkStudy study = new ClkStudy(chinese, SHORT, SEED);
    ClkStudy.Outcome outcome = study.run(ClkHardening.FULL);
    assertThat(outcome.differentPairs()).isEqualTo(SHORT * SHORT - SHORT / 4);
    int step = outcome.step(10);
    assertThat(outcome.falsePerMillion(step)).isLessThanOrEqualTo(10);
    assertThat(outcome.missedShare(step)).isLessThan(study.missedByExactComparison());
    assertThat(outcome.missedShare(step)).isLessThan(0.25);
    // Whatever the threshold, less of one is more of the other.
    assertThat(outcome.falsePairs()).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(outcome.missed()).isSorted();
  }

  @Test
  @EnabledIfSystemProperty(named = "therafed.clk.report", matches = ".+")
  void report() throws IOException {
    int persons = Integer.getInteger("therafed.clk.persons", SHORT);
    Map<String, ClkHardening> forms = new LinkedHashMap<>();
    forms.put("plain", new ClkHardening(false, false));
    forms.put("salted", new ClkHardening(true, false));
    forms.put("balanced", new ClkHardening(false, true));
    forms.put("salted and balanced", ClkHardening.FULL);
    List<String> lines = new ArrayList<>();
    for (boolean chinese : new boolean[] {false, true}) {
      ClkStudy study = new ClkStudy(chinese, persons, SEED);
      lines.add(
          String.format(
              Locale.ROOT,
              "%s names; compared as written, %.1f %% of the persons at both are missed.",
              study.names(),
              100 * study.missedByExactComparison()));
      lines.add("");
      lines.add("| key | allowed per million | threshold | false pairs | per million | missed |");
      lines.add("|---|---|---|---|---|---|");
      forms.forEach(
          (name, form) -> {
            ClkStudy.Outcome outcome = study.run(form);
            for (double allowed : new double[] {0, 1, 10, 100}) {
              lines.add(outcome.row(name, allowed));
            }
          });
      lines.add("");
    }
    Files.write(Path.of(System.getProperty("therafed.clk.report")), lines);
  }
}
