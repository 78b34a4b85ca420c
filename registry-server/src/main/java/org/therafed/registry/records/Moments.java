package org.therafed.registry.records;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.therafed.profiles.profile.FhirTime;

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

  /** What search adds to the times of R4: a prefix; seconds and zone may be left out. */
  private static final Pattern FORM =
      Pattern.compile(
          "(eq|ne|lt|gt|le|ge|sa|eb)?([0-9-]+)(?:T(\\d{2}:\\d{2})(:\\d{2}(\\.\\d+)?)?(Z|[+ -]\\d{2}:\\d{2})?)?");

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
    FhirTime time =
        FhirTime.parse(form.group(2) + timeOfDay(form))
            .orElseThrow(() -> Values.unusable(parameter, "there is no such date"));
    String prefix = form.group(1) == null ? "eq" : form.group(1);
    if (time.at() != null) {
      ChronoUnit unit =
          form.group(5) != null
              ? ChronoUnit.MILLIS
              : form.group(4) != null ? ChronoUnit.SECONDS : ChronoUnit.MINUTES;
      OffsetDateTime from = time.at().withOffsetSameInstant(ZoneOffset.UTC);
      return new Moments(prefix, from, from.plus(1, unit));
    }
    LocalDate day = time.date();
    return switch (time.length()) {
      case 4 -> of(prefix, day, day.plusYears(1));
      case 7 -> of(prefix, day, day.plusMonths(1));
      default -> of(prefix, day, day.plusDays(1));
    };
  }

  /**
   * The time of day as R4 writes it; empty where none is given. A plus may have come as a blank.
   */
  private static String timeOfDay(Matcher form) {
    if (form.group(3) == null) {
      return "";
    }
    String seconds = form.group(4) == null ? ":00" : form.group(4);
    String zone = form.group(6) == null ? "Z" : form.group(6).replace(' ', '+');
    return "T" + form.group(3) + seconds + zone;
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
