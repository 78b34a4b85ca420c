package org.therafed.dicom.deidentify;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.therafed.dicom.deidentify.PersonRoles.Lead;

/**
 * Which words of a text stay, judged with their neighbours: two digits say nothing, three times two
 * digits are a date of birth; a colour is none behind a title or beside a name.
 */
final class WordsInContext {
  private static final Set<String> MONTHS =
      Set.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov");

  private static final Set<String> UNITS =
      Set.of("mm", "cm", "ml", "mg", "kg", "kv", "mas", "sec", "min", "mhz", "mbq", "gbq", "deg");

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

  private final List<String> written;
  private final List<String> words;
  private final List<String> separators;
  private final Lead[] leads;
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
    this.written = words;
    this.words = words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    this.separators = separators;
    this.accepted = accepted;
    this.stays = new boolean[words.size()];
    this.leads = new Lead[stays.length];
    for (int i = 0; i < stays.length; i++) {
      leads[i] = PersonRoles.lead(words.get(i), this.words.get(i));
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
    for (int i = 0; i < stays.length; i++) {
      if (leads[i] != Lead.NONE && !dropsBehind(i)) {
        dropBefore(i);
      }
    }
  }

  /** Whether a name stands behind a title or role, which goes. */
  private boolean dropsBehind(int leading) {
    Lead lead = leads[leading];
    int named = leading + 1;
    while (named < stays.length && isBetween(leading, named)) {
      lead = PersonRoles.saysName(words.get(named)) ? atLeastSure(lead) : lead;
      named++;
    }
    if (named == stays.length || (lead != Lead.ALWAYS && leads[named] != Lead.NONE)) {
      return false;
    }
    if (!isNameBehind(lead, named)) {
      return false;
    }
    // Dr. W. Head, Prof. Dr. Head, Dr van Head: what is called so comes behind.
    while (named + 1 < stays.length && comesBeforeName(named)) {
      drop(named++);
    }
    drop(named);
    // Reviewer Anna Low: the first name is in no vocabulary.
    for (int i = named + 1; i < stays.length && isSurnameOf(i, named); i++) {
      drop(i);
    }
    return true;
  }

  /** Patient name is, operator 2: words between a role and a name. */
  private boolean isBetween(int leading, int word) {
    return leads[leading] != Lead.ALWAYS
        && (PersonRoles.isBetween(words.get(word)) || (isNumber(word) && word == leading + 1));
  }

  private static Lead atLeastSure(Lead lead) {
    return lead.compareTo(Lead.SURE) < 0 ? Lead.SURE : lead;
  }

  private boolean isNameBehind(Lead lead, int word) {
    return switch (lead) {
      case NONE -> false;
      case PERHAPS -> isName(word) || (isMixed(word) && isSurname(word) && isBy(word - 1));
      case LIKELY -> isName(word) || (isCapital(word) && isSurname(word));
      case SURE ->
          isName(word)
              || isSurname(word)
              || isInitial(word)
              || isParticle(word)
              || (isCapital(word) && !PersonRoles.isFollower(words.get(word)));
      case ALWAYS -> true;
    };
  }

  private boolean isBy(int word) {
    return words.get(word).equals("by");
  }

  private boolean isSurnameOf(int word, int named) {
    return word <= named + 2
        && separators.get(word - 1).isBlank()
        && isCapital(word)
        && (isName(word) || isSurname(word));
  }

  /** Brown, operator; Rao MD: what is called so comes before. */
  private void dropBefore(int role) {
    int word = role - 1;
    if (word < 0 || leads[word] != Lead.NONE) {
      return;
    }
    boolean ofPerson = leads[role] == Lead.SURE || leads[role] == Lead.LIKELY;
    boolean apart =
        separators.get(word).indexOf(',') >= 0 || separators.get(word).indexOf('(') >= 0;
    boolean named = isName(word) && (ofPerson || (apart && isCapital(word)));
    boolean surname = isCapital(word) && isSurname(word);
    if (named || (surname && (leads[role] == Lead.SURE || (ofPerson && apart)))) {
      drop(word);
    }
  }

  private boolean comesBeforeName(int word) {
    return isInitial(word) || isParticle(word) || leads[word] == Lead.ALWAYS;
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

  private boolean isSurname(int word) {
    return PersonRoles.maySurname(words.get(word));
  }

  private boolean isCapital(int word) {
    return Character.isUpperCase(written.get(word).charAt(0));
  }

  /** Brown, not BROWN. */
  private boolean isMixed(int word) {
    String text = written.get(word);
    return isCapital(word) && text.length() > 1 && Character.isLowerCase(text.charAt(1));
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
