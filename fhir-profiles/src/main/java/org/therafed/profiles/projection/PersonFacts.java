package org.therafed.profiles.projection;

import static org.therafed.profiles.outcome.Fault.safe;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.therafed.profiles.module.TherapyModule;

/**
 * The current facts of one person, of one hospital or several, seen from one anchor under one
 * module. A fact that came twice counts once; the order does not matter.
 */
public final class PersonFacts {
  private final TherapyModule module;
  private final Anchor given;
  private final Anchor anchor;
  private final List<Fact> known;
  private final List<Fact> facts;

  private PersonFacts(TherapyModule module, Anchor given, List<Fact> known) {
    this.module = module;
    this.given = given;
    this.anchor = Infusion.anchor(module, given, known);
    this.known = known;
    this.facts = Deaths.withReported(anchor.on(), known);
  }

  /**
   * What is known of a person.
   *
   * @param module whose biomarkers the rules name
   * @param anchor the day to count from; of a course of treatment with cells, the first infusion of
   *     it counts instead of its start, if one is among the facts
   * @param facts of the current versions of that person's resources, in any order
   */
  public static PersonFacts of(
      TherapyModule module, Anchor anchor, Collection<? extends Fact> facts) {
    return new PersonFacts(module, anchor, facts.stream().<Fact>map(f -> f).distinct().toList());
  }

  /** The same, had a course begun on a day. */
  PersonFacts with(CourseFact course, LocalDate on) {
    List<Fact> changed =
        known.stream().map(f -> f.equals(course) ? course.withStart(on) : f).toList();
    return new PersonFacts(module, given, changed);
  }

  /**
   * The courses that may have begun after the anchor, or on its day, of which the day is not known.
   */
  List<CourseFact> coursesOfUnknownDay() {
    return all(CourseFact.class)
        .filter(f -> f.begun() && f.startKnown() != DatePrecision.DAY)
        .filter(f -> !f.courseId().equals(anchor.courseId()))
        .filter(f -> !f.latestStart().isBefore(index()))
        .toList();
  }

  /**
   * The same, had the person died on the first day on which they may have died; empty unless an
   * adverse event says that they died and nothing says when.
   */
  Optional<PersonFacts> diedAtOnce() {
    return Deaths.withoutDay(index(), facts)
        .map(
            event -> {
              LocalDate seen = lastSeenOn().orElse(index());
              LocalDate on = event.onsetOn().isAfter(seen) ? event.onsetOn() : seen;
              return new PersonFacts(module, given, Deaths.with(known, event, on));
            });
  }

  TherapyModule module() {
    return module;
  }

  Anchor anchor() {
    return anchor;
  }

  LocalDate index() {
    return anchor.on();
  }

  /**
   * Whether the anchor should be an infusion of cells and none is known: a course of treatment with
   * cells that was begun with the collection alone.
   */
  boolean missesInfusion() {
    return Infusion.isMissing(module, given, known);
  }

  /** Whole days from the anchor; negative before it. */
  int day(LocalDate on) {
    return Math.toIntExact(ChronoUnit.DAYS.between(anchor.on(), on));
  }

  <T extends Fact> Stream<T> all(Class<T> type) {
    return facts.stream().filter(type::isInstance).map(type::cast);
  }

  /**
   * All values of a biomarker, by its id in the module.
   *
   * @throws org.therafed.profiles.outcome.Fault FP-PROJ-004 if the module has none of that id
   */
  List<BiomarkerFact> series(String biomarker) {
    Set<String> codes = watched(biomarker).codes();
    return all(BiomarkerFact.class).filter(f -> codes.contains(f.loinc())).toList();
  }

  TherapyModule.Biomarker watched(String biomarker) {
    return module
        .biomarker(biomarker)
        .orElseThrow(
            () ->
                ProjectionCode.PARAMETER.with(
                    safe("endpoint", module.id()), safe("parameter", "biomarker " + biomarker)));
  }

  /** The earliest death on or after the anchor: a report of death is final. */
  Optional<LocalDate> deathOn() {
    return all(SurvivalFact.class)
        .filter(f -> f.dead() && !f.on().isBefore(index()))
        .map(SurvivalFact::on)
        .min(Comparator.naturalOrder());
  }

  /**
   * The last day on which a hospital saw the person or knew them alive ({@link SignOfLife}), from
   * the anchor on; not after a death.
   */
  Optional<LocalDate> lastSeenOn() {
    Stream<LocalDate> seen =
        facts.stream()
            .flatMap(fact -> SignOfLife.on(fact).stream())
            .filter(on -> !on.isBefore(index()));
    Optional<LocalDate> death = deathOn();
    return seen.filter(on -> death.isEmpty() || !on.isAfter(death.get()))
        .max(Comparator.naturalOrder());
  }
}
