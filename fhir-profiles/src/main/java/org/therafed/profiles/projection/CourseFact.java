package org.therafed.profiles.projection;

import java.time.LocalDate;

/**
 * One course of treatment.
 *
 * @param courseId de-identified id of the resource
 * @param patientId de-identified id of the patient
 * @param module therapy module, e.g. {@code rlt-psma}
 * @param arm {@code treated} or {@code standard-care}
 * @param modality {@code radioligand}, {@code standard-care} or another local modality code
 * @param startedOn shifted date; the first day of its month or year where no more is known
 * @param startKnown how exactly the start is known
 * @param endedOn shifted date; null while it goes on
 * @param line line of therapy from 1; null if unknown
 * @param status FHIR event status
 * @param indexQuarter true calendar quarter of the start, e.g. {@code 2025-Q3}; may be null
 * @param moduleVersion the version of the module that the course began with and keeps, e.g. {@code
 *     1.0.0}; null where the record names none
 */
public record CourseFact(
    String courseId,
    String patientId,
    String module,
    String arm,
    String modality,
    LocalDate startedOn,
    DatePrecision startKnown,
    LocalDate endedOn,
    Integer line,
    String status,
    String indexQuarter,
    String moduleVersion)
    implements Fact {

  /** Whether it was begun: one that is only planned, or was not done, is no treatment. */
  public boolean begun() {
    return startedOn != null && !"not-done".equals(status) && !"preparation".equals(status);
  }

  /** The first day on which it may have begun; of several courses the first is by this day. */
  public LocalDate earliestStart() {
    return startKnown.earliest(startedOn);
  }

  /** The last day on which it may have begun. */
  LocalDate latestStart() {
    return startKnown.latest(startedOn);
  }

  /** The same, had it begun on a day; how exactly that is known stays. */
  CourseFact withStart(LocalDate day) {
    return new CourseFact(
        courseId,
        patientId,
        module,
        arm,
        modality,
        day,
        startKnown,
        endedOn,
        line,
        status,
        indexQuarter,
        moduleVersion);
  }
}
