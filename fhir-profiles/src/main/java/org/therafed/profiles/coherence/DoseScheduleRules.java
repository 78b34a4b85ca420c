package org.therafed.profiles.coherence;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.therafed.profiles.module.Dose;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.terminology.Product;
import org.therafed.profiles.terminology.Ucum;

/**
 * The days on which one product was given in a course, beside the plans of the course's module: no
 * step of a titration before those below it have had their days, and no fixed dose beyond its days.
 * Where a product has several plans, as labels differ, a day that one of them allows is in order.
 * What the records begin with is taken as it is: a person may come with a treatment under way. One
 * finding for each step, and one for the fixed doses of a product.
 */
final class DoseScheduleRules {

  private final CourseModules modules;

  /** One dose of a series, on a known day. */
  private record Given(PersonRecord record, PersonRecord course, LocalDate on) {
    long daysSince(Given first) {
      return ChronoUnit.DAYS.between(first.on, on);
    }

    /** Whether this amount was given. */
    boolean is(BigDecimal amount, String unit) {
      var dose = record.resource().path("dosage").path("dose");
      String of = dose.path("code").asText();
      return dose.path("value").isNumber()
          && Ucum.convertible(of, unit)
          && Ucum.convert(dose.path("value").decimalValue(), of, unit).compareTo(amount) == 0;
    }

    Finding notAsPlanned(String english, String chinese) {
      return FindingCode.DOSE_OUTSIDE_PLAN.of(
          List.of(record.atStart("effective"), course.atExtension("module", "valueCanonical")),
          english,
          chinese);
    }
  }

  /** The doses of one product in one course. */
  private record Series(String course, List<Dose> planned) {}

  DoseScheduleRules(CourseModules modules) {
    this.modules = modules;
  }

  void judge(PersonRecords records, List<Finding> findings) {
    Map<Series, List<Given>> all = new LinkedHashMap<>();
    records.given().forEach(given -> add(records, given, all));
    all.forEach(
        (series, doses) -> {
          List<Given> inOrder =
              doses.stream().sorted(Comparator.comparing(Given::on)).collect(Collectors.toList());
          steps(of(Dose.Titration.class, series), inOrder, findings);
          days(of(Dose.Fixed.class, series), inOrder, findings);
        });
  }

  private static <T extends Dose> List<T> of(Class<T> rule, Series series) {
    return series.planned().stream().filter(rule::isInstance).map(rule::cast).toList();
  }

  private void add(PersonRecords records, PersonRecord given, Map<Series, List<Given>> to) {
    Optional<PersonRecord> course =
        records.course(given).filter(each -> !ModuleRules.isStandardCare(each));
    Optional<Days> at = given.start("effective").filter(on -> on.first().equals(on.last()));
    List<Dose> planned =
        course.flatMap(modules::of).map(module -> doses(module, given)).orElse(List.of());
    if (at.isPresent() && !planned.isEmpty()) {
      to.computeIfAbsent(
              new Series(course.orElseThrow().reference(), planned), none -> new ArrayList<>())
          .add(new Given(given, course.orElseThrow(), at.get().first()));
    }
  }

  private List<Dose> doses(TherapyModule module, PersonRecord given) {
    Optional<Product> product = modules.product(given);
    return module.doses().stream()
        .filter(dose -> product.filter(p -> p.coding().equals(dose.product())).isPresent())
        .toList();
  }

  /** A step that came too early. */
  private record Early(String amount, int planned) {}

  private static void steps(
      List<Dose.Titration> titrations, List<Given> doses, List<Finding> findings) {
    Map<Integer, List<Optional<Early>>> judged = new TreeMap<>();
    for (Dose.Titration titration : titrations) {
      firsts(titration, doses)
          .forEach((at, early) -> judged.computeIfAbsent(at, n -> new ArrayList<>()).add(early));
    }
    judged.forEach(
        (at, all) -> {
          if (all.stream().allMatch(Optional::isPresent)) {
            Early least =
                all.stream()
                    .flatMap(Optional::stream)
                    .min(Comparator.comparingInt(Early::planned))
                    .orElseThrow();
            findings.add(
                doses
                    .get(at)
                    .notAsPlanned(
                        least.amount() + " after " + least.planned() + " days",
                        least.planned() + " 天后为 " + least.amount()));
          }
        });
  }

  /**
   * The first dose of each step of one titration, by its place among the doses, and whether it came
   * too early. A dose may be moved within its interval: early is what is early by a whole one or
   * more.
   */
  private static Map<Integer, Optional<Early>> firsts(Dose.Titration titration, List<Given> doses) {
    Map<Integer, Optional<Early>> firsts = new TreeMap<>();
    Given first = null;
    int from = 0;
    Set<Integer> begun = new HashSet<>();
    for (int at = 0; at < doses.size(); at++) {
      Given given = doses.get(at);
      int step = step(titration, given);
      if (step < 0 || !begun.add(step)) {
        continue;
      }
      if (first == null) {
        first = given;
        from = step;
      }
      int planned =
          titration.steps().subList(Math.min(from, step), step).stream()
              .mapToInt(Dose.Step::days)
              .sum();
      boolean early = given.daysSince(first) <= planned - titration.everyDays();
      String amount = amount(titration.steps().get(step).amount(), titration.unit());
      firsts.put(at, early ? Optional.of(new Early(amount, planned)) : Optional.empty());
    }
    return firsts;
  }

  /** The step whose amount was given; -1 for none. */
  private static int step(Dose.Titration titration, Given given) {
    for (int i = 0; i < titration.steps().size(); i++) {
      if (given.is(titration.steps().get(i).amount(), titration.unit())) {
        return i;
      }
    }
    return -1;
  }

  /** What begins in the evening ends on the day after the last. */
  private static void days(List<Dose.Fixed> plans, List<Given> doses, List<Finding> findings) {
    List<Dose.Fixed> meant = meant(plans, doses);
    Optional<Dose.Fixed> longest = meant.stream().max(Comparator.comparingInt(Dose.Fixed::days));
    if (longest.isEmpty() || meant.stream().anyMatch(plan -> plan.days() == 0)) {
      return;
    }
    int most = longest.get().days();
    doses.stream()
        .filter(given -> given.daysSince(doses.get(0)) > most)
        .findFirst()
        .ifPresent(
            given -> {
              String amount = amount(longest.get().amount(), longest.get().unit());
              findings.add(
                  given.notAsPlanned(
                      amount + " for " + most + " days", amount + "，共 " + most + " 天"));
            });
  }

  /** The plans of the amounts that were given; all of them where none of these was. */
  private static List<Dose.Fixed> meant(List<Dose.Fixed> plans, List<Given> doses) {
    List<Dose.Fixed> given =
        plans.stream()
            .filter(plan -> doses.stream().anyMatch(dose -> dose.is(plan.amount(), plan.unit())))
            .toList();
    return given.isEmpty() ? plans : given;
  }

  private static String amount(BigDecimal amount, String unit) {
    return amount.stripTrailingZeros().toPlainString() + " " + unit;
  }
}
