package org.therafed.evidence.disclosure.transfer;

/** What the transfer door decided on one answer. */
public sealed interface TransferVerdict {

  /**
   * It may cross, masked between the answering sites only: the registry learns the total.
   *
   * @param sums whole, for the mask; they never cross as they are
   */
  record Masked(TransferSums sums) implements TransferVerdict {}

  /**
   * Too few sites answer for a mask, so it crosses open, without its small cells.
   *
   * @param sums with small cells withheld
   */
  record Open(TransferSums sums) implements TransferVerdict {

    /** What whoever uses them must tell: that cells are missing, and how many; empty if none is. */
    public String warning() {
      int withheld = sums.withheld();
      return withheld == 0
          ? ""
          : withheld + " cells of few people were withheld, for fewer than three sites answered";
    }
  }

  /**
   * Nothing crosses.
   *
   * @param reason why, for the site's own log; the registry learns that the site does not answer
   */
  record Refused(Reason reason) implements TransferVerdict {}

  /** Why a site does not answer. */
  enum Reason {
    /** The cells' time grid is finer than the policy's, or no number of days above 0. */
    GRID_TOO_FINE,
    /** The answer declares no time grid and the approved protocol does not say that it has none. */
    GRID_UNDECLARED,
    /** It was answered about these people among other sites before. */
    OTHER_SITES_THAN_BEFORE,
    /** Its people differ from those of earlier answers by few. */
    OVERLAPS_EARLIER_ANSWER
  }
}
