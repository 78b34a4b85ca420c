package org.therafed.evidence.table;

/** Which of the two that are compared. Differences and ratios are first against second. */
public enum Arm {
  /** The one of interest, such as the treated. */
  FIRST,
  /** The one it is compared with. */
  SECOND
}
