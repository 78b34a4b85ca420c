package org.therafed.simulator.report;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.therafed.simulator.channel.Counts;
import org.therafed.simulator.federation.PlayProgress;
import org.therafed.simulator.record.FederationRecords;

/**
 * Shows how far a play is: one line that changes on a terminal, a line every few seconds elsewhere.
 * Safe for use by several threads.
 */
public final class ProgressDisplay implements PlayProgress {
  private static final long LIVE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long PLAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final PrintStream out;
  private final boolean live;
  private final Map<String, Long> totals = new LinkedHashMap<>();
  private final Map<String, Long> sent = new LinkedHashMap<>();
  private long shownAt;
  private int width;

  /**
   * A display.
   *
   * @param live whether the output is a terminal
   */
  public ProgressDisplay(PrintStream out, boolean live, FederationRecords records) {
    this.out = out;
    this.live = live;
    this.shownAt = System.nanoTime();
    records
        .sites()
        .forEach(
            site -> {
              totals.put(site.hospital().id(), site.records().count());
              sent.put(site.hospital().id(), 0L);
            });
  }

  @Override
  public synchronized void sent(String site, int records) {
    sent.merge(site, (long) records, Long::sum);
    StringBuilder text = new StringBuilder("sending");
    sent.forEach(
        (id, count) ->
            text.append(String.format(Locale.ROOT, "   %s %d of %d", id, count, totals.get(id))));
    show(text.toString());
  }

  @Override
  public synchronized void delivered(Map<String, Counts> counts) {
    Counts sum = counts.values().stream().reduce(Counts.NONE, Counts::plus);
    show(
        String.format(
            Locale.ROOT,
            "delivering   %d of %d have their outcome, %d with the registry's receipt",
            sum.received() - sum.queued(),
            totals.values().stream().mapToLong(Long::longValue).sum(),
            sum.sent()));
  }

  private void show(String text) {
    long now = System.nanoTime();
    if (now - shownAt < (live ? LIVE_NANOS : PLAIN_NANOS)) {
      return;
    }
    shownAt = now;
    if (live) {
      out.print("\r  " + text + " ".repeat(Math.max(0, width - text.length())));
      out.flush();
      width = text.length();
    } else {
      out.println("  " + text);
    }
  }

  /** Ends the changing line. */
  public synchronized void done() {
    if (live && width > 0) {
      out.print("\r" + " ".repeat(width + 2) + "\r");
      out.flush();
      width = 0;
    }
  }
}
