package org.therafed.profiles.projection;

import java.time.LocalDate;

/**
 * The day that a person's endpoints count from: the start of a course, or the decision where there
 * is no course (eligible untreated) or the course does not matter (standard care). Of a treatment
 * with cells {@link PersonFacts} counts from the infusion where one is known.
 *
 * @param on shifted date; the first day of its month or year where no more is known
 * @param known how exactly the day is known
 * @param module therapy module of the course or decision; null if only the day is known
 * @param courseId the course that the endpoints are asked of; null for a decision
 * @param pathway {@code treated}, {@code standard-care} or {@code eligible-untreated}; null if only
 *     the day is known
 */
public record Anchor(
    LocalDate on, DatePrecision known, String module, String courseId, String pathway) {

  /** The start of a course, treated or standard care. */
  public static Anchor of(CourseFact course) {
    return new Anchor(
        course.startedOn(), course.startKnown(), course.module(), course.courseId(), course.arm());
  }

  /** The day of a decision. */
  public static Anchor of(DecisionFact decision) {
    return new Anchor(
        decision.decidedOn(), DatePrecision.DAY, decision.module(), null, decision.pathway());
  }

  /** A day of which nothing else is known. */
  public static Anchor of(LocalDate on) {
    return new Anchor(on, DatePrecision.DAY, null, null, null);
  }

  /**
   * Whether a course is the one that was decided on, and so no next treatment. A course of the same
   * module and pathway that starts on or after the decision is; the caller passes the first one.
   */
  boolean decided(CourseFact course) {
    return courseId == null
        && course.arm().equals(pathway)
        && course.module().equals(module)
        && !course.startedOn().isBefore(on);
  }
}
