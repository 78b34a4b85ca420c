package org.therafed.evidence.response;

/** Whether a criterion held, as far as one can tell. */
public enum Answer {
  YES,
  NO,
  /** Not evaluable: nothing was observed that could tell. */
  UNKNOWN;

  static Answer of(boolean held) {
    return held ? YES : NO;
  }
}
