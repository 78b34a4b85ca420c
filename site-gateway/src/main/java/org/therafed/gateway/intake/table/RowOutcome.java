package org.therafed.gateway.intake.table;

import java.util.Locale;
import org.therafed.gateway.intake.ArrivalState;

/**
 * What became of one row.
 *
 * @param line of the file, from 1, the header included
 */
public record RowOutcome(long line, ArrivalState state) {

  /** As reports write it: {@code accepted}, {@code held}, {@code refused} or {@code superseded}. */
  public String code() {
    return state == ArrivalState.NEW ? "accepted" : state.name().toLowerCase(Locale.ROOT);
  }
}
