package org.therafed.gateway.example;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.therafed.gateway.intake.table.TableKind;
import org.therafed.profiles.module.OwnCriterion;
import org.therafed.profiles.module.Stratum;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.publish.module.ModuleBundle;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.profiles.terminology.ProcedureKinds;
import org.therafed.profiles.terminology.ResponseCriteria;

/**
 * An example's tables as somebody would type them into the form of its module: the way back of what
 * is tested, written from the tables' side.
 */
final class FilledForm {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final TherapyModule module;
  private final JsonNode form;
  private final ObjectNode response = JSON.createObjectNode();
  private final List<String> notAsked = new ArrayList<>();
  private final Map<String, Map<String, String>> taken = new LinkedHashMap<>();
  private String course = "";

  private FilledForm(TherapyModule module) {
    this.module = module;
    this.form = ModuleBundle.questionnaire(module);
    response.put("resourceType", "QuestionnaireResponse").put("status", "completed");
  }

  static FilledForm of(TherapyModule module, Path folder) {
    FilledForm filled = new FilledForm(module);
    List<Map<String, String>> courses = rows(folder, "courses");
    filled.course = courses.get(0).get("course_id");
    filled.answer(filled.response.withArray("item"), "course-id", filled.course);
    for (TableKind kind : TableKind.values()) {
      for (Map<String, String> row : rows(folder, kind.code())) {
        if (!filled.enter(kind, row)) {
          filled.notAsked.add(kind.code() + " " + row.getOrDefault("loinc", ""));
        }
      }
    }
    return filled;
  }

  ObjectNode response() {
    return response;
  }

  /** Kinds of the rows that the form does not ask for. */
  List<String> notAsked() {
    return notAsked;
  }

  private boolean enter(TableKind kind, Map<String, String> row) {
    return switch (kind) {
      case PATIENTS ->
          put("person", row, "sex", "sex", "birth_date", "birth-date", "region", "region");
      case CONSENTS -> {
        Map<String, String> all = new LinkedHashMap<>(row);
        all.put("permits", Boolean.toString(row.get("decision").equals("permit")));
        yield put("consent", all, "signed_on", "consent-date", "permits", "consent-permits");
      }
      case INDICATIONS ->
          put(
              "course",
              row,
              "diagnosis_code",
              "diagnosis",
              "diagnosed_on",
              "diagnosed-on",
              "decided_on",
              "decision-date",
              "pathway",
              "pathway");
      case COURSES -> course(row);
      case CYCLES ->
          put(
              "cycle-record",
              row,
              "cycle",
              "cycle-number",
              "stage",
              "cycle-stage",
              "started_on",
              "cycle-start",
              "ended_on",
              "cycle-end",
              "status",
              "cycle-status");
      case CELL_PRODUCTS ->
          put(
              "cells",
              row,
              "cell_product_id",
              "cells-id",
              "chain_id",
              "cells-chain",
              "material",
              "cells-material",
              "source",
              "cells-source",
              "parent_id",
              "cells-parent",
              "cycle",
              "cells-cycle",
              "collected_on",
              "cells-collected",
              "manufactured_on",
              "cells-made",
              "dose",
              "cells-dose",
              "viability_percent",
              "cells-viability",
              "vector_copies",
              "cells-copies",
              "transduction_percent",
              "cells-transduced");
      case ADMINISTRATIONS -> administration(row);
      case LABS -> laboratory(row);
      case RESPONSES -> response(row);
      case LESIONS -> lesion(row);
      case MEASUREMENTS -> false;
      case PROCEDURES -> procedure(row);
      case ABSORBED_DOSES ->
          put(
              "absorbed-dose",
              row,
              "organ",
              "absorbed-dose-organ",
              "gray",
              "absorbed-dose-gray",
              "cycle",
              "absorbed-dose-cycle",
              "measured_on",
              "absorbed-dose-date",
              "method",
              "absorbed-dose-method");
      case COMPANION -> companion(row);
      case ADVERSE_EVENTS -> adverseEvent(row);
      case VITAL_STATUS -> {
        Map<String, String> all = new LinkedHashMap<>(row);
        all.put("dead", Boolean.toString(row.get("status").equals("dead")));
        yield put("status", all, "on", "status-date", "dead", "dead", "cause", "cause-of-death");
      }
      case CHARGES ->
          put(
              "cost",
              row,
              "component",
              "cost-component",
              "amount",
              "cost-amount",
              "currency",
              "cost-currency",
              "charged_on",
              "cost-date",
              "price_year",
              "cost-year",
              "charge_id",
              "cost-id");
    };
  }

  private boolean course(Map<String, String> row) {
    if (!row.get("course_id").equals(course)) {
      answer(response.withArray("item"), "next-treatment", row.get("started_on"));
      return row.get("course_id").equals(course + "-2");
    }
    return put(
        "course",
        row,
        "modality",
        "modality",
        "started_on",
        "start",
        "ended_on",
        "end",
        "status",
        "course-status",
        "line",
        "line");
  }

