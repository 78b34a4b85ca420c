package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.outbox.Outbox;

/**
 * What waits and was put together before something else changed: the transfer that was to bring the
 * Patient ended without being stored, and would leave the registry with records of nobody; or a
 * record was moved to another person, and the old version must not come after the new one.
 */
@Singleton
class WaitingTransfers {

  private final FlowStore store;
  private final Outbox outbox;
  private final RecordVersions versions;

  @Inject
  WaitingTransfers(FlowStore store, Outbox outbox, RecordVersions versions) {
    this.store = store;
    this.outbox = outbox;
    this.versions = versions;
  }

  /**
   * Whether a transfer that has no number yet was overtaken by a record that moved; then all of the
   * person's enters again. One that has a number may be at the registry already and goes on.
   */
  boolean overtaken(Transaction tx, long person, long id) {
    if (!outbox.isUnnumbered(tx, id) || !versions.overtaken(tx, id)) {
      return false;
    }
    store.await(tx, person);
    assembleAnew(tx, person);
    return true;
  }

  /** All of it enters again; the Patient goes with the first. Needs the person's lock. */
  void assembleAnew(Transaction tx, long person) {
    store.forgetPatientSent(tx, person);
    store.releaseUnsent(tx, person);
    outbox.withdrawUnsent(tx, person);
  }
}
