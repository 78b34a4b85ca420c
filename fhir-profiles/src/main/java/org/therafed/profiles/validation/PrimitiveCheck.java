package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.therafed.profiles.identifier.ResourceReference;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.profiles.outcome.ShownNumber;
import org.therafed.profiles.profile.Constraints;
import org.therafed.profiles.profile.DeidAction;
import org.therafed.profiles.profile.ElementRule;
import org.therafed.profiles.profile.ElementType;
import org.therafed.profiles.profile.FhirTime;
import org.therafed.profiles.profile.NumberRange;
import org.therafed.profiles.profile.Precision;

/** Whether a string, number or boolean is what its row asks for. */
final class PrimitiveCheck {
  /** Nobody was treated before 1900; a shifted date may lie a year before. */
  private static final LocalDate EARLIEST = LocalDate.of(1899, 1, 1);

  /** A shift moves a date by up to 365 days; a day more for the time zones. */
  private static final int MOST_DAYS_AHEAD = 366;

  private static final int LONGEST_TEXT = 4096;

  private final LocalDate today;

  PrimitiveCheck(LocalDate today) {
    this.today = today;
  }

  void check(ElementRule rule, JsonNode value, ResourceWalk.Sink sink) {
    if (!rightJson(rule.type(), value)) {
      sink.add(IssueCode.TYPE, rule.path(), Phrase.NONE, Phrase.same(rule.type().fhirName()));
    } else if (value.isTextual()) {
      text(rule, value.textValue(), sink);
    } else {
      number(rule, value, sink);
    }
  }

  private static boolean rightJson(ElementType type, JsonNode value) {
    return switch (type) {
      case BOOLEAN -> value.isBoolean();
      case INTEGER -> value.isIntegralNumber() && value.canConvertToInt();
      case UNSIGNED_INT ->
          value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 0;
      case POSITIVE_INT ->
          value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 1;
      case DECIMAL -> value.isNumber();
      default ->
          value.isTextual()
              && !value.textValue().isBlank()
              && value.textValue().length() <= LONGEST_TEXT;
    };
  }

  private void text(ElementRule rule, String text, ResourceWalk.Sink sink) {
    Constraints constraints = rule.constraints();
    if (rule.action() == DeidAction.CODE_TEXT) {
      if (!rule.permitsText(text)) {
        sink.add(IssueCode.FREE_TEXT, rule.path(), Phrase.NONE, Phrase.NONE);
      }
      return;
    }
    if (rule.type().temporal()) {
      time(rule, text, sink);
      return;
    }
    if (rule.action() == DeidAction.REFERENCE) {
      reference(rule, text, sink);
      return;
    }
    Set<String> codes = constraints.codes();
    if (!codes.isEmpty() && !codes.contains(text)) {
      sink.add(IssueCode.CODE, rule.path(), Vocabulary.code(text), oneOf(codes));
    } else if (constraints.form() != null && !constraints.form().matcher(text).matches()) {
      String form = constraints.form().pattern();
      sink.add(
          IssueCode.TYPE,
          rule.path(),
          Phrase.NONE,
          new Phrase("the form " + form, "形式须为“" + form + "”"));
    }
  }

  private void time(ElementRule rule, String text, ResourceWalk.Sink sink) {
    Optional<FhirTime> parsed = FhirTime.parse(text);
    boolean instantAsked = rule.type() == ElementType.INSTANT;
    boolean dateAsked = rule.type() == ElementType.DATE;
    if (parsed.isEmpty()
        || (instantAsked && parsed.get().at() == null)
        || (dateAsked && parsed.get().at() != null)) {
      sink.add(
          IssueCode.TYPE, rule.path(), Phrase.NONE, Phrase.same("FHIR " + rule.type().fhirName()));
      return;
    }
    FhirTime time = parsed.get();
    Precision precision = rule.constraints().precision();
    if (!time.satisfies(precision)) {
      Phrase needed =
          switch (precision) {
            case YEAR -> new Phrase("a year alone", "仅年份");
            case DAY -> new Phrase("at least a full date", "至少为完整日期");
            case TIME ->
                new Phrase(
                    "date, time of day with seconds, and offset from UTC", "日期、精确到秒的时刻及与 UTC 的时差");
            case ANY -> Phrase.NONE;
          };
      sink.add(IssueCode.PRECISION, rule.path(), Phrase.NONE, needed);
    } else if (time.date().isBefore(EARLIEST)) {
      sink.add(
          IssueCode.DATE,
          rule.path(),
          new Phrase("before 1899", "早于 1899 年"),
          new Phrase("not before 1899", "不得早于 1899 年"));
    } else if (!rule.constraints().mayLieAhead()
        && time.date().isAfter(today.plusDays(MOST_DAYS_AHEAD))) {
      sink.add(
          IssueCode.DATE,
          rule.path(),
          new Phrase("in the future", "在未来"),
          new Phrase(
              "at most " + MOST_DAYS_AHEAD + " days ahead, which a date shift explains",
              "最多晚于今天 " + MOST_DAYS_AHEAD + " 天，以容纳日期平移"));
    }
  }

  private static void reference(ElementRule rule, String text, ResourceWalk.Sink sink) {
    Set<String> targets = rule.constraints().targets();
    Optional<ResourceReference> reference = ResourceReference.parse(text);
    if (reference.isEmpty() || !targets.contains(reference.get().type())) {
      sink.add(
          IssueCode.REFERENCE,
          rule.path(),
          Phrase.NONE,
          new Phrase(
              String.join(" or ", targets.stream().sorted().toList()),
              String.join("或", targets.stream().sorted().toList())));
    }
  }

  private static void number(ElementRule rule, JsonNode value, ResourceWalk.Sink sink) {
    if (rule.type() == ElementType.DECIMAL && ShownNumber.isTooLong(value.decimalValue())) {
      int most = ShownNumber.MOST_PLACES;
      sink.add(
          IssueCode.RANGE,
          rule.path(),
          ShownNumber.phrase(value.decimalValue(), ""),
          new Phrase(
              "at most " + most + " digits, and no exponent beyond " + most,
              "最多 " + most + " 位数字，指数不超过 " + most));
      return;
    }
    NumberRange range = rule.constraints().range();
    // A range with a unit is judged together with the quantity's unit.
    if (range != null
        && range.unit() == null
        && value.isNumber()
        && !range.contains(value.decimalValue())) {
      sink.add(
          IssueCode.RANGE,
          rule.path(),
          ShownNumber.phrase(value.decimalValue(), ""),
          bounds(range));
    }
  }

  static Phrase oneOf(Set<String> values) {
    List<String> sorted = values.stream().sorted().toList();
    return new Phrase(
        "one of " + String.join(", ", sorted), "须为 " + String.join("、", sorted) + " 之一");
  }

  static Phrase bounds(NumberRange range) {
    Phrase text = Phrase.NONE;
    if (range.min() != null) {
      String least = range.min().toPlainString();
      text =
          range.minExclusive()
              ? new Phrase("above " + least, "大于 " + least)
              : new Phrase("at least " + least, "不小于 " + least);
    }
    if (range.max() != null) {
      String most = range.max().toPlainString();
      Phrase between = text.equals(Phrase.NONE) ? Phrase.NONE : new Phrase(" and ", " 且");
      text = text.then(between).then(new Phrase("at most " + most, "不超过 " + most));
    }
    return range.unit() == null ? text : text.then(Phrase.same(" " + range.unit()));
  }
}
