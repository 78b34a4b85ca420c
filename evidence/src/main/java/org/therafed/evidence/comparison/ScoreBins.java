package org.therafed.evidence.comparison;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;

/**
 * How many persons of either arm have a propensity score in which bin of its log odds: {@value
 * #BINS} bins of {@value #WIDTH} from {@value #FIRST} on, the first and last open. Merges exactly.
 *
 * <p>Every weight changes by at most the factor exp({@value #WIDTH}) within a bin, so a quantile of
 * the weights is known to about ±0.5 % of itself, and comes with the limits it surely lies within.
 */
@PartialFormat(kind = "score-bins", version = 1)
public final class ScoreBins implements Partial<ScoreBins> {
  /** How many bins. */
  public static final int BINS = 2402;

  /** Width of a bin in log odds. */
  public static final double WIDTH = 0.01;

  /** Where the second bin begins. */
  public static final double FIRST = -12;

  private static final double CERTAIN = Math.nextDown(1.0);

  @JsonProperty private final long[] treated;
  @JsonProperty private final long[] control;

  @JsonCreator
  ScoreBins(@JsonProperty("treated") long[] treated, @JsonProperty("control") long[] control) {
    this.treated = treated.clone();
    this.control = control.clone();
    if (treated.length != BINS
        || control.length != BINS
        || Arrays.stream(treated).anyMatch(c -> c < 0)
        || Arrays.stream(control).anyMatch(c -> c < 0)) {
      throw EvidenceCode.COUNT_IMPOSSIBLE.with("bins that are not counts");
    }
  }

  /** Of no person. */
  public static ScoreBins empty() {
    return new ScoreBins(new long[BINS], new long[BINS]);
  }

  static int bin(double score) {
    double logOdds = Math.log(score / (1 - score));
    double bin = Math.floor((logOdds - FIRST) / WIDTH) + 1;
    return (int) Math.max(0, Math.min(BINS - 1, bin));
  }

  private static double edge(int bin) {
    if (bin <= 0 || bin >= BINS) {
      return bin <= 0 ? 0 : 1;
    }
    return 1 / (1 + Math.exp(-(FIRST + (bin - 1) * WIDTH)));
  }

  /** Persons. */
  public long n() {
    return treatedCount() + Arrays.stream(control).sum();
  }

  /** Treated persons. */
  public long treatedCount() {
    return Arrays.stream(treated).sum();
  }

  /** Share of the treated. */
  public double treatedShare() {
    return n() == 0 ? 0 : (double) treatedCount() / n();
  }

  @Override
  public ScoreBins merge(ScoreBins other) {
    long[] t = treated.clone();
    long[] c = control.clone();
    Arrays.setAll(t, i -> t[i] + other.treated[i]);
    Arrays.setAll(c, i -> c[i] + other.control[i]);
    return new ScoreBins(t, c);
  }

  /** Common support to within a bin on either side. */
  public Overlap overlap() {
    long n = n();
    if (treatedCount() == 0 || treatedCount() == n) {
      return new Overlap(1, 0, n, n);
    }
    int lower = Math.max(first(treated), first(control));
    int upper = Math.min(last(treated), last(control));
    long outside = 0;
    for (int i = 0; i < BINS; i++) {
      outside += i < lower || i > upper ? treated[i] + control[i] : 0;
    }
    return lower > upper
        ? new Overlap(edge(lower), edge(upper + 1), n, n)
        : new Overlap(edge(lower), edge(upper + 1), outside, n);
  }

  private static int first(long[] counts) {
    int i = 0;
    while (counts[i] == 0) {
      i++;
    }
    return i;
  }

  private static int last(long[] counts) {
    int i = counts.length - 1;
    while (counts[i] == 0) {
      i--;
    }
    return i;
  }

  /**
   * The limits within which the quantile of all persons' weights surely lies (type 7, as {@link
   * Truncation}); empty without persons in both arms, or if it reaches into an open bin.
   *
   * @param p probability
   * @return its limits; level is a formality here, the limits are certain
   */
  public Optional<Interval> weightQuantile(WeightType type, double p) {
    long n = n();
    double share = treatedShare();
    if (!(share > 0 && share < 1)) {
      return Optional.empty();
    }
    Interval[] weights = new Interval[2 * BINS];
    for (int i = 0; i < 2 * BINS; i++) {
      boolean arm = i < BINS;
      double one = type.weight(edge(i % BINS), arm, share);
      double two = type.weight(edge(i % BINS + 1), arm, share);
      double most = Math.min(Math.max(one, two), Double.MAX_VALUE);
      weights[i] = new Interval(Math.min(Math.min(one, two), most), most, CERTAIN);
    }
    double h = (n - 1) * p;
    double low = quantile(weights, h, Comparator.comparingDouble(i -> weights[i].lower()), false);
    double high = quantile(weights, h, Comparator.comparingDouble(i -> weights[i].upper()), true);
    return high < Double.MAX_VALUE
        ? Optional.of(new Interval(low, Math.max(low, high), CERTAIN))
        : Optional.empty();
  }

  private double quantile(
      Interval[] weights, double h, Comparator<Integer> by, boolean upperEdges) {
    int[] order =
        IntStream.range(0, 2 * BINS).boxed().sorted(by).mapToInt(Integer::intValue).toArray();
    long below = (long) h;
    double one = Double.NaN;
    double two = Double.NaN;
    long seen = 0;
    for (int i : order) {
      long count = i < BINS ? treated[i] : control[i - BINS];
      double edge = upperEdges ? weights[i].upper() : weights[i].lower();
      if (seen <= below && below < seen + count) {
        one = edge;
      }
      if (seen <= below + 1 && below + 1 < seen + count) {
        two = edge;
      }
      seen += count;
    }
    double rest = h - below;
    return rest == 0 || Double.isNaN(two) ? one : one * (1 - rest) + two * rest;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScoreBins o
        && Arrays.equals(treated, o.treated)
        && Arrays.equals(control, o.control);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(treated) + Arrays.hashCode(control);
  }

  @Override
  public String toString() {
    return "ScoreBins[" + n() + " persons]";
  }
}
