package org.therafed.evidence.cox;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.therafed.evidence.partial.Accumulator;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.Estimator;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.rounds.RoundsDriver;

/**
 * Cox proportional hazards on rows: λ(t|x) = λ₀(t)·exp(x'β + offset), with a λ₀ of its own in each
 * stratum (Cox 1972, J R Stat Soc B 34:187).
 *
 * <p>Intervals (entry, time] in days; events precede censorings at a tied time; tied Efron events
 * carry their mean weight. Assumes that censoring and entry tell nothing of the hazard beyond the
 * covariates, and hazards in proportion, which is tested. Without a maximum of the likelihood the
 * finding is not estimable and names the terms; see {@link CoxFit}.
 *
 * <p>The partial is the rows themselves: the partial likelihood of a common baseline hazard has no
 * smaller additive statistic. It merges exactly and is for one trust domain. Sites that share
 * aggregates fit {@link CoxModel#bySite()} with {@link CoxFit} over a {@link CoxSource} each, which
 * equals this estimator with the same model on all rows.
 *
 * <p>O(n log n) once and O(n·p²) each iteration.
 *
 * @param model what to fit
 */
public record Cox(CoxModel model) implements Estimator<CoxRow, CoxRows, CoxResult> {
  public Cox {
    Objects.requireNonNull(model, "model");
  }

  @Override
  public CoxRows empty() {
    return accumulator().partial();
  }

  @Override
  public Accumulator<CoxRow, CoxRows> accumulator() {
    return new CoxRowsBuilder(model.terms().size());
  }

  @Override
  public Finding<CoxResult> finish(CoxRows rows) {
    // The fit by rounds cannot see rows; what needs them is added afterwards.
    Set<CoxModel.Transform> additive = EnumSet.noneOf(CoxModel.Transform.class);
    additive.addAll(model.transforms());
    additive.remove(CoxModel.Transform.KM);
    CoxModel byRounds = model.testing(additive);
    CoxSource source = new CoxSource(rows, byRounds);
    CoxFit fit = new CoxFit(byRounds);
    Finding<CoxResult> finding = RoundsDriver.run(fit, List.of(source));
    if (finding instanceof Estimated<CoxResult> estimated) {
      return new Estimated<>(withRows(estimated.value(), fit, source.data()));
    }
    return finding;
  }

  private CoxResult withRows(CoxResult result, CoxFit fit, CoxData data) {
    List<ProportionalHazards> tests = new ArrayList<>(result.proportionalHazards());
    List<String> checks = new ArrayList<>(result.basis().checks());
    List<String> warnings = new ArrayList<>(result.basis().warnings());
    double[] beta = fit.beta();
    if (model.transforms().contains(CoxModel.Transform.KM)) {
      double[] g = PooledSurvival.lostBefore(data);
      TimeInteraction sums = new TimeInteraction(data, model.ties(), beta, rank -> g[rank]);
      ProportionalHazards test =
          ProportionalHazards.of(
              CoxModel.Transform.KM,
              model.terms(),
              fit.kept(),
              sums.score,
              Symmetric.square(sums.cross, data.width),
              Symmetric.square(sums.information, data.width),
              fit.covariance());
      tests.add(test);
      CoxSummary.say(test, checks, warnings);
    }
    Optional<ChiSquare> robustScore = model.robust() ? robustScore(fit, data) : Optional.empty();
    Basis basis = result.basis();
    return new CoxResult(
        result.terms(),
        result.notEstimable(),
        result.covariance(),
        result.logLikelihoodNull(),
        result.logLikelihood(),
        result.likelihoodRatio(),
        result.score(),
        result.wald(),
        robustScore,
        tests,
        Baselines.of(data, model, beta),
        ConcordantPairs.of(data, beta),
        result.smallestLevel(),
        new Basis(
            basis.n(),
            basis.events(),
            basis.sites(),
            basis.unit(),
            basis.method(),
            checks,
            warnings));
  }

  private Optional<ChiSquare> robustScore(CoxFit fit, CoxData data) {
    int width = data.width;
    double[] residuals = new ScoreResiduals(data, model, new double[width]).byCluster();
    double[] score = new double[width];
    for (int i = 0; i < residuals.length; i++) {
      score[i % width] += residuals[i];
    }
    boolean[] kept = fit.kept();
    int df = 0;
    for (boolean each : kept) {
      df += each ? 1 : 0;
    }
    int terms = df;
    return Symmetric.inverse(Symmetric.square(Symmetric.squares(residuals, width), width), kept)
        .map(i -> new ChiSquare(Symmetric.dot(score, Symmetric.times(i, score)), terms));
  }
}
