package org.therafed.evidence.disclosure;

/** The ledger without a memory. */
enum WithoutHistory implements ReleaseLedger {
  INSTANCE;

  @Override
  public Decision consider(Cohort membership, String figure) {
    return Decision.RELEASE;
  }

  @Override
  public void withheld(Cohort membership, String figure, WithheldReason reason) {
    // There is no memory to write to; who needs the reasons supplies a ledger that keeps them.
  }
}
