package org.therafed.gateway.flow;

import static org.therafed.profiles.outcome.Fault.safe;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.therafed.gateway.consent.ConsentBook;
import org.therafed.gateway.database.Database;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.fault.ForwardCode;
import org.therafed.gateway.fault.GatewayCode;
import org.therafed.gateway.forward.Backoff;
import org.therafed.gateway.forward.Destination;
import org.therafed.gateway.forward.SendResult;
import org.therafed.gateway.outbox.Outbox;
import org.therafed.gateway.outbox.QueuedTransfer;
import org.therafed.gateway.outbox.TransferKind;
import org.therafed.gateway.quarantine.Quarantine;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.gateway.trace.Traces;
import org.therafed.profiles.transfer.TransferBundle;

/**
 * One attempt to send one transfer. Consent is asked once more right before; the outcome becomes
 * durable before the next transfer of the person goes. {@link WithdrawnTransfers} ends those of
 * persons without consent.
 */
@Singleton
class ForwardRun {

  private static final Logger LOG = Logger.getLogger(ForwardRun.class);
  // Nobody waits for the answer to a question about a withdrawn transfer.
  private static final int FAILURES_ASSUMED = 8;

  private final Database database;
  private final FlowStore store;
  private final WaitingTransfers waiting;
  private final WithdrawnTransfers withdrawn;
  private final Retractions retractions;
  private final ConsentBook consents;
  private final Quarantine quarantine;
  private final Outbox outbox;
  private final Destination destination;
  private final Traces traces;
  private final Site site;
  private final Backoff backoff;

  @Inject
  ForwardRun(
      Database database,
      FlowStore store,
      WaitingTransfers waiting,
      WithdrawnTransfers withdrawn,
      Retractions retractions,
      ConsentBook consents,
      Quarantine quarantine,
      Outbox outbox,
      Destination destination,
      Traces traces,
      Site site,
      SiteConfig config) {
    this.database = database;
    this.store = store;
    this.waiting = waiting;
    this.withdrawn = withdrawn;
    this.retractions = retractions;
    this.consents = consents;
    this.quarantine = quarantine;
    this.outbox = outbox;
    this.destination = destination;
    this.traces = traces;
    this.site = site;
    SecureRandom random = new SecureRandom();
    this.backoff =
        new Backoff(config.forwardBackoffFirst(), config.forwardBackoffCap(), random::nextLong);
  }

  /** How long a failure of the whole way to the registry lets everything wait. */
  Duration pauseAfter(int failures) {
    return backoff.after(failures);
  }

  private record Ready(QueuedTransfer transfer, String arrival) {}

  /** Sends it once; empty if there was nothing to send any more. */
  Optional<SendResult> attempt(long id) {
    Optional<Ready> ready = database.inTransaction(tx -> ready(tx, id));
    if (ready.isEmpty()) {
      withdrawn.end(id, backoff.after(FAILURES_ASSUMED));
    }
    return ready.map(this::send);
  }

  private Optional<Ready> ready(Transaction tx, long id) {
    Optional<Long> person = outbox.personOf(tx, id);
    if (person.isEmpty()) {
      return Optional.empty();
    }
    if (outbox.isMessage(tx, id)) {
      // It holds no record, and must reach the registry whatever the consent says: what is there
      // could not be taken back, or not be found again for it.
      return outbox.claim(tx, id).map(transfer -> new Ready(transfer, "none"));
    }
    if (!consents.standing(tx, person.get()).inForce()) {
      return Optional.empty();
    }
    if (waiting.overtaken(tx, person.get(), id)) {
      return Optional.empty();
    }
    List<UUID> carried = store.carriedBy(tx, id);
    String arrival = carried.isEmpty() ? "none" : carried.get(0).toString();
    return outbox.claim(tx, id).map(transfer -> new Ready(transfer, arrival));
  }

