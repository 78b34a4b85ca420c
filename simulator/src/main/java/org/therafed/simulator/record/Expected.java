package org.therafed.simulator.record;

import java.util.Locale;
import java.util.Optional;

/**
 * The outcome that a record must have in the end.
 *
 * @param state final state
 * @param reason code that the gateway must give; empty where it gives none
 * @param why for people: what is special about the record; empty for an ordinary one
 */
public record Expected(State state, Optional<String> reason, String why) {

  /** Final states, named as the gateway counts them. */
  public enum State {
    /** The registry's receipt is there. */
    SENT,
    HELD,
    REFUSED,
    SUPERSEDED;

    /** The code in the gateway's answers. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The state of a code. */
    public static State of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /** An ordinary record. */
  public static final Expected STORED = new Expected(State.SENT, Optional.empty(), "");

  /** A record that is stored although something about it is unusual. */
  public static Expected stored(String why) {
    return new Expected(State.SENT, Optional.empty(), why);
  }

  /** A record that waits for a person, here always for consent. */
  public static Expected held(String reason, String why) {
    return new Expected(State.HELD, Optional.of(reason), why);
  }

  /** A record that is no record. */
  public static Expected refused(String reason, String why) {
    return new Expected(State.REFUSED, Optional.of(reason), why);
  }

  /** A record in whose place another stands. */
  public static Expected superseded(String why) {
    return new Expected(State.SUPERSEDED, Optional.empty(), why);
  }
}
