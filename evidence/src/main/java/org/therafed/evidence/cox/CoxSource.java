package org.therafed.evidence.cox;

import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.rounds.LevelCounts;
import org.therafed.evidence.rounds.RoundRequest;
import org.therafed.evidence.rounds.RoundSource;
import org.therafed.evidence.rounds.RoundSums;

/**
 * Answers the rounds of {@link CoxFit} over the rows it holds, sorted once. Its sums add to those
 * of other sources where no stratum is at two sources, as with a baseline hazard per site.
 */
public final class CoxSource implements RoundSource {
  private final CoxModel model;
  private final CoxData data;
  private final PartialLikelihood likelihood;
  private final LevelCounts levels;

  /**
   * Sorts the rows.
   *
   * @param rows this source's rows
   * @param model what was approved
   * @throws org.therafed.evidence.partial.EvidenceFault {@code EV-ROUND-002} if the rows have
   *     another number of covariates
   */
  public CoxSource(CoxRows rows, CoxModel model) {
    if (rows.size() > 0 && rows.width != model.terms().size()) {
      throw EvidenceCode.ROUND_SHAPE.with(rows.width + " of " + model.terms().size() + " terms");
    }
    this.model = model;
    this.data = new CoxData(rows, model);
    this.likelihood = new PartialLikelihood(data, model.ties());
    this.levels = levels(rows);
  }

  /** A cluster is taken for one person: whose rows are several is told by nothing else. */
  private static LevelCounts levels(CoxRows rows) {
    LevelCounts counts = new LevelCounts(rows.width);
    int unnamed = rows.labels.indexOf("");
    for (int i = 0; i < rows.size(); i++) {
      int person = rows.cluster[i] == unnamed ? -1 : rows.cluster[i];
      counts.add(person, rows.covariates, i * rows.width);
    }
    return counts;
  }

  CoxData data() {
    return data;
  }

  /** Rows this source holds. */
  public int size() {
    return data.n;
  }

  /** Events among them, which a site compares with the number of parameters. */
  public int events() {
    return data.events;
  }

  @Override
  public RoundSums answer(RoundRequest request) {
    if (request.version() != RoundRequest.VERSION
        || !request.model().equals(model.name())
        || !request.covariates().equals(model.terms())) {
      throw EvidenceCode.ROUND_REQUEST.with(
          "model " + request.model() + ", version " + request.version());
    }
    if (data.n == 0) {
      return RoundSums.empty();
    }
    CoxLayout layout = new CoxLayout(model.terms().size());
    if (request.stage().equals(CoxLayout.SCALE)) {
      return new RoundSums(CoxScale.sums(data));
    }
    boolean last = request.stage().equals(CoxLayout.FINAL);
    if (!last && !request.stage().equals(CoxLayout.NEWTON)) {
      throw EvidenceCode.ROUND_REQUEST.with("stage " + request.stage());
    }
    if (request.parameters().size() != layout.width() + (last ? 1 : 0)) {
      throw EvidenceCode.ROUND_SHAPE.with(request.parameters().size() + " parameters");
    }
    double[] beta = new double[layout.width()];
    for (int k = 0; k < beta.length; k++) {
      beta[k] = request.parameters().get(k);
    }
    return last ? last(layout, beta, request.parameters().get(beta.length)) : newton(layout, beta);
  }

  @Override
  public double reach(RoundRequest request) {
    double widest = 0;
    if (request.stage().equals(CoxLayout.SCALE)) {
      return widest;
    }
    for (int s = 0; s + 1 < data.start.length; s++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int i = data.start[s]; i < data.start[s + 1]; i++) {
        double eta = 0;
        for (int k = 0; k < data.width; k++) {
          eta += request.parameters().get(k) * data.x[i * data.width + k];
        }
        low = Math.min(low, eta);
        high = Math.max(high, eta);
      }
      widest = Math.max(widest, high - low);
    }
    return widest;
  }

  private RoundSums newton(CoxLayout layout, double[] beta) {
    boolean possible = likelihood.at(beta);
    double[] sums = new double[layout.newtonSize()];
    sums[CoxLayout.SITES] = data.sites;
    sums[CoxLayout.ROWS] = data.n;
    sums[CoxLayout.EVENTS] = data.events;
    sums[CoxLayout.IMPOSSIBLE] = possible ? 0 : 1;
    for (int i = 0; i < data.n; i++) {
      sums[CoxLayout.EVENT_TIME] += data.event[i] * data.times[data.exit[i]];
    }
    levels.copyTo(sums, layout.levels());
    if (possible) {
      sums[CoxLayout.LOG_LIKELIHOOD] = likelihood.logLikelihood;
      put(likelihood.score, sums, layout.score());
      put(likelihood.information, sums, layout.information());
      put(likelihood.moment, sums, layout.moment());
    }
    return new RoundSums(sums);
  }

  private RoundSums last(CoxLayout layout, double[] beta, double centre) {
    double[] sums = new double[layout.finalSize()];
    if (model.robust()) {
      double[] residuals = new ScoreResiduals(data, model, beta).byCluster();
      sums[0] = data.clusters;
      put(Symmetric.squares(residuals, layout.width()), sums, layout.meat());
    }
    if (model.transforms().contains(CoxModel.Transform.IDENTITY)) {
      TimeInteraction test =
          new TimeInteraction(data, model.ties(), beta, rank -> data.times[rank] - centre);
      put(test.score, sums, layout.timeScore());
      put(test.cross, sums, layout.timeCross());
      put(test.information, sums, layout.timeInformation());
    }
    return new RoundSums(sums);
  }

  private static void put(double[] values, double[] sums, int at) {
    System.arraycopy(values, 0, sums, at, values.length);
  }
}
