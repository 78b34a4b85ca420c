package org.therafed.registry.flow;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.therafed.profiles.identifier.SiteId;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.cuts.DataCuts;
import org.therafed.registry.facts.FactWriter;
import org.therafed.registry.facts.WithdrawalWriter;
import org.therafed.registry.fault.DatabaseFailures;
import org.therafed.registry.fault.InvalidTransfer;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.registry.findings.FindingMarks;
import org.therafed.registry.ingest.AcceptedTransfer;
import org.therafed.registry.ingest.TransferReader;
import org.therafed.registry.ingest.Transfers;
import org.therafed.registry.quality.Refusals;
import org.therafed.registry.remap.RetiredPseudonyms;
import org.therafed.registry.retract.RetractedPatients;
import org.therafed.registry.store.postgres.TransferStore;

/** Joins ingest, store and facts: one span each, one transaction for the last two. */
@ApplicationScoped
public class IngestFlow implements Transfers {

  /** Fewer than the pool's connections: tokens and questions need some when ingest is slow. */
  private static final int STORES_AT_ONCE = 9;

  private static final int MOST_TRANSFERS = 48;

  private static final long MOST_BYTES = 24L << 20;

  private final TransferReader reader;
  private final TransferStore store;
  private final FactWriter facts;
  private final WithdrawalWriter withdrawals;
  private final DataCuts cuts;
  private final FindingMarks findings;
  private final RetiredPseudonyms retired;
  private final RetractedPatients retracted;
  private final Refusals refusals;
  private final ModuleGate modules;
  private final SiteQuota quota;
  private final Clock clock;
  private final Tracer tracer;
  private final Admission admission = new Admission(MOST_TRANSFERS, MOST_BYTES);
  private final Turns stores = new Turns(STORES_AT_ONCE);

  IngestFlow(
      TransferReader reader,
      TransferStore store,
      FactWriter facts,
      WithdrawalWriter withdrawals,
      DataCuts cuts,
      FindingMarks findings,
      RetiredPseudonyms retired,
      RetractedPatients retracted,
      Refusals refusals,
      ModuleGate modules,
      SiteQuota quota,
      Clock clock,
      Tracer tracer) {
    this.reader = reader;
    this.store = store;
    this.facts = facts;
    this.withdrawals = withdrawals;
    this.cuts = cuts;
    this.findings = findings;
    this.retired = retired;
    this.retracted = retracted;
    this.refusals = refusals;
    this.modules = modules;
    this.quota = quota;
    this.clock = clock;
    this.tracer = tracer;
  }

  /**
   * {@inheritDoc}
   *
   * @throws Fault (as failure) see {@link TransferReader} and {@link TransferStore}; RG-INGEST-008
   *     if the database refuses the content; RG-STORE-001 if it cannot be used and RG-INGEST-007
   *     and -010 if too much is under way, or has come of this site, so that the sender tries again
   */
  @Override
  public Uni<String> take(SiteId sender, byte[] body) {
    String site = sender.value();
    Optional<Duration> wait = quota.enter(site, clock.instant());
    if (wait.isPresent()) {
      return Uni.createFrom().failure(later(wait.get()));
    }
    if (!admission.enter(body.length)) {
      quota.leave(site);
      return Uni.createFrom().failure(RegistryCode.BUSY.with());
    }
    // Whoever is to come back later is not refused.
    return takeAdmitted(sender, body)
        .onFailure(IngestFlow::isRefusal)
        .call(failure -> refusals.count(site, codeOf(failure)))
        .onTermination()
        .invoke(
            () -> {
              admission.leave(body.length);
              quota.leave(site);
            });
  }

  private static Fault later(Duration wait) {
    return wait.isZero()
        ? RegistryCode.BUSY.with()
        : RegistryCode.QUOTA.with(Fault.safe("seconds", wait.plusSeconds(1).toSeconds()));
  }

  private Uni<String> takeAdmitted(SiteId sender, byte[] body) {
    io.vertx.core.Context request = Vertx.currentContext();
    Executor eventLoop = task -> request.runOnContext(ignored -> task.run());
    Context trace = Context.current();
    // Parsing and validation are computation: off the event loop, and back to it for the database.
    return traced("ingest", trace, () -> read(sender, body, eventLoop))
        .flatMap(
            transfer ->
                stores
                    .inTurn(
                        eventLoop,
                        () ->
                            modules
                                .admit(transfer)
                                .flatMap(admitted -> cuts.freezeDue())
                                .flatMap(
                                    done -> traced("store", trace, () -> store(transfer, trace))))
                    .onFailure(DatabaseFailures::caused)
                    .transform(IngestFlow::refused));
  }

  private static Fault refused(Throwable failure) {
    return DatabaseFailures.lasts(failure)
        ? RegistryCode.NOT_STORABLE.with(
            failure, Fault.safe("state", DatabaseFailures.sqlState(failure).orElseThrow()))
        : RegistryCode.STORE_UNAVAILABLE.with(failure);
  }

  private Uni<AcceptedTransfer> read(SiteId sender, byte[] body, Executor eventLoop) {
    return Uni.createFrom()
        .item(() -> reader.read(sender, body))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .emitOn(eventLoop);
  }

  private Uni<String> store(AcceptedTransfer transfer, Context trace) {
    return store.store(
        transfer,
        (session, current, mayReplace, openCut) ->
            traced(
                "facts",
                trace,
                () -> {
                  String site = transfer.site().value();
                  return retired
                      .refuse(session, site, current)
                      .flatMap(
                          done ->
                              retracted.admit(session, site, transfer.sequence(), current, openCut))
                      .flatMap(done -> facts.write(session, site, current, mayReplace, openCut))
                      .flatMap(done -> withdrawals.write(session, site, current, openCut))
                      .flatMap(done -> findings.mark(session, site, current));
                }));
  }

  private <T> Uni<T> traced(String stage, Context parent, Supplier<Uni<T>> work) {
    Span span = tracer.spanBuilder(stage).setParent(parent).startSpan();
    return work.get()
        .onTermination()
        .invoke(
            (result, failure, cancelled) -> {
              if (failure != null) {
                span.setStatus(StatusCode.ERROR, codeOf(failure));
              }
              span.end();
            });
  }

  private static boolean isRefusal(Throwable failure) {
    return failure instanceof InvalidTransfer
        || (failure instanceof Fault fault
            && fault.code() instanceof RegistryCode code
            && code.status() >= 400
            && code.status() < 429);
  }

  private static String codeOf(Throwable failure) {
    if (failure instanceof Fault fault) {
      return fault.code().code();
    }
    return failure instanceof InvalidTransfer invalid
        ? invalid.code().code()
        : failure.getClass().getSimpleName();
  }
}
