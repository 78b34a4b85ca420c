package org.therafed.registry.publish;

import io.smallrye.mutiny.Uni;
import java.time.LocalDate;

/** Port: told how far the answer to a question has come. */
@FunctionalInterface
public interface Progress {

  /** Nobody is told. */
  Progress UNTOLD = month -> Uni.createFrom().voidItem();

  /**
   * What is before this month of index dates has been summed. A failure ends the work.
   *
   * @param month its first day
   */
  Uni<Void> reached(LocalDate month);
}
