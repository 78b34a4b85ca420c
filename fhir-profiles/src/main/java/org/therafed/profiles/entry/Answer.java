package org.therafed.profiles.entry;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One answer as a text.
 *
 * @param text the code of a coding, the number of a quantity, else the value as written
 * @param system of a coding; empty for others
 * @param unit code of a quantity's unit; empty for others
 */
record Answer(String text, String system, String unit) {

  static Answer of(JsonNode answer) {
    JsonNode coding = answer.path("valueCoding");
    JsonNode quantity = answer.path("valueQuantity");
    if (coding.isObject()) {
      return new Answer(coding.path("code").asText(), coding.path("system").asText(), "");
    }
    if (quantity.isObject()) {
      String unit = quantity.path("code").asText(quantity.path("unit").asText(""));
      return new Answer(number(quantity.path("value")), "", unit);
    }
    JsonNode value = answer.elements().hasNext() ? answer.elements().next() : answer;
    return new Answer(value.isNumber() ? number(value) : value.asText().strip(), "", "");
  }

  private static String number(JsonNode value) {
    return value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
  }

  @Override
  public String toString() {
    return "Answer[…]";
  }
}
