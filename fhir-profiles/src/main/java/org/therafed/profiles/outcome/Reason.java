package org.therafed.profiles.outcome;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Why a record is held or refused: the filled sentences of a {@link FaultCode}, in both languages.
 *
 * @param code the stable code
 * @param found what was found
 * @param needed what was needed
 * @param remedy what the reader can do
 * @param foundZh {@code found} in Chinese; empty in a reason that was kept before it had one
 * @param neededZh {@code needed} in Chinese
 * @param remedyZh {@code remedy} in Chinese
 */
public record Reason(
    String code,
    String found,
    String needed,
    String remedy,
    String foundZh,
    String neededZh,
    String remedyZh) {

  /** Chinese may be absent in what an earlier version kept. */
  public Reason {
    foundZh = foundZh == null ? "" : foundZh;
    neededZh = neededZh == null ? "" : neededZh;
    remedyZh = remedyZh == null ? "" : remedyZh;
  }

  /** English sentences alone: the template of a code, whose Chinese stands in its catalogue. */
  public Reason(String code, String found, String needed, String remedy) {
    this(code, found, needed, remedy, "", "", "");
  }

  /** The sentences of a code filled with arguments. */
  public static Reason of(FaultCode code, SafeArgument... arguments) {
    Reason template = ChineseSentences.complete(code);
    return new Reason(
        template.code,
        fill(template.found, Phrase::en, arguments),
        fill(template.needed, Phrase::en, arguments),
        fill(template.remedy, Phrase::en, arguments),
        fill(template.foundZh, Phrase::zh, arguments),
        fill(template.neededZh, Phrase::zh, arguments),
        fill(template.remedyZh, Phrase::zh, arguments));
  }

  /** One line: code, found, needed, remedy. */
  public String text() {
    return code + " " + found + " " + needed + " " + remedy;
  }

  /** The line in Chinese; empty where there is none. */
  public String textZh() {
    return foundZh.isEmpty() ? "" : code + " " + foundZh + neededZh + remedyZh;
  }

  /** Both lines, for a place that shows one text to everybody. */
  public String bothTexts() {
    return foundZh.isEmpty() ? text() : text() + " / " + foundZh + neededZh + remedyZh;
  }

  /** Code and sentences by the names under which an answer in JSON shows them, in this order. */
  public Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("code", code);
    fields.put("found", found);
    fields.put("needed", needed);
    fields.put("remedy", remedy);
    fields.put("foundZh", foundZh);
    fields.put("neededZh", neededZh);
    fields.put("remedyZh", remedyZh);
    return Collections.unmodifiableMap(fields);
  }

  /** What was found, as a part of another sentence. */
  public Phrase foundPhrase() {
    return new Phrase(found, foundZh);
  }

  /** What was needed, as a part of another sentence. */
  public Phrase neededPhrase() {
    return new Phrase(needed, neededZh);
  }

  private static String fill(
      String template, Function<Phrase, String> language, SafeArgument... arguments) {
    String text = template;
    for (SafeArgument argument : arguments) {
      text = text.replace("{" + argument.name() + "}", argument.shown(language));
    }
    return text;
  }
}
