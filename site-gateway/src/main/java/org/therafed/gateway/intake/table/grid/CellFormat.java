package org.therafed.gateway.intake.table.grid;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a number format makes of a number (ECMA-376-1, 18.8.30). A cell is taken as what it shows;
 * where the format hides what the value means, it is not guessed.
 *
 * @param kind what a number of this format is
 * @param digits of {@link Kind#PADDED}: how many are shown at least
 */
record CellFormat(Kind kind, int digits) {

  /** What a number can be. */
  enum Kind {
    PLAIN,
    /** A whole number with zeros in front, as record numbers are. */
    PADDED,
    DAY,
    TIME,
    /** A date that does not show its day or its year. */
    PART_OF_DATE,
    /** A time of day or a duration. */
    CLOCK,
    /** In percent, or in thousands. */
    SCALED
  }

  private static final CellFormat PLAIN = new CellFormat(Kind.PLAIN, 0);
  private static final Set<Integer> DAYS = Set.of(14, 15, 30, 31);
  private static final Set<Integer> CLOCKS = Set.of(18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47);
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.");
  private static final Pattern ELAPSED = Pattern.compile("\\[(?:h+|m+|s+)\\]");
  private static final Pattern BRACKETS = Pattern.compile("\\[[^\\]]*\\]");
  private static final Pattern THOUSANDS = Pattern.compile("[0#?],+(?:[^0#?,]|$)");

  /** The format of a number that every program knows without its code. */
  static CellFormat builtIn(int id) {
    if (DAYS.contains(id)) {
      return of(Kind.DAY);
    }
    if (id == 22) {
      return of(Kind.TIME);
    }
    if (CLOCKS.contains(id)) {
      return of(Kind.CLOCK);
    }
    // The others of these are dates in part, or differ from language to language.
    if (id == 16 || id == 17 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) {
      return of(Kind.PART_OF_DATE);
    }
    return id == 9 || id == 10 ? of(Kind.SCALED) : PLAIN;
  }

  /** The format of a code such as {@code yyyy\-mm\-dd}. */
  static CellFormat coded(String code) {
    String shown = QUOTED.matcher(code).replaceAll("").split(";", -1)[0].toLowerCase(Locale.ROOT);
    if (ELAPSED.matcher(shown).find()) {
      return of(Kind.CLOCK);
    }
    shown = BRACKETS.matcher(shown).replaceAll("");
    boolean day = shown.contains("d");
    boolean year = shown.contains("y");
    boolean clock = shown.contains("h") || shown.contains("s");
    if (day && year) {
      return of(clock ? Kind.TIME : Kind.DAY);
    }
    if (day || year || (shown.contains("m") && !clock)) {
      return of(Kind.PART_OF_DATE);
    }
    if (clock) {
      return of(Kind.CLOCK);
    }
    if (shown.contains("%") || THOUSANDS.matcher(shown).find()) {
      return of(Kind.SCALED);
    }
    return shown.matches("00+") ? new CellFormat(Kind.PADDED, shown.length()) : PLAIN;
  }

  private static CellFormat of(Kind kind) {
    return new CellFormat(kind, 0);
  }
}
