package org.therafed.evidence.longitudinal;

import java.util.ArrayList;
import java.util.List;
import org.therafed.evidence.longitudinal.mixed.MixedFit;
import org.therafed.evidence.longitudinal.mixed.MixedSolution;
import org.therafed.evidence.longitudinal.mixed.MixedSource;
import org.therafed.evidence.longitudinal.mixed.PersonSeries;
import org.therafed.evidence.longitudinal.mixed.RandomSlope;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.rounds.IterativeFit;
import org.therafed.evidence.rounds.RoundSource;

/**
 * Change per year, such as of eGFR: a line for each arm and around it a random intercept and slope
 * for each person, by restricted maximum likelihood. Assumes a straight course and that whoever is
 * lost is lost at random given what was measured.
 *
 * @param arms labels, the reference first
 * @param unit UCUM code of the measurements
 * @param level confidence level
 */
public record AnnualSlope(List<String> arms, String unit, double level) {
  private static final Method METHOD =
      new Method(
          "Slope, random intercept and slope, REML, Satterthwaite",
          "Laird & Ware 1982, Biometrics 38:963");
  private static final double YEAR_DAYS = 365.25;

  public AnnualSlope {
    arms = List.copyOf(arms);
    Levels.check(level);
    if (arms.isEmpty()) {
      throw EvidenceCode.SERIES_IMPOSSIBLE.with("no declared arm");
    }
  }

  private List<String> effects() {
    List<String> names = new ArrayList<>();
    for (String arm : arms) {
      names.add("intercept of " + arm);
      names.add("slope of " + arm);
    }
    return names;
  }

  /** A site's persons, ready to answer rounds; whoever was never measured adds nothing. */
  public RoundSource source(List<SlopeSeries> persons) {
    List<PersonSeries> series = new ArrayList<>();
    for (SlopeSeries person : persons) {
      if (person.arm() >= arms.size()) {
        throw EvidenceCode.SERIES_IMPOSSIBLE.with("an arm that was not declared");
      }
      if (person.size() > 0) {
        series.add(series(person));
      }
    }
    return new MixedSource(new RandomSlope(), effects().size(), series);
  }

  private PersonSeries series(SlopeSeries person) {
    int size = person.size();
    double[][] rows = new double[size][2 * arms.size()];
    double[] years = new double[size];
    double[] value = new double[size];
    for (int i = 0; i < size; i++) {
      years[i] = person.days(i) / YEAR_DAYS;
      value[i] = person.value(i);
      rows[i][2 * person.arm()] = 1;
      rows[i][2 * person.arm() + 1] = years[i];
    }
    return new PersonSeries(rows, value, years);
  }

  /**
   * The fit, to be run over all sites' sources.
   *
   * @param sites how many contribute
   */
  public IterativeFit<SlopeResult> fit(int sites) {
    return new MixedFit<>(
        new RandomSlope(), effects(), METHOD, solution -> result(solution, sites));
  }

  private SlopeResult result(MixedSolution solution, int sites) {
    List<SlopeResult.ArmSlope> slopes = new ArrayList<>();
    List<SlopeResult.ArmSlope> differences = new ArrayList<>();
    for (int arm = 0; arm < arms.size(); arm++) {
      double[] weights = new double[effects().size()];
      weights[2 * arm + 1] = 1;
      slopes.add(new SlopeResult.ArmSlope(arms.get(arm), solution.contrast(weights, level)));
      if (arm > 0) {
        weights[1] = -1;
        differences.add(new SlopeResult.ArmSlope(arms.get(arm), solution.contrast(weights, level)));
      }
    }
    List<String> warnings =
        solution.measurements() < 3 * solution.persons()
            ? List.of("fewer than three measurements per person on average")
            : List.of();
    Basis basis =
        new Basis(
            solution.persons(),
            solution.measurements(),
            sites,
            "persons; " + unit + " per year",
            METHOD,
            List.of("converged to the maximum of the restricted likelihood"),
            warnings);
    return new SlopeResult(
        basis, unit + "/a", slopes, differences, solution.covarianceParameters());
  }
}
