package org.therafed.dicom.deidentify;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The ways in which the parts of a person's name are written: with and without marks, family and
 * given names as one word, ideographs as one run.
 *
 * @param words what repeats the name as a word
 * @param within what repeats it within a longer word, too
 */
record NameForms(Set<String> words, Set<String> within) {

  /** Shorter parts are initials. */
  private static final int LEAST = 2;

  /** So many letters are no chance within a longer word (ErikaMustermann). */
  private static final int LEAST_WITHIN = 5;

  /** Syllables of kana say more than letters, and particles follow them without a space. */
  private static final int LEAST_KANA_WITHIN = 3;

  /** What follows a family name of one ideograph, which alone is met in any text. */
  private static final List<String> TITLES =
      List.of("先生", "女士", "小姐", "太太", "医生", "醫生", "医师", "教授", "様", "さん", "氏", "某");

  /** Ideographs are written without spaces: two are looked for within a longer run. */
  private static final int LEAST_IDEOGRAPHS = 2;

  /** Those of a value of PN: components apart by {@code ^}, groups by {@code =}. */
  static NameForms of(String value) {
    NameForms forms = new NameForms(new HashSet<>(), new HashSet<>());
    for (String group : value.split("=", -1)) {
      forms.addGroup(group);
    }
    return forms;
  }

  private void addGroup(String group) {
    addJoined(group);
    StringBuilder ideographs = new StringBuilder();
    for (String part : TextFolding.words(group)) {
      if (isIdeographic(part)) {
        ideographs.append(part);
        addIdeographs(part);
      } else if (part.length() >= LEAST) {
        addLetters(part);
      }
    }
    addIdeographs(ideographs.toString());
  }

  /** Each of family and given names, and both in either order, as one word: ONEIL, LIWEI, 小东王. */
  private void addJoined(String group) {
    String[] components = group.split("\\^", -1);
    List<String> ofFamily = TextFolding.words(components[0]);
    String family = String.join("", ofFamily);
    if (ofFamily.size() > 1 && !isIdeographic(family)) {
      addLetters(family);
    } else if (family.codePointCount(0, family.length()) == 1 && isIdeographic(family)) {
      TITLES.forEach(title -> within.add(family + title));
    }
    if (components.length < 2) {
      return;
    }
    String given = String.join("", TextFolding.words(components[1]));
    if (family.isEmpty() || given.isEmpty()) {
      return;
    }
    for (String joined : List.of(family + given, given + family)) {
      if (isIdeographic(joined)) {
        addIdeographs(joined);
      } else {
        addLetters(joined);
      }
    }
    if (!isIdeographic(given) && given.length() >= LEAST) {
      addLetters(given);
    }
  }

  private void addIdeographs(String run) {
    if (run.codePointCount(0, run.length()) >= LEAST_IDEOGRAPHS) {
      within.add(run);
    } else if (!run.isEmpty()) {
      words.add(run);
    }
  }

  private void addLetters(String part) {
    String lower = part.toLowerCase(Locale.ROOT);
    String expanded = lower.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue");
    String contracted = lower.replace("ae", "a").replace("oe", "o").replace("ue", "u");
    for (String form : List.of(lower, expanded, contracted)) {
      String folded = TextFolding.folded(form);
      words.add(folded);
      if (folded.length() >= (isKana(folded) ? LEAST_KANA_WITHIN : LEAST_WITHIN)) {
        within.add(folded);
      }
    }
  }

  private static boolean isKana(String text) {
    // The mark of long vowels is of no script.
    return text.codePoints()
        .allMatch(
            c ->
                c == 'ー'
                    || Character.UnicodeScript.of(c) == Character.UnicodeScript.HIRAGANA
                    || Character.UnicodeScript.of(c) == Character.UnicodeScript.KATAKANA);
  }

  private static boolean isIdeographic(String text) {
    return text.codePoints().allMatch(Character::isIdeographic);
  }
}
