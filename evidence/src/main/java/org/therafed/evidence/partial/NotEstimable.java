package org.therafed.evidence.partial;

import java.util.Objects;
import java.util.Optional;

/**
 * There are rows, but no number can be told from them: a diverging or collinear fit, no event, an
 * arm without persons.
 *
 * @param method what would have been computed
 * @param reason why not, in words, without any person's data
 * @param <R> the result that there is not
 */
public record NotEstimable<R extends Result>(Method method, String reason) implements Finding<R> {
  public NotEstimable {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(reason, "reason");
  }

  @Override
  public Optional<R> result() {
    return Optional.empty();
  }
}
