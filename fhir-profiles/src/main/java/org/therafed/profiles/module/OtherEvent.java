package org.therafed.profiles.module;

import java.util.List;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.EventTerm;

/**
 * An adverse event of interest that CTCAE v5 has no term for.
 *
 * @param term of the local system {@code other-event}, or brought by the module
 * @param title in both languages
 * @param grades what each grade of its own scale means; empty where another scale grades it
 * @param source where its own scale comes from; null where another scale grades it
 */
public record OtherEvent(
    EventTerm term, TherapyModule.Title title, List<Grade> grades, String source) {
  /**
   * A grade of an event's own scale.
   *
   * @param number 1 to 5
   * @param title what it means
   */
  public record Grade(int number, TherapyModule.Title title) {}

  public OtherEvent {
    grades = List.copyOf(grades);
  }

  /** The event as a coding. */
  public Coding event() {
    return term.coding();
  }
}
