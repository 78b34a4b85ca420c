package org.therafed.gateway.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.gateway.convert.form.FormReading;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.publish.module.ModuleBundle;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.profiles.terminology.Systems;
import org.therafed.runtime.page.Language;

/**
 * The Questionnaire of a module as fields of a page, and fields as a QuestionnaireResponse. A field
 * is named {@code group.number.item}; an item outside of groups has no name before its first point.
 */
final class FormFields {

  /** More of one group is nobody's form. */
  static final int MOST_INSTANCES = 100;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UNIT = "http://hl7.org/fhir/StructureDefinition/questionnaire-unit";

  private final TherapyModule module;
  private final JsonNode form;
  private final MultivaluedMap<String, String> given;
  private final List<FormReading.Problem> problems;
  private final Visit visit;

  private FormFields(
      TherapyModule module,
      MultivaluedMap<String, String> given,
      List<FormReading.Problem> problems,
      Visit visit) {
    this.module = module;
    this.form = ModuleBundle.questionnaire(module);
    this.given = given;
    this.problems = problems;
    this.visit = visit;
  }

  static FormFields empty(TherapyModule module, Visit visit) {
    return new FormFields(module, new MultivaluedHashMap<>(), List.of(), visit);
  }

  static FormFields of(
      TherapyModule module,
      MultivaluedMap<String, String> given,
      List<FormReading.Problem> problems,
      Visit visit) {
    return new FormFields(module, given, problems, visit);
  }

  /** All groups, those that are answered unfolded; items outside of groups first. */
  List<FormView.Group> groups() {
    List<FormView.Group> groups = new ArrayList<>();
    groups.add(new FormView.Group("", "", false, true, List.of(instance("", form, 1))));
    for (JsonNode item : form.path("item")) {
      if (item.path("type").asText().equals("group")) {
        groups.add(group(item));
      }
    }
    return groups;
  }

  private FormView.Group group(JsonNode item) {
    String linkId = item.path("linkId").asText();
    int last = item.path("repeats").asBoolean() ? Math.max(1, last(linkId)) : 1;
    List<FormView.Instance> instances = new ArrayList<>();
    for (int number = 1; number <= last; number++) {
      instances.add(instance(linkId, item, number));
    }
    boolean open =
        instances.stream()
            .anyMatch(
                one ->
                    one.problem() != null
                        || one.fields().stream()
                            .anyMatch(f -> !f.value().isEmpty() || f.problem() != null));
    return new FormView.Group(
        linkId, title(item), item.path("repeats").asBoolean(), open, instances);
  }

  /** One more of a group that repeats; empty: there is none of this name. */
  Optional<FormView.Instance> more(String linkId, int number) {
    for (JsonNode item : form.path("item")) {
      if (item.path("linkId").asText().equals(linkId) && item.path("repeats").asBoolean()) {
        return Optional.of(instance(linkId, item, number));
      }
    }
    return Optional.empty();
  }

  private int last(String linkId) {
    return given.keySet().stream()
        .filter(name -> name.startsWith(linkId + "."))
        .map(name -> name.substring(linkId.length() + 1).replaceFirst("\\..*$", ""))
        .filter(number -> number.matches("[1-9][0-9]{0,2}"))
        .mapToInt(Integer::parseInt)
        .filter(number -> number <= MOST_INSTANCES)
        .max()
        .orElse(0);
  }

  private FormView.Instance instance(String linkId, JsonNode group, int number) {
    List<FormView.Field> fields = new ArrayList<>();
    for (JsonNode item : group.path("item")) {
      if (!item.path("type").asText().equals("group")) {
        fields.add(field(linkId, item, number));
      }
    }
    return new FormView.Instance(
        module.id(),
        linkId,
        number,
        fields,
        linkId.isEmpty() ? null : problem(linkId, number, linkId));
  }

  private FormView.Field field(String linkId, JsonNode item, int number) {
    String id = item.path("linkId").asText();
    String name = linkId + "." + number + "." + id;
    String value = text(name);
    boolean quantity = item.path("type").asText().equals("quantity");
    return new FormView.Field(
        name,
        "f-" + name.replace('.', '-'),
        title(item),
        type(item),
        item.path("required").asBoolean(),
        value,
        unit(item),
        quantity ? name + ".unit" : "",
        quantity ? text(name + ".unit") : "",
        options(item, value),
        problem(linkId, number, id));
  }

  private String text(String name) {
    String value = given.getFirst(name);
    return value == null ? "" : value.strip();
  }

  /** Of repetitions that are empty nothing was read: those after them have moved up. */
  private String problem(String group, int number, String item) {
    int place = group.isEmpty() ? 1 : filled(group, number);
    return problems.stream()
        .filter(
            one ->
                one.place().group().equals(group)
                    && one.place().repetition() == place
                    && one.item().equals(item))
        .map(one -> visit.text(one.what()))
        .findFirst()
        .orElse(null);
  }

  private int filled(String group, int number) {
    int filled = 0;
    for (int i = 1; i <= number; i++) {
      filled += isFilled(group, i) ? 1 : 0;
    }
    return isFilled(group, number) ? filled : -1;
  }

  private boolean isFilled(String group, int number) {
    String prefix = group + "." + number + ".";
    return given.entrySet().stream()
        .anyMatch(
            field ->
                field.getKey().startsWith(prefix)
                    && !field.getKey().endsWith(".unit")
                    && field.getValue().stream().anyMatch(value -> !value.isBlank()));
  }

  private static String type(JsonNode item) {
    return switch (item.path("type").asText()) {
      case "date" -> "date";
      case "dateTime" -> "datetime-local";
      case "integer" -> "number";
      case "boolean", "choice" -> "select";
      case "open-choice" -> "open";
      // A laboratory writes "<0.02", too.
      default -> "text";
    };
  }

