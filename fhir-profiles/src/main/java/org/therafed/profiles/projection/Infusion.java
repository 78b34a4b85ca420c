package org.therafed.profiles.projection;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.therafed.profiles.module.TherapyModule;

/**
 * The infusion of a treatment with cells, from which its endpoints count: a course may begin with
 * the collection weeks before. Only administrations are read, not the cell products they name, so
 * that the registry, which keeps no table of these, finds the same day as a gateway.
 */
final class Infusion {
  private Infusion() {}

  /**
   * The anchor of a course of treatment moved to the first infusion of a module's cells, from the
   * start of the course until the next course of the module starts. Unchanged where the module
   * gives no cells, no infusion is known, or the anchor is a decision or standard care; and where
   * the start is not known to the day and there is another course, whose infusion it may be.
   */
  static Anchor anchor(TherapyModule module, Anchor anchor, List<Fact> facts) {
    return first(module, anchor, facts)
        .map(
            on ->
                new Anchor(
                    on, DatePrecision.DAY, anchor.module(), anchor.courseId(), anchor.pathway()))
        .orElse(anchor);
  }

  /** Whether a course of treatment with a module's cells has no infusion. */
  static boolean isMissing(TherapyModule module, Anchor anchor, List<Fact> facts) {
    return isOfCells(module, anchor) && first(module, anchor, facts).isEmpty();
  }

  private static boolean isOfCells(TherapyModule module, Anchor anchor) {
    return module.kind().isOfCells()
        && anchor.courseId() != null
        && "treated".equals(anchor.pathway())
        && module.id().equals(anchor.module());
  }

  private static Optional<LocalDate> first(TherapyModule module, Anchor anchor, List<Fact> facts) {
    if (!isOfCells(module, anchor) || mayBeOfAnother(anchor, facts)) {
      return Optional.empty();
    }
    LocalDate start = anchor.known().earliest(anchor.on());
    Optional<LocalDate> next = nextCourse(anchor, facts);
    return all(facts, AdministrationFact.class)
        .filter(f -> module.infuses(f.product()))
        .map(f -> f.at().toLocalDate())
        .filter(on -> !on.isBefore(start) && next.filter(n -> !on.isBefore(n)).isEmpty())
        .min(Comparator.naturalOrder());
  }

  private static boolean mayBeOfAnother(Anchor anchor, List<Fact> facts) {
    return anchor.known() != DatePrecision.DAY
        && courses(anchor, facts).anyMatch(f -> !f.courseId().equals(anchor.courseId()));
  }

  private static Stream<CourseFact> courses(Anchor anchor, List<Fact> facts) {
    return all(facts, CourseFact.class)
        .filter(CourseFact::begun)
        .filter(f -> f.module().equals(anchor.module()) && f.arm().equals(anchor.pathway()));
  }

  private static Optional<LocalDate> nextCourse(Anchor anchor, List<Fact> facts) {
    return courses(anchor, facts)
        .map(CourseFact::startedOn)
        .filter(on -> on.isAfter(anchor.on()))
        .min(Comparator.naturalOrder());
  }

  private static <T extends Fact> Stream<T> all(List<Fact> facts, Class<T> type) {
    return facts.stream().filter(type::isInstance).map(type::cast);
  }
}
