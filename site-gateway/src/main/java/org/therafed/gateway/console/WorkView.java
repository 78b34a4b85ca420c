package org.therafed.gateway.console;

import java.util.List;

/** What is due and how complete the data are, ready to print. */
public record WorkView(List<ModuleRow> modules, List<DueRow> due, boolean more) {

  /**
   * A therapy module of which there are courses.
   *
   * @param score mean completeness, percent
   * @param missing what most courses lack, with how many
   * @param lag median days from an event to when its record was ready to leave; null without any
   * @param freshness median days since the last sign of life of who is not dead; null without any
   */
  public record ModuleRow(
      String id,
      String title,
      int courses,
      int complete,
      long score,
      List<String> missing,
      Long lag,
      Long freshness,
      int overdue) {}

  /**
   * Something that is due of a course.
   *
   * @param state {@code overdue}, {@code due} or {@code soon}
   * @param further how many more of the same window are missing after it
   */
  public record DueRow(
      String patient,
      String arrival,
      String module,
      String moduleTitle,
      String what,
      String from,
      String on,
      String to,
      String state,
      int further) {}
}
