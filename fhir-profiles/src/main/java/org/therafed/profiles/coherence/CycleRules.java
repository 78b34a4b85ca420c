package org.therafed.profiles.coherence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.profile.Profile;

/** Cycle numbers: each once, without gaps, and no more than the therapy plans. */
final class CycleRules {
  private static final int MOST_NUMBERS = 10;

  private final CourseModules modules;

  CycleRules(CourseModules modules) {
    this.modules = modules;
  }

  void judge(PersonRecords records, List<Finding> findings) {
    Map<List<String>, List<PersonRecord>> courses =
        records
            .all(Profile.TREATMENT_CYCLE)
            .filter(cycle -> number(cycle) > 0)
            .collect(
                Collectors.groupingBy(
                    PersonRecord::partOf, LinkedHashMap::new, Collectors.toList()));
    courses.values().forEach(cycles -> course(records, cycles, findings));
  }

  private void course(PersonRecords records, List<PersonRecord> cycles, List<Finding> findings) {
    TreeMap<Integer, List<PersonRecord>> byNumber =
        cycles.stream()
            .collect(Collectors.groupingBy(CycleRules::number, TreeMap::new, Collectors.toList()));
    byNumber.forEach(
        (number, same) -> {
          if (same.size() > 1) {
            String text = Integer.toString(number);
            findings.add(FindingCode.CYCLE_NUMBER_TWICE.of(numbers(same), text, text));
          }
        });
    List<PersonRecord> last = byNumber.lastEntry().getValue();
    TreeSet<Integer> missing =
        IntStream.range(1, byNumber.lastKey())
            .filter(number -> !byNumber.containsKey(number))
            .boxed()
            .collect(Collectors.toCollection(TreeSet::new));
    if (!missing.isEmpty()) {
      String text =
          missing.stream()
                  .limit(MOST_NUMBERS)
                  .map(String::valueOf)
                  .collect(Collectors.joining(", "))
              + (missing.size() > MOST_NUMBERS ? ", …" : "");
      findings.add(FindingCode.CYCLE_MISSING.of(numbers(last), text, text));
    }
    Optional<PersonRecord> course = records.whole(last.get(0), Profile.TREATMENT_COURSE);
    int planned = course.flatMap(this::schedule).map(TherapyModule.Schedule::maxCycles).orElse(0);
    if (planned > 0) {
      byNumber
          .tailMap(planned, false)
          .forEach(
              (number, above) -> above(above, course.orElseThrow(), number, planned, findings));
    }
  }

  private static void above(
      List<PersonRecord> cycles,
      PersonRecord course,
      int number,
      int planned,
      List<Finding> findings) {
    List<Place> places = new ArrayList<>(numbers(cycles));
    places.add(course.atExtension("module", "valueCanonical"));
    findings.add(
        FindingCode.CYCLE_ABOVE_PLAN.of(places, number + " of " + planned, number + "/" + planned));
  }

  private Optional<TherapyModule.Schedule> schedule(PersonRecord course) {
    return modules.of(course).map(TherapyModule::schedule);
  }

  static int number(PersonRecord cycle) {
    return cycle.extension("cycle-number").path("valuePositiveInt").asInt(0);
  }

  private static List<Place> numbers(List<PersonRecord> cycles) {
    return cycles.stream()
        .map(cycle -> cycle.atExtension("cycle-number", "valuePositiveInt"))
        .toList();
  }
}
