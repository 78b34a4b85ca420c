package org.therafed.evidence.disclosure;

/**
 * Why a figure was not released. For the auditor only: shown to a requester it would itself
 * disclose.
 */
public enum WithheldReason {
  /** No row answered the question. */
  NO_DATA,
  /** Fewer people than a cohort or arm needs. */
  TOO_FEW_PEOPLE,
  /** The finding has another number of persons than the cohort that it is said to be about. */
  OTHER_PEOPLE,
  /** Fewer sites than needed. */
  TOO_FEW_SITES,
  /** A cell that everything else follows from has too few people. */
  SMALL_CELL,
  /** Its time grid is finer than allowed, or not told. */
  GRID_TOO_FINE,
  /** Other sites answered about the same people before: the difference would be a site's own. */
  OTHER_SITES,
  /** Fewer than ten events for each parameter. */
  TOO_MANY_PARAMETERS,
  /** No rule says how a figure of this kind may be published. */
  NO_RULE,
  /** One course dominates the sum. */
  DOMINATED,
  /** The release ledger refused. */
  LEDGER
}
