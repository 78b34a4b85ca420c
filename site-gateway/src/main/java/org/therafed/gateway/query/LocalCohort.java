package org.therafed.gateway.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.therafed.gateway.forward.local.LocalRecords.LocalPerson;
import org.therafed.profiles.federated.AskedFigure;
import org.therafed.profiles.projection.Anchor;
import org.therafed.profiles.projection.CourseFact;
import org.therafed.profiles.projection.DecisionFact;

/**
 * Who of this site is in a question's group, by the definitions of the registry's own cohorts:
 * persons with a begun course of the arm, from its first start; or eligible by a decision and
 * without any course, from that decision.
 */
final class LocalCohort {

  private static final String UNTREATED = "untreated";

  private LocalCohort() {}

  /** The group, or empty if its conditions are not known here. */
  static Optional<List<LocalMember>> of(AskedFigure asked, List<LocalPerson> persons) {
    Optional<Predicate<LocalMember>> who = LocalSelection.of(asked.who());
    if (who.isEmpty()) {
      return Optional.empty();
    }
    List<LocalMember> members = new ArrayList<>();
    for (LocalPerson person : persons) {
      Optional<LocalMember> member =
          asked.arm().equals(UNTREATED) ? untreated(asked, person) : onCourse(asked, person);
      member.filter(who.get()).ifPresent(members::add);
    }
    return Optional.of(members);
  }

  private static Optional<LocalMember> onCourse(AskedFigure asked, LocalPerson person) {
    return courses(asked, person)
        .filter(course -> course.arm().equals(asked.arm()))
        .min(Comparator.comparing(CourseFact::earliestStart).thenComparing(CourseFact::courseId))
        .map(first -> new LocalMember(person, Anchor.of(first), Optional.of(first)));
  }

  private static Optional<LocalMember> untreated(AskedFigure asked, LocalPerson person) {
    if (courses(asked, person).findAny().isPresent()) {
      return Optional.empty();
    }
    return person.facts().stream()
        .filter(DecisionFact.class::isInstance)
        .map(DecisionFact.class::cast)
        .filter(d -> d.module().equals(asked.module()) && d.pathway().equals("eligible-untreated"))
        .min(Comparator.comparing(DecisionFact::decidedOn).thenComparing(DecisionFact::decisionId))
        .map(first -> new LocalMember(person, Anchor.of(first), Optional.empty()));
  }

  private static Stream<CourseFact> courses(AskedFigure asked, LocalPerson person) {
    return person.facts().stream()
        .filter(CourseFact.class::isInstance)
        .map(CourseFact.class::cast)
        .filter(course -> course.module().equals(asked.module()) && course.begun());
  }
}
