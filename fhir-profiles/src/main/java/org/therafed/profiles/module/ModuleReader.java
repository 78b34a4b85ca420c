package org.therafed.profiles.module;

import static org.therafed.profiles.outcome.Fault.safe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.terminology.CodeSet;
import org.therafed.profiles.terminology.CodeSets;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.CtcaeTerms;
import org.therafed.profiles.terminology.LabCatalog;
import org.therafed.profiles.terminology.LabTest;

/** Reads and checks one therapy module. {@code docs/modules.md} describes its form. */
public final class ModuleReader {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();
  private static final Set<String> SECTIONS =
      Set.of(
          "id",
          "version",
          "title",
          "indications",
          "products",
          "diagnostics",
          "schedule",
          "activity",
          "biomarkers",
          "endpoints",
          "adverseEventsOfInterest");

  private final String file;

  private ModuleReader(String file) {
    this.file = file;
  }

  /**
   * Reads a module.
   *
   * @param file its name, for messages
   * @param yaml the document
   * @throws Fault FP-MODULE-001 with file, path and reason
   */
  public static TherapyModule read(String file, byte[] yaml) {
    try {
      return new ModuleReader(file).module(MAPPER.readTree(yaml));
    } catch (JsonProcessingException e) {
      String line = e.getLocation() == null ? "?" : "line " + e.getLocation().getLineNr();
      throw ModuleCode.MODULE.with(
          e,
          safe("file", file),
          safe("path", line),
          safe("reason", "it is no YAML, or a key stands twice"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TherapyModule module(JsonNode node) {
    for (Map.Entry<String, JsonNode> section : node.properties()) {
      if (!SECTIONS.contains(section.getKey())) {
        throw fault(section.getKey(), "the section is not known");
      }
    }
    String id = text(node, "id");
    if (!id.matches("[a-z][a-z0-9-]{0,63}")) {
      throw fault("id", "it is not made of a-z, 0-9 and hyphen");
    }
    List<TherapyModule.Biomarker> biomarkers = biomarkers(node.path("biomarkers"));
    return new TherapyModule(
        id,
        text(node, "version"),
        title(node.path("title"), "title"),
        codings(node.path("indications"), "indications", "diagnosis"),
        codings(node.path("products"), "products", "product"),
        codings(node.path("diagnostics"), "diagnostics", "product"),
        schedule(node.path("schedule")),
        node.has("activity") ? activity(node.path("activity")) : null,
        biomarkers,
        endpoints(node.path("endpoints"), biomarkers),
        terms(node.path("adverseEventsOfInterest")));
  }

  private TherapyModule.Title title(JsonNode node, String path) {
    if (node.path("en").asText().isBlank() || node.path("zh").asText().isBlank()) {
      throw fault(path, "a title in English (en) and Chinese (zh) is needed");
    }
    return new TherapyModule.Title(node.path("en").asText(), node.path("zh").asText());
  }

  private List<Coding> codings(JsonNode list, String path, String codeSet) {
    CodeSet set = CodeSets.standard().find(codeSet).orElseThrow();
    List<Coding> codings = new ArrayList<>();
    for (JsonNode item : list) {
      String at = path + "[" + codings.size() + "]";
      String system = item.path("system").asText();
      String code = item.path("code").asText();
      if (!set.contains(system, code)) {
        throw fault(at, "the code " + code + " is not in the set " + codeSet);
      }
      codings.add(new Coding(system, code, set.display(system, code).orElse(code)));
    }
    return codings;
  }

  private TherapyModule.Schedule schedule(JsonNode node) {
    return new TherapyModule.Schedule(
        whole(node, "schedule", "maxCycles", 1),
        whole(node, "schedule", "intervalDays", 1),
        whole(node, "schedule", "earlyDays", 0),
        whole(node, "schedule", "lateDays", 0));
  }

  private TherapyModule.PlannedActivity activity(JsonNode node) {
    TherapyModule.PlannedActivity activity =
        new TherapyModule.PlannedActivity(
            number(node, "activity", "megabecquerel"),
            number(node, "activity", "tolerancePercent"),
            number(node, "activity", "possibleMin"),
            number(node, "activity", "possibleMax"));
    if (!activity.possible(activity.megabecquerel())) {
      throw fault("activity", "the planned activity is not possible by its own bounds");
    }
    return activity;
  }

  private List<TherapyModule.Biomarker> biomarkers(JsonNode list) {
    List<TherapyModule.Biomarker> biomarkers = new ArrayList<>();
    for (JsonNode item : list) {
      String at = "biomarkers[" + biomarkers.size() + "]";
      String loinc = item.path("loinc").asText();
      LabTest test =
          LabCatalog.standard()
              .coded(loinc)
              .orElseThrow(() -> fault(at + ".loinc", "LOINC " + loinc + " is not known"));
      if (!test.unit().equals(item.path("unit").asText())) {
        throw fault(at + ".unit", "the canonical unit of LOINC " + loinc + " is " + test.unit());
      }
      biomarkers.add(
          new TherapyModule.Biomarker(
              text(item, "id"),
              loinc,
              test.unit(),
              number(item, at, "plausibleMin"),
              number(item, at, "plausibleMax")));
    }
    return biomarkers;
  }

  private List<TherapyModule.Endpoint> endpoints(
      JsonNode list, List<TherapyModule.Biomarker> biomarkers) {
    CodeSet codes = CodeSets.standard().find("endpoint").orElseThrow();
    List<TherapyModule.Endpoint> endpoints = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (JsonNode item : list) {
      String at = "endpoints[" + endpoints.size() + "]";
      String kind = item.path("kind").asText();
      TherapyModule.Endpoint endpoint =
          new TherapyModule.Endpoint(
              text(item, "id"),
              text(item, "code"),
              title(item.path("title"), at + ".title"),
              RuleKind.named(kind)
                  .orElseThrow(() -> fault(at + ".kind", "the rule '" + kind + "' is not known")),
              parameters(item.path("parameters"), at + ".parameters"));
      if (codes.listed().values().stream().noneMatch(c -> c.containsKey(endpoint.code()))) {
        throw fault(at + ".code", "the endpoint code is not known");
      }
      if (!seen.add(endpoint.id())) {
        throw fault(at + ".id", "the endpoint stands twice");
      }
      String biomarker = endpoint.text("biomarker").orElse(null);
      if (biomarker != null && biomarkers.stream().noneMatch(b -> b.id().equals(biomarker))) {
        throw fault(at + ".parameters.biomarker", "the module has no such biomarker");
      }
      EndpointParameters.check(endpoint, reason -> fault(at + ".parameters", reason));
      endpoints.add(endpoint);
    }
    return endpoints;
  }

  private Map<String, Object> parameters(JsonNode node, String path) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      JsonNode value = entry.getValue();
      if (value.isNumber()) {
        parameters.put(entry.getKey(), value.numberValue());
      } else if (value.isTextual()) {
        parameters.put(entry.getKey(), value.textValue());
      } else if (value.isArray()) {
        List<String> texts = new ArrayList<>();
        value.forEach(item -> texts.add(item.asText()));
        parameters.put(entry.getKey(), List.copyOf(texts));
      } else {
        throw fault(path + "." + entry.getKey(), "it is neither number, text nor list");
      }
    }
    return parameters;
  }

  private List<Coding> terms(JsonNode list) {
    List<Coding> terms = new ArrayList<>();
    for (JsonNode item : list) {
      String term = item.asText();
      terms.add(
          CtcaeTerms.standard()
              .named(term)
              .orElseThrow(
                  () -> fault("adverseEventsOfInterest", "'" + term + "' is no CTCAE v5 term"))
              .coding());
    }
    return terms;
  }

  private String text(JsonNode node, String name) {
    String text = node.path(name).asText();
    if (text.isBlank()) {
      throw fault(name, "it is missing");
    }
    return text;
  }

  private int whole(JsonNode node, String path, String name, int least) {
    if (!node.path(name).isInt() || node.path(name).intValue() < least) {
      throw fault(path + "." + name, "a whole number from " + least + " is needed");
    }
    return node.path(name).intValue();
  }

  private BigDecimal number(JsonNode node, String path, String name) {
    if (!node.path(name).isNumber()) {
      throw fault(path + "." + name, "a number is needed");
    }
    return node.path(name).decimalValue();
  }

  private Fault fault(String path, String reason) {
    return ModuleCode.MODULE.with(safe("file", file), safe("path", path), safe("reason", reason));
  }
}
