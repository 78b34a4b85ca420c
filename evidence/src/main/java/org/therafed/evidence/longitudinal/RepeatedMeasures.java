package org.therafed.evidence.longitudinal;

import java.util.ArrayList;
import java.util.List;
import org.therafed.evidence.longitudinal.VisitMoments.SiteMoments;
import org.therafed.evidence.longitudinal.mixed.Contrast;
import org.therafed.evidence.longitudinal.mixed.MixedFit;
import org.therafed.evidence.longitudinal.mixed.MixedSolution;
import org.therafed.evidence.longitudinal.mixed.MixedSource;
import org.therafed.evidence.longitudinal.mixed.PersonSeries;
import org.therafed.evidence.longitudinal.mixed.Unstructured;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Levels;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.Moments;
import org.therafed.evidence.rounds.IterativeFit;
import org.therafed.evidence.rounds.RoundSource;

/**
 * Mixed model for repeated measures: change from baseline on arm × visit and baseline × visit with
 * an unstructured covariance within persons, by restricted maximum likelihood; means are given at
 * the mean baseline of all persons. Valid where assessments are missing at random given what was
 * measured before.
 *
 * @param design declared visits and arms
 * @param baselineReference a round number near the baselines, subtracted from them for numerical
 *     care; the result does not depend on it
 * @param level confidence level
 */
public record RepeatedMeasures(VisitDesign design, double baselineReference, double level) {
  private static final Method METHOD =
      new Method(
          "Mixed model for repeated measures, unstructured covariance, REML, Satterthwaite",
          "Mallinckrodt et al. 2008, Drug Inf J 42:303; Jennrich & Schluchter 1986, Biometrics"
              + " 42:805");

  public RepeatedMeasures {
    Levels.check(level);
  }

  /** A site's persons, ready to answer rounds; whoever has no visit measured adds nothing. */
  public RoundSource source(List<VisitSeries> persons) {
    List<PersonSeries> series = new ArrayList<>();
    for (VisitSeries person : persons) {
      if (design.check(person).size() > 0) {
        series.add(series(person));
      }
    }
    return new MixedSource(new Unstructured(design.visits().size()), effects().size(), series);
  }

  private PersonSeries series(VisitSeries person) {
    int size = person.size();
    double[][] rows = new double[size][effects().size()];
    double[] change = new double[size];
    double[] at = new double[size];
    for (int i = 0; i < size; i++) {
      int visit = person.visit(i);
      rows[i][design.cell(person.arm(), visit)] = 1;
      rows[i][design.cells() + visit] = person.baseline() - baselineReference;
      change[i] = person.value(i) - person.baseline();
      at[i] = visit;
    }
    return new PersonSeries(rows, change, at);
  }

  private List<String> effects() {
    List<String> names = new ArrayList<>();
    for (String arm : design.arms()) {
      design.visits().forEach(visit -> names.add(arm + " at " + visit));
    }
    design.visits().forEach(visit -> names.add("baseline at " + visit));
    return names;
  }

  /**
   * The fit, to be run over all sites' sources.
   *
   * @param moments of all sites merged, by {@link MeanChange}: they tell the mean baseline and who
   *     was missed
   */
  public IterativeFit<AdjustedChange> fit(VisitMoments moments) {
    return new MixedFit<>(
        new Unstructured(design.visits().size()),
        effects(),
        METHOD,
        solution -> result(solution, moments));
  }

  private AdjustedChange result(MixedSolution solution, VisitMoments moments) {
    SiteMoments all =
        moments.bySite().values().stream()
            .reduce(SiteMoments.none(design.arms().size(), design.cells()), SiteMoments::plus);
    double mean =
        all.baseline().stream().reduce(Moments.NONE, Moments::plus).mean() - baselineReference;
    List<AdjustedChange.VisitMean> means = new ArrayList<>();
    List<AdjustedChange.VisitDifference> differences = new ArrayList<>();
    for (int arm = 0; arm < design.arms().size(); arm++) {
      for (int visit = 0; visit < design.visits().size(); visit++) {
        String at = design.visits().get(visit);
        String label = design.arms().get(arm);
        double[] weights = new double[effects().size()];
        weights[design.cell(arm, visit)] = 1;
        if (arm > 0) {
          double[] against = weights.clone();
          against[design.cell(0, visit)] = -1;
          Contrast difference = solution.contrast(against, level);
          differences.add(new AdjustedChange.VisitDifference(label, at, difference));
        }
        weights[design.cells() + visit] = mean;
        means.add(new AdjustedChange.VisitMean(label, at, solution.contrast(weights, level)));
      }
    }
    return new AdjustedChange(
        basis(solution, moments),
        design.unit(),
        means,
        differences,
        solution.covarianceParameters());
  }

  private Basis basis(MixedSolution solution, VisitMoments moments) {
    List<String> warnings =
        new ArrayList<>(
            new MeanChange(design, level).finish(moments).result().orElseThrow().warnings());
    if (solution.persons() < 10L * design.visits().size()) {
      warnings.add("few persons for an unstructured covariance: intervals may be too short");
    }
    return new Basis(
        solution.persons(),
        solution.measurements(),
        moments.bySite().size(),
        "persons; " + design.unit(),
        METHOD,
        List.of("converged to the maximum of the restricted likelihood"),
        warnings);
  }
}
