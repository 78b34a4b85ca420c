package org.therafed.evidence.rounds.protocol;

import org.therafed.evidence.partial.EvidenceCode;

/**
 * The rules under which a site answers rounds. The defaults are the loosest there are.
 *
 * @param mostRounds rounds per question, those of broken-off attempts included (60)
 * @param eventsPerParameter events that the site must hold for each parameter (10)
 * @param sitesMinimum fewest answering sites (3)
 * @param restartAfterTotals whether a fit may begin again without a site that drops out (true). The
 *     totals with and without it, at the same parameters, then tell the registry that site's own
 *     sums, over its tenfold events; otherwise the question ends, from the first answer on, for a
 *     site cannot know which answers the registry has added up.
 */
public record RoundRules(
    int mostRounds, int eventsPerParameter, int sitesMinimum, boolean restartAfterTotals) {
  private static final RoundRules DEFAULTS = new RoundRules(60, 10, 3, true);

  public RoundRules {
    if (mostRounds < 1 || mostRounds > 60) {
      throw EvidenceCode.POLICY_LOOSER.with(mostRounds + " rounds");
    }
    if (eventsPerParameter < 10) {
      throw EvidenceCode.POLICY_LOOSER.with(eventsPerParameter + " events per parameter");
    }
    if (sitesMinimum < 3) {
      throw EvidenceCode.POLICY_LOOSER.with("rounds among " + sitesMinimum + " sites");
    }
  }

  /** 60 rounds, 10 events per parameter, 3 sites, beginning again allowed. */
  public static RoundRules defaults() {
    return DEFAULTS;
  }
}
