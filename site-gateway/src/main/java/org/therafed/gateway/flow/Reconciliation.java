package org.therafed.gateway.flow;

import static org.therafed.profiles.outcome.Fault.safe;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.therafed.gateway.fault.ReconciliationCode;
import org.therafed.gateway.flow.SentBook.Own;
import org.therafed.gateway.flow.TransferRepair.Repair;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Reason;

/**
 * Compares what was sent with what the registry has, and mends what differs: what the registry
 * lacks is sent again, and it is compared once more when that has arrived, until nothing is left
 * that can be mended. What stays is a warning.
 */
@Singleton
public class Reconciliation {

  private static final Logger LOG = Logger.getLogger(Reconciliation.class);

  /** After so many a registry that takes transfers and does not keep them is left alone. */
  private static final int MOST_PASSES = 5;

  private final SentBook sent;
  private final TransferRepair repair;
  private final ReconciliationBook book;
  private final SendSignal signal;
  private final boolean recordsLeave;
  private final LoopSignal wake = new LoopSignal();

  @Inject
  Reconciliation(
      SentBook sent,
      TransferRepair repair,
      ReconciliationBook book,
      SendSignal signal,
      SiteConfig config) {
    this.recordsLeave = !config.sharing().equals(Destinations.AGGREGATES);
    this.sent = sent;
    this.repair = repair;
    this.book = book;
    this.signal = signal;
  }

  /**
   * One comparison; counts of transfers and of messages that are numbered among them.
   *
   * @param comparedAt when it was compared last; empty where the registry could not be asked
   * @param state {@code waiting} for what is sent again, {@code done}, or {@code failed}
   * @param compared what the registry should have
   * @param missing what it did not have
   * @param sentAgain what was, or is to be, sent again
   * @param notPermitted missing there, and not sent: taken back, or without a consent in force
   * @param notSendable missing there, and not kept here
   * @param unknown numbers there that are not known here and that nobody has acknowledged
   * @param differing what it had with other content
   * @param difference what was left at the last comparison; empty where there was none
   * @param code why the registry could not be asked
   */
  public record Result(
      long id,
      Instant startedAt,
      Optional<Instant> comparedAt,
      String state,
      int passes,
      long compared,
      long missing,
      long sentAgain,
      long notPermitted,
      long notSendable,
      long unknown,
      long differing,
      Optional<Long> difference,
      Optional<String> code) {

    boolean isWaiting() {
      return state.equals("waiting");
    }

    /** The registry could not be asked, and may be soon. */
    boolean mayAnswerSoon() {
      return code.filter(ReconciliationCode.NOT_ASKED.code()::equals).isPresent();
    }

    /** A difference that stays; what waits is not said as long as it may go by itself. */
    public Optional<Reason> alarm() {
      long left = difference.orElse(0L);
      long stays = notSendable + unknown;
      if (left == 0 || (isWaiting() && stays == 0)) {
        return Optional.empty();
      }
      return Optional.of(
          ReconciliationCode.DIFFERENCE.reason(
              safe("difference", left),
              safe("missing", Math.max(0, left - stays)),
              safe("unsendable", notSendable),
              safe("unknown", unknown),
              safe("differing", differing)));
    }
  }

  /** The latest comparison; empty before the first. */
  public Optional<Result> latest() {
    return book.latest();
  }

  /**
   * Compares now, and lets what the registry lacks be sent again; answers what was found.
   *
   * @throws Fault GW-RECON-001 or GW-RECON-002 if the registry cannot be asked, GW-RECON-004 if
   *     nothing is there by the site's own choice
   */
  public synchronized Result run() {
    if (!recordsLeave) {
      throw ReconciliationCode.NOTHING_THERE.with();
    }
    long id = book.begin();
    try {
      return pass(id);
    } catch (Fault fault) {
      book.failed(id, fault.code().code());
      LOG.warnf("stage=reconciliation outcome=failed code=%s", fault.code().code());
      throw fault;
    } finally {
      wake.raise();
    }
  }

  /** Compares once more if what was sent again has arrived; answers whether it did. */
  synchronized boolean goOn() {
    Optional<Result> waiting =
        book.latest().filter(Result::isWaiting).filter(result -> !book.waits(result.id()));
    waiting.ifPresent(result -> pass(result.id()));
    return waiting.isPresent();
  }

  private Result pass(long id) {
    SentBook.Difference found = sent.compare();
    Set<Long> absent = found.missing().stream().map(Own::id).collect(Collectors.toSet());
    List<Own> all = new ArrayList<>(found.missing());
    all.addAll(found.differing());
    long before = book.waiting(id);
    boolean last = latest().orElseThrow().passes() + 1 >= MOST_PASSES;
    Map<Repair, Long> repaired =
        last ? Map.of(Repair.NOT_SENDABLE, (long) all.size()) : repair.repair(id, all, absent);
    long unknown = book.unknown(found.unknown());
    long waiting = before + repaired.getOrDefault(Repair.AGAIN, 0L);
    long left = waiting + repaired.getOrDefault(Repair.NOT_SENDABLE, 0L) + unknown;
    book.compared(id, found, repaired, unknown, left, waiting > 0);
    signal.raise();
    Result result = latest().orElseThrow();
    LOG.infof(
        "stage=reconciliation outcome=%s compared=%d missing=%d again=%d unknown=%d differing=%d"
            + " difference=%d",
        result.state(),
        result.compared(),
        result.missing(),
        result.sentAgain(),
        result.unknown(),
        result.differing(),
        left);
    result.alarm().ifPresent(reason -> LOG.warnf("code=%s %s", reason.code(), reason.found()));
    return result;
  }

  /**
   * Somebody has seen what cannot be mended: numbers that are not known here, and transfers that
   * are missing at the registry and not kept here. They are no difference from now on. Answers how
   * many, by kind.
   *
   * @throws Fault GW-RECON-001 or GW-RECON-002 if the registry cannot be asked
   */
  public synchronized Map<String, Long> acknowledge() {
    Result before = run();
    Map<String, Long> counts = new TreeMap<>();
    counts.put("unknown", (long) book.acknowledgeUnknown());
    counts.put("notSendable", 0L);
    if (before.notSendable() > 0) {
      SentBook.Difference left = sent.compare();
      List<Own> all = new ArrayList<>(left.missing());
      all.addAll(left.differing());
      Set<Long> lost = repair.lost(all);
      book.settle(List.copyOf(lost));
      counts.put("notSendable", (long) lost.size());
    }
    run();
    return counts;
  }

  /** Whether records of this site are at the registry at all. */
  boolean recordsLeave() {
    return recordsLeave;
  }

  LoopSignal wake() {
    return wake;
  }
}
