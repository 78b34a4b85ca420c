package org.therafed.registry.audit;

import java.util.Optional;

/**
 * Follows the chain over events in their order and says where it breaks: an event that was changed,
 * left out, added or moved.
 *
 * <p>A chain without its latest events, or one that somebody with access to the database made anew,
 * is whole in itself: only a head that was kept elsewhere shows that (see {@link #expect}).
 */
public final class AuditVerification {
  private AuditHead head = AuditChain.START;
  private Optional<AuditHead> kept = Optional.empty();
  private boolean keptWasMet;
  private Optional<Long> broken = Optional.empty();

  /** A head that somebody has kept, such as a gateway: the trail must have it at its number. */
  public AuditVerification expect(AuditHead head) {
    kept = Optional.of(head);
    return this;
  }

  /** The next event with the hash that stands beside it; after a break nothing is looked at. */
  public void next(long seq, String hash, String event) {
    if (broken.isPresent()) {
      return;
    }
    AuditHead expected = AuditChain.next(head, event);
    if (expected.seq() != seq || !expected.hash().equals(hash)) {
      broken = Optional.of(expected.seq());
      return;
    }
    head = expected;
    keptWasMet |= kept.filter(head::equals).isPresent();
  }

  /** The first number at which the chain breaks; empty: it is whole. */
  public Optional<Long> brokenAt() {
    return broken;
  }

  /** The last event up to which it is whole. */
  public AuditHead head() {
    return head;
  }

  /** Whether the chain is whole and has the kept head, if one is expected. */
  public boolean intact() {
    return broken.isEmpty() && (kept.isEmpty() || keptWasMet);
  }

  /** Whether the expected head is in the trail; empty if none is expected. */
  public Optional<Boolean> hasKept() {
    return kept.map(expected -> keptWasMet);
  }
}
