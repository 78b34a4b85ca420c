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
 * @param written words with the marks they are written with, and families and givens as one word
 */
record NameForms(Set<String> words, Set<String> within, Set<String> written) {

  /** Shorter parts are initials. */
  private static final int LEAST = 2;

  /** So many letters are no chance within a longer word (ErikaMustermann). */
  private static final int LEAST_WITHIN = 5;

  /** Syllables of kana say more than letters, and particles follow them without a space. */
  private static final int LEAST_KANA_WITHIN = 3;

  /** What follows a family name of one ideograph, which alone is met in any text. */
  private static final List<String> TITLES =
      List.of(
          "先生", "女士", "小姐", "太太", "夫人", "医生", "醫生", "医师", "醫師", "大夫", "主任", "副主任", "院长", "院長", "教授",
          "副教授", "博士", "老师", "老師", "护士", "護士", "护师", "護師", "技师", "技師", "药师", "主治", "主管", "工程师",
          "同志", "同学", "阿姨", "叔叔", "奶奶", "爷爷", "大爷", "大妈", "老", "某", "氏", "様", "さん", "サン", "君", "医",
          "师");

  /** What such a name follows: 老王, 小王. */
  private static final List<String> BEFORE = List.of("老", "小", "阿", "姓");

  /** Consonants that are left without the vowels above and below them. */
  private static final int LEAST_WITHOUT_SPACES = 3;

  private static final Set<Character.UnicodeScript> WITHOUT_SPACES =
      Set.of(
          Character.UnicodeScript.THAI,
          Character.UnicodeScript.LAO,
          Character.UnicodeScript.KHMER,
          Character.UnicodeScript.MYANMAR);

  private static final String[][] IN_TWO_LETTERS = {
    {"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"ø", "oe"}, {"å", "aa"}, {"đ", "dj"}, {"ð", "dh"}
  };

  private static final String[][] IN_ONE_LETTER = {
    {"ae", "a"}, {"oe", "o"}, {"ue", "u"}, {"aa", "a"}, {"dj", "d"}, {"dh", "d"}
  };

  /** Ideographs are written without spaces: two are looked for within a longer run. */
  private static final int LEAST_IDEOGRAPHS = 2;

  /** Those of a value of PN: components apart by {@code ^}, groups by {@code =}. */
  static NameForms of(String value) {
    NameForms forms = new NameForms(new HashSet<>(), new HashSet<>(), new HashSet<>());
    for (String group : value.split("=", -1)) {
      forms.addGroup(group);
    }
    return forms;
  }

  private void addGroup(String group) {
    addJoined(group);
    StringBuilder ideographs = new StringBuilder();
    for (String part : TextFolding.words(group)) {
      written.add(part);
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
      BEFORE.forEach(title -> within.add(title + family));
    }
    if (components.length < 2) {
      return;
    }
    String given = String.join("", TextFolding.words(components[1]));
    if (family.isEmpty() || given.isEmpty()) {
      return;
    }
    for (String joined : List.of(family + given, given + family)) {
      written.add(joined);
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
    Set<String> forms = new HashSet<>();
    String plain = TextFolding.folded(part);
    forms.add(plain);
    forms.add(TextFolding.folded(spelled(part.toLowerCase(Locale.ROOT), IN_TWO_LETTERS)));
    forms.add(TextFolding.folded(spelled(plain, IN_ONE_LETTER)));
    for (String form : forms) {
      words.add(form);
      if (form.length() >= leastWithin(form)) {
        within.add(form);
      }
    }
  }

  private static String spelled(String text, String[][] spelling) {
    String spelled = text;
    for (String[] letters : spelling) {
      spelled = spelled.replace(letters[0], letters[1]);
    }
    return spelled;
  }

  private static int leastWithin(String folded) {
    if (isKana(folded)) {
      return LEAST_KANA_WITHIN;
    }
    return isWithoutSpaces(folded) ? LEAST_WITHOUT_SPACES : LEAST_WITHIN;
  }

  /** Scripts in which words follow each other without a space, or with an article before them. */
  private static boolean isWithoutSpaces(String text) {
    return text.codePoints()
        .mapToObj(Character.UnicodeScript::of)
        .allMatch(WITHOUT_SPACES::contains);
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
