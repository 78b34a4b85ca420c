package org.therafed.gateway.intake;

import java.util.Locale;

/** Where an arrival stands. {@link #NEW} counts as queued: nobody needs to do anything. */
public enum ArrivalState {
  NEW,
  QUEUED,
  SENT,
  HELD,
  REFUSED,
  SUPERSEDED;

  /** As the database carries it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of a code. */
  public static ArrivalState of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
