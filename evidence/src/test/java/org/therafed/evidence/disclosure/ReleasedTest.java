package org.therafed.evidence.disclosure;

class ReleasedTest extends ReleaseLedgerContractTest {

  @Override
  ReleaseLedger ledger() {
    return new Released();
  }
}
