package org.therafed.evidence.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the door needs of every {@link ReleaseLedger} that has refused nothing yet. */
public abstract class ReleaseLedgerContractTest {

  protected abstract ReleaseLedger ledger();

  private static Cohort people(long n) {
    return Cohort.of(LongStream.rangeClosed(1, n));
  }

  @Test
  void whatHasBeenReleasedMayBeReleasedAgain() {
    ReleaseLedger ledger = ledger();
    Cohort cohort = people(40);
    assertThat(ledger.consider(cohort, "cost")).isEqualTo(ReleaseLedger.Decision.RELEASE);
    assertThat(ledger.consider(cohort, "cost")).isEqualTo(ReleaseLedger.Decision.RELEASE);
  }

  @Test
  void otherFigureOfTheSameCohortMayBeReleased() {
    ReleaseLedger ledger = ledger();
    for (String figure : new String[] {"response", "survival", "toxicity", "cost"}) {
      assertThat(ledger.consider(people(40), figure)).isEqualTo(ReleaseLedger.Decision.RELEASE);
    }
  }

  @Test
  void whatWasWithheldIsNoRelease() {
    ReleaseLedger ledger = ledger();
    for (WithheldReason reason : WithheldReason.values()) {
      ledger.withheld(people(5), "cost", reason);
    }
    assertThat(ledger.consider(people(40), "cost")).isEqualTo(ReleaseLedger.Decision.RELEASE);
  }
}
