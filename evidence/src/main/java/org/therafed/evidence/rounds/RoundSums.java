package org.therafed.evidence.rounds;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import org.therafed.evidence.partial.EvidenceCode;
import org.therafed.evidence.partial.Partial;
import org.therafed.evidence.partial.PartialFormat;

/**
 * A source's answer to one round: a vector of sums over its rows, laid out as the model of the
 * {@link RoundRequest} says. Adding the answers of all sources gives the answer of the pooled rows;
 * the vector of length 0 is the identity.
 */
@PartialFormat(kind = "round-sums", version = 1)
public final class RoundSums implements Partial<RoundSums> {
  private static final RoundSums EMPTY = new RoundSums(new double[0]);

  @JsonProperty private final double[] values;

  /**
   * @param values finite sums, copied
   * @throws org.therafed.evidence.partial.EvidenceFault {@code EV-ROUND-001} if one is not finite
   */
  @JsonCreator
  public RoundSums(@JsonProperty("values") double[] values) {
    this.values = values.clone();
    for (double value : this.values) {
      if (!Double.isFinite(value)) {
        throw EvidenceCode.ROUND_SUM_NOT_FINITE.with(value);
      }
    }
  }

  /** The sums of no rows. */
  public static RoundSums empty() {
    return EMPTY;
  }

  /** How many sums there are; 0 for no rows. */
  public int size() {
    return values.length;
  }

  /** The i-th sum. */
  public double get(int i) {
    return values[i];
  }

  /** A copy of the sums. */
  public double[] toArray() {
    return values.clone();
  }

  /**
   * The sums, each times a power of two: exact while they stay in the range of normal doubles.
   *
   * @param exponents one for each sum; none to leave them as they are
   * @param sign 1 to multiply, -1 to divide
   * @throws org.therafed.evidence.partial.EvidenceFault {@code EV-ROUND-002} for another number of
   *     exponents
   */
  public RoundSums scaled(int[] exponents, int sign) {
    if (exponents.length == 0 || values.length == 0) {
      return this;
    }
    if (exponents.length != values.length) {
      throw EvidenceCode.ROUND_SHAPE.with(values.length + " sums of " + exponents.length);
    }
    double[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = Math.scalb(scaled[i], sign * exponents[i]);
    }
    return new RoundSums(scaled);
  }

  @Override
  public RoundSums merge(RoundSums other) {
    if (values.length == 0) {
      return other;
    }
    if (other.values.length == 0) {
      return this;
    }
    if (values.length != other.values.length) {
      throw EvidenceCode.ROUND_SHAPE.with(values.length + " and " + other.values.length + " sums");
    }
    double[] sum = values.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other.values[i];
    }
    return new RoundSums(sum);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RoundSums o && Arrays.equals(values, o.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "RoundSums[" + values.length + "]";
  }
}
