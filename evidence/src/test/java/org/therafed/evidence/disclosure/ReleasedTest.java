package org.therafed.evidence.disclosure;

class ReleasedTest extends ReleaseLedgerContractTest {

  @Override
  protected ReleaseLedger ledger() {
    return new Released();
  }
}
