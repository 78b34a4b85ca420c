package org.therafed.gateway.intake.table;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.therafed.profiles.outcome.Phrase;

/** The ways in which a site may write differently. */
final class FieldTranslations {

  private static final Pattern COMMA_NUMBER =
      Pattern.compile("(?:[<>]=?\\s*)?[+-]?(?:\\d+(?:,\\d*)?|,\\d+)");
  private static final Phrase OTHER_FORM = new Phrase("A text of another form.", "文字的形式不符。");

  private FieldTranslations() {}

  /**
   * Words of the site for words of the tables.
   *
   * @param path where the mapping says them
   */
  static FieldTranslation codes(Map<String, String> codes, String path) {
    return (text, typed) ->
        codes.containsKey(text)
            ? done(codes.get(text))
            : problem(
                text,
                new Phrase("A word that the mapping does not translate.", "映射未翻译的词。"),
                new Phrase(
                    "A word that the mapping names under " + path + " is needed.",
                    "应为映射的 " + path + " 中所列的词。"));
  }

  /** Days in a site's format; a time of day beside them is left out. */
  static FieldTranslation day(DateTimeFormatter format, String pattern) {
    return (text, typed) ->
        typed
            ? done(text)
            : parsed(text, pattern, () -> format.parse(text, LocalDate::from).toString());
  }

  /** Times in a site's format, with offset where the format has one. */
  static FieldTranslation time(DateTimeFormatter format, String pattern) {
    return (text, typed) ->
        typed
            ? done(text)
            : parsed(
                text,
                pattern,
                () -> written(format.parseBest(text, OffsetDateTime::from, LocalDateTime::from)));
  }

  /** Numbers with a decimal comma. A point in them may divide thousands, and is not guessed. */
  static FieldTranslation decimalComma() {
    return (text, typed) -> {
      if (typed) {
        return done(text);
      }
      return COMMA_NUMBER.matcher(text).matches()
          ? done(text.replace(',', '.'))
          : problem(
              text,
              OTHER_FORM,
              new Phrase(
                  "A number with a decimal comma and without marks between thousands is needed.",
                  "应为以逗号作小数点、且无千位分隔符的数字。"));
    };
  }

  private static String written(TemporalAccessor time) {
    return time instanceof OffsetDateTime
        ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time)
        : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
  }

  /** What a parser makes of a text. */
  @FunctionalInterface
  private interface Parse {
    String value();
  }

  private static FieldTranslation.Translated parsed(String text, String pattern, Parse parse) {
    try {
      return done(parse.value());
    } catch (DateTimeException e) {
      return problem(
          text,
          OTHER_FORM,
          new Phrase(
              "A date written " + pattern + ", as the mapping says, is needed.",
              "应为映射所规定的 " + pattern + " 形式的日期。"));
    }
  }

  private static FieldTranslation.Translated done(String text) {
    return new FieldTranslation.Translated(text, Optional.empty());
  }

  private static FieldTranslation.Translated problem(String text, Phrase found, Phrase rule) {
    return new FieldTranslation.Translated(text, Optional.of(new FieldForm.Problem(found, rule)));
  }
}
