package org.therafed.gateway.flow;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.therafed.gateway.intake.pull.PullCounts;

/** Counts of a run while it goes on; for one thread. */
final class PullTally {

  private final Instant started;
  private final Map<String, Integer> failed = new TreeMap<>();
  private int patients;
  private int withoutConsent;
  private PullCounts counts = PullCounts.NONE;

  PullTally(Instant started) {
    this.started = started;
  }

  void patient() {
    patients++;
  }

  void withoutConsent() {
    withoutConsent++;
  }

  void add(PullCounts more) {
    counts = counts.plus(more);
  }

  int missing() {
    return counts.missing();
  }

  void failed(String code) {
    failed.merge(code, 1, Integer::sum);
  }

  PullReport report(Instant ended, boolean complete) {
    return new PullReport(started, ended, patients, withoutConsent, counts, failed, complete);
  }
}
