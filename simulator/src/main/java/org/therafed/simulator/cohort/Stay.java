package org.therafed.simulator.cohort;

/**
 * The time during which one hospital writes a patient's records.
 *
 * @param mrn medical record number there
 * @param courseId of the course there; empty where there is none
 * @param fromDay first day, counted from the index date
 * @param untilDay first day that no longer belongs to it
 */
public record Stay(Hospital hospital, String mrn, String courseId, int fromDay, int untilDay) {
  boolean covers(int day) {
    return day >= fromDay && day < untilDay;
  }
}
