package org.therafed.evidence.disclosure.transfer;

import org.therafed.evidence.disclosure.Cohort;
import org.therafed.evidence.disclosure.ReleaseLedger;
import org.therafed.evidence.disclosure.WithheldReason;

/**
 * The transfer door of one site: decides what of an answer may leave for the registry. It keeps the
 * site's own ledger, so that a registry whose questions differ by few people is refused whatever it
 * says of them.
 */
public final class TransferDoor {
  private final TransferPolicy policy;
  private final ReleaseLedger ledger;

  /**
   * @param policy the federation's rules, or the site's stricter ones
   * @param ledger of what this site has answered, with a memory
   */
  public TransferDoor(TransferPolicy policy, ReleaseLedger ledger) {
    this.policy = policy;
    this.ledger = ledger;
  }

  /**
   * Decides on one answer.
   *
   * @param sums the answer, whole
   * @param people this site's persons that it is about
   * @param answeringSites how many sites answer this question now, this one included; if one drops
   *     out, the question is decided again with one fewer
   */
  public TransferVerdict decide(TransferSums sums, Cohort people, int answeringSites) {
    if (sums.gridDays() > 0 && sums.gridDays() < policy.gridDays()) {
      ledger.withheld(people, sums.question(), WithheldReason.GRID_TOO_FINE);
      return new TransferVerdict.Refused(TransferVerdict.Reason.GRID_TOO_FINE);
    }
    if (ledger.consider(people, sums.question()) != ReleaseLedger.Decision.RELEASE) {
      ledger.withheld(people, sums.question(), WithheldReason.LEDGER);
      return new TransferVerdict.Refused(TransferVerdict.Reason.OVERLAPS_EARLIER_ANSWER);
    }
    if (answeringSites >= policy.sitesMinimum()) {
      return new TransferVerdict.Masked(sums);
    }
    return new TransferVerdict.Open(
        new TransferSums(
            sums.question(),
            sums.gridDays(),
            sums.blocks().stream().map(b -> b.withoutSmall(policy.minimumCell())).toList()));
  }
}
