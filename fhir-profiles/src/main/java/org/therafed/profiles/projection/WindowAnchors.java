package org.therafed.profiles.projection;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.module.VisitWindow;

/** The days that a window of a course is counted from. */
final class WindowAnchors {

  private WindowAnchors() {}

  /** Its days 0, in no order; none where the anchor has not been reached. */
  static List<LocalDate> of(
      TherapyModule module,
      CourseFact course,
      Collection<? extends Fact> facts,
      VisitWindow window) {
    return switch (window.anchor()) {
      case START ->
          course.startKnown() == DatePrecision.DAY ? List.of(course.startedOn()) : List.of();
      case END -> course.endedOn() == null ? List.of() : List.of(course.endedOn());
      case CYCLE ->
          all(facts, CycleFact.class)
              .filter(f -> f.courseId().equals(course.courseId()) && f.on() != null)
              .filter(f -> window.cycles().isEmpty() || window.cycles().contains(f.number()))
              .map(CycleFact::on)
              .toList();
      case INFUSION ->
          all(facts, AdministrationFact.class)
              .filter(f -> module.infuses(f.product()))
              .map(f -> f.at().toLocalDate())
              .toList();
    };
  }

  private static <T extends Fact> Stream<T> all(Collection<? extends Fact> facts, Class<T> type) {
    return facts.stream().filter(type::isInstance).map(type::cast);
  }
}
