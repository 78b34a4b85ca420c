package org.therafed.evidence.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalDouble;

/** What this library answers to the expectations of one result. */
public interface OracleAnswers {

  /**
   * The value of a quantity; empty for no number.
   *
   * @throws NotYet if the library does not compute it yet
   */
  OptionalDouble answer(String quantity, JsonNode key);

  /** How many rows a step table must have; negative if the table is no step function. */
  default int steps() {
    return -1;
  }

  /** A quantity or option that this library does not compute yet; the message names it. */
  final class NotYet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotYet(String what) {
      super(what);
    }
  }
}
