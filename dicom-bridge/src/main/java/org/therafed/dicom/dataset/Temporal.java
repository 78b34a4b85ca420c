package org.therafed.dicom.dataset;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.therafed.dicom.dataset.DicomDateTime.Precision;

/** Reading of DA, TM and DT, PS3.5 section 6.2, with the ACR-NEMA forms still met in files. */
final class Temporal {
  private Temporal() {}

  /** YYYYMMDD, or YYYY.MM.DD of ACR-NEMA. Empty where it is no date. */
  static Optional<LocalDate> date(String text) {
    String digits = text;
    if (text.length() == 10 && text.charAt(4) == '.' && text.charAt(7) == '.') {
      digits = text.substring(0, 4) + text.substring(5, 7) + text.substring(8);
    }
    if (digits.length() != 8 || !allDigits(digits)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDate.of(number(digits, 0, 4), number(digits, 4, 6), number(digits, 6, 8)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** HH, HHMM, HHMMSS or HHMMSS.FFFFFF; HH:MM:SS of ACR-NEMA. */
  static Optional<DicomDateTime> time(LocalDate date, String text) {
    String compact = text.indexOf(':') > 0 ? text.replace(":", "") : text;
    return dateTime(
        String.format(
                java.util.Locale.ROOT,
                "%04d%02d%02d",
                date.getYear(),
                date.getMonthValue(),
                date.getDayOfMonth())
            + compact);
  }

  /** YYYY[MM[DD[HH[MM[SS[.F{1,6}]]]]]][&amp;ZZXX]. A leap second reads as second 59. */
  static Optional<DicomDateTime> dateTime(String text) {
    int sign = Math.max(text.indexOf('+', 4), text.indexOf('-', 4));
    Optional<ZoneOffset> offset = Optional.empty();
    String body = text;
    if (sign > 0) {
      offset = offset(text.substring(sign));
      if (offset.isEmpty()) {
        return Optional.empty();
      }
      body = text.substring(0, sign);
    }
    int dot = body.indexOf('.');
    String digits = dot < 0 ? body : body.substring(0, dot);
    String fraction = dot < 0 ? "" : body.substring(dot + 1);
    int length = digits.length();
    if (length < 4 || length > 14 || length % 2 != 0 || !allDigits(digits)) {
      return Optional.empty();
    }
    if (!fraction.isEmpty() && (length != 14 || !allDigits(fraction))) {
      return Optional.empty();
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(
              LocalDate.of(number(digits, 0, 4), part(digits, 4, 1), part(digits, 6, 1)),
              LocalTime.of(
                  part(digits, 8, 0),
                  part(digits, 10, 0),
                  Math.min(part(digits, 12, 0), 60) == 60 ? 59 : part(digits, 12, 0),
                  nanos(fraction)));
      Precision precision = fraction.isEmpty() ? precision(length) : Precision.FRACTION;
      return Optional.of(new DicomDateTime(local, precision, offset));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A DA and a TM of a data set together; the date alone where the time is absent or illegible. */
  static Optional<DicomDateTime> dateTime(DataSet set, int dateTag, int timeTag) {
    return set.date(dateTag)
        .flatMap(
            day -> set.string(timeTag).flatMap(time -> time(day, time)).or(() -> time(day, "")))
        .map(value -> value.orOffset(set.zoneOffset()));
  }

  /** Timezone Offset From UTC (0008,0201) of a data set or of one that holds it. */
  static Optional<ZoneOffset> zoneOffset(DataSet set) {
    for (Optional<DataSet> at = Optional.of(set); at.isPresent(); at = at.get().parent()) {
      Optional<String> text = at.get().string(Tag.TimezoneOffsetFromUTC);
      if (text.isPresent()) {
        return offset(text.get());
      }
    }
    return Optional.empty();
  }

  /** &amp;ZZXX: sign, hours, minutes. */
  static Optional<ZoneOffset> offset(String text) {
    if (text.length() != 5 || !allDigits(text.substring(1))) {
      return Optional.empty();
    }
    int sign = text.charAt(0) == '+' ? 1 : text.charAt(0) == '-' ? -1 : 0;
    if (sign == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          ZoneOffset.ofHoursMinutes(sign * number(text, 1, 3), sign * number(text, 3, 5)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Precision precision(int digits) {
    return switch (digits) {
      case 4 -> Precision.YEAR;
      case 6 -> Precision.MONTH;
      case 8 -> Precision.DAY;
      case 10 -> Precision.HOUR;
      case 12 -> Precision.MINUTE;
      default -> Precision.SECOND;
    };
  }

  private static int nanos(String fraction) {
    if (fraction.isEmpty()) {
      return 0;
    }
    String nine = (fraction + "000000000").substring(0, 9);
    return Integer.parseInt(nine);
  }

  private static int part(String digits, int from, int otherwise) {
    return digits.length() >= from + 2 ? number(digits, from, from + 2) : otherwise;
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  private static boolean allDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
