package org.therafed.gateway.flow;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.therafed.gateway.consent.ConsentBook;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.fault.ConsentCode;
import org.therafed.gateway.fault.ForwardCode;
import org.therafed.gateway.forward.Destination;
import org.therafed.gateway.forward.Holding;
import org.therafed.gateway.outbox.Outbox;
import org.therafed.gateway.quarantine.Quarantine;
import org.therafed.gateway.site.Site;

/**
 * Ends waiting transfers of persons whose consent is not in force. What was never sent is held.
 * What was sent, without an answer, may be at the registry: it is asked by the transfer's number,
 * nothing is sent, and what it has counts as sent.
 */
@Singleton
class WithdrawnTransfers {

  private final Database database;
  private final FlowStore store;
  private final WaitingTransfers waiting;
  private final ConsentBook consents;
  private final Quarantine quarantine;
  private final Outbox outbox;
  private final Destination destination;
  private final Site site;

  @Inject
  WithdrawnTransfers(
      Database database,
      FlowStore store,
      WaitingTransfers waiting,
      ConsentBook consents,
      Quarantine quarantine,
      Outbox outbox,
      Destination destination,
      Site site) {
    this.database = database;
    this.store = store;
    this.waiting = waiting;
    this.consents = consents;
    this.quarantine = quarantine;
    this.outbox = outbox;
    this.destination = destination;
    this.site = site;
  }

  /**
   * Ends a transfer, unless consent is in force by now.
   *
   * @param again when the registry is asked again if it cannot say
   */
  void end(long id, Duration again) {
    Optional<Outbox.Numbered> sent = database.inTransaction(tx -> stopUnsent(tx, id));
    if (sent.isEmpty()) {
      return;
    }
    // Asked outside of a transaction: a slow registry must not keep a connection and locks.
    Holding holding = destination.holding(sent.get().sequence(), sent.get().sha256());
    database.inTransaction(
        tx -> {
          settle(tx, id, sent.get(), holding, again);
          return null;
        });
  }

  private Optional<Outbox.Numbered> stopUnsent(Transaction tx, long id) {
    if (!withdrawn(tx, id)) {
      return Optional.empty();
    }
    Optional<Outbox.Numbered> sent = outbox.numbered(tx, id);
    if (sent.isEmpty()) {
      stop(tx, id);
    }
    return sent;
  }

  private void settle(
      Transaction tx, long id, Outbox.Numbered sent, Holding holding, Duration again) {
    switch (holding) {
      case STORED -> {
        outbox.storedBefore(tx, id);
        store.sent(tx, id, sent.sequence());
      }
      case NOT_STORED -> {
        if (withdrawn(tx, id)) {
          stop(tx, id);
        }
      }
      case UNKNOWN ->
          outbox.again(tx, id, site.clock().instant().plus(again), ForwardCode.UNCONFIRMED.code());
    }
  }

  /** Alone with the person, because a permission that is being taken up now must not be missed. */
  private boolean withdrawn(Transaction tx, long id) {
    Optional<Long> person = outbox.personOf(tx, id);
    person.ifPresent(one -> store.await(tx, one));
    return person.isPresent()
        && outbox.personOf(tx, id).isPresent()
        && !consents.standing(tx, person.get()).inForce();
  }

  private void stop(Transaction tx, long id) {
    long person = outbox.personOf(tx, id).orElseThrow();
    outbox.ended(tx, id, "stopped", ConsentCode.CONSENT.code(), null);
    quarantine.hold(tx, store.carriedBy(tx, id), List.of(ConsentCode.CONSENT.reason()));
    waiting.assembleAnew(tx, person);
  }
}
