package org.therafed.evidence.partial;

import java.util.Objects;
import java.util.Optional;

/**
 * No row answered the question, so there is no estimate and no number.
 *
 * @param method what would have been computed
 * @param <R> the result that there is not
 */
public record NoData<R extends Result>(Method method) implements Finding<R> {
  public NoData {
    Objects.requireNonNull(method, "method");
  }

  @Override
  public Optional<R> result() {
    return Optional.empty();
  }
}
