package org.therafed.dicom.dose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes {@code docs/reports/dose-coverage.md}: {@code -Pdose-coverage}. */
public final class DoseCoverageReport {
  private static final long SEED = 177;

  /** A profile takes so many times as long as a fit. */
  private static final int PROFILES_COST = 10;

  private static final String HEAD =
      """
      | truth and noise | form | points | coverage % | median bias % | median upper/lower | no fit |
      |---|---|--:|--:|--:|--:|--:|
      """;

  private DoseCoverageReport() {}

  private static String line(CoverageStudy.Finding found) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %d | %.1f | %+.1f | %.2f | %d |%n",
        found.scenario().name(),
        found.scenario().model(),
        found.scenario().hours().size(),
        100 * found.coverage(),
        100 * found.bias(),
        found.width(),
        found.failed());
  }

  private static String error(int runs) {
    return String.format(
        Locale.ROOT,
        "%nBinomial standard error of a coverage of 95 %%: %.2f percentage points.%n",
        100 * Math.sqrt(0.95 * 0.05 / runs));
  }

  /** Arguments: the file to write, runs of each scenario. */
  public static void main(String[] arguments) throws IOException {
    int runs = Integer.parseInt(arguments[1]);
    StringBuilder text = new StringBuilder();
    text.append("# Coverage of fitted time-integrated activities\n\n")
        .append("Curves of known truth, activities with log-normal noise, ")
        .append(runs)
        .append(" of each, seed ")
        .append(SEED)
        .append("; nuclide ¹⁷⁷Lu (159.5 h), intervals of 95 %.\n")
        .append(
            "The form fitted is the true one, and errors of the points are independent: a wrong form or a wrong calibration is not covered.\n")
        .append("Made by `./mvnw -pl dicom-bridge -am -Pdose-coverage -Ddose.coverage.runs=")
        .append(runs)
        .append(" -DskipTests test`.\n\n")
        .append(HEAD);
    CoverageStudy.scenarios().stream()
        .map(scenario -> line(CoverageStudy.run(scenario, runs, SEED)))
        .forEach(text::append);
    text.append(error(runs));
    int fewer = runs / PROFILES_COST;
    text.append("\n## The form is not known: `CurveFit.best`\n\n")
        .append(fewer)
        .append(
            " curves of each. The form in the table is the true one, which the fit is not told; ")
        .append("points at 4, 24, 96, 168 h; 2, 6, 24, 96, 168 h; ")
        .append("1, 4, 24, 48, 96, 168 h; and these with 12 h. ")
        .append("No number of the interval was chosen by such runs.\n\n")
        .append(HEAD);
    CoverageStudy.unknownForms().parallelStream()
        .map(scenario -> line(CoverageStudy.runBest(scenario, fewer, SEED)))
        .forEachOrdered(text::append);
    text.append(error(fewer));
    text.append("\n## Three points: one exponential is assumed\n\n")
        .append(runs)
        .append(
            " curves of each, at 24, 96 and 168 h, by `CurveFit.best`, which says `FORM_ASSUMED`: ")
        .append("where the truth has two parts, its interval is no 95 %.\n\n")
        .append(HEAD);
    CoverageStudy.threePoints().stream()
        .map(scenario -> line(CoverageStudy.runBest(scenario, runs, SEED)))
        .forEach(text::append);
    text.append(error(runs));
    Path file = Path.of(arguments[0]);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }
}
