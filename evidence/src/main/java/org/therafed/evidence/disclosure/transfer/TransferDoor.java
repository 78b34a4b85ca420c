package org.therafed.evidence.disclosure.transfer;

import java.util.Optional;
import java.util.Set;
import org.therafed.evidence.disclosure.Cohort;
import org.therafed.evidence.disclosure.ReleaseLedger;
import org.therafed.evidence.disclosure.WithheldReason;

/**
 * The transfer door of one site: decides what of an answer may leave for the registry. It keeps the
 * site's own ledger, so that a registry whose questions differ by few people is refused whatever it
 * says of them, and the record of who answered together, so that no total of more sites less one of
 * fewer tells a site's sums.
 */
public final class TransferDoor {
  private final TransferPolicy policy;
  private final ReleaseLedger ledger;
  private final AnswerRecord answers;

  /**
   * @param policy the federation's rules, or the site's stricter ones
   * @param ledger of what this site has answered, with a memory
   * @param answers among which sites, with a memory as long
   */
  public TransferDoor(TransferPolicy policy, ReleaseLedger ledger, AnswerRecord answers) {
    this.policy = policy;
    this.ledger = ledger;
    this.answers = answers;
  }

  /**
   * Decides on one answer.
   *
   * @param sums the answer, whole
   * @param people this site's persons that it is about
   * @param answeringSites labels of all sites that answer this question now, this one included.
   *     They stay the same for all answers about these people: if one drops out, the others wait
   *     for it, or answer about the people of the next data cut
   */
  public synchronized TransferVerdict decide(
      TransferSums sums, Cohort people, Set<String> answeringSites) {
    Optional<TransferVerdict.Reason> grid = policy.refusesGrid(sums.gridDays());
    if (grid.isPresent()) {
      return refused(sums, people, WithheldReason.GRID_TOO_FINE, grid.get());
    }
    Optional<Set<String>> before = answers.sitesOf(people);
    if (before.isPresent() && !before.get().equals(answeringSites)) {
      return refused(
          sums, people, WithheldReason.OTHER_SITES, TransferVerdict.Reason.OTHER_SITES_THAN_BEFORE);
    }
    if (ledger.consider(people, sums.question()) != ReleaseLedger.Decision.RELEASE) {
      return refused(
          sums, people, WithheldReason.LEDGER, TransferVerdict.Reason.OVERLAPS_EARLIER_ANSWER);
    }
    answers.answered(people, answeringSites);
    if (answeringSites.size() >= policy.sitesMinimum()) {
      return new TransferVerdict.Masked(sums);
    }
    return new TransferVerdict.Open(
        new TransferSums(
            sums.question(),
            sums.gridDays(),
            sums.blocks().stream().map(b -> b.withoutSmall(policy.minimumCell())).toList()));
  }

  private TransferVerdict refused(
      TransferSums sums, Cohort people, WithheldReason why, TransferVerdict.Reason reason) {
    ledger.withheld(people, sums.question(), why);
    return new TransferVerdict.Refused(reason);
  }
}
