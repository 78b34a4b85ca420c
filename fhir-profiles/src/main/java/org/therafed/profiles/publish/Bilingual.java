package org.therafed.profiles.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A text as FHIR carries it in two languages: the English value with the translation extension.
 *
 * @param en in English
 * @param zh in Chinese
 */
record Bilingual(String en, String zh) {
  private static final String TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation";

  /** Sets a field of a resource or element. */
  void put(ObjectNode node, String field) {
    node.put(field, en);
    ObjectNode extension =
        node.putObject("_" + field).putArray("extension").addObject().put("url", TRANSLATION);
    extension.withArray("extension").addObject().put("url", "lang").put("valueCode", "zh");
    extension.withArray("extension").addObject().put("url", "content").put("valueString", zh);
  }

  /** Another text that holds this one in the place of {@code {}}. */
  Bilingual within(String english, String chinese) {
    return new Bilingual(english.replace("{}", en), chinese.replace("{}", zh));
  }
}
