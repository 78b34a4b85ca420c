package org.therafed.gateway.flow;

import java.time.Instant;
import java.util.Map;
import org.therafed.gateway.intake.pull.PullCounts;

/**
 * What one run over an archive has done. Counts alone.
 *
 * @param patients that were asked for
 * @param withoutConsent persons with a permission on record that is not in force, or whose records
 *     wait to be read: nobody was asked about them
 * @param failed patients of whom something is missing, by the code that says why
 * @param complete false: the archive failed, or the gateway stopped, before everybody was asked for
 */
public record PullReport(
    Instant started,
    Instant ended,
    int patients,
    int withoutConsent,
    PullCounts counts,
    Map<String, Integer> failed,
    boolean complete) {
  public PullReport {
    failed = Map.copyOf(failed);
  }
}
