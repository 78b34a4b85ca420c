package org.therafed.profiles.projection;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One value of a biomarker per day, by day. Several values of one day cannot be ordered, so the one
 * least in favour of the endpoint stands for the day: a rule may miss a response, never invent one.
 */
final class DailyValues {
  private static final Comparator<BiomarkerFact> BY_VALUE =
      Comparator.comparing(BiomarkerFact::value).thenComparing(DailyValues::side);

  private final List<BiomarkerFact> days;

  private DailyValues(List<BiomarkerFact> days) {
    this.days = days;
  }

  /** The lowest value of each day. */
  static DailyValues lowest(List<BiomarkerFact> series) {
    return of(series, BY_VALUE.reversed());
  }

  /** The highest value of each day. */
  static DailyValues highest(List<BiomarkerFact> series) {
    return of(series, BY_VALUE);
  }

  private static DailyValues of(List<BiomarkerFact> series, Comparator<BiomarkerFact> greatest) {
    TreeMap<LocalDate, BiomarkerFact> days = new TreeMap<>();
    for (BiomarkerFact fact : series) {
      days.merge(fact.on(), fact, (a, b) -> greatest.compare(a, b) >= 0 ? a : b);
    }
    return new DailyValues(List.copyOf(days.values()));
  }

  List<BiomarkerFact> after(LocalDate day) {
    return days.stream().filter(f -> f.on().isAfter(day)).toList();
  }

  Stream<BiomarkerFact> between(LocalDate from, LocalDate to) {
    return days.stream().filter(f -> !f.on().isBefore(from) && !f.on().isAfter(to));
  }

  /** Whether only an upper bound is known. */
  static boolean below(BiomarkerFact fact) {
    return side(fact) < 0;
  }

  /** Whether only a lower bound is known. */
  static boolean above(BiomarkerFact fact) {
    return side(fact) > 0;
  }

  private static int side(BiomarkerFact fact) {
    if (fact.comparator() == null) {
      return 0;
    }
    return fact.comparator().startsWith("<") ? -1 : 1;
  }

  /**
   * The first day that meets a criterion and is confirmed by the first value at least so many days
   * later, with as many values on end as are asked for.
   */
  static EndpointOutcome firstConfirmed(
      LocalDate index,
      List<BiomarkerFact> days,
      Predicate<BiomarkerFact> met,
      Confirmation confirmation) {
    boolean once = false;
    for (BiomarkerFact first : days) {
      if (!met.test(first)) {
        continue;
      }
      once = true;
      if (confirmed(first, days, met, confirmation)) {
        return EndpointOutcome.Responder.yes((int) (first.on().toEpochDay() - index.toEpochDay()));
      }
    }
    // Where only the days between the values stand in the way, nobody looked often enough to say
    // no.
    Confirmation atAnyDistance = confirmation.atAnyDistance();
    if (days.stream().anyMatch(f -> met.test(f) && confirmed(f, days, met, atAnyDistance))) {
      return new EndpointOutcome.NotEvaluable(OutcomeReason.TOO_FEW_VALUES);
    }
    return EndpointOutcome.Responder.no(once ? OutcomeReason.NOT_CONFIRMED : OutcomeReason.NOT_MET);
  }

  private static boolean inRow(
      BiomarkerFact first,
      List<BiomarkerFact> days,
      Predicate<BiomarkerFact> met,
      Confirmation confirmation) {
    LocalDate before = first.on();
    int found = 1;
    for (BiomarkerFact next : days) {
      if (found == confirmation.inRow()) {
        break;
      }
      if (next.on().isAfter(first.on())) {
        if (!met.test(next)
            || ChronoUnit.DAYS.between(before, next.on()) > confirmation.maxGapDays()) {
          return false;
        }
        before = next.on();
        found++;
      }
    }
    return found == confirmation.inRow();
  }

  /** Whether one value is confirmed by a later one. */
  static boolean confirmed(
      BiomarkerFact first,
      List<BiomarkerFact> days,
      Predicate<BiomarkerFact> met,
      Confirmation confirmation) {
    if (!inRow(first, days, met, confirmation)) {
      return false;
    }
    if (confirmation.days() == 0) {
      return true;
    }
    LocalDate due = first.on().plusDays(confirmation.days());
    Optional<BiomarkerFact> confirming =
        days.stream().filter(f -> !f.on().isBefore(due)).findFirst().filter(met);
    return confirming.isPresent()
        && (!confirmation.throughout()
            || days.stream()
                .filter(f -> f.on().isAfter(first.on()))
                .filter(f -> f.on().isBefore(confirming.get().on()))
                .allMatch(met));
  }
}