  private boolean administration(Map<String, String> row) {
    Map<String, String> all = new LinkedHashMap<>(row);
    if (List.of("red-blood-cells", "platelets", "plasma").contains(row.get("product"))) {
      all.put("day", row.get("administered_at").substring(0, 10));
      return put(
          "transfusion",
          all,
          "product",
          "transfusion-component",
          "day",
          "transfusion-date",
          "dose",
          "transfusion-volume",
          "administration_id",
          "transfusion-id");
    }
    if (row.containsKey("measured_activity_gbq")) {
      all.put("dose", row.get("measured_activity_gbq"));
      all.put("residual_dose", row.getOrDefault("residual_activity_gbq", ""));
      all.put("unit", "GBq");
    }
    all.put("product", product(row.get("product")));
    return put(
        "administration",
        all,
        "product",
        "product",
        "administered_at",
        "given-at",
        "cycle",
        "cycle",
        "administration_id",
        "administration-id",
        "lot",
        "lot",
        "dose",
        "dose",
        "measured_at",
        "measured-at",
        "residual_dose",
        "residual",
        "residual_at",
        "residual-measured-at",
        "cell_product_id",
        "cell-product");
  }

  private String product(String name) {
    return module.products().stream()
        .filter(coding -> module.product(coding).filter(p -> p.name().equals(name)).isPresent())
        .map(Coding::code)
        .findFirst()
        .orElse(name);
  }

  private boolean laboratory(Map<String, String> row) {
    Optional<TherapyModule.Biomarker> biomarker =
        module.biomarkers().stream().filter(b -> b.loinc().equals(row.get("loinc"))).findFirst();
    if (biomarker.isEmpty()) {
      return false;
    }
    Map<String, String> all = new LinkedHashMap<>(row);
    all.put("day", row.get("taken_at").substring(0, 10));
    String value = row.get("value");
    if (!value.startsWith("<") && !value.startsWith(">")) {
      BigDecimal canonical =
          biomarker.get().test().toCanonical(new BigDecimal(value), row.get("unit"));
      all.put("value", canonical.toPlainString());
    }
    return put(
        "laboratory",
        all,
        "day",
        "laboratory-date",
        "sample_id",
        "laboratory-id",
        "value",
        "laboratory-" + biomarker.get().id());
  }

  private boolean response(Map<String, String> row) {
    ResponseCriteria.Criterion criterion =
        Stream.concat(
                module.ownCriteria().stream().map(OwnCriterion::criterion),
                ResponseCriteria.standard().named(row.get("criterion")).stream())
            .filter(one -> one.name().equals(row.get("criterion")))
            .findFirst()
            .orElseThrow();
    Map<String, String> all = new LinkedHashMap<>(row);
    all.put("criterion", criterion.coding().code());
    all.put("response", criterion.category(row.get("response")).orElseThrow().coding().code());
    return put(
        "response",
        all,
        "criterion",
        "response-criterion",
        "response",
        "response-category",
        "assessed_on",
        "response-date",
        "best",
        "response-best");
  }

  private boolean lesion(Map<String, String> row) {
    Map<String, String> all = new LinkedHashMap<>(row);
    all.put("day", "2024-01-01");
    return put(
        "lesion",
        all,
        "lesion_id",
        "lesion-id",
        "day",
        "lesion-date",
        "role",
        "lesion-role",
        "site_code",
        "lesion-site");
  }

  private boolean procedure(Map<String, String> row) {
    Map<String, String> all = new LinkedHashMap<>(row);
    all.put(
        "kind",
        ProcedureKinds.standard().all().stream()
            .filter(one -> one.kind().equals(row.get("kind")))
            .findFirst()
            .orElseThrow()
            .coding()
            .code());
    if (row.getOrDefault("ended_on", "").isEmpty() && row.get("status").equals("completed")) {
      all.put("ended_on", row.get("started_on"));
    }
    return put(
        "procedure",
        all,
        "kind",
        "procedure-kind",
        "started_on",
        "procedure-start",
        "ended_on",
        "procedure-end",
        "procedure_id",
        "procedure-id");
  }

  private boolean companion(Map<String, String> row) {
    Stratum stratum =
        module.strata().stream()
            .filter(one -> one.id().equals(row.get("stratum")))
            .findFirst()
            .orElseThrow();
    String value =
        switch (stratum.type()) {
          case QUANTITY -> row.get("value");
          case CODED -> stratum.id() + "-" + row.get("value");
          case YES_NO -> Boolean.toString(row.get("value").equals("yes"));
        };
    Map<String, String> before = taken.putIfAbsent("companion", row);
    if (before != null && !before.get("observed_on").equals(row.get("observed_on"))) {
      return false;
    }
    ArrayNode items = group("companion", false);
    if (before == null) {
      answer(items, "companion-date", row.get("observed_on"));
    }
    answer(items, "companion-" + stratum.id(), value);
    return true;
  }

