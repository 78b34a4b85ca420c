package org.therafed.profiles.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.therafed.profiles.identifier.ResourceReference;
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
      sink.add(IssueCode.TYPE, rule.path(), "", rule.type().fhirName());
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
        sink.add(IssueCode.FREE_TEXT, rule.path(), "", "");
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
      String needed = "one of " + String.join(", ", codes.stream().sorted().toList());
      sink.add(IssueCode.CODE, rule.path(), Findings.shown(text), needed);
    } else if (constraints.form() != null && !constraints.form().matcher(text).matches()) {
      sink.add(IssueCode.TYPE, rule.path(), "", "the form " + constraints.form().pattern());
    }
  }

  private void time(ElementRule rule, String text, ResourceWalk.Sink sink) {
    Optional<FhirTime> parsed = FhirTime.parse(text);
    boolean instantAsked = rule.type() == ElementType.INSTANT;
    boolean dateAsked = rule.type() == ElementType.DATE;
    if (parsed.isEmpty()
        || (instantAsked && parsed.get().at() == null)
        || (dateAsked && parsed.get().at() != null)) {
      sink.add(IssueCode.TYPE, rule.path(), "", "FHIR " + rule.type().fhirName());
      return;
    }
    FhirTime time = parsed.get();
    Precision precision = rule.constraints().precision();
    if (!time.satisfies(precision)) {
      String needed =
          switch (precision) {
            case YEAR -> "a year alone";
            case DAY -> "at least a full date";
            case TIME -> "date, time of day with seconds, and offset from UTC";
            case ANY -> "";
          };
      sink.add(IssueCode.PRECISION, rule.path(), "", needed);
    } else if (time.date().isBefore(EARLIEST)) {
      sink.add(IssueCode.DATE, rule.path(), "before 1900", "not before 1900");
    } else if (!rule.constraints().mayLieAhead()
        && time.date().isAfter(today.plusDays(MOST_DAYS_AHEAD))) {
      sink.add(
          IssueCode.DATE,
          rule.path(),
          "in the future",
          "at most " + MOST_DAYS_AHEAD + " days ahead, which a date shift explains");
    }
  }

  private static void reference(ElementRule rule, String text, ResourceWalk.Sink sink) {
    Set<String> targets = rule.constraints().targets();
    Optional<ResourceReference> reference = ResourceReference.parse(text);
    if (reference.isEmpty() || !targets.contains(reference.get().type())) {
      sink.add(
          IssueCode.REFERENCE,
          rule.path(),
          "",
          String.join(" or ", targets.stream().sorted().toList()));
    }
  }

  private static void number(ElementRule rule, JsonNode value, ResourceWalk.Sink sink) {
    NumberRange range = rule.constraints().range();
    // A range with a unit is judged together with the quantity's unit.
    if (range != null
        && range.unit() == null
        && value.isNumber()
        && !range.contains(value.decimalValue())) {
      sink.add(
          IssueCode.RANGE, rule.path(), ShownNumber.of(value.decimalValue(), ""), bounds(range));
    }
  }

  static String bounds(NumberRange range) {
    StringBuilder text = new StringBuilder();
    if (range.min() != null) {
      text.append(range.minExclusive() ? "above " : "at least ")
          .append(range.min().toPlainString());
    }
    if (range.max() != null) {
      text.append(text.isEmpty() ? "" : " and ").append("at most ");
      text.append(range.max().toPlainString());
    }
    return range.unit() == null
        ? text.toString()
        : text.append(' ').append(range.unit()).toString();
  }
}
