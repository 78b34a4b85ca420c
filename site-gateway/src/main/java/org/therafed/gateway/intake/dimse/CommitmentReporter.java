package org.therafed.gateway.intake.dimse;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.net.ClientConfig;
import org.therafed.dicom.net.CommitmentResult;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.DimseResponse;
import org.therafed.dicom.net.Proposal;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.fault.DicomCode;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.intake.object.SafeObjects;
import org.therafed.gateway.site.DicomCommitmentConfig;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.gateway.site.Wait;

/**
 * Hands owed reports of storage commitment over (N-EVENT-REPORT), each judged at that moment: those
 * of one requester over one association. What cannot be handed over waits, and longer each time.
 */
@Singleton
public class CommitmentReporter {

  private static final Logger LOG = Logger.getLogger(CommitmentReporter.class);
  private static final int MOST_DOUBLINGS = 30;

  private final CommitmentPeers peers;
  private final CommitmentStore store;
  private final SafeObjects objects;
  private final Site site;
  private final DicomCommitmentConfig config;
  private ScheduledExecutorService timer;
  private ScheduledFuture<?> next;

  @Inject
  public CommitmentReporter(
      CommitmentPeers peers,
      CommitmentStore store,
      SafeObjects objects,
      Site site,
      SiteConfig config) {
    this.peers = peers;
    this.store = store;
    this.objects = objects;
    this.site = site;
    this.config = config.dicomCommitment();
  }

  /** Begins with what was owed when the gateway ended. */
  synchronized void start() {
    timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "dicom-commitment");
              thread.setDaemon(true);
              return thread;
            });
    wake();
  }

  synchronized void stop() {
    if (timer != null) {
      timer.shutdownNow();
      timer = null;
    }
  }

  /** There may be something to do. */
  synchronized void wake() {
    if (timer != null) {
      timer.execute(this::work);
    }
  }

  private synchronized void after(Duration wait) {
    if (timer == null) {
      return;
    }
    if (next != null) {
      next.cancel(false);
    }
    next = timer.schedule(this::work, Math.max(0, wait.toMillis()), TimeUnit.MILLISECONDS);
  }

  private void work() {
    Duration wait = config.backoffFirst();
    boolean more = true;
    try {
      for (List<CommitmentStore.Owed> due =
              store.due(Wait.atMost(config.backoffCap(), site.clock()));
          !due.isEmpty() && !Thread.currentThread().isInterrupted();
          due = store.due(Wait.atMost(config.backoffCap(), site.clock()))) {
        report(due);
      }
      Optional<Instant> following = store.next();
      more = following.isPresent();
      wait = following.map(this::until).orElse(wait);
    } catch (DatabaseFault fault) {
      LOG.errorf("stage=intake code=%s sqlstate=%s", ServiceCode.DATABASE.code(), fault.sqlState());
    } catch (RuntimeException e) {
      // A defect must not end the timer; its message may quote what came.
      LOG.errorf(
          "stage=intake code=%s exception=%s",
          ServiceCode.UNEXPECTED.code(), e.getClass().getName());
    }
    if (more) {
      after(wait);
    }
  }

  private Duration until(Instant next) {
    Duration wait = Duration.between(now(), next);
    return wait.compareTo(config.backoffCap()) < 0 ? wait : config.backoffCap();
  }

  private Instant now() {
    return site.clock().instant();
  }

  /** Reports to one requester. */
  private void report(List<CommitmentStore.Owed> due) {
    int done = 0;
    try {
      Optional<ClientConfig> peer = peers.address(due.get(0).request().callingAe());
      if (peer.isEmpty()) {
        due.forEach(owed -> store.givenUp(owed, now(), DicomCode.NO_REQUESTER.code()));
        return;
      }
      try (DicomClient client = DicomClient.connect(peer.get(), Proposal.commitmentReport())) {
        for (; done < due.size(); done++) {
          one(client, due.get(done));
        }
      }
    } catch (DicomFault fault) {
      LOG.warnf(
          "stage=intake commitment outcome=waits code=%s cause=%s",
          DicomCode.COMMITMENT_REPORT.code(), fault.code().code());
      due.subList(done, due.size()).forEach(this::failed);
    }
  }

  private void one(DicomClient client, CommitmentStore.Owed owed) {
    CommitmentResult result =
        objects.judge(owed.request().transactionUid(), owed.request().instances());
    DimseResponse answer = client.reportCommitment(result);
    if (answer.isSuccess()) {
      store.reported(owed, result, now());
      LOG.infof(
          "stage=intake commitment outcome=reported committed=%d failed=%d",
          result.committed().size(), result.failed().size());
    } else {
      LOG.warnf(
          "stage=intake commitment outcome=waits code=%s status=%04X",
          DicomCode.COMMITMENT_REPORT.code(), answer.status());
      failed(owed);
    }
  }

  private void failed(CommitmentStore.Owed owed) {
    Instant now = now();
    String code = DicomCode.COMMITMENT_REPORT.code();
    if (owed.receivedAt().plus(config.giveUpAfter()).isBefore(now)) {
      store.givenUp(owed, now, code);
      return;
    }
    Duration bound =
        config.backoffFirst().multipliedBy(1L << Math.min(owed.attempts(), MOST_DOUBLINGS));
    Duration wait = bound.compareTo(config.backoffCap()) < 0 ? bound : config.backoffCap();
    store.failed(owed, now.plus(wait), code);
  }
}
