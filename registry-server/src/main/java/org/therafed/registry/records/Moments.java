package org.therafed.registry.records;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date to search by: a comparison with the time from a first moment to before another.
 *
 * @param prefix {@code eq}, {@code ne}, {@code lt}, {@code gt}, {@code le}, {@code ge}, {@code sa}
 *     or {@code eb}
 * @param from first moment, UTC
 * @param until first moment after it
 * @see <a href="https://hl7.org/fhir/R4/search.html#date">FHIR R4 search, date</a>
 */
record Moments(String prefix, OffsetDateTime from, OffsetDateTime until) {

  private static final Pattern FORM =
      Pattern.compile(
          "(eq|ne|lt|gt|le|ge|sa|eb)?(\\d{4}(-\\d{2}(-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+"
              + " -]\\d{2}:\\d{2})?)?)?)?)");

  /**
   * Reads a value; a time without a zone is UTC.
   *
   * @param parameter for the refusal
   */
  static Moments of(String parameter, String value) {
    Matcher form = FORM.matcher(value);
    if (!form.matches()) {
      throw Values.unusable(parameter, "it is no date, or its prefix is not known");
    }
    String prefix = form.group(1) == null ? "eq" : form.group(1);
    String date = form.group(2).replace(' ', '+');
    try {
      if (date.length() == 4) {
        Year year = Year.parse(date);
        return of(prefix, year.atDay(1), year.plusYears(1).atDay(1));
      }
      if (date.length() == 7) {
        YearMonth month = YearMonth.parse(date);
        return of(prefix, month.atDay(1), month.plusMonths(1).atDay(1));
      }
      if (date.length() == 10) {
        LocalDate day = LocalDate.parse(date);
        return of(prefix, day, day.plusDays(1));
      }
      OffsetDateTime moment = OffsetDateTime.parse(form.group(8) == null ? date + "Z" : date);
      ChronoUnit unit =
          form.group(7) != null
              ? ChronoUnit.MILLIS
              : form.group(6) != null ? ChronoUnit.SECONDS : ChronoUnit.MINUTES;
      OffsetDateTime from = moment.withOffsetSameInstant(ZoneOffset.UTC);
      return new Moments(prefix, from, from.plus(1, unit));
    } catch (DateTimeException e) {
      throw Values.unusable(parameter, "there is no such date");
    }
  }

  private static Moments of(String prefix, LocalDate from, LocalDate until) {
    return new Moments(
        prefix,
        from.atStartOfDay().atOffset(ZoneOffset.UTC),
        until.atStartOfDay().atOffset(ZoneOffset.UTC));
  }

  /** The comparison with the time that two SQL expressions give. */
  String condition(BoundSql sql, String elementFrom, String elementUntil) {
    return switch (prefix) {
      case "eq" -> within(sql, elementFrom, elementUntil);
      case "ne" -> "not " + within(sql, elementFrom, elementUntil);
      case "lt" -> elementFrom + " < " + low(sql);
      case "gt" -> elementUntil + " > " + high(sql);
      case "le" -> either(elementFrom + " < " + low(sql), within(sql, elementFrom, elementUntil));
      case "ge" -> either(elementUntil + " > " + high(sql), within(sql, elementFrom, elementUntil));
      case "sa" -> elementFrom + " >= " + high(sql);
      default -> elementUntil + " <= " + low(sql);
    };
  }

  private String within(BoundSql sql, String elementFrom, String elementUntil) {
    return "("
        + elementFrom
        + " >= "
        + low(sql)
        + " and "
        + elementUntil
        + " <= "
        + high(sql)
        + ")";
  }

  private static String either(String one, String other) {
    return "(" + one + " or " + other + ")";
  }

  private String low(BoundSql sql) {
    return sql.moment(from.toString());
  }

  private String high(BoundSql sql) {
    return sql.moment(until.toString());
  }
}
