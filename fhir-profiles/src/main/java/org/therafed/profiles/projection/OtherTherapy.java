package org.therafed.profiles.projection;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.Systems;

/**
 * The first therapy of the disease that began after the anchor and is not the one asked about: a
 * course of another module or arm, or of the same module with none of the products given before. A
 * course that goes on elsewhere with the same product is the same therapy.
 *
 * <p>A course of a module of the library for another disease is none: tablets for a urinary
 * infection end no response of a tumour. Modules are compared by their ICD-10 indications, tumours
 * (C00 to D48) with tumours of whatever site, since a tumour may be named by its origin or by where
 * it grew; other diseases by their three first characters. A module that is not of the library, or
 * has no ICD-10 indication, is taken to be of the same disease.
 */
final class OtherTherapy {
  /** What all tumours are compared by. */
  private static final String TUMOUR = "C00-D48";

  private OtherTherapy() {}

  /** Its first day; empty if there is none, or if nothing but the day of the anchor is known. */
  static Optional<LocalDate> startedOn(PersonFacts facts) {
    if (facts.anchor().module() == null) {
      return Optional.empty();
    }
    return facts
        .all(CourseFact.class)
        .filter(course -> course.begun() && course.startedOn().isAfter(facts.index()))
        .filter(course -> isOther(facts, course))
        .map(CourseFact::startedOn)
        .min(Comparator.naturalOrder());
  }

  private static boolean isOther(PersonFacts facts, CourseFact course) {
    Anchor anchor = facts.anchor();
    if (!anchor.module().equals(course.module())) {
      return isOfTheDisease(facts.module(), course.module());
    }
    return !course.arm().equals(anchor.pathway()) || hasOtherProducts(facts, course);
  }

  private static boolean isOfTheDisease(TherapyModule asked, String other) {
    Set<String> known = diseases(asked);
    Set<String> found =
        ModuleCatalog.standard().find(other).map(OtherTherapy::diseases).orElse(Set.of());
    return known.isEmpty() || found.isEmpty() || !Collections.disjoint(known, found);
  }

  private static Set<String> diseases(TherapyModule module) {
    return module.indications().stream()
        .filter(indication -> indication.system().equals(Systems.ICD10))
        .map(indication -> disease(indication.code()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String disease(String icd10) {
    boolean tumour = icd10.matches("C.*|D[0-3].*|D4[0-8].*");
    return tumour ? TUMOUR : icd10.substring(0, Math.min(3, icd10.length()));
  }

  /**
   * Whether both have products of the module and none in common. An administration belongs to the
   * course of the module that had begun last, since facts need not name it.
   */
  private static boolean hasOtherProducts(PersonFacts facts, CourseFact course) {
    Set<String> before = products(facts, facts.index());
    Set<String> after = products(facts, course.startedOn());
    return !before.isEmpty() && !after.isEmpty() && Collections.disjoint(before, after);
  }

  private static Set<String> products(PersonFacts facts, LocalDate from) {
    TherapyModule module = facts.module();
    Set<String> treating =
        module.products().stream()
            .map(Coding::code)
            .filter(code -> !module.kind().isOfCells() || module.infuses(code))
            .collect(Collectors.toUnmodifiableSet());
    Optional<LocalDate> until = nextOfModule(facts, from);
    return facts
        .all(AdministrationFact.class)
        .filter(given -> treating.contains(given.product()))
        .filter(given -> isWithin(given.at().toLocalDate(), from, until))
        .map(AdministrationFact::product)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isWithin(LocalDate on, LocalDate from, Optional<LocalDate> until) {
    return !on.isBefore(from) && until.filter(end -> !on.isBefore(end)).isEmpty();
  }

  private static Optional<LocalDate> nextOfModule(PersonFacts facts, LocalDate from) {
    Stream<CourseFact> courses = facts.all(CourseFact.class).filter(CourseFact::begun);
    return courses
        .filter(course -> course.module().equals(facts.anchor().module()))
        .map(CourseFact::startedOn)
        .filter(on -> on.isAfter(from))
        .min(Comparator.naturalOrder());
  }
}
