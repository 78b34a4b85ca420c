package org.therafed.profiles.projection;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Procedures that are waited for. Dialysis counts where it lasts: sessions at most {@value
 * #MOST_DAYS_BETWEEN} days apart are one time on dialysis, so that a few sessions in acute kidney
 * injury are no kidney failure (Levin et al. 2020, doi 10.1016/j.kint.2020.07.013: four weeks).
 *
 * @param kinds of {@link org.therafed.profiles.terminology.ProcedureKinds}
 * @param dialysisDays how long dialysis must last, whole days
 */
public record ProcedureEvent(Set<String> kinds, int dialysisDays) {
  /** Our choice: maintenance dialysis misses a session or two, seldom two weeks. */
  static final int MOST_DAYS_BETWEEN = 14;

  private static final String DIALYSIS = "dialysis";

  /** A time on dialysis, first and last day. */
  private record Run(LocalDate from, LocalDate to) {}

  public ProcedureEvent {
    kinds = Set.copyOf(kinds);
  }

  /** The first of the procedures on or after a day. */
  Optional<LocalDate> first(PersonFacts facts, LocalDate start) {
    List<LocalDate> days = new ArrayList<>();
    facts
        .all(ProcedureFact.class)
        .filter(f -> kinds.contains(f.kind()) && !f.kind().equals(DIALYSIS))
        .forEach(f -> days.add(f.startedOn()));
    runs(facts).forEach(run -> days.add(run.from()));
    return days.stream().filter(on -> !on.isBefore(start)).min(Comparator.naturalOrder());
  }

  /** Whether dialysis that counts began before a day and lasted to it. */
  boolean underWay(PersonFacts facts, LocalDate start) {
    return runs(facts).stream()
        .anyMatch(run -> run.from().isBefore(start) && !run.to().isBefore(start));
  }

  private List<Run> runs(PersonFacts facts) {
    if (!kinds.contains(DIALYSIS)) {
      return List.of();
    }
    List<Run> runs = new ArrayList<>();
    facts
        .all(ProcedureFact.class)
        .filter(f -> f.kind().equals(DIALYSIS))
        .map(f -> new Run(f.startedOn(), end(f, facts)))
        .sorted(Comparator.comparing(Run::from).thenComparing(Run::to))
        .forEach(run -> join(runs, run));
    return runs.stream()
        .filter(run -> ChronoUnit.DAYS.between(run.from(), run.to()) >= dialysisDays)
        .toList();
  }

  private static void join(List<Run> runs, Run next) {
    Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
    if (last == null || next.from().isAfter(last.to().plusDays(MOST_DAYS_BETWEEN))) {
      runs.add(next);
    } else if (next.to().isAfter(last.to())) {
      runs.set(runs.size() - 1, new Run(last.from(), next.to()));
    }
  }

  /** Dialysis that goes on lasts as long as the person has been seen. */
  private static LocalDate end(ProcedureFact fact, PersonFacts facts) {
    if (!fact.ongoing()) {
      return fact.endedOn() == null ? fact.startedOn() : fact.endedOn();
    }
    return facts
        .lastSeenOn()
        .filter(seen -> seen.isAfter(fact.startedOn()))
        .orElse(fact.startedOn());
  }
}
