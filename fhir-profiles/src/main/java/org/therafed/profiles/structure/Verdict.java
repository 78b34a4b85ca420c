package org.therafed.profiles.structure;

/** Whether something holds, where it may be impossible to say. */
enum Verdict {
  YES,
  NO,
  UNKNOWN;

  static Verdict of(boolean holds) {
    return holds ? YES : NO;
  }

  Verdict and(Verdict other) {
    if (this == NO || other == NO) {
      return NO;
    }
    return this == YES && other == YES ? YES : UNKNOWN;
  }
}
