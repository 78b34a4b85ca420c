package org.therafed.evidence.partial;

import java.util.Objects;
import java.util.Optional;

/**
 * An estimate could be made.
 *
 * @param value the result
 * @param <R> the result's type
 */
public record Estimated<R extends Result>(R value) implements Finding<R> {
  public Estimated {
    Objects.requireNonNull(value, "value");
  }

  @Override
  public Optional<R> result() {
    return Optional.of(value);
  }
}
