package org.therafed.gateway.deidentify.nationalid;

import java.util.Optional;

/**
 * What a Patient's national ids are worth: an id, or why there is none. Neither: none was claimed.
 */
public record Judgement(Optional<NationalId> id, Optional<LinkCode> refusal) {

  static final Judgement NONE_CLAIMED = new Judgement(Optional.empty(), Optional.empty());

  static Judgement usable(NationalId id) {
    return new Judgement(Optional.of(id), Optional.empty());
  }

  static Judgement refused(LinkCode why) {
    return new Judgement(Optional.empty(), Optional.of(why));
  }

  /** Whether the Patient said nothing of a national id. */
  public boolean noneClaimed() {
    return id.isEmpty() && refusal.isEmpty();
  }
}
