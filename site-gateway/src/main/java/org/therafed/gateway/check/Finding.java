package org.therafed.gateway.check;

import org.therafed.profiles.outcome.Phrase;

/**
 * One line of the report.
 *
 * @param text without identifiers and values of settings
 */
public record Finding(Level level, Phrase text) {

  /** How much it matters. */
  public enum Level {
    OK("ok", "正常"),
    /** The gateway works, and somebody should look. */
    WARNING("look", "注意"),
    /** The gateway does not start, or nothing leaves. */
    FAULT("FAULT", "故障");

    private final String en;
    private final String zh;

    Level(String en, String zh) {
      this.en = en;
      this.zh = zh;
    }

    /** The word of the report. */
    public Phrase shown() {
      return new Phrase(en, zh);
    }
  }

  static Finding ok(String en, String zh) {
    return new Finding(Level.OK, new Phrase(en, zh));
  }

  static Finding warning(String en, String zh) {
    return new Finding(Level.WARNING, new Phrase(en, zh));
  }

  static Finding fault(String en, String zh) {
    return new Finding(Level.FAULT, new Phrase(en, zh));
  }
}
