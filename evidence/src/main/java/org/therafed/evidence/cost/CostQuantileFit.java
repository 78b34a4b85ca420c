package org.therafed.evidence.cost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.therafed.evidence.partial.Basis;
import org.therafed.evidence.partial.Estimated;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Method;
import org.therafed.evidence.partial.NoData;
import org.therafed.evidence.rounds.IterativeFit;
import org.therafed.evidence.rounds.RoundRequest;
import org.therafed.evidence.rounds.RoundSums;
import org.therafed.evidence.rounds.Share;

/**
 * Quantiles of cost per course to a stated accuracy by bisection: each round asks every source how
 * many of its courses cost at most the middle of each quantile's bracket, and halves it. The
 * brackets hold the order statistic number ⌈n·p⌉ throughout and are what the result says of it; for
 * confidence limits use {@link CostQuantiles}.
 *
 * <p>Takes ⌈log₂((to − from) / accuracy)⌉ + 1 rounds. A fine accuracy tells the cost of single
 * courses, so it is part of what is approved.
 */
public final class CostQuantileFit implements IterativeFit<CostQuantilesResult> {
  /** Rounds that no approved question needs more than. */
  public static final int MOST_ROUNDS = 60;

  private static final Method METHOD =
      new Method(
          "Quantiles by bisection over rounds",
          "Conover 1999, Practical Nonparametric Statistics, section 3.2");

  private final MeanCost unit;
  private final List<Double> probs;
  private final double from;
  private final double to;
  private final double accuracy;

  /** By quantile, above what it is (empty: not above {@code from}), and at most what. */
  private final double[] low;

  private final double[] high;
  private final boolean[] outside;
  private long n;
  private int sites;
  private int round = 1;
  private boolean done;

  /**
   * A new fit.
   *
   * @param probs each between 0 and 1
   * @param unit level (unused), currency and price year of the costs
   * @param from a cost below the quantiles
   * @param to a cost not below the quantiles
   * @param accuracy largest width of a final bracket, above 0, in the same currency
   * @throws org.therafed.evidence.partial.EvidenceFault {@code EV-COST-006} for a range or accuracy
   *     that cannot be
   */
  public CostQuantileFit(
      List<Double> probs, MeanCost unit, double from, double to, double accuracy) {
    this.unit = unit;
    this.probs = CostQuantiles.checked(probs);
    if (!(from < to && Double.isFinite(to - from) && accuracy > 0)
        || (to - from) / accuracy > Math.pow(2, MOST_ROUNDS - 2)) {
      throw EvidenceCode.COST_BINS.with(from + " to " + to + ", to within " + accuracy);
    }
    this.from = from;
    this.to = to;
    this.accuracy = accuracy;
    low = new double[probs.size()];
    high = new double[probs.size()];
    outside = new boolean[probs.size()];
    Arrays.fill(low, from);
    Arrays.fill(high, to);
  }

  /** The question with its options, so that a source answers no other. */
  String model() {
    return "cost-quantiles/" + accuracy + "/" + unit.currency() + "/" + unit.priceYear();
  }

  @Override
  public int parameters() {
    return probs.size();
  }

  @Override
  public Optional<RoundRequest> next() {
    if (done) {
      return Optional.empty();
    }
    boolean first = round == 1;
    List<Double> asked = first ? List.of(from, to) : middles();
    String stage = first ? "range" : "bisection";
    return Optional.of(
        new RoundRequest(RoundRequest.VERSION, model(), List.of(), round, stage, asked));
  }

  private List<Double> middles() {
    List<Double> middles = new ArrayList<>();
    for (int i = 0; i < low.length; i++) {
      if (open(i)) {
        middles.add(middle(i));
      }
    }
    return middles;
  }

  private double middle(int i) {
    return low[i] + (high[i] - low[i]) / 2;
  }

  private boolean open(int i) {
    // The middle of neighbouring doubles is one of them.
    return !outside[i] && high[i] - low[i] > accuracy && middle(i) > low[i] && middle(i) < high[i];
  }

  @Override
  public void witness(RoundSums own, RoundSums total) {
    Share share = new Share(own, total, exponents()).atLeast(0, total.size());
    for (int i = 2; i < total.size(); i++) {
      share.rest(0, i);
    }
  }

  @Override
  public void take(RoundSums total) {
    int asked = next().orElseThrow().parameters().size();
    if (total.size() == 0 && round == 1) {
      done = true;
      return;
    }
    if (total.size() != 2 + asked) {
      throw EvidenceCode.ROUND_SHAPE.with(total.size() + " sums for " + asked + " bounds");
    }
    long courses = Math.round(total.get(0));
    if (round > 1 && courses != n) {
      throw EvidenceCode.ROUND_SHAPE.with(courses + " and " + n + " courses");
    }
    n = courses;
    sites = (int) Math.round(total.get(1));
    int at = 2;
    for (int i = 0; i < low.length; i++) {
      double rank = (double) CostQuantiles.rank(n, probs.get(i));
      if (round == 1) {
        outside[i] = total.get(2) >= rank || total.get(3) < rank;
        low[i] = total.get(2) >= rank ? Double.NEGATIVE_INFINITY : from;
      } else if (open(i)) {
        if (total.get(at++) >= rank) {
          high[i] = middle(i);
        } else {
          low[i] = middle(i);
        }
      }
    }
    round++;
    done = middles().isEmpty() || round > MOST_ROUNDS;
  }

  @Override
  public Finding<CostQuantilesResult> finding() {
    if (!done) {
      throw new IllegalStateException("there is a next round");
    }
    if (n == 0) {
      return new NoData<>(METHOD);
    }
    List<CostQuantilesResult.Quantile> quantiles = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    OptionalDouble none = OptionalDouble.empty();
    for (int i = 0; i < low.length; i++) {
      boolean below = low[i] == Double.NEGATIVE_INFINITY;
      if (outside[i]) {
        warnings.add("the quantile " + probs.get(i) + " lies outside of the declared range");
      }
      quantiles.add(
          new CostQuantilesResult.Quantile(
              probs.get(i),
              below ? none : OptionalDouble.of(outside[i] ? to : low[i]),
              below ? OptionalDouble.of(from) : outside[i] ? none : OptionalDouble.of(high[i]),
              none,
              none));
    }
    Basis basis =
        new Basis(
            n,
            0,
            sites,
            "courses; " + unit.currency() + " at " + unit.priceYear() + " prices",
            METHOD,
            warnings.isEmpty()
                ? List.of("each quantile is known to within " + accuracy)
                : List.of(),
            warnings);
    return new Estimated<>(
        new CostQuantilesResult(basis, unit.currency(), unit.level(), quantiles));
  }
}
