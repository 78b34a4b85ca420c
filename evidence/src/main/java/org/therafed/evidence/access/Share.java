package org.therafed.evidence.access;

import java.util.Optional;
import org.therafed.evidence.partial.Estimate;
import org.therafed.evidence.partial.Interval;
import org.therafed.evidence.response.Proportion;

/**
 * A part of a whole.
 *
 * @param part persons in the part
 * @param whole persons in the whole, 1 or more
 * @param proportion part / whole
 * @param clopperPearson exact interval
 * @param wilson score interval
 */
public record Share(
    long part, long whole, double proportion, Interval clopperPearson, Interval wilson) {

  Estimate estimate(String quantity) {
    return Estimate.of(quantity, proportion, clopperPearson, "1");
  }

  /** Empty if the whole is nobody. */
  static Optional<Share> of(long part, long whole, double level) {
    if (whole == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Share(
            part,
            whole,
            (double) part / whole,
            Proportion.clopperPearson(part, whole, level),
            Proportion.wilson(part, whole, level)));
  }
}
