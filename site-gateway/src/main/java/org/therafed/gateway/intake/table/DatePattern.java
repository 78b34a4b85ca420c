package org.therafed.gateway.intake.table;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A date format as {@link DateTimeFormatter} has it, read strictly: no day is made of 30 February,
 * no century of two digits, no month of a letter that means the minute.
 */
final class DatePattern {

  private static final String KNOWN = "yuMdHhamsSXx";

  private DatePattern() {}

  /**
   * What is wrong with a pattern.
   *
   * @param time whether a time of day is needed
   */
  static Optional<String> problem(String pattern, boolean time) {
    String letters = unquoted(pattern).replaceAll("[^A-Za-z]", "");
    Set<String> unknown =
        letters
            .chars()
            .filter(c -> KNOWN.indexOf(c) < 0)
            .mapToObj(Character::toString)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!unknown.isEmpty()) {
      return Optional.of(
          "the letters "
              + String.join(" ", unknown)
              + " are not used; yyyy M d H h a m s S X are, and other letters stand in '…'");
    }
    if (!letters.matches(".*[yu].*") || !letters.contains("M") || !letters.contains("d")) {
      return Optional.of("year (yyyy), month (M) and day (d) are needed");
    }
    if (letters.matches("(?:.*[^yu])?(?:yy|uu)(?:[^yu].*)?")) {
      return Optional.of("a year of two digits leaves the century open; yyyy is needed");
    }
    boolean hour = letters.contains("H") || (letters.contains("h") && letters.contains("a"));
    if (time && !(hour && letters.contains("m"))) {
      return Optional.of("hour (H, or h with a) and minute (m) are needed in this column");
    }
    try {
      formatter(pattern);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("it is no date format");
    }
  }

  /** The format of a pattern without problem. */
  static DateTimeFormatter formatter(String pattern) {
    StringBuilder proleptic = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      quoted = quoted != (c == '\'');
      // "y" is a year of an era, which nobody writes and strict reading asks for.
      proleptic.append(c == 'y' && !quoted ? 'u' : c);
    }
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(proleptic.toString())
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  private static String unquoted(String pattern) {
    return pattern.replaceAll("'[^']*'", "");
  }
}
