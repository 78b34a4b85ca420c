package org.therafed.evidence.cost.censored;

/** Who is at risk of censoring at a time at which others die. */
public enum TieConvention {
  /**
   * Deaths have left before the censorings of the same time: then the weights of complete cases add
   * up to n. The one to use.
   */
  DEATHS_FIRST,
  /** Deaths count as at risk of censoring: the plain reverse Kaplan–Meier, for comparison. */
  REVERSE_KAPLAN_MEIER
}
