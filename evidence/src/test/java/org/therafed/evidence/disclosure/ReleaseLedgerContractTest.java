package org.therafed.evidence.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the door needs of every {@link ReleaseLedger} that has refused nothing yet. */
abstract class ReleaseLedgerContractTest {

  abstract ReleaseLedger ledger();

  @Test
  void whatHasBeenReleasedMayBeReleasedAgain() {
    ReleaseLedger ledger = ledger();
    Cohort cohort = Released.people(40);
    assertThat(ledger.consider(cohort, "cost")).isEqualTo(ReleaseLedger.Decision.RELEASE);
    assertThat(ledger.consider(cohort, "cost")).isEqualTo(ReleaseLedger.Decision.RELEASE);
  }

  @Test
  void otherFigureOfTheSameCohortMayBeReleased() {
    ReleaseLedger ledger = ledger();
    for (String figure : new String[] {"response", "survival", "toxicity", "cost"}) {
      assertThat(ledger.consider(Released.people(40), figure))
          .isEqualTo(ReleaseLedger.Decision.RELEASE);
    }
  }

  @Test
  void whatWasWithheldIsNoRelease() {
    ReleaseLedger ledger = ledger();
    for (WithheldReason reason : WithheldReason.values()) {
      ledger.withheld(Released.people(5), "cost", reason);
    }
    assertThat(ledger.consider(Released.people(40), "cost"))
        .isEqualTo(ReleaseLedger.Decision.RELEASE);
  }
}
