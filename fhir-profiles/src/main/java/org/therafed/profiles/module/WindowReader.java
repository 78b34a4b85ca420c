package org.therafed.profiles.module;

import java.util.List;
import java.util.Set;
import org.therafed.profiles.outcome.Phrase;

/** Reads what is due when. */
final class WindowReader {
  /** Names that actions of the published plan have beside the windows. */
  private static final Set<String> RESERVED =
      Set.of("start", "cycle", "infusion", "end", "data-entry");

  private WindowReader() {}

  static VisitWindow window(Row row) {
    row.only(
        "id",
        "title",
        "of",
        "anchor",
        "days",
        "fromDay",
        "toDay",
        "everyDays",
        "hours",
        "earlyDays",
        "lateDays",
        "cycles");
    if (RESERVED.contains(row.text("id"))) {
      throw row.fault("id", new Phrase("the name is reserved", "该名称已保留"));
    }
    boolean range = row.has("fromDay") || row.has("toDay");
    if ((row.has("days") ? 1 : 0) + (range ? 1 : 0) + (row.has("hours") ? 1 : 0) != 1) {
      throw row.fault(
          "",
          new Phrase(
              "one of days, fromDay with toDay, or hours is needed",
              "应给出 days、fromDay 与 toDay，或 hours 之一"));
    }
    for (String name : List.of("days", "hours", "cycles")) {
      if (row.has(name) && row.wholes(name).isEmpty()) {
        throw row.fault(
            name,
            new Phrase("the list is empty; one whole number or more is needed", "列表为空；应至少有一个整数"));
      }
    }
    if (row.has("everyDays") && !range) {
      throw row.fault("everyDays", new Phrase("it needs fromDay and toDay", "它需要 fromDay 和 toDay"));
    }
    int from = range ? row.whole("fromDay", Integer.MIN_VALUE) : 0;
    int to = range ? row.whole("toDay", Integer.MIN_VALUE) : 0;
    if (to < from) {
      throw row.fault("toDay", new Phrase("it is before fromDay", "早于 fromDay"));
    }
    overlap(row);
    return new VisitWindow(
        row.text("id"),
        row.title("title"),
        VisitWindow.What.named(row.text("of"))
            .orElseThrow(
                () -> row.fault("of", new Phrase("it is not known what is done", "未知的操作内容"))),
        VisitWindow.Anchor.named(row.text("anchor"))
            .orElseThrow(() -> row.fault("anchor", new Phrase("the anchor is not known", "未知的起点"))),
        ascending(row, "days"),
        from,
        to,
        row.whole("everyDays", 1, 0),
        ascending(row, "hours"),
        row.whole("earlyDays", 0, 0),
        row.whole("lateDays", 0, 0),
        ascending(row, "cycles"));
  }

  /** A visit in the windows of two cannot be told from either. */
  private static void overlap(Row row) {
    int least = row.whole("everyDays", 1, Integer.MAX_VALUE);
    List<Integer> days = row.wholes("days");
    for (int i = 1; i < days.size(); i++) {
      least = Math.min(least, days.get(i) - days.get(i - 1));
    }
    int early = row.whole("earlyDays", 0, 0);
    int late = row.whole("lateDays", 0, 0);
    if (least > 0 && (long) early + late >= least) {
      throw row.fault(
          early > 0 ? "earlyDays" : "lateDays",
          new Phrase(
              "the windows of two visits overlap: with lateDays fewer days than the "
                  + least
                  + " between them are needed, found "
                  + early
                  + " and "
                  + late,
              "两次访视的时间窗重叠：earlyDays 与 lateDays 之和应少于两者之间的 "
                  + least
                  + " 天，实际为 "
                  + early
                  + " 和 "
                  + late));
    }
  }

  private static List<Integer> ascending(Row row, String name) {
    List<Integer> numbers = row.wholes(name);
    for (int i = 1; i < numbers.size(); i++) {
      if (numbers.get(i) <= numbers.get(i - 1)) {
        throw row.fault(name, new Phrase("the numbers must rise", "数字应递增"));
      }
    }
    return numbers;
  }

  /** What is counted from an infusion needs cells that are infused. */
  static void check(Row.Read<VisitWindow> read, TherapyModule module) {
    if (read.value().anchor() == VisitWindow.Anchor.INFUSION
        && module.doses().stream().noneMatch(Dose.Cells.class::isInstance)) {
      throw read.row()
          .fault(
              "anchor",
              new Phrase("the module gives no dose of cells to count from", "本模块没有可作起点的细胞剂量"));
    }
  }

  /** What needs the schedule: cycles exist, and those named are among them. */
  static void check(Row.Read<VisitWindow> read, TherapyModule.Schedule schedule) {
    VisitWindow window = read.value();
    if (window.anchor() == VisitWindow.Anchor.CYCLE && schedule == null) {
      throw read.row()
          .fault("anchor", new Phrase("the module has no schedule of cycles", "本模块没有周期安排"));
    }
    if (!window.cycles().isEmpty()
        && (window.anchor() != VisitWindow.Anchor.CYCLE
            || window.cycles().get(0) < 1
            || window.cycles().get(window.cycles().size() - 1) > schedule.maxCycles())) {
      throw read.row()
          .fault("cycles", new Phrase("the schedule has no such cycles", "周期安排中没有这些周期"));
    }
  }
}
