package org.therafed.profiles.projection;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.therafed.profiles.module.TherapyModule;

/**
 * The days of a visit at which an endpoint is judged, counted from the anchor, e.g. the test of
 * cure. Of several findings in it the last counts, so that what changed within it is seen.
 *
 * @param fromDay first day
 * @param toDay last day
 */
public record DayWindow(int fromDay, int toDay) {

  /** The window of an endpoint; null where it has none. */
  static DayWindow of(TherapyModule.Endpoint endpoint) {
    Optional<Integer> from = endpoint.integer("fromDay");
    Optional<Integer> to = endpoint.integer("toDay");
    return from.isPresent() && to.isPresent() ? new DayWindow(from.get(), to.get()) : null;
  }

  LocalDate last(LocalDate index) {
    return index.plusDays(toDay);
  }

  /** The findings of the last day within the window that has any; empty if none has. */
  <T> List<T> latest(LocalDate index, List<T> findings, Function<T, LocalDate> day) {
    LocalDate first = index.plusDays(fromDay);
    List<T> within =
        findings.stream()
            .filter(f -> !day.apply(f).isBefore(first) && !day.apply(f).isAfter(last(index)))
            .toList();
    Optional<LocalDate> latest = within.stream().map(day).max(Comparator.naturalOrder());
    return within.stream().filter(f -> latest.filter(day.apply(f)::equals).isPresent()).toList();
  }
}
