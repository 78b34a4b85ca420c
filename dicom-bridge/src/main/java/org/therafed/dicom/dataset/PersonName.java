package org.therafed.dicom.dataset;

import java.util.Arrays;
import java.util.Optional;

/**
 * A person name of up to three component groups, PS3.5 section 6.2.1.
 *
 * @param alphabetic single-byte or Latin representation; empty where absent
 * @param ideographic e.g. Han characters; empty where absent
 * @param phonetic e.g. Hangul or kana; empty where absent
 */
public record PersonName(Group alphabetic, Group ideographic, Group phonetic) {

  /**
   * One component group.
   *
   * @param family family name complex
   * @param given given name complex
   * @param middle middle name
   * @param prefix name prefix
   * @param suffix name suffix
   */
  public record Group(String family, String given, String middle, String prefix, String suffix) {
    static final Group EMPTY = new Group("", "", "", "", "");

    static Group parse(String text) {
      String[] parts = Arrays.copyOf(text.split("\\^", 5), 5);
      for (int i = 0; i < 5; i++) {
        parts[i] = parts[i] == null ? "" : parts[i].strip();
      }
      return new Group(parts[0], parts[1], parts[2], parts[3], parts[4]);
    }

    /** Whether all components are empty. */
    public boolean isEmpty() {
      return equals(EMPTY);
    }

    /** The components joined by a caret, without trailing ones. */
    @Override
    public String toString() {
      return stripTrailing(String.join("^", family, given, middle, prefix, suffix), '^');
    }
  }

  /** Reads a name; empty where no component has text. */
  public static Optional<PersonName> parse(String text) {
    String[] groups = text.split("=", 3);
    PersonName name =
        new PersonName(
            Group.parse(groups[0]),
            groups.length > 1 ? Group.parse(groups[1]) : Group.EMPTY,
            groups.length > 2 ? Group.parse(groups[2]) : Group.EMPTY);
    boolean empty =
        name.alphabetic.isEmpty() && name.ideographic.isEmpty() && name.phonetic.isEmpty();
    return empty ? Optional.empty() : Optional.of(name);
  }

  /** The name as DICOM writes it, without trailing delimiters. */
  @Override
  public String toString() {
    return stripTrailing(alphabetic + "=" + ideographic + "=" + phonetic, '=');
  }

  private static String stripTrailing(String text, char delimiter) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == delimiter) {
      end--;
    }
    return text.substring(0, end);
  }
}
