package org.therafed.profiles.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.therafed.profiles.outcome.Phrase;

/**
 * Reads the answers of a QuestionnaireResponse by its Questionnaire: each of the item's type, of
 * its options and within its bounds, and where a group is answered at all, all that it requires.
 */
final class AnswerReader {

  private static final String MIN = "http://hl7.org/fhir/StructureDefinition/minValue";
  private static final String MAX = "http://hl7.org/fhir/StructureDefinition/maxValue";
  private static final int LONGEST = 256;
  private static final Phrase NEEDED = new Phrase("An answer is needed.", "必须填写。");

  private final JsonNode form;
  private final List<AnswerProblem> problems = new ArrayList<>();

  AnswerReader(JsonNode form) {
    this.form = form;
  }

  List<AnswerProblem> problems() {
    return problems;
  }

  /** The groups that are answered, in their order; items outside of groups are one of no name. */
  List<AnswerGroup> read(JsonNode response) {
    Map<String, JsonNode> items = byLinkId(form);
    Map<String, Integer> repetitions = new HashMap<>();
    List<AnswerGroup> groups = new ArrayList<>();
    List<JsonNode> single = new ArrayList<>();
    for (JsonNode given : response.path("item")) {
      String linkId = given.path("linkId").asText();
      JsonNode item = items.get(linkId);
      if (item == null) {
        problems.add(
            new AnswerProblem(
                new Place("", 1),
                linkId,
                new Phrase("The form does not ask for this.", "表单中没有此项。")));
      } else if (item.path("type").asText().equals("group")) {
        int which = repetitions.merge(linkId, 1, Integer::sum);
        Place place = new Place(linkId, which);
        if (which > 1 && !item.path("repeats").asBoolean()) {
          problems.add(
              new AnswerProblem(place, linkId, new Phrase("It can be answered once.", "只能填写一次。")));
        }
        group(place, item, given.path("item")).ifPresent(groups::add);
      } else {
        single.add(given);
      }
    }
    group(new Place("", 1), form, single).ifPresent(groups::add);
    return groups;
  }

  private Optional<AnswerGroup> group(Place place, JsonNode definition, Iterable<JsonNode> given) {
    Map<String, JsonNode> items = byLinkId(definition);
    Map<String, Answer> answers = new LinkedHashMap<>();
    for (JsonNode one : given) {
      String linkId = one.path("linkId").asText();
      JsonNode item = items.get(linkId);
      JsonNode answered = one.path("answer");
      if (item == null || item.path("type").asText().equals("group") || answered.size() > 1) {
        problem(place, linkId, "The form does not ask for this.", "表单中没有此项。");
      } else if (!answered.isEmpty()) {
        Answer answer = Answer.of(answered.path(0));
        if (!answer.text().isEmpty()) {
          answers.put(linkId, answer);
          check(place, item, answered.path(0), answer);
        }
      }
    }
    if (answers.isEmpty()) {
      return Optional.empty();
    }
    items.forEach(
        (linkId, item) -> {
          boolean asked = !item.path("type").asText().equals("group");
          if (asked && item.path("required").asBoolean() && !answers.containsKey(linkId)) {
            problems.add(new AnswerProblem(place, linkId, NEEDED));
          }
        });
    return Optional.of(new AnswerGroup(place, answers));
  }

  private static Map<String, JsonNode> byLinkId(JsonNode parent) {
    Map<String, JsonNode> items = new LinkedHashMap<>();
    parent.path("item").forEach(item -> items.put(item.path("linkId").asText(), item));
    return items;
  }

  private void check(Place place, JsonNode item, JsonNode given, Answer answer) {
    String linkId = item.path("linkId").asText();
    String type = item.path("type").asText();
    if (answer.text().length() > LONGEST
        || answer.text().chars().anyMatch(Character::isISOControl)) {
      problem(place, linkId, "At most 256 printable characters are needed.", "最多 256 个可见字符。");
      return;
    }
    switch (type) {
      case "date" -> {
        if (!isDay(answer.text())) {
          problem(place, linkId, "A day as 2025-03-31 is needed.", "应为日期，例如 2025-03-31。");
        }
      }
      case "dateTime" -> {
        if (!isTime(answer.text())) {
          problem(
              place, linkId, "A time as 2025-03-31T07:45 is needed.", "应为时间，例如 2025-03-31T07:45。");
        }
      }
      case "boolean" -> {
        if (!answer.text().equals("true") && !answer.text().equals("false")) {
          problem(place, linkId, "Yes or no is needed.", "应为是或否。");
        }
      }
      case "integer", "decimal", "quantity" -> number(place, item, answer, type);
      case "choice" -> option(place, item, answer);
      case "open-choice" -> {
        if (given.has("valueCoding")) {
          option(place, item, answer);
        }
      }
      default -> {
        // A text is bounded above.
      }
    }
  }

  private void option(Place place, JsonNode item, Answer answer) {
    for (JsonNode option : item.path("answerOption")) {
      JsonNode coding = option.path("valueCoding");
      if (coding.path("code").asText().equals(answer.text())
          && coding.path("system").asText("").equals(answer.system())) {
        return;
      }
    }
    problem(place, item.path("linkId").asText(), "One of the options is needed.", "应为选项之一。");
  }

  private void number(Place place, JsonNode item, Answer answer, String type) {
    String linkId = item.path("linkId").asText();
    // Below a bound of the laboratory, as "<0.02", is an answer of a measurement.
    String text =
        type.equals("decimal") ? answer.text().replaceFirst("^[<>]=?\\s*", "") : answer.text();
    if (!text.matches(type.equals("integer") ? "-?\\d{1,9}" : "-?\\d{1,12}(\\.\\d{1,12})?")) {
      problem(place, linkId, "A number is needed.", "应为数字。");
      return;
    }
    if (type.equals("quantity") && answer.unit().isEmpty()) {
      problem(place, linkId, "A unit (UCUM) is needed.", "应有单位（UCUM）。");
    }
    BigDecimal number = new BigDecimal(text);
    Optional<BigDecimal> min = bound(item, MIN);
    Optional<BigDecimal> max = bound(item, MAX);
    if (min.filter(least -> number.compareTo(least) < 0).isPresent()
        || max.filter(most -> number.compareTo(most) > 0).isPresent()) {
      String bounds =
          min.map(BigDecimal::toPlainString).orElse("")
              + " – "
              + max.map(BigDecimal::toPlainString).orElse("");
      problem(place, linkId, "A number within " + bounds + " is needed.", "应在 " + bounds + " 之间。");
    }
  }

  private static Optional<BigDecimal> bound(JsonNode item, String url) {
    for (JsonNode extension : item.path("extension")) {
      if (extension.path("url").asText().equals(url)) {
        return Optional.of(extension.path("valueDecimal").decimalValue());
      }
    }
    return Optional.empty();
  }

  private static boolean isDay(String text) {
    try {
      return text.length() == 10 && LocalDate.parse(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isTime(String text) {
    try {
      return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)$")
          ? OffsetDateTime.parse(text) != null
          : LocalDateTime.parse(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private void problem(Place place, String item, String en, String zh) {
    problems.add(new AnswerProblem(place, item, new Phrase(en, zh)));
  }
}
