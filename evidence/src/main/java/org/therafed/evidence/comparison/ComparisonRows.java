package org.therafed.evidence.comparison;

import java.util.Arrays;
import java.util.List;
import org.therafed.evidence.logistic.LogisticRows;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.rounds.RoundRequest;
import org.therafed.evidence.rounds.RoundSource;
import org.therafed.evidence.rounds.RoundSums;

/**
 * The persons of one source and their sums. One thread at a time while rows are added.
 *
 * <p>Stages of {@link LogisticRows} for the score; then {@code bins} at β: persons by {@link
 * ScoreBins}, treated first, then outcomes other than 0 and Σ their binary exponents; {@code arms}
 * at β, the treated share and the limits: by arm persons, Σw, Σw², Σwy, then truncated persons;
 * {@code influence} at these, Σw and the mean by arm: the sums of {@link ComparisonSums}.
 */
public final class ComparisonRows implements RoundSource {
  static final String MODEL = "weighted-comparison";

  private final ComparisonModel model;
  private final LogisticRows treatment;
  private final List<String> terms;
  private double[][] x = new double[16][];
  private double[] outcome = new double[16];
  private boolean[] treated = new boolean[16];
  private String[] sites = new String[16];
  private int n;

  ComparisonRows(ComparisonModel model) {
    this.model = model;
    this.treatment = model.score().rows();
    this.terms = model.score().design().terms();
  }

  /**
   * A person.
   *
   * @param site the site, one of the declared
   * @param values as in {@link org.therafed.evidence.logistic.Design#encode}
   * @param isTreated the arm
   * @param y the outcome: a number, or 1 and 0 for a risk
   * @throws org.therafed.evidence.partial.EvidenceFault if a value is impossible
   */
  public void add(String site, double[] values, boolean isTreated, double y) {
    if (!(Math.abs(y) <= 1e100)) {
      throw EvidenceCode.COVARIATE_IMPOSSIBLE.with("outcome " + y);
    }
    treatment.add(site, values, isTreated);
    if (n == outcome.length) {
      x = Arrays.copyOf(x, 2 * n);
      outcome = Arrays.copyOf(outcome, 2 * n);
      treated = Arrays.copyOf(treated, 2 * n);
      sites = Arrays.copyOf(sites, 2 * n);
    }
    x[n] = model.score().design().encode(site, values);
    outcome[n] = y;
    treated[n] = isTreated;
    sites[n++] = site;
  }

  @Override
  public RoundSums answer(RoundRequest request) {
    if (!request.model().equals(MODEL)) {
      return treatment.answer(request);
    }
    if (request.version() != RoundRequest.VERSION || !request.covariates().equals(terms)) {
      throw EvidenceCode.ROUND_SHAPE.with("another model or version");
    }
    if (n == 0) {
      return RoundSums.empty();
    }
    double[] at = request.parameters().stream().mapToDouble(Double::doubleValue).toArray();
    int p = terms.size() + 1;
    int extra =
        switch (request.stage()) {
          case "bins" -> 0;
          case "arms" -> 3;
          case "influence" -> 7;
          default -> throw EvidenceCode.ROUND_SHAPE.with("an unknown stage");
        };
    if (at.length != p + extra) {
      throw EvidenceCode.ROUND_SHAPE.with(at.length + " parameters");
    }
    return switch (request.stage()) {
      case "bins" -> bins(at);
      case "arms" -> arms(at, p);
      default -> influence(at, p);
    };
  }

  @Override
  public double reach(RoundRequest request) {
    // Later stages are at the score's own coefficients, which its rounds have reached.
    return request.model().equals(MODEL) ? 0 : treatment.reach(request);
  }

  /**
   * This source's covariates with and without the weights of a result, for {@link CovariateBalance}
   * over the score's terms.
   */
  public BalancePartial balance(ComparisonResult result) {
    CovariateBalance.Builder all = new CovariateBalance(terms).accumulator();
    double[] beta = result.score().coefficients();
    for (int i = 0; i < n; i++) {
      double e = ScoredRows.score(beta, x[i]);
      double w = model.weights().weight(e, treated[i], result.treatedShare());
      double applied = result.truncation().map(t -> t.limits().apply(w)).orElse(w);
      all.add(sites[i], treated[i], x[i], applied);
    }
    return all.partial();
  }

  private RoundSums bins(double[] beta) {
    double[] sums = new double[2 * ScoreBins.BINS + 2];
    for (int i = 0; i < n; i++) {
      int bin = ScoreBins.bin(ScoredRows.score(beta, x[i]));
      sums[treated[i] ? bin : ScoreBins.BINS + bin]++;
      if (outcome[i] != 0) {
        sums[2 * ScoreBins.BINS]++;
        sums[2 * ScoreBins.BINS + 1] += Math.getExponent(outcome[i]);
      }
    }
    return new RoundSums(sums);
  }

  private RoundSums arms(double[] at, int p) {
    double[] sums = new double[9];
    for (int i = 0; i < n; i++) {
      double e = ScoredRows.score(at, x[i]);
      double w = model.weights().weight(e, treated[i], at[p]);
      double applied = Math.min(Math.max(w, at[p + 1]), at[p + 2]);
      int arm = treated[i] ? 0 : 4;
      sums[arm]++;
      sums[arm + 1] += applied;
      sums[arm + 2] += applied * applied;
      sums[arm + 3] += applied * outcome[i];
      sums[8] += applied == w ? 0 : 1;
    }
    return new RoundSums(sums);
  }

  private RoundSums influence(double[] at, int p) {
    ComparisonSums sums = new ComparisonSums(p);
    for (int i = 0; i < n; i++) {
      double e = ScoredRows.score(at, x[i]);
      double w = model.weights().weight(e, treated[i], at[p]);
      double applied = Math.min(Math.max(w, at[p + 1]), at[p + 2]);
      double slope = applied == w ? model.weights().slope(e, treated[i], at[p]) : 0;
      int arm = treated[i] ? 0 : 1;
      double residual = (outcome[i] - at[p + 5 + arm]) / at[p + 3 + arm];
      sums.add(arm, x[i], (treated[i] ? 1 : 0) - e, applied * residual, slope * residual);
    }
    return new RoundSums(sums.toArray());
  }
}
