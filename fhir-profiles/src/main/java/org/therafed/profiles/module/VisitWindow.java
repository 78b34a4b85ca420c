package org.therafed.profiles.module;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is due when, counted from an anchor. Either days, or a range of days, or hours are given.
 *
 * @param id its name within the module, e.g. {@code labs-before}
 * @param title in both languages
 * @param of what is done
 * @param anchor day or hour 0
 * @param days days from the anchor; empty for the other forms
 * @param fromDay first day of the range; 0 for the other forms
 * @param toDay last day of the range; 0 for the other forms
 * @param everyDays how often within the range; 0 for once
 * @param hours hours from the anchor; empty for the other forms
 * @param earlyDays how many days early is still in the window
 * @param lateDays how many days late is still in the window
 * @param cycles which cycles; empty for all
 */
public record VisitWindow(
    String id,
    TherapyModule.Title title,
    What of,
    Anchor anchor,
    List<Integer> days,
    int fromDay,
    int toDay,
    int everyDays,
    List<Integer> hours,
    int earlyDays,
    int lateDays,
    List<Integer> cycles) {

  public VisitWindow {
    days = List.copyOf(days);
    hours = List.copyOf(hours);
    cycles = List.copyOf(cycles);
  }

  /** What is done in a window. */
  public enum What {
    VISIT,
    LAB,
    IMAGING,
    SPECT,
    PET,
    QUESTIONNAIRE,
    PROCEDURE;

    /** The name in a module. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<What> named(String label) {
      for (What what : values()) {
        if (what.label().equals(label)) {
          return Optional.of(what);
        }
      }
      return Optional.empty();
    }
  }

  /** What day 0 of a window is. */
  public enum Anchor {
    /** First day of the course. */
    START,
    /** First day of each cycle. */
    CYCLE,
    /** Infusion of the cells. */
    INFUSION,
    /** Last day of the course. */
    END;

    /** The name in a module. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Anchor> named(String label) {
      for (Anchor anchor : values()) {
        if (anchor.label().equals(label)) {
          return Optional.of(anchor);
        }
      }
      return Optional.empty();
    }
  }
}
