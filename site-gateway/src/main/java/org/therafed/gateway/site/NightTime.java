package org.therafed.gateway.site;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** A time of day of the settings, or never. */
public final class NightTime {

  private static final String NEVER = "never";

  private NightTime() {}

  /** The time of day that a setting means; empty: never. */
  public static Optional<LocalTime> of(String text) {
    return NEVER.equals(text) ? Optional.empty() : Optional.of(LocalTime.parse(text));
  }

  static boolean isReadable(String text) {
    try {
      return NEVER.equals(text) || LocalTime.parse(text) != null;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
