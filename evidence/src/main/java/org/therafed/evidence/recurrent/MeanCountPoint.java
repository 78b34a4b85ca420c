package org.therafed.evidence.recurrent;

import java.util.Optional;
import org.therafed.evidence.partial.Interval;

/**
 * A mean cumulative count at one time.
 *
 * @param timeDays days
 * @param mean expected events per person by then
 * @param stdErr jackknife standard error by person
 * @param interval limits on the log scale; none where the mean or its error is 0
 */
public record MeanCountPoint(
    double timeDays, double mean, double stdErr, Optional<Interval> interval) {

  static MeanCountPoint of(double time, double mean, double stdErr, double z, double level) {
    if (!(mean > 0 && stdErr > 0)) {
      return new MeanCountPoint(time, mean, stdErr, Optional.empty());
    }
    double factor = Math.exp(z * stdErr / mean);
    return Double.isFinite(mean * factor)
        ? new MeanCountPoint(
            time, mean, stdErr, Optional.of(new Interval(mean / factor, mean * factor, level)))
        : new MeanCountPoint(time, mean, stdErr, Optional.empty());
  }
}
