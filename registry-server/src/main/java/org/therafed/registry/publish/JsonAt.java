package org.therafed.registry.publish;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.registry.fault.RegistryCode;

/**
 * A value of a question with the place where it stands. Places are JSON Pointers (RFC 6901) of
 * names that the schema knows, so that they can be told; a member that it does not know is named by
 * its position.
 */
record JsonAt(String path, JsonNode value) {

  private static final int LONGEST = 64;

  /** The refusal of what stands here. */
  Fault refused(String english, String chinese) {
    return RegistryCode.QUESTION_FORM.with(
        Fault.safe("path", path.isEmpty() ? "/" : path),
        Fault.safe("reason", new Phrase(english, chinese)));
  }

  /** Checks that it is an object with no other members than these. */
  JsonAt object(Set<String> known) {
    if (!value.isObject()) {
      throw refused("it is no object", "不是对象");
    }
    int position = 0;
    for (Iterator<String> names = value.fieldNames(); names.hasNext(); ) {
      position++;
      if (!known.contains(names.next())) {
        throw refused(
            "member " + position + " is none that version 1 has", "第 " + position + " 个成员不属于版本 1");
      }
    }
    return this;
  }

  /** A member; empty if it is absent. */
  Optional<JsonAt> member(String name) {
    JsonNode found = value.get(name);
    return found == null ? Optional.empty() : Optional.of(new JsonAt(path + "/" + name, found));
  }

  /** A member that must be there. */
  JsonAt required(String name) {
    return member(name).orElseThrow(() -> refused(name + " is missing", "缺少 " + name));
  }

  /** The elements of an array of 1 to so many. */
  List<JsonAt> elements(int most) {
    if (!value.isArray() || value.isEmpty() || value.size() > most) {
      throw refused("it is no array of 1 to " + most, "不是含 1 至 " + most + " 个元素的数组");
    }
    List<JsonAt> elements = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      elements.add(new JsonAt(path + "/" + i, value.get(i)));
    }
    return elements;
  }

  String text() {
    boolean usable =
        value.isTextual()
            && !value.textValue().isEmpty()
            && value.textValue().codePointCount(0, value.textValue().length()) <= LONGEST
            && value.textValue().chars().noneMatch(c -> c < ' ' || c == 0x7f)
            && value.textValue().codePoints().noneMatch(JsonAt::isHalf);
    if (!usable) {
      throw refused("it is no text of 1 to 64 characters", "不是 1 至 64 个字符的文本");
    }
    return value.textValue();
  }

  /** Half of a character beyond 16 bits, which no database keeps. */
  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /** One of these texts. */
  String text(Set<String> choices) {
    if (!value.isTextual() || !choices.contains(value.textValue())) {
      String listed = String.join(", ", choices.stream().sorted().toList());
      throw refused("it is none of " + listed, "不是下列之一：" + listed);
    }
    return value.textValue();
  }

  int whole(int least, int most) {
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < least
        || value.intValue() > most) {
      throw refused(
          "it is no whole number of " + least + " to " + most,
          "不是 " + least + " 至 " + most + " 之间的整数");
    }
    return value.intValue();
  }

  double number(double least, double most) {
    double number = value.isNumber() ? value.doubleValue() : Double.NaN;
    if (!(number >= least && number <= most)) {
      throw refused(
          "it is no number of " + least + " to " + most, "不是 " + least + " 至 " + most + " 之间的数");
    }
    return number;
  }
}
