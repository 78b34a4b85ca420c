package org.therafed.dicom.deidentify;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which words of a text stay, judged with their neighbours: two digits say nothing, three times two
 * digits are a date of birth; a colour is none behind a title or beside a name.
 */
final class WordsInContext {
  private static final Set<String> MONTHS =
      Set.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov");

  private static final Set<String> UNITS =
      Set.of("mm", "cm", "ml", "mg", "kg", "kv", "mas", "sec", "min", "mhz", "mbq", "gbq", "deg");

  /** What follows these is a person, whatever word it is. */
  private static final Set<String> TITLES =
      Set.of(
          "dr",
          "mrs",
          "miss",
          "prof",
          "professor",
          "doctor",
          "herr",
          "frau",
          "sir",
          "madame",
          "monsieur",
          "mme",
          "mlle",
          "signor",
          "signora",
          "sra",
          "named",
          "called");

  /** What follows these may be a person: MR is also magnetic resonance. */
  private static final Set<String> PERHAPS_TITLES =
      Set.of(
          "mr",
          "ms",
          "pat",
          "pt",
          "patient",
          "name",
          "physician",
          "surgeon",
          "nurse",
          "by",
          "md",
          "operator",
          "technologist",
          "tech",
          "attending",
          "consultant",
          "referring",
          "ref",
          "requested",
          "performed",
          "signed",
          "cc",
          "person",
          "subject",
          "author",
          "observer",
          "sonographer",
          "assistant",
          "resident",
          "fellow",
          "mother",
          "child",
          "family");

  /** What begins a surname of several words. */
  private static final Set<String> PARTICLES =
      Set.of(
          "de", "van", "von", "di", "la", "le", "el", "al", "bin", "ibn", "da", "dos", "st", "mc");

