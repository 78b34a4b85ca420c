package org.therafed.evidence.disclosure;

class WithoutHistoryTest extends ReleaseLedgerContractTest {

  @Override
  protected ReleaseLedger ledger() {
    return ReleaseLedger.withoutHistory();
  }
}
