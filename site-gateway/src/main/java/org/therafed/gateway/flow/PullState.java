package org.therafed.gateway.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.therafed.profiles.outcome.Reason;

/**
 * How it stands with one archive. No identifier.
 *
 * @param failures runs in a row that the archive let fail
 * @param nextAt when a run by schedule may begin again after a failure
 * @param succeeded when a run last ended without the archive failing
 * @param failed when the archive last let a run fail
 * @param reason why it did
 * @param lastRun a {@link PullReport}
 * @param waiting patients of whom something is missing, by the code that says why
 */
public record PullState(
    int failures,
    Optional<Instant> nextAt,
    Optional<Instant> succeeded,
    Optional<Instant> failed,
    Optional<Reason> reason,
    Optional<JsonNode> lastRun,
    Map<String, Long> waiting) {
  public PullState {
    waiting = Map.copyOf(waiting);
  }
}
