package org.therafed.evidence.rounds.protocol;

import java.util.List;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Result;

/**
 * What a question came to.
 *
 * @param finding over the rows of the sites that answered to the end
 * @param sites these sites
 * @param without sites that dropped out or hold too few events, for the auditor
 * @param rounds how many were run, those of broken-off attempts included
 */
public record RoundsOutcome<R extends Result>(
    Finding<R> finding, List<String> sites, List<String> without, int rounds) {
  public RoundsOutcome {
    sites = List.copyOf(sites);
    without = List.copyOf(without);
  }
}