  /** What ends the name of a son or grandson. */
  private static final Set<String> ROMAN =
      Set.of("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "sr");

  /** What Roman numerals count, though one may be a name. */
  private static final Set<String> COUNTED =
      Set.of("grade", "stage", "type", "class", "phase", "zone", "level", "segment", "category");

  /** Numerals of one letter, which is no initial where it counts. */
  private static final Set<String> NUMERALS = Set.of("i", "v");

  /** Digits in words; that they are a telephone number shows from how many there are. */
  private static final Set<String> DIGITS = Set.of("zero", "one", "two", "three", "four", "five");

  private static final int DIGITS_IN_A_ROW = 3;

  /**
   * Terms of PS3.16 and of anatomy that are names word by word; nobody is called so. X-ray stands
   * 99 times in the standard.
   */
  private static final Set<String> TERMS =
      Set.of(
          "x ray",
          "l hand",
          "r hand",
          "hand l",
          "hand r",
          "la wall",
          "main branch",
          "main stem",
          "hard wedge",
          "free wall",
          "little toe",
          "gray white",
          "grey white");

  /** Behind these W is weighted. */
  private static final Set<String> WEIGHTED = Set.of("t1", "t2", "pd");

  /** Behind an initial stands a point. */
  private static final Set<String> TERM_SEPARATORS = Set.of(" ", "-", "_");

  private final List<String> words;
  private final List<String> separators;
  private final Predicate<String> accepted;
  private final boolean[] stays;

  /**
   * The words of one text.
   *
   * @param separators what follows each word
   * @param alone whether a word may stay, seen by itself
   * @param accepted whether the site accepts a word, wherever it stands
   */
  WordsInContext(
      List<String> words,
      List<String> separators,
      Predicate<String> alone,
      Predicate<String> accepted) {
    this.words = words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    this.separators = separators;
    this.accepted = accepted;
    this.stays = new boolean[words.size()];
    for (int i = 0; i < stays.length; i++) {
      stays[i] = alone.test(words.get(i)) || isNumeral(i);
    }
    for (int i = 0; i + 1 < stays.length; i++) {
      // A letter alone is in no vocabulary.
      boolean term = isTerm(i);
      stays[i] |= term && stays[i + 1] && isLetter(i);
      stays[i + 1] |= term && stays[i] && isLetter(i + 1);
    }
    numbers();
    titles();
    names();
    besideDropped();
  }

  boolean stays(int word) {
    return stays[word];
  }

  /** Numbers in a row are dates, telephone or record numbers unless they are one quantity. */
  private void numbers() {
    int at = 0;
    while (at < stays.length) {
      int end = at;
      int inWords = 0;
      while (end < stays.length && isOfNumber(end)) {
        inWords += DIGITS.contains(words.get(end)) ? 1 : 0;
        end++;
      }
      int least = inWords > 0 ? DIGITS_IN_A_ROW : 2;
      if (end - at >= least && !isDecimal(at, end)) {
        for (int i = at; i < end; i++) {
          drop(i);
        }
      }
      at = Math.max(end, at + 1);
    }
  }

  private boolean isOfNumber(int word) {
    String text = words.get(word);
    return isNumber(word) || MONTHS.contains(text) || DIGITS.contains(text);
  }

  private boolean isDecimal(int from, int end) {
    boolean two = end - from == 2 && isNumber(from) && isNumber(from + 1);
    boolean point = two && (separators.get(from).equals(".") || separators.get(from).equals(","));
    if (!point) {
      return false;
    }
    boolean unit =
        end < stays.length && separators.get(end - 1).isBlank() && UNITS.contains(words.get(end));
    return unit || (words.get(from).length() == 1 && words.get(from + 1).length() == 1);
  }

  private void titles() {
    for (int i = 0; i + 1 < stays.length; i++) {
      boolean perhaps = PERHAPS_TITLES.contains(words.get(i)) && isName(i + 1);
      if (TITLES.contains(words.get(i)) || perhaps) {
        int named = i + 1;
        // Dr. W. Head, Prof. Dr. Head, Dr van Head: what is called so comes behind.
        while (named + 1 < stays.length && comesBeforeName(named)) {
          drop(named++);
        }
        drop(named);
      }
    }
  }

  private boolean comesBeforeName(int word) {
    return isInitial(word) || isParticle(word) || TITLES.contains(words.get(word));
  }

  /** First name and surname may both be ordinary words; the first may be one letter only. */
  private void names() {
    for (int i = 0; i + 1 < stays.length; i++) {
      boolean pair = isName(i) && (isName(i + 1) || isInitial(i + 1) || isRomanBehind(i));
      boolean led = isName(i + 1) && (isInitial(i) || isParticle(i));
      if ((pair || led) && !isTerm(i)) {
        drop(i);
        drop(i + 1);
      }
    }
  }

  private void besideDropped() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 0; i < stays.length; i++) {
        boolean beside = (i > 0 && !stays[i - 1]) || (i + 1 < stays.length && !stays[i + 1]);
        boolean named = isNumber(i) || DIGITS.contains(words.get(i)) || isNamed(i);
        if (stays[i] && beside && named && !isInTerm(i)) {
          drop(i);
          changed |= !stays[i];
        }
      }
    }
  }

  private boolean isNamed(int word) {
    return isName(word) || isInitial(word) || isParticle(word);
  }

  private void drop(int word) {
    stays[word] = stays[word] && accepted.test(words.get(word));
  }

  private boolean isName(int word) {
    return Vocabulary.standard().mayBeName(words.get(word));
  }

  private boolean isInitial(int word) {
    boolean weighting = word > 0 && WEIGHTED.contains(words.get(word - 1));
    return isLetter(word) && !weighting && !isNumeral(word);
  }

  private boolean isLetter(int word) {
    String text = words.get(word);
    return text.length() == 1 && Character.isLetter(text.charAt(0));
  }

  /** I and V where they count something: grade I, segment V. */
  private boolean isNumeral(int word) {
    return word > 0 && NUMERALS.contains(words.get(word)) && COUNTED.contains(words.get(word - 1));
  }

  private boolean isTerm(int first) {
    return first >= 0
        && first + 1 < words.size()
        && TERM_SEPARATORS.contains(separators.get(first))
        && TERMS.contains(words.get(first) + " " + words.get(first + 1));
  }

  private boolean isInTerm(int word) {
    return isTerm(word) || isTerm(word - 1);
  }

  private boolean isParticle(int word) {
    return PARTICLES.contains(words.get(word));
  }

  private boolean isRomanBehind(int word) {
    return ROMAN.contains(words.get(word + 1)) && !COUNTED.contains(words.get(word));
  }

  private boolean isNumber(int word) {
    return Vocabulary.isNumber(words.get(word));
  }
}
