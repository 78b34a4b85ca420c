package org.therafed.gateway.intake.table;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.outcome.ShownNumber;

/** The forms that fields of the tables take. */
final class FieldForms {

  private static final int LONGEST_TEXT = 256;
  private static final int MOST_DIGITS = 18;
  private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)");
  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
  private static final Phrase NO_NUMBER = new Phrase("A text that is no number.", "不是数字。");
  private static final Phrase HIDDEN = new Phrase("A text of another form.", "文字的形式不符。");
  // Not quoted: in a row with a shifted column it may be a name.
  private static final Phrase UNLISTED = new Phrase("A word that is not in the list.", "该词不在列表中。");

  private FieldForms() {}

  /** Identifying or free text: never shown in a report. */
  static FieldForm text() {
    return (text, context) ->
        text.length() <= LONGEST_TEXT && text.chars().noneMatch(Character::isISOControl)
            ? Optional.empty()
            : problem(
                new Phrase(
                    "A text of " + text.length() + " characters.",
                    "一段 " + text.length() + " 个字符的文字。"),
                new Phrase(
                    "At most "
                        + LONGEST_TEXT
                        + " characters without control characters are needed.",
                    "最多 " + LONGEST_TEXT + " 个字符，且不得含控制字符。"));
  }

  /** One of these words, as written. */
  static FieldForm oneOf(String... words) {
    List<String> allowed = Arrays.asList(words);
    FieldForm form =
        (text, context) ->
            allowed.contains(text) ? Optional.empty() : problem(UNLISTED, oneOfThese(allowed));
    return form.as(FieldType.WORD);
  }

  /** A text of a form; another is never shown. */
  static FieldForm matching(Predicate<String> form, Phrase rule) {
    return (text, context) -> form.test(text) ? Optional.empty() : problem(HIDDEN, rule);
  }

  /** A word that a terminology knows. */
  static FieldForm known(Phrase what, Predicate<String> known) {
    return known(what, (text, context) -> known.test(text));
  }

  /** A word that is known at the time of the upload. */
  static FieldForm known(Phrase what, BiPredicate<String, FieldContext> known) {
    return (text, context) ->
        known.test(text, context)
            ? Optional.empty()
            : problem(
                UNLISTED,
                new Phrase(
                    "A " + what.en() + " that the registry knows is needed.",
                    "应为本登记库已知的" + what.zh() + "。"));
  }

  /** A decimal number in an interval, written with a point and without exponent. */
  static FieldForm decimal(String least, boolean leastIncluded, String most, String unit) {
    BigDecimal low = new BigDecimal(least);
    BigDecimal high = new BigDecimal(most);
    String end = most + (unit.isEmpty() ? "" : " " + unit);
    Phrase rule =
        new Phrase(
            "A number " + (leastIncluded ? "from " : "> ") + least + " to " + end + " is needed.",
            leastIncluded
                ? "应为 " + least + " 至 " + end + " 的数。"
                : "应为大于 " + least + " 且不超过 " + end + " 的数。");
    FieldForm form =
        (text, context) -> {
          Optional<BigDecimal> value = number(text);
          boolean fits =
              value.isPresent()
                  && value.get().compareTo(low) >= (leastIncluded ? 0 : 1)
                  && value.get().compareTo(high) <= 0;
          return fits
              ? Optional.empty()
              : problem(value.isPresent() ? shown(text, unit) : NO_NUMBER, rule);
        };
    return form.as(FieldType.NUMBER);
  }

  /** A number as a sentence of its own; never one that may be an identifier. */
  static Phrase shown(String number, String unit) {
    Phrase shown = ShownNumber.phrase(number, unit);
    return new Phrase(
        Character.toUpperCase(shown.en().charAt(0)) + shown.en().substring(1) + ".",
        shown.zh() + "。");
  }

  /** A rule about words. */
  static Phrase oneOfThese(List<String> words) {
    return new Phrase(
        "One of " + String.join(", ", words) + " is needed.",
        "应为 " + String.join("、", words) + " 之一。");
  }

  /** A number, perhaps after {@code <} or {@code >}. */
  static FieldForm measured() {
    FieldForm form =
        (text, context) ->
            number(text.replaceFirst("^[<>]=?\\s*", "")).isPresent()
                ? Optional.empty()
                : problem(
                    NO_NUMBER,
                    new Phrase("A number, perhaps after < or >, is needed.", "应为数字，前面可有 < 或 >。"));
    return form.as(FieldType.NUMBER);
  }

  /** A whole number in an interval. */
  static FieldForm whole(int least, int most) {
    FieldForm form =
        (text, context) -> {
          boolean fits =
              text.matches("\\d{1,9}")
                  && Integer.parseInt(text) >= least
                  && Integer.parseInt(text) <= most;
          return fits
              ? Optional.empty()
              : problem(
                  number(text).isPresent() ? shown(text, "") : NO_NUMBER,
                  new Phrase(
                      "A whole number from " + least + " to " + most + " is needed.",
                      "应为 " + least + " 至 " + most + " 的整数。"));
        };
    return form.as(FieldType.NUMBER);
  }

  /** A day, {@code yyyy-MM-dd}, from 1900 to tomorrow. */
  static FieldForm day() {
    FieldForm form =
        (text, context) -> {
          Optional<LocalDate> day = parseDay(text);
          if (day.isEmpty()) {
            return problem(
                HIDDEN, new Phrase("A day written yyyy-MM-dd is needed.", "应为 yyyy-MM-dd 形式的日期。"));
          }
          LocalDate latest = LocalDate.ofInstant(context.now(), context.zone()).plusDays(1);
          return between(day.get(), latest);
        };
    return form.as(FieldType.DAY);
  }

  /** A day that may lie in the future, up to 2200: the end of a permission. */
  static FieldForm anyDay() {
    FieldForm form =
        (text, context) ->
            parseDay(text)
                .map(day -> between(day, LocalDate.of(2200, 1, 1)))
                .orElseGet(
                    () ->
                        problem(
                            HIDDEN,
                            new Phrase(
                                "A day written yyyy-MM-dd is needed.", "应为 yyyy-MM-dd 形式的日期。")));
    return form.as(FieldType.DAY);
  }

  /** A time, ISO 8601, with or without zone, from 1900 to one day from now. */
  static FieldForm time() {
    FieldForm form =
        (text, context) -> {
          Optional<Instant> time = parseTime(text, context);
          if (time.isEmpty()) {
            return problem(
                HIDDEN,
                new Phrase(
                    "A time written yyyy-MM-ddTHH:mm[:ss][zone] is needed.",
                    "应为 yyyy-MM-ddTHH:mm[:ss][时区] 形式的时间。"));
          }
          boolean possible =
              !time.get().isBefore(EARLIEST.atStartOfDay(ZoneOffset.UTC).toInstant())
                  && !time.get().isAfter(context.now().plus(Duration.ofDays(1)));
          return possible
              ? Optional.empty()
              : problem(
                  year(time.get().atZone(context.zone()).getYear()),
                  new Phrase("A time from 1900 to now is needed.", "时间应在 1900 年至现在之间。"));
        };
    return form.as(FieldType.TIME);
  }

  private static Optional<FieldForm.Problem> between(LocalDate day, LocalDate latest) {
    return day.isBefore(EARLIEST) || day.isAfter(latest)
        ? problem(year(day.getYear()), dayUntil(latest))
        : Optional.empty();
  }

  /** ISO 8601 allows years of nine digits, and those may be anything. */
  private static Phrase year(int year) {
    return year >= 0 && year <= 9999
        ? new Phrase("The year " + year + ".", year + " 年。")
        : new Phrase("A year that is not of four digits.", "不是四位数的年份。");
  }

  private static Phrase dayUntil(LocalDate latest) {
    return latest.getYear() >= 2200
        ? new Phrase("A day from 1900 to 2200 is needed.", "日期应在 1900 年至 2200 年之间。")
        : new Phrase("A day from 1900 to today is needed.", "日期应在 1900 年至今天之间。");
  }

  static Optional<LocalDate> parseDay(String text) {
    try {
      return text.length() == 10 ? Optional.of(LocalDate.parse(text)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static Optional<Instant> parseTime(String text, FieldContext context) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException zoneless) {
      try {
        return Optional.of(
            LocalDateTime.parse(text.replace(' ', 'T')).atZone(context.zone()).toInstant());
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }
  }

  private static Optional<BigDecimal> number(String text) {
    return text.length() <= MOST_DIGITS && NUMBER.matcher(text).matches()
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  private static Optional<FieldForm.Problem> problem(Phrase found, Phrase rule) {
    return Optional.of(new FieldForm.Problem(found, rule));
  }
}
