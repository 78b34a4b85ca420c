package org.therafed.gateway.intake.pull;

/**
 * An instance that an archive answers with.
 *
 * @param sopClassUid empty: the archive does not say
 */
record FoundInstance(String uid, String sopClassUid) {
  @Override
  public String toString() {
    return "FoundInstance";
  }
}
