package org.therafed.evidence.contract;

/** What became of a milestone on one course. */
public enum MilestoneState {
  /** Assessed within the window, endpoint met: the instalment is payable. */
  REACHED,
  /** Assessed within the window and not met, or ruled out by an earlier failure. */
  FAILED,
  /** The window is not over and nothing decides yet. */
  NOT_YET_DUE,
  /** The window is over without an assessment: missing, not failed. */
  OVERDUE
}
