package org.therafed.profiles.projection;

import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A rule that answers only what follows from the days that are known. What is not known may hide an
 * outcome and never makes one:
 *
 * <ul>
 *   <li>a start that is not known to the day leaves nothing to count from; only a limit of doses is
 *       still watched, over the whole life, and its day is not given;
 *   <li>another course, or a death, of which the day is not known leaves the answer that is the
 *       same whenever it was, and else none.
 * </ul>
 *
 * @param rule of an endpoint
 */
record KnownDayRule(EndpointRule rule) implements EndpointRule {

  @Override
  public EndpointOutcome evaluate(PersonFacts facts) {
    if (facts.anchor().known() != DatePrecision.DAY) {
      return rule instanceof CumulativeDoseLimitRule
          ? withoutDay(rule.evaluate(facts))
          : new EndpointOutcome.NotEvaluable(OutcomeReason.START_NOT_TO_THE_DAY);
    }
    Optional<EndpointOutcome> lived = whateverCourses(facts);
    if (lived.isEmpty()) {
      return new EndpointOutcome.NotEvaluable(OutcomeReason.COURSE_NOT_TO_THE_DAY);
    }
    Optional<PersonFacts> died = facts.diedAtOnce();
    return died.isEmpty() || lived.equals(whateverCourses(died.get()))
        ? lived.get()
        : new EndpointOutcome.NotEvaluable(OutcomeReason.DEATH_DAY_NOT_KNOWN);
  }

  /** The outcome, if it is the same on whichever day the other courses began. */
  private Optional<EndpointOutcome> whateverCourses(PersonFacts facts) {
    List<CourseFact> unsure = facts.coursesOfUnknownDay();
    EndpointOutcome known = rule.evaluate(facts);
    Iterator<PersonFacts> possible =
        unsure.stream().flatMap(course -> possible(facts, unsure, course)).iterator();
    while (possible.hasNext()) {
      if (!rule.evaluate(possible.next()).equals(known)) {
        return Optional.empty();
      }
    }
    return Optional.of(known);
  }

  /** One course on each day that it may have begun, the others on their first and last ones. */
  private static Stream<PersonFacts> possible(
      PersonFacts facts, List<CourseFact> unsure, CourseFact course) {
    PersonFacts early = facts;
    PersonFacts late = facts;
    for (CourseFact other : unsure) {
      if (!other.equals(course)) {
        early = early.with(other, other.earliestStart());
        late = late.with(other, other.latestStart());
      }
    }
    Stream<PersonFacts> around = unsure.size() == 1 ? Stream.of(facts) : Stream.of(early, late);
    LocalDate before = facts.index().minusDays(1);
    LocalDate first = course.earliestStart().isBefore(before) ? before : course.earliestStart();
    return around.flatMap(
        others ->
            first.datesUntil(course.latestStart().plusDays(1)).map(on -> others.with(course, on)));
  }

  private static EndpointOutcome withoutDay(EndpointOutcome outcome) {
    return outcome instanceof EndpointOutcome.Limit limit
        ? new EndpointOutcome.Limit(limit.reached(), limit.fraction(), null, limit.reason())
        : outcome;
  }
}