  private boolean adverseEvent(Map<String, String> row) {
    Map<String, String> all = new LinkedHashMap<>(row);
    all.put(
        "term",
        CtcaeTerms.standard()
            .named(row.get("term"))
            .map(term -> term.code())
            .orElse(row.get("term")));
    all.put("grade", CtcaeTerms.grade(Integer.parseInt(row.get("grade"))).orElseThrow().code());
    for (String yesNo : List.of("serious", "fever_treated", "motor_weakness")) {
      if (!row.getOrDefault(yesNo, "").isEmpty()) {
        all.put(yesNo, Boolean.toString(row.get(yesNo).equals("yes")));
      }
    }
    return put(
        "adverse-event",
        all,
        "term",
        "adverse-event-term",
        "grade",
        "adverse-event-grade",
        "onset_on",
        "adverse-event-date",
        "resolved_on",
        "adverse-event-end",
        "event_id",
        "adverse-event-id",
        "related",
        "adverse-event-related",
        "serious",
        "adverse-event-serious",
        "temperature_cel",
        "astct-temperature",
        "fever_treated",
        "astct-fever-treated",
        "hypotension",
        "astct-hypotension",
        "oxygen",
        "astct-oxygen",
        "ice_score",
        "astct-ice-score",
        "consciousness",
        "astct-consciousness",
        "seizure",
        "astct-seizure",
        "motor_weakness",
        "astct-motor-weakness",
        "oedema",
        "astct-oedema");
  }

  private boolean put(String group, Map<String, String> row, String... columnsAndItems) {
    JsonNode definition = item(form, group);
    if (definition == null) {
      return false;
    }
    ArrayNode items = group(group, definition.path("repeats").asBoolean());
    boolean all = true;
    for (int i = 0; i < columnsAndItems.length; i += 2) {
      String value = row.getOrDefault(columnsAndItems[i], "");
      if (!value.isEmpty()) {
        boolean unit = List.of("dose", "residual", "cells-dose").contains(columnsAndItems[i + 1]);
        all &=
            answer(items, columnsAndItems[i + 1], value, unit ? row.getOrDefault("unit", "") : "");
      }
    }
    return all;
  }

  private ArrayNode group(String linkId, boolean repeats) {
    ArrayNode items = response.withArray("item");
    if (!repeats) {
      for (JsonNode item : items) {
        if (item.path("linkId").asText().equals(linkId)) {
          return ((ObjectNode) item).withArray("item");
        }
      }
    }
    return items.addObject().put("linkId", linkId).withArray("item");
  }

  private boolean answer(ArrayNode items, String linkId, String value) {
    return answer(items, linkId, value, "");
  }

  private boolean answer(ArrayNode items, String linkId, String value, String unit) {
    JsonNode item = item(form, linkId);
    if (item == null) {
      return false;
    }
    ObjectNode answer = items.addObject().put("linkId", linkId).putArray("answer").addObject();
    switch (item.path("type").asText()) {
      case "choice", "open-choice" -> choice(item, answer, value);
      case "boolean" -> answer.put("valueBoolean", Boolean.parseBoolean(value));
      case "integer" -> answer.put("valueInteger", Integer.parseInt(value));
      case "decimal" -> {
        if (value.startsWith("<") || value.startsWith(">")) {
          answer.put("valueString", value);
        } else {
          answer.put("valueDecimal", new BigDecimal(value));
        }
      }
      case "quantity" ->
          answer.putObject("valueQuantity").put("value", new BigDecimal(value)).put("code", unit);
      case "date" -> answer.put("valueDate", value);
      case "dateTime" -> answer.put("valueDateTime", value);
      default -> answer.put("valueString", value);
    }
    return true;
  }

  private static void choice(JsonNode item, ObjectNode answer, String value) {
    for (JsonNode option : item.path("answerOption")) {
      if (option.path("valueCoding").path("code").asText().equals(value)) {
        answer.set("valueCoding", option.path("valueCoding"));
        return;
      }
    }
    if (item.path("type").asText().equals("open-choice")) {
      answer.put(
          "valueString", CtcaeTerms.standard().coded(value).map(term -> term.term()).orElse(value));
    } else {
      answer.putObject("valueCoding").put("code", value);
    }
  }

  private static JsonNode item(JsonNode parent, String linkId) {
    for (JsonNode item : parent.path("item")) {
      if (item.path("linkId").asText().equals(linkId)) {
        return item;
      }
      JsonNode below = item(item, linkId);
      if (below != null) {
        return below;
      }
    }
    return null;
  }

  private static List<Map<String, String>> rows(Path folder, String kind) {
    Path file = folder.resolve(kind + ".csv");
    if (!Files.exists(file)) {
      return List.of();
    }
    try (Reader in = Files.newBufferedReader(file);
        CSVParser parser =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(in)) {
      return parser.getRecords().stream().map(CSVRecord::toMap).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
