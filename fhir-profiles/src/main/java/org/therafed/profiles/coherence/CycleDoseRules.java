package org.therafed.profiles.coherence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.therafed.profiles.module.Dose;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.terminology.Product;

/**
 * How many therapeutic doses one cycle number of a course has: one of each kind of product, or as
 * many as the module plans (days of the cycle, split doses of cells). Doses that no cycle bounds,
 * as tablets, standard care, and what was stopped before its end and begun again are not counted;
 * nor is what comes before an infusion of cells.
 */
final class CycleDoseRules {
  private static final String STOPPED = "stopped";

  private final CourseModules modules;

  /** The doses of one kind of product under one cycle number of a course. */
  private record Cycle(String course, int number, String kind) {}

  /** A dose and how many of it a cycle may have. */
  private record Given(PersonRecord record, int most) {}

  CycleDoseRules(CourseModules modules) {
    this.modules = modules;
  }

  void judge(PersonRecords records, List<Finding> findings) {
    Map<Cycle, List<Given>> cycles = new LinkedHashMap<>();
    records.given().forEach(given -> add(records, given, cycles));
    cycles.forEach(
        (cycle, doses) -> {
          if (doses.size() > doses.stream().mapToInt(Given::most).max().orElseThrow()) {
            findings.add(finding(records, cycle, doses));
          }
        });
  }

  private void add(PersonRecords records, PersonRecord given, Map<Cycle, List<Given>> to) {
    Optional<PersonRecord> cycle = records.whole(given, Profile.TREATMENT_CYCLE);
    Optional<PersonRecord> course =
        records.course(given).filter(each -> !ModuleRules.isStandardCare(each));
    Optional<Product> product = modules.product(given);
    int number = cycle.map(CycleRules::number).orElse(0);
    if (number < 1
        || course.isEmpty()
        || product.isEmpty()
        || STOPPED.equals(given.status())
        || TreatmentRules.isBeforeInfusion(records, given)) {
      return;
    }
    most(course.get(), product.get())
        .ifPresent(
            most ->
                to.computeIfAbsent(
                        new Cycle(course.get().reference(), number, product.get().kind().code()),
                        none -> new ArrayList<>())
                    .add(new Given(given, most)));
  }

  /** Empty where the module plans no dose of the product, or one that no cycle bounds. */
  private Optional<Integer> most(PersonRecord course, Product product) {
    List<Optional<Integer>> planned =
        modules.of(course).map(TherapyModule::doses).orElse(List.of()).stream()
            .filter(dose -> dose.product().equals(product.coding()))
            .map(Dose::mostInCycle)
            .toList();
    return planned.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : planned.stream().flatMap(Optional::stream).max(Comparator.naturalOrder());
  }

  private static Finding finding(PersonRecords records, Cycle cycle, List<Given> doses) {
    List<Place> places =
        doses.stream()
            .map(dose -> dose.record().at("dosage.dose"))
            .collect(Collectors.toCollection(ArrayList::new));
    places.add(records.find(cycle.course()).orElseThrow().atExtension("module", "valueCanonical"));
    String number = Integer.toString(cycle.number());
    return FindingCode.DOSES_IN_ONE_CYCLE.of(places, number, number);
  }
}
