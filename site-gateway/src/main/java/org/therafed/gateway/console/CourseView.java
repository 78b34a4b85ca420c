package org.therafed.gateway.console;

import java.util.List;

/** A patient's treatment on one page, ready to print; days are the hospital's own. */
public record CourseView(
    String arrival,
    String patient,
    String sex,
    String birthYear,
    String status,
    List<Course> courses,
    List<Given> given,
    List<Organ> organs,
    String markersJson,
    List<Marker> markers,
    List<Event> events,
    List<Assessed> responses,
    List<WorkView.DueRow> due) {

  /** A course; empty texts where something is not known. */
  public record Course(
      String module,
      String title,
      String status,
      String startedOn,
      String endedOn,
      String line,
      boolean treated) {}

  /**
   * An administration.
   *
   * @param activity net, GBq; empty where the dose is none
   * @param cumulative the sum up to this one, GBq; empty as before
   */
  public record Given(
      String cycle, String at, String product, String activity, String cumulative) {}

  /**
   * The absorbed dose of an organ.
   *
   * @param gray the sum, Gy
   * @param limit from which to watch, Gy; empty where the site sets it
   * @param percent of the limit, at most 100 for the bar; 0 without a limit
   */
  public record Organ(String title, String gray, String limit, int percent, boolean beyond) {}

  /** A laboratory test with its values. */
  public record Marker(String title, String unit, List<Value> values) {}

  /** A value on a day; {@code comparator} as the laboratory wrote it, or empty. */
  public record Value(String on, String comparator, String value) {}

  /** An adverse event. */
  public record Event(String term, int grade, String from, String to) {}

  /** An assessment of response. */
  public record Assessed(String on, String criterion, String category) {}
}
