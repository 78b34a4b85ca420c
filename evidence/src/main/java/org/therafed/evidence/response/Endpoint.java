package org.therafed.evidence.response;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.therafed.evidence.partial.EvidenceCode;

/**
 * A response endpoint as data: what counts, when it is looked for, which assessment decides, and
 * what becomes of those who cannot be evaluated.
 *
 * @param name such as {@code ORR (RECIST 1.1)}
 * @param criterion what has to hold
 * @param fromDay first day of the assessment window, days from the index date
 * @param toDay last day of it
 * @param choice which assessment in the window decides
 * @param confirmDays for {@link Choice#CONFIRMED}: least days between an assessment and its
 *     confirmation; otherwise 0
 * @param notEvaluable what becomes of persons without an answer
 */
public record Endpoint(
    String name,
    Criterion criterion,
    double fromDay,
    double toDay,
    Choice choice,
    double confirmDays,
    NotEvaluable notEvaluable) {

  /** Which assessment in the window decides. */
  public enum Choice {
    /** Any at which the criterion holds: best response. */
    ANY,
    /** The last; of several on the last day, all must hold. */
    LAST,
    /**
     * One at which it holds, again at one at least {@code confirmDays} later, and at all between.
     */
    CONFIRMED
  }

  /** What becomes of persons without an answer. */
  public enum NotEvaluable {
    /** They stay in the denominator as non-responders: intention to treat. */
    NON_RESPONDER,
    /** They are left out; their number is reported. */
    LEFT_OUT
  }

  /** What one assessment says. */
  record Dated(double day, boolean held) {}

  public Endpoint {
    Objects.requireNonNull(criterion, "criterion");
    Objects.requireNonNull(choice, "choice");
    Objects.requireNonNull(notEvaluable, "notEvaluable");
    if (name.isBlank()) {
      throw EvidenceCode.ENDPOINT_IMPOSSIBLE.with("no name");
    }
    if (!(fromDay <= toDay) || !Double.isFinite(fromDay) || !Double.isFinite(toDay)) {
      throw EvidenceCode.ENDPOINT_IMPOSSIBLE.with("a window of " + fromDay + " to " + toDay);
    }
    boolean confirmed = choice == Choice.CONFIRMED;
    if (!Double.isFinite(confirmDays) || confirmed != confirmDays > 0) {
      throw EvidenceCode.ENDPOINT_IMPOSSIBLE.with("confirmation after " + confirmDays + " days");
    }
  }

  /** The answer for one person. */
  public Answer answer(AssessmentRow row) {
    return criterion.answer(row, this);
  }

  List<Observation> within(AssessmentRow row, String variable) {
    return row.observations().stream()
        .filter(o -> o.variable().equals(variable) && fromDay <= o.day() && o.day() <= toDay)
        .toList();
  }

  Answer choose(List<Dated> observed) {
    if (observed.isEmpty()) {
      return Answer.UNKNOWN;
    }
    return switch (choice) {
      case ANY -> Answer.of(observed.stream().anyMatch(Dated::held));
      case LAST -> {
        double last = observed.stream().mapToDouble(Dated::day).max().getAsDouble();
        yield Answer.of(observed.stream().allMatch(o -> o.day() < last || o.held()));
      }
      case CONFIRMED -> Answer.of(confirmed(observed));
    };
  }

  private boolean confirmed(List<Dated> observed) {
    // On one day a failure comes first, so that it ends the run whatever the rows' order.
    List<Dated> ordered =
        observed.stream()
            .sorted(Comparator.comparingDouble(Dated::day).thenComparing(Dated::held))
            .toList();
    double since = Double.NaN;
    for (Dated each : ordered) {
      if (!each.held()) {
        since = Double.NaN;
      } else if (Double.isNaN(since)) {
        since = each.day();
      } else if (each.day() - since >= confirmDays) {
        return true;
      }
    }
    return false;
  }
}
