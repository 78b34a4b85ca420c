package org.therafed.dicom.deidentify;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What leads to a person's name in a text: titles, roles ({@code role-words.txt}), and what may
 * stand between one of them and the name.
 */
final class PersonRoles {
  /** How sure it is that a name stands beside a word. */
  enum Lead {
    /** The word says nothing of persons. */
    NONE,
    /** A name where it can be one: MR is also magnetic resonance. */
    PERHAPS,
    /** A name where it can be one, or a surname with a capital. */
    LIKELY,
    /** A name where it has a capital and is none of the words that follow roles. */
    SURE,
    /** Whatever stands there. */
    ALWAYS
  }

  private static final class Tables {
    private static final Tables STANDARD = new Tables();

    private final Map<String, Lead> leads = new HashMap<>();
    private final Set<String> followers = Set.copyOf(TableFiles.lines("role-followers.txt"));
    private final Set<String> surnames = Set.copyOf(TableFiles.lines("surname-words.txt"));

    private Tables() {
      for (String line : TableFiles.lines("role-words.txt")) {
        String[] fields = line.split("\t", -1);
        leads.put(fields[0], Lead.valueOf(fields[1]));
      }
    }
  }

  /** Radiologist, anaesthetist, physiotherapist, pediatrician; a tomographer is a device. */
  private static final Pattern PROFESSION =
      Pattern.compile(
          "(?!tomo|topo)\\p{L}{2,}(ologist|therapist|sthetist|metrist|iatrist|iatrician|grapher)s?");

  /** Mister in small letters is magnetic resonance. */
  private static final Set<String> WRITTEN_TITLES = Set.of("Mr", "Ms");

  /** Patient name is ..., reviewer was ..., operator's name. */
  private static final Set<String> BETWEEN = Set.of("name", "names", "is", "was", "s");

  private static final Set<String> NAMES = Set.of("name", "names");

  /** Longer than any of the words that cannot be a profession. */
  private static final int LEAST_OF_PROFESSION = 9;

  private PersonRoles() {}

  /**
   * What a word leads to.
   *
   * @param written the word as it stands in the text
   * @param lower the same in small letters
   */
  static Lead lead(String written, String lower) {
    if (WRITTEN_TITLES.contains(written)) {
      return Lead.ALWAYS;
    }
    Lead lead = Tables.STANDARD.leads.get(lower);
    if (lead != null) {
      return lead;
    }
    boolean profession =
        lower.length() >= LEAST_OF_PROFESSION && PROFESSION.matcher(lower).matches();
    return profession ? Lead.SURE : Lead.NONE;
  }

  /** Whether a word in small letters may stand between a role and the name. */
  static boolean isBetween(String lower) {
    return BETWEEN.contains(lower);
  }

  /** Whether it says that a name follows. */
  static boolean saysName(String lower) {
    return NAMES.contains(lower);
  }

  /** Whether a word in small letters follows roles and is no name: operator console. */
  static boolean isFollower(String lower) {
    return Tables.STANDARD.followers.contains(lower);
  }

  /** Whether a word of the vocabulary is a surname of some who bear it: Head, Low, Large. */
  static boolean maySurname(String lower) {
    return Tables.STANDARD.surnames.contains(lower);
  }

  /** The roles of the table, in small letters. */
  static Set<String> words() {
    return Set.copyOf(Tables.STANDARD.leads.keySet());
  }
}
