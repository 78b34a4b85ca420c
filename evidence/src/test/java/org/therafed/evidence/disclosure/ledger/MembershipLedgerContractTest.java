package org.therafed.evidence.disclosure.ledger;

import org.therafed.evidence.disclosure.DisclosurePolicy;
import org.therafed.evidence.disclosure.ReleaseLedger;
import org.therafed.evidence.disclosure.ReleaseLedgerContractTest;

class MembershipLedgerContractTest extends ReleaseLedgerContractTest {

  @Override
  protected ReleaseLedger ledger() {
    return new MembershipLedger(DisclosurePolicy.defaults());
  }
}
