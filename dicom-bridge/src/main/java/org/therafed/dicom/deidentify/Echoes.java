package org.therafed.dicom.deidentify;

import java.util.List;
import java.util.Set;
import org.therafed.dicom.dataset.DataSet;

/**
 * Parts of names and identifiers that a data set states somewhere; a text that repeats one of them
 * is no descriptor, even if every word of it is in the vocabulary (a patient called Stone).
 */
final class Echoes {
  /** Shorter parts of identifiers are code values of others: 1950, T-A1. */
  private static final int LEAST_OF_CODE = 5;

  /** Shorter ones are two ordinary words by chance: a part of, Le e. */
  private static final int LEAST_JOINED = 5;

  /** No name is longer. */
  private static final int LONGEST_JOINED = 24;

  private final Set<String> parts;
  private final Set<String> personal;
  private final Set<String> dateParts;
  private final Set<String> within;
  private final EchoedNumbers numbers;
  private final EchoedUids uids;
  private final EchoedBytes bytes;

  private Echoes(EchoSources sources) {
    parts = sources.parts();
    personal = sources.personal();
    dateParts = sources.dateParts();
    within = sources.within();
    numbers = sources.numbers();
    uids = new EchoedUids(sources.inUids(), sources.atEdgesOfUids());
    bytes = new EchoedBytes(personal, within, sources.written());
  }

  /** Of all that an object states, on any level. */
  static Echoes of(DataSet root, Policy policy) {
    return new Echoes(EchoSources.of(root, policy));
  }

  /** The identifiers and dates that numbers must not repeat. */
  EchoedNumbers numbers() {
    return numbers;
  }

  /** Whether bytes hold a name or an identifier in letters. */
  boolean inBytes(byte[] in) {
    return bytes.in(in);
  }

  /**
   * Whether bytes that may be anything hold a name or an identifier so long that chance makes none.
   */
  boolean anywhereIn(byte[] in) {
    return bytes.anywhereIn(in);
  }

  /** Whether a code value is an identifier, a part of one, or holds its digits. */
  boolean inCode(String value) {
    for (String word : TextFolding.words(value)) {
      if (word.length() >= LEAST_OF_CODE && personal.contains(TextFolding.folded(word))) {
        return true;
      }
    }
    String digits = TextFolding.digits(value);
    return digits.length() >= EchoSources.LEAST_DIGITS
        && (numbers.has(digits) || holdsNumberOf(personal, digits));
  }

  /** Whether a UID holds an identifier of a person or the birth date. */
  boolean inUid(String uid) {
    return uids.in(uid);
  }

  private static boolean holdsNumberOf(Set<String> parts, String digits) {
    for (String part : parts) {
      boolean number = part.length() >= EchoSources.LEAST_DIGITS && Vocabulary.isNumber(part);
      if (number && digits.contains(part)) {
        return true;
      }
    }
    return false;
  }

  /** Whether this word repeats a part. */
  boolean has(String word) {
    return repeats(parts, word) || dateParts.contains(word);
  }

  private boolean repeats(Set<String> parts, String word) {
    String folded = TextFolding.folded(word);
    if (parts.contains(folded)) {
      return true;
    }
    for (String part : within) {
      if (folded.contains(part)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a text repeats a part in a word, in digits written apart, or much of a birth date. */
  boolean in(String text) {
    return in(parts, text);
  }

  /** As {@link #in}, of names and of the patient's identifiers only. */
  boolean personIn(String text) {
    return in(personal, text);
  }

  private boolean in(Set<String> parts, String text) {
    if (parts.isEmpty() && dateParts.isEmpty() && within.isEmpty()) {
      return false;
    }
    int ofDate = 0;
    List<String> words = TextFolding.words(text);
    for (String word : words) {
      ofDate += dateParts.contains(word) ? 1 : 0;
      if (ofDate > 1 || repeats(parts, word)) {
        return true;
      }
    }
    if (repeatsApart(parts, words)) {
      return true;
    }
    String shown = ChineseNumerals.inDigits(TextFolding.plain(text));
    String digits = TextFolding.digits(shown);
    return (digits.length() >= EchoSources.LEAST_DIGITS && holdsNumberOf(parts, digits))
        || holdsDateOf(parts, shown);
  }

  /** Whether a name that the object writes as one word stands there in several: O'Neil, Van Dyk. */
  private static boolean repeatsApart(Set<String> parts, List<String> words) {
    for (int from = 0; from + 1 < words.size(); from++) {
      StringBuilder joined = new StringBuilder(words.get(from));
      for (int at = from + 1; at < words.size() && joined.length() < LONGEST_JOINED; at++) {
        joined.append(words.get(at));
        boolean name =
            joined.length() >= LEAST_JOINED
                && parts.contains(TextFolding.folded(joined.toString()))
                && joined.chars().noneMatch(Character::isDigit);
        if (name) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a date with signs for year, month and day, zeros left out, is one of the parts. */
  private boolean holdsDateOf(Set<String> parts, String text) {
    if (text.indexOf('年') < 0 && text.indexOf('년') < 0) {
      return false;
    }
    return EastAsianDates.digitsIn(text).stream()
        .anyMatch(digits -> parts.contains(digits) || numbers.has(digits));
  }
}
