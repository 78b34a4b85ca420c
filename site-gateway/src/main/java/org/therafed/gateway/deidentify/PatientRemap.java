package org.therafed.gateway.deidentify;

import org.therafed.profiles.transfer.PseudonymRemap;

/**
 * One patient's pseudonym that is another from now on, as it may leave. Only this package can make
 * one, and the outbox takes nothing else.
 */
public final class PatientRemap {

  private final PseudonymRemap.Move move;

  PatientRemap(PseudonymRemap.Move move) {
    this.move = move;
  }

  /** Both pseudonyms. */
  public PseudonymRemap.Move move() {
    return move;
  }
}
