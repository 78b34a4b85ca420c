package org.therafed.registry.disclose;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

  /** Deciding on a set grows with the third power of their number. */
  static final int MOST_GROUPS = 40;

  private final MembershipLedger memberships;
  private final int before;
  private final Set<String> groups;
  private final int groupsBefore;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * Goes on from what was released before.
   *
   * @param published distinct sets
   */
  CutLedger(List<Cohort> published) {
    this(published, Set.of());
  }

  /**
   * The same with the groups that questions have defined.
   *
   * @param groups names of those that were admitted before
   */
  CutLedger(List<Cohort> published, Set<String> groups) {
    this.groups = new LinkedHashSet<>(groups);
    groupsBefore = groups.size();
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

  /**
   * Whether figures about a group that a question defines may be given at all. The first time it
   * must differ from every combination of what is published by more than a few, and not by nobody:
   * whether a condition more or less concerns a few or nobody must not be told. All others of the
   * arm of a group that was admitted are no further group.
   */
  Decision admit(DefinedGroup group, Cohort members) {
    boolean known =
        groups.contains(group.name()) || group.others().filter(groups::contains).isPresent();
    if (!known && groups.size() >= MOST_GROUPS) {
      return Decision.REFUSE;
    }
    Decision decision =
        known
            ? memberships.consider(members, "group")
            : memberships.considerDefined(members, "group");
    if (decision == Decision.RELEASE) {
      groups.add(group.name());
      entries.add(new Entry("group", null));
    }
    return decision;
  }

  /** Names of groups that are admitted now and were not before. */
  List<String> addedGroups() {
    return groups.stream().skip(groupsBefore).toList();
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
