package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.outbox.Outbox;

/**
 * What waits behind a transfer that ended without being stored. It was put together while that one
 * was thought to bring the Patient, and would leave the registry with records of nobody.
 */
@Singleton
class WaitingTransfers {

  private final FlowStore store;
  private final Outbox outbox;

  @Inject
  WaitingTransfers(FlowStore store, Outbox outbox) {
    this.store = store;
    this.outbox = outbox;
  }

  /** All of it enters again; the Patient goes with the first. Needs the person's lock. */
  void assembleAnew(Transaction tx, long person) {
    store.forgetPatientSent(tx, person);
    store.releaseUnsent(tx, person);
    outbox.withdrawUnsent(tx, person);
  }
}
