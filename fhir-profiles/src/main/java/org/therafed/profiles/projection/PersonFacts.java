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
  private final Anchor anchor;
  private final List<Fact> facts;

  private PersonFacts(TherapyModule module, Anchor anchor, List<Fact> facts) {
    this.module = module;
    this.anchor = anchor;
    this.facts = facts;
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
    List<Fact> known = facts.stream().<Fact>map(f -> f).distinct().toList();
    return new PersonFacts(module, Infusion.anchor(module, anchor, known), known);
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
    return Infusion.isMissing(module, anchor, facts);
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
