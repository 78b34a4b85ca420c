package org.therafed.registry.disclose;

import java.util.ArrayList;
import java.util.List;
import org.therafed.evidence.disclosure.Cohort;
import org.therafed.evidence.disclosure.ReleaseLedger;
import org.therafed.evidence.disclosure.WithheldReason;
import org.therafed.evidence.disclosure.ledger.MembershipLedger;

/** The ledger of one data cut during one answer, and what that adds to it. */
final class CutLedger implements ReleaseLedger {

  /**
   * A decision on one figure.
   *
   * @param reason why it was withheld; null: released
   */
  record Entry(String figure, WithheldReason reason) {}

  private final MembershipLedger memberships;
  private final int before;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * Goes on from what was released before.
   *
   * @param published distinct sets
   */
  CutLedger(List<Cohort> published) {
    memberships = new MembershipLedger(PublicationDoor.POLICY, published);
    before = published.size();
  }

  @Override
  public Decision consider(Cohort membership, String figure) {
    Decision decision = memberships.consider(membership, figure);
    if (decision == Decision.RELEASE) {
      entries.add(new Entry(figure, null));
    }
    return decision;
  }

  @Override
  public void withheld(Cohort membership, String figure, WithheldReason reason) {
    entries.add(new Entry(figure, reason));
  }

  /** All sets that are released now. */
  List<Cohort> published() {
    return memberships.published();
  }

  /** Those of them that were not before. */
  List<Cohort> added() {
    return published().subList(before, published().size());
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }
}
