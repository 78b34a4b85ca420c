package org.therafed.evidence.disclosure.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.therafed.evidence.disclosure.Cohort;
import org.therafed.evidence.disclosure.DisclosurePolicy;
import org.therafed.evidence.disclosure.ReleaseLedger;
import org.therafed.evidence.disclosure.WithheldReason;

/**
 * The release ledger that compares membership sets: a cohort that differs from a combination of up
 * to three published ones by 1 to 10 people, or with which sums over any number of published ones
 * would tell of 1 to 10 people, is not released to anyone, whoever asked before. A cohort published
 * already may be published again, also for another figure. Thread-safe; its memory is {@link
 * #published()}, which whoever keeps it stores with each release.
 */
public final class MembershipLedger implements ReleaseLedger {

  /**
   * One decision, for the auditor.
   *
   * @param figure what kind of figure
   * @param people how many the cohort has
   * @param reason why it was withheld; null: released
   */
  public record Entry(String figure, long people, WithheldReason reason) {}

  private final Differencing differencing;
  private final Combinations combinations;
  private final LinkedHashSet<Cohort> published;
  private final List<Entry> entries = new ArrayList<>();

  /** An empty ledger under a policy, of which the minimum cell counts here. */
  public MembershipLedger(DisclosurePolicy policy) {
    this(policy, List.of());
  }

  /** A ledger that goes on from what has been published. */
  public MembershipLedger(DisclosurePolicy policy, Collection<Cohort> published) {
    this.differencing = new Differencing(policy);
    this.combinations = new Combinations(policy);
    this.published = new LinkedHashSet<>(published);
  }

  @Override
  public synchronized Decision consider(Cohort membership, String figure) {
    if (!published.contains(membership)) {
      List<Cohort> before = List.copyOf(published);
      if (combinations.reveal(membership, before) || differencing.reveals(membership, before)) {
        return Decision.REFUSE;
      }
      published.add(membership);
    }
    entries.add(new Entry(figure, membership.size(), null));
    return Decision.RELEASE;
  }

  /**
   * The same of a cohort that somebody has defined by a condition of their own. One that equals a
   * combination of up to three published ones is refused too: if "arm without group" were released
   * where the group is empty and refused where it has a few people, the refusal would tell that it
   * has a few.
   */
  public synchronized Decision considerDefined(Cohort membership, String figure) {
    return differencing.revealsOrCoincides(membership, List.copyOf(published))
        ? Decision.REFUSE
        : consider(membership, figure);
  }

  @Override
  public synchronized void withheld(Cohort membership, String figure, WithheldReason reason) {
    entries.add(new Entry(figure, membership.size(), reason));
  }

  /** The distinct membership sets published so far, oldest first. */
  public synchronized List<Cohort> published() {
    return List.copyOf(published);
  }

  /** Every decision so far, oldest first. */
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }
}
