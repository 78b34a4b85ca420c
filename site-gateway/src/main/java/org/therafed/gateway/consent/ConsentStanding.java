package org.therafed.gateway.consent;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * How a person stands with consent today, and what it follows from.
 *
 * @param ground what it follows from; empty: nothing is on record
 * @param everRefused whether a refusal stands on record, also one that a later permission overruled
 *     or an opt-out that has ended; not one that was replaced or taken back as a mistake
 * @param decision the decision that counts; empty for an opt-out list
 * @param arrival the arrival that brought the decision
 * @param optOut number of the entry of the opt-out list
 * @param recheckOn the next day on which a permission may begin
 */
public record ConsentStanding(
    Optional<Ground> ground,
    boolean everRefused,
    Optional<ConsentDecision> decision,
    Optional<UUID> arrival,
    Optional<Long> optOut,
    Optional<LocalDate> recheckOn) {

  /** What an answer follows from. */
  public enum Ground {
    /** A permission covers today. */
    PERMISSION,
    /** A refusal, a withdrawal, or what must be taken for one. */
    REFUSAL,
    /** The person stands on an opt-out list of the hospital. */
    OPT_OUT,
    /** There is a permission whose period does not include today. */
    NOT_TODAY;

    /** As it is kept. */
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /** Whether records may leave today. */
  public boolean inForce() {
    return ground.filter(Ground.PERMISSION::equals).isPresent();
  }

  /** Whether the person does not want it, so that what has left is to be taken back. */
  public boolean withdrawn() {
    return ground.filter(g -> g == Ground.REFUSAL || g == Ground.OPT_OUT).isPresent();
  }
}
