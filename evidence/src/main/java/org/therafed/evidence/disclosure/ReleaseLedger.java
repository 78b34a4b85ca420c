package org.therafed.evidence.disclosure;

/**
 * Port: what has been published already, and whether one more may follow. The registry supplies it;
 * a release that it refuses reaches nobody.
 */
public interface ReleaseLedger {

  /** The ledger's answer. */
  enum Decision {
    RELEASE,
    REFUSE
  }

  /**
   * Decides on one release and, if it is allowed, records it. Called last, when the figure itself
   * may be shown.
   *
   * @param membership whom the figure is about
   * @param figure what kind of figure, as {@link DisclosedResult#kind()} names it
   */
  Decision consider(Cohort membership, String figure);

  /**
   * Told why a figure was not released, for the auditor. The requester learns none of it.
   *
   * @param membership whom the figure would have been about
   * @param figure as in {@link #consider}
   * @param reason the rule that withheld it
   */
  void withheld(Cohort membership, String figure, WithheldReason reason);

  /**
   * Allows every release and remembers none: it guards against no differencing between questions.
   * For a registry whose questions are a fixed list over whole cohorts; one with free cohorts needs
   * a ledger with a memory.
   */
  static ReleaseLedger withoutHistory() {
    return WithoutHistory.INSTANCE;
  }
}
