package org.therafed.profiles.publish.module;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.terminology.CodeSets;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.Systems;

/** Items of a Questionnaire. */
final class Items {
  private static final String FHIR = "http://hl7.org/fhir/StructureDefinition/";

  private Items() {}

  static ObjectNode item(
      ArrayNode items, String linkId, String type, String english, String chinese) {
    ObjectNode item = items.addObject().put("linkId", linkId);
    Resource.title(item, "text", new TherapyModule.Title(english, chinese));
    return item.put("type", type);
  }

  /** A group that is filled in once for each of what it asks for. */
  static ArrayNode repeated(ArrayNode items, String linkId, String english, String chinese) {
    return in(item(items, linkId, "group", english, chinese).put("repeats", true));
  }

  /** The items of a group. */
  static ArrayNode in(ObjectNode group) {
    return group.withArray("item");
  }

  static void required(ObjectNode item) {
    item.put("required", true);
  }

  /** A choice of codings; it must be answered. */
  static void choice(ObjectNode item, Collection<Coding> codings) {
    required(item);
    options(item, codings);
  }

  static void options(ObjectNode item, Collection<Coding> codings) {
    for (Coding coding : codings) {
      Resource.coding(item.withArray("answerOption").addObject().putObject("valueCoding"), coding);
    }
  }

  /** One of words in both languages that stand for a code without system. */
  static void words(ObjectNode item, String... codeEnglishChinese) {
    for (int i = 0; i < codeEnglishChinese.length; i += 3) {
      ObjectNode coding = item.withArray("answerOption").addObject().putObject("valueCoding");
      coding.put("code", codeEnglishChinese[i]);
      Resource.title(
          coding,
          "display",
          new TherapyModule.Title(codeEnglishChinese[i + 1], codeEnglishChinese[i + 2]));
    }
  }

  /** The codes of a system that a set lists, by its own words in both languages. */
  static void listed(ObjectNode item, String set, String system) {
    CodeSets.standard()
        .find(set)
        .map(codes -> codes.listed().getOrDefault(system, Map.of()))
        .orElse(Map.of())
        .forEach(
            (code, display) ->
                Resource.coding(
                    item.withArray("answerOption").addObject().putObject("valueCoding"),
                    new Coding(system, code, display)));
  }

  static void unit(ObjectNode item, String unit) {
    ObjectNode coding =
        Resource.extensions(item)
            .addObject()
            .put("url", FHIR + "questionnaire-unit")
            .putObject("valueCoding");
    Resource.coding(coding, new Coding(Systems.UCUM, unit, unit));
  }

  static void number(ObjectNode item, String unit, BigDecimal min, BigDecimal max) {
    unit(item, unit);
    ArrayNode extensions = Resource.extensions(item);
    extensions.addObject().put("url", FHIR + "minValue").put("valueDecimal", min);
    extensions.addObject().put("url", FHIR + "maxValue").put("valueDecimal", max);
  }
}
