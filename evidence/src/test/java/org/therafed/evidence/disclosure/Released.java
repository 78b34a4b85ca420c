package org.therafed.evidence.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.therafed.evidence.partial.Finding;
import org.therafed.evidence.partial.Result;

/**
 * What tests of the door share: cohorts of a size, and a ledger that remembers what it was told.
 */
final class Released implements ReleaseLedger {
  final List<String> considered = new ArrayList<>();
  final List<WithheldReason> reasons = new ArrayList<>();
  Decision decision = Decision.RELEASE;

  @Override
  public Decision consider(Cohort membership, String figure) {
    considered.add(figure);
    return decision;
  }

  @Override
  public void withheld(Cohort membership, String figure, WithheldReason reason) {
    reasons.add(reason);
  }

  static Cohort people(long n) {
    return Cohort.of(LongStream.rangeClosed(1, n));
  }

  static DisclosedResult of(Finding<? extends Result> finding) {
    long n = finding.result().map(Result::n).orElse(0L);
    return Disclosure.disclose(
        finding, people(n), DisclosurePolicy.defaults(), ReleaseLedger.withoutHistory());
  }
}