  private List<FormView.Option> options(JsonNode item, String value) {
    List<FormView.Option> options = new ArrayList<>();
    if (item.path("type").asText().equals("boolean")) {
      boolean zh = visit.language() == Language.ZH;
      options.add(new FormView.Option("true", zh ? "是" : "Yes", value.equals("true")));
      options.add(new FormView.Option("false", zh ? "否" : "No", value.equals("false")));
    }
    for (JsonNode option : item.path("answerOption")) {
      JsonNode coding = option.path("valueCoding");
      String key = key(coding);
      String label = label(coding);
      options.add(
          new FormView.Option(
              item.path("type").asText().equals("open-choice") ? label : key,
              label,
              key.equals(value)));
    }
    return options;
  }

  private static String key(JsonNode coding) {
    return coding.path("system").asText("") + "|" + coding.path("code").asText();
  }

  /** In the page's language, where there is a word for it. */
  private String label(JsonNode coding) {
    String code = coding.path("code").asText();
    if (visit.language() == Language.ZH && coding.path("system").asText().equals(Systems.NCIT)) {
      for (int grade = 1; grade <= 5; grade++) {
        if (CtcaeTerms.grade(grade).filter(c -> c.code().equals(code)).isPresent()) {
          return grade + " 级";
        }
      }
      return CtcaeTerms.standard().chinese(code).orElse(coding.path("display").asText(code));
    }
    String label = translated(coding, "display");
    return label.isEmpty() ? code : label;
  }

  private String title(JsonNode item) {
    return translated(item, "text");
  }

  private String translated(JsonNode node, String field) {
    if (visit.language() == Language.ZH) {
      for (JsonNode part : node.path("_" + field).path("extension").path(0).path("extension")) {
        if (part.path("url").asText().equals("content")) {
          return part.path("valueString").asText();
        }
      }
    }
    return node.path(field).asText("");
  }

  private static String unit(JsonNode item) {
    for (JsonNode extension : item.path("extension")) {
      if (extension.path("url").asText().equals(UNIT)) {
        return extension.path("valueCoding").path("code").asText();
      }
    }
    return "";
  }

  /** The answers as a QuestionnaireResponse; what is no item of the Questionnaire is left out. */
  ObjectNode response(String day) {
    ObjectNode response = JSON.createObjectNode();
    response.put("resourceType", "QuestionnaireResponse");
    response.put("questionnaire", form.path("url").asText() + "|" + form.path("version").asText());
    response.put("status", "completed").put("authored", day);
    ArrayNode items = response.putArray("item");
    for (JsonNode item : form.path("item")) {
      String linkId = item.path("linkId").asText();
      if (item.path("type").asText().equals("group")) {
        int last = item.path("repeats").asBoolean() ? last(linkId) : 1;
        for (int number = 1; number <= last; number++) {
          if (isFilled(linkId, number)) {
            ArrayNode below = items.addObject().put("linkId", linkId).putArray("item");
            for (JsonNode one : item.path("item")) {
              answer(below, one, linkId + "." + number + "." + one.path("linkId").asText());
            }
          }
        }
      } else {
        answer(items, item, ".1." + linkId);
      }
    }
    return response;
  }

  private void answer(ArrayNode items, JsonNode item, String name) {
    String value = text(name);
    if (value.isEmpty()) {
      return;
    }
    ObjectNode answer =
        items
            .addObject()
            .put("linkId", item.path("linkId").asText())
            .putArray("answer")
            .addObject();
    String type = item.path("type").asText();
    switch (type) {
      case "choice", "open-choice" -> choice(item, answer, value);
      case "boolean" -> {
        if (value.equals("true") || value.equals("false")) {
          answer.put("valueBoolean", Boolean.parseBoolean(value));
        } else {
          answer.put("valueString", value);
        }
      }
      case "quantity" -> quantity(answer, value, text(name + ".unit"));
      case "integer", "decimal" -> number(answer, type, value);
      case "date" -> answer.put("valueDate", value);
      case "dateTime" -> answer.put("valueDateTime", value);
      default -> answer.put("valueString", value);
    }
  }

  private void choice(JsonNode item, ObjectNode answer, String value) {
    for (JsonNode option : item.path("answerOption")) {
      JsonNode coding = option.path("valueCoding");
      if (value.equals(key(coding))
          || (item.path("type").asText().equals("open-choice")
              && (value.equals(coding.path("display").asText()) || value.equals(label(coding))))) {
        ObjectNode chosen = answer.putObject("valueCoding");
        if (coding.has("system")) {
          chosen.put("system", coding.path("system").asText());
        }
        chosen.put("code", coding.path("code").asText());
        return;
      }
    }
    answer.put("valueString", value);
  }

  private static void quantity(ObjectNode answer, String value, String unit) {
    ObjectNode quantity = answer.putObject("valueQuantity");
    if (value.matches("-?\\d{1,12}(\\.\\d{1,12})?")) {
      quantity.put("value", new BigDecimal(value));
    } else {
      quantity.put("value", value);
    }
    quantity.put("system", "http://unitsofmeasure.org").put("code", unit);
  }

  /** What is no number stays a text, and is told at its field. */
  private static void number(ObjectNode answer, String type, String value) {
    boolean number = value.matches("-?\\d{1,12}(\\.\\d{1,12})?");
    if (number && type.equals("decimal")) {
      answer.put("valueDecimal", new BigDecimal(value));
    } else if (value.matches("-?\\d{1,9}")) {
      answer.put("valueInteger", Integer.parseInt(value));
    } else {
      answer.put("valueString", value);
    }
  }
}
