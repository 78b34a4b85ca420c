package org.therafed.profiles.outcome;

/**
 * A part of a sentence in the two languages of messages.
 *
 * @param en in English
 * @param zh in Chinese; codes, units, paths and names of profiles stand as they are
 */
public record Phrase(String en, String zh) {
  /** Nothing. */
  public static final Phrase NONE = new Phrase("", "");

  /** What reads alike in both languages: a code, a unit, a path, a number. */
  public static Phrase same(String text) {
    return new Phrase(text, text);
  }

  /** The English one: what a log or an argument of a fault shows. */
  @Override
  public String toString() {
    return en;
  }

  /** This and then another. */
  public Phrase then(Phrase next) {
    return new Phrase(en + next.en, zh + next.zh);
  }
}
