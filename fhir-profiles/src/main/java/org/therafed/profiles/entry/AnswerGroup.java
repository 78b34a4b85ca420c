package org.therafed.profiles.entry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The answers of one group, by linkId. */
final class AnswerGroup {

  private final Place place;
  private final Map<String, Answer> answers;

  AnswerGroup(Place place, Map<String, Answer> answers) {
    this.place = place;
    this.answers = new LinkedHashMap<>(answers);
  }

  Place place() {
    return place;
  }

  String linkId() {
    return place.group();
  }

  boolean isEmpty() {
    return answers.isEmpty();
  }

  boolean has(String item) {
    return answers.containsKey(item);
  }

  Optional<Answer> find(String item) {
    return Optional.ofNullable(answers.get(item));
  }

  /** The text of an answer; empty where there is none. */
  String text(String item) {
    return find(item).map(Answer::text).orElse("");
  }

  /** {@code yes}, {@code no}, or empty where nothing is answered. */
  String yesNo(String item) {
    return find(item).map(answer -> answer.text().equals("true") ? "yes" : "no").orElse("");
  }

  Map<String, Answer> answers() {
    return answers;
  }
}