  private SendResult send(Ready ready) {
    QueuedTransfer transfer = ready.transfer();
    return traces.call(
        "forward",
        ready.arrival(),
        transfer.traceparent(),
        span -> {
          SendResult result =
              switch (transfer.kind()) {
                case RECORDS -> destination.send(transfer.body().toArray(), span.traceparent());
                case REMAP -> destination.sendRemap(transfer.body().toArray());
                case RETRACTION -> destination.sendRetraction(transfer.body().toArray());
              };
          Optional<String> code = code(result);
          span.outcome(outcome(result), code);
          code.ifPresent(
              c ->
                  LOG.infof(
                      "transfer=%d arrival=%s stage=forward outcome=%s code=%s",
                      transfer.sequence(), ready.arrival(), outcome(result), c));
          // Asked before the transaction: a slow registry must not keep a connection and locks.
          OptionalLong last =
              result instanceof SendResult.NumberTaken
                  ? destination.lastSequence()
                  : OptionalLong.empty();
          database.inTransaction(
              tx -> {
                apply(tx, transfer, result, last);
                return null;
              });
          return result;
        });
  }

  private static String outcome(SendResult result) {
    return result instanceof SendResult.Stored
        ? "sent"
        : result instanceof SendResult.Refused ? "refused" : "queued";
  }

  private static Optional<String> code(SendResult result) {
    if (result instanceof SendResult.Later later) {
      return Optional.of(later.code().code());
    }
    if (result instanceof SendResult.Refused) {
      return Optional.of(ForwardCode.REFUSED.code());
    }
    return result instanceof SendResult.NumberTaken
        ? Optional.of(ForwardCode.CONFLICT.code())
        : Optional.empty();
  }

  /**
   * Records what came of it.
   *
   * @param last the registry's last number, where ours was taken and it could be asked
   */
  private void apply(
      Transaction tx, QueuedTransfer transfer, SendResult result, OptionalLong last) {
    if (result instanceof SendResult.Stored stored) {
      outbox.sent(tx, transfer, stored.receipt());
      if (transfer.kind() == TransferKind.RETRACTION) {
        retractions.confirmed(tx, transfer.id());
      }
      store.sent(tx, transfer.id(), transfer.sequence());
    } else if (result instanceof SendResult.Refused refused) {
      refused(tx, transfer, refused);
    } else if (result instanceof SendResult.NumberTaken) {
      if (last.isPresent()) {
        outbox.renumber(tx, transfer.id(), last.getAsLong());
      }
      again(tx, transfer, ForwardCode.CONFLICT, Optional.empty());
    } else if (result instanceof SendResult.Later later) {
      again(tx, transfer, later.code(), later.notBefore());
    }
  }

  private void again(
      Transaction tx, QueuedTransfer transfer, GatewayCode code, Optional<Duration> notBefore) {
    Duration wait = backoff.after(transfer.attempts() + 1);
    Duration asked = notBefore.orElse(Duration.ZERO);
    Instant at = site.clock().instant().plus(wait.compareTo(asked) < 0 ? asked : wait);
    outbox.again(tx, transfer.id(), at, code.code());
  }

  /** A transfer of several records is taken apart, so that only the faulty one is refused. */
  private void refused(Transaction tx, QueuedTransfer transfer, SendResult.Refused refused) {
    // A run over the person that read them before would write back that the Patient was sent.
    long person = outbox.ownerOf(tx, transfer.id());
    store.await(tx, person);
    String code = ForwardCode.REFUSED.code();
    outbox.ended(tx, transfer.id(), "refused", code, refused.answer());
    if (bringsPatient(transfer)) {
      waiting.assembleAnew(tx, person);
    }
    if (transfer.items() > 1) {
      store.takeApart(tx, transfer.id());
      return;
    }
    quarantine.refuse(
        tx,
        store.carriedBy(tx, transfer.id()),
        List.of(
            ForwardCode.REFUSED.reason(
                safe("status", refused.status()), safe("first", refused.first()))));
  }

  private static boolean bringsPatient(QueuedTransfer transfer) {
    return TransferBundle.parse(transfer.body().toArray()).entries().stream()
        .anyMatch(entry -> entry.reference().type().equals("Patient"));
  }
}
