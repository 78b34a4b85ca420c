package org.therafed.dicom.deidentify;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.therafed.dicom.dataset.VR;

/**
 * Moves dates by whole days (PS3.15 section E.3.6). Times of day and offsets stay, so that all
 * intervals of a patient survive. A value that is no date has no result; the caller removes it.
 */
final class DateShift {
  private static final Pattern DATE = Pattern.compile("(\\d{4})\\.?(\\d{2})\\.?(\\d{2})");
  private static final Pattern TIME = Pattern.compile("\\d{2}(:?\\d{2}(:?\\d{2}(\\.\\d{1,6})?)?)?");
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "(\\d{4})(\\d{2})?(\\d{2})?(\\d{2}(?:\\d{2}(?:\\d{2}(?:\\.\\d{1,6})?)?)?)?"
              + "([+-]\\d{4})?");
  private static final Pattern OFFSET = Pattern.compile("[+-]\\d{4}");

  private final int days;

  /**
   * A shift.
   *
   * @param days whole days, 0 where dates stay as they are
   */
  DateShift(int days) {
    this.days = days;
  }

  /** The values moved; empty where one of them is not of this representation. */
  Optional<List<String>> apply(VR vr, List<String> values) {
    List<String> moved = new ArrayList<>();
    for (String value : values) {
      Optional<String> one = value.isEmpty() ? Optional.of("") : one(vr, value);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      moved.add(one.get());
    }
    return Optional.of(moved);
  }

  private Optional<String> one(VR vr, String value) {
    try {
      return switch (vr) {
        case DA -> date(value);
        case DT -> dateTime(value);
        case TM -> TIME.matcher(value).matches() ? Optional.of(value) : Optional.empty();
        // Timezone Offset From UTC (0008,0201): a time of day means nothing without it.
        case SH -> OFFSET.matcher(value).matches() ? Optional.of(value) : Optional.empty();
        default -> Optional.empty();
      };
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Optional<String> date(String value) {
    Matcher m = DATE.matcher(value);
    return m.matches() ? Optional.of(moved(m.group(1), m.group(2), m.group(3))) : Optional.empty();
  }

  private Optional<String> dateTime(String value) {
    Matcher m = DATE_TIME.matcher(value);
    if (!m.matches()) {
      return Optional.empty();
    }
    String offset = m.group(5) == null ? "" : m.group(5);
    if (m.group(3) != null) {
      String time = m.group(4) == null ? "" : m.group(4);
      return Optional.of(moved(m.group(1), m.group(2), m.group(3)) + time + offset);
    }
    // A month or a year moves by its middle, as the dates of records do.
    int year = Integer.parseInt(m.group(1));
    if (m.group(2) != null) {
      YearMonth month = YearMonth.of(year, Integer.parseInt(m.group(2)));
      YearMonth to = YearMonth.from(month.atDay(15).plusDays(days));
      return Optional.of(four(to.getYear()) + two(to.getMonthValue()) + offset);
    }
    return Optional.of(four(Year.of(year).atDay(183).plusDays(days).getYear()) + offset);
  }

  private String moved(String year, String month, String day) {
    LocalDate date =
        LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day))
            .plusDays(days);
    return four(date.getYear()) + two(date.getMonthValue()) + two(date.getDayOfMonth());
  }

  private static String four(int year) {
    if (year < 1 || year > 9999) {
      throw new DateTimeException("beyond what DA can say");
    }
    return two(year / 100) + two(year % 100);
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
