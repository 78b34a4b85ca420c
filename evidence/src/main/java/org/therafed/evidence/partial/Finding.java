package org.therafed.evidence.partial;

import java.util.Optional;

/**
 * What {@link Estimator#finish} came to: an estimate, or a named absence of one.
 *
 * @param <R> the result
 */
public sealed interface Finding<R extends Result> permits Estimated, NoData, NotEstimable {

  /** The result, empty for {@link NoData} and {@link NotEstimable}. */
  Optional<R> result();
}
