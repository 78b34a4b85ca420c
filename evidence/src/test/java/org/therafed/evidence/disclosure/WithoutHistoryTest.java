package org.therafed.evidence.disclosure;

class WithoutHistoryTest extends ReleaseLedgerContractTest {

  @Override
  ReleaseLedger ledger() {
    return ReleaseLedger.withoutHistory();
  }
}
