package org.therafed.registry.quality;

import java.util.Locale;

/**
 * What data quality is looked at by. Completeness, conformance and plausibility as in Kahn et al.,
 * A harmonized data quality assessment terminology and framework, eGEMs 4(1):18, 2016; timeliness
 * and freshness beside them, for a registry that decides on survival.
 */
enum Dimension {
  /** Items that are due with a course and are there. */
  COMPLETENESS,
  /** Courses that came by the end of the quarter after the one in which they began. */
  TIMELINESS,
  /** Courses of patients in whose records nothing contradicts. */
  PLAUSIBILITY,
  /** Transfers that were taken, of those that were sent. */
  CONFORMANCE,
  /** Courses of patients who are dead or were known alive within a year. */
  FRESHNESS;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
