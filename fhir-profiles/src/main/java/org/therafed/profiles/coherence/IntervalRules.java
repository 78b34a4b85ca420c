package org.therafed.profiles.coherence;

import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.therafed.profiles.module.Dose;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.terminology.Systems;

/**
 * The days from cycle to cycle of a course: never none or backwards, and near to what its therapy
 * module plans. Cycles that were given on a known day each, one number after the other; a number
 * given twice, a gap in them, and the stages of a treatment with cells are other rules' matter.
 */
final class IntervalRules {

  private final CourseModules modules;

  /** A cycle that was given, and the day. */
  private record Given(int number, PersonRecord cycle, Days on) {}

  IntervalRules(CourseModules modules) {
    this.modules = modules;
  }

  void judge(PersonRecords records, List<Finding> findings) {
    Map<List<String>, Map<Integer, Given>> courses = new LinkedHashMap<>();
    records
        .all(Profile.TREATMENT_CYCLE)
        .flatMap(cycle -> given(cycle).stream())
        .collect(
            Collectors.groupingBy(
                given -> given.cycle().partOf(), LinkedHashMap::new, Collectors.toList()))
        .forEach((course, cycles) -> courses.put(course, once(cycles)));
    courses.forEach(
        (course, cycles) -> {
          Optional<Range> planned =
              course.stream()
                  .flatMap(reference -> records.find(reference).stream())
                  .flatMap(record -> modules.of(record).stream())
                  .flatMap(module -> Range.of(module).stream())
                  .findFirst();
          cycles.values().stream()
              .filter(later -> cycles.containsKey(later.number() - 1))
              .forEach(later -> judge(cycles.get(later.number() - 1), later, planned, findings));
        });
  }

  private static Optional<Given> given(PersonRecord cycle) {
    int number = CycleRules.number(cycle);
    boolean stage = PersonRecord.hasSystem(cycle.resource().path("code"), Systems.CYCLE_STAGE);
    return number < 1 || stage || PersonRecords.isNotGiven(cycle)
        ? Optional.empty()
        : cycle
            .start("performed")
            .filter(on -> on.first().equals(on.last()))
            .map(on -> new Given(number, cycle, on));
  }

  private static Map<Integer, Given> once(List<Given> cycles) {
    return cycles.stream()
        .collect(Collectors.groupingBy(Given::number, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .filter(same -> same.getValue().size() == 1)
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                same -> same.getValue().get(0),
                (one, other) -> one,
                TreeMap::new));
  }

  private static void judge(
      Given earlier, Given later, Optional<Range> planned, List<Finding> findings) {
    List<Place> places =
        List.of(later.cycle().atStart("performed"), earlier.cycle().atStart("performed"));
    long days = ChronoUnit.DAYS.between(earlier.on().first(), later.on().first());
    if (days == 0) {
      findings.add(
          FindingCode.CYCLES_ON_ONE_DAY.of(
              places,
              earlier.number() + " and " + later.number(),
              earlier.number() + "、" + later.number()));
    } else if (days < 0) {
      findings.add(
          FindingCode.CYCLES_OUT_OF_ORDER.of(
              places,
              earlier.number() + " and " + later.number(),
              earlier.number() + "、" + later.number()));
    } else {
      planned
          .filter(range -> range.far(days))
          .ifPresent(
              range ->
                  findings.add(
                      FindingCode.INTERVAL_OUTSIDE_PLAN.of(
                          places, range.english(), range.chinese())));
    }
  }

  /**
   * The planned days from cycle to cycle. Earlier than the window is far: tissue has not recovered.
   * Later than the window cycles often are; far is what is late by a whole interval more.
   */
  private record Range(int least, int most, int interval) {
    static Optional<Range> of(TherapyModule module) {
      TherapyModule.Schedule schedule = module.schedule();
      if (schedule == null) {
        return Optional.empty();
      }
      // Some products of a module have a cycle of their own.
      IntStream intervals =
          Stream.concat(
                  Stream.of(schedule.intervalDays()),
                  module.doses().stream()
                      .filter(Dose.MassPerWeight.class::isInstance)
                      .map(dose -> ((Dose.MassPerWeight) dose).intervalDays())
                      .filter(Objects::nonNull))
              .mapToInt(Integer::intValue);
      var summary = intervals.summaryStatistics();
      return Optional.of(
          new Range(
              summary.getMin() - schedule.earlyDays(),
              summary.getMax() + schedule.lateDays(),
              summary.getMax()));
    }

    boolean far(long days) {
      return days > 0 && (days < least || days > most + interval);
    }

    String english() {
      return least + " to " + most + " days";
    }

    String chinese() {
      return least + " 至 " + most + " 天";
    }
  }
}
