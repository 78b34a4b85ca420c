package org.therafed.gateway.intake.table;

import java.util.Locale;
import org.therafed.profiles.outcome.Reason;

/**
 * What is wrong with one field of one row.
 *
 * @param line of the file, from 1, the header included
 * @param column empty where the whole row is meant
 * @param effect what becomes of the row
 */
public record RowFinding(long line, String column, Reason reason, Effect effect) {

  /** What a finding does to its row. */
  public enum Effect {
    /** The row is not taken. */
    REFUSED,
    /** The row is kept, and waits until somebody has looked. */
    HELD,
    /** The row goes on; the finding is only told. */
    NOTED;

    /** As the report writes it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  RowFinding(long line, String column, Reason reason) {
    this(line, column, reason, Effect.REFUSED);
  }
}
