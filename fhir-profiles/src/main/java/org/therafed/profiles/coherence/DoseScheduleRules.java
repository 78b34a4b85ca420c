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
import java.util.stream.Collectors;
import org.therafed.profiles.module.Dose;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.terminology.Product;
import org.therafed.profiles.terminology.Ucum;

/**
 * The days on which one product was given in a course, beside the plan of the course's module: no
 * step of a titration before those below it have had their days, and no fixed dose beyond its days.
 * What the records begin with is taken as it is: a person may come with a treatment under way. One
 * finding for each step, and one for each fixed dose.
 */
final class DoseScheduleRules {

  private final CourseModules modules;

  /** One dose of a series, on a known day. */
  private record Given(PersonRecord record, PersonRecord course, LocalDate on) {
    long daysSince(Given first) {
      return ChronoUnit.DAYS.between(first.on, on);
    }

    Finding notAsPlanned(String english, String chinese) {
      return FindingCode.DOSE_OUTSIDE_PLAN.of(
          List.of(record.atStart("effective"), course.atExtension("module", "valueCanonical")),
          english,
          chinese);
    }
  }

  /** The doses of one product in one course. */
  private record Series(String course, Dose planned) {}

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
          if (series.planned() instanceof Dose.Titration titration) {
            steps(titration, inOrder, findings);
          } else if (series.planned() instanceof Dose.Fixed fixed && fixed.days() > 0) {
            days(fixed, inOrder, findings);
          }
        });
  }

  private void add(PersonRecords records, PersonRecord given, Map<Series, List<Given>> to) {
    Optional<PersonRecord> course =
        records.course(given).filter(each -> !ModuleRules.isStandardCare(each));
    Optional<Days> at = given.start("effective").filter(on -> on.first().equals(on.last()));
    Optional<Dose> planned = course.flatMap(modules::of).flatMap(module -> dose(module, given));
    if (at.isPresent() && planned.isPresent()) {
      to.computeIfAbsent(
              new Series(course.orElseThrow().reference(), planned.get()),
              none -> new ArrayList<>())
          .add(new Given(given, course.orElseThrow(), at.get().first()));
    }
  }

  private Optional<Dose> dose(TherapyModule module, PersonRecord given) {
    Optional<Product> product = modules.product(given);
    return module.doses().stream()
        .filter(dose -> product.filter(p -> p.coding().equals(dose.product())).isPresent())
        .findFirst();
  }

  /** A dose may be moved within its interval: early is what is early by a whole one or more. */
  private static void steps(Dose.Titration titration, List<Given> doses, List<Finding> findings) {
    Given first = null;
    int from = 0;
    Set<Integer> judged = new HashSet<>();
    for (Given given : doses) {
      int step = step(titration, given);
      if (step < 0) {
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
      if (judged.add(step) && given.daysSince(first) <= planned - titration.everyDays()) {
        String amount = amount(titration.steps().get(step).amount(), titration.unit());
        findings.add(
            given.notAsPlanned(amount + " after " + planned + " days", planned + " 天后为 " + amount));
      }
    }
  }

  /** The step whose amount was given; -1 for none. */
  private static int step(Dose.Titration titration, Given given) {
    var dose = given.record().resource().path("dosage").path("dose");
    String unit = dose.path("code").asText();
    if (dose.path("value").isNumber() && Ucum.convertible(unit, titration.unit())) {
      BigDecimal amount = Ucum.convert(dose.path("value").decimalValue(), unit, titration.unit());
      for (int i = 0; i < titration.steps().size(); i++) {
        if (titration.steps().get(i).amount().compareTo(amount) == 0) {
          return i;
        }
      }
    }
    return -1;
  }

  /** What begins in the evening ends on the day after the last. */
  private static void days(Dose.Fixed fixed, List<Given> doses, List<Finding> findings) {
    doses.stream()
        .filter(given -> given.daysSince(doses.get(0)) > fixed.days())
        .findFirst()
        .ifPresent(
            given -> {
              String amount = amount(fixed.amount(), fixed.unit());
              findings.add(
                  given.notAsPlanned(
                      amount + " for " + fixed.days() + " days",
                      amount + "，共 " + fixed.days() + " 天"));
            });
  }

  private static String amount(BigDecimal amount, String unit) {
    return amount.stripTrailingZeros().toPlainString() + " " + unit;
  }
}
