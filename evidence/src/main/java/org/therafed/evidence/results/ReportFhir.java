package org.therafed.evidence.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.therafed.evidence.partial.Estimate;

/**
 * A report as FHIR R4 {@code MeasureReport} (summary): one group per quantity, a stratum for each
 * of its numbers that says which one it is, limits and provenance as extensions, for R4 has no
 * place of its own for them.
 *
 * @see <a href="https://hl7.org/fhir/R4/measurereport.html">MeasureReport</a>
 */
public final class ReportFhir {
  private static final String BASE = "https://therafed.org/fhir/StructureDefinition/";

  /** A currency or a word, such as in {@code CNY/QALY}, is no unit of UCUM; nor is a blank one. */
  private static final Pattern NOT_UCUM = Pattern.compile("[A-Z]{3}|\\s|^$|[^\\x21-\\x7e]");

  private static final ObjectMapper JSON = new ObjectMapper();

  private ReportFhir() {}

  /**
   * The resource as JSON.
   *
   * @param measure canonical of the Measure that the report answers, such as {@code
   *     https://therafed.org/fhir/Measure/overall-survival|1.0.0}
   */
  public static String write(Report report, String measure) {
    ObjectNode resource = JSON.createObjectNode();
    resource.put("resourceType", "MeasureReport");
    provenance(resource.putArray("extension"), report);
    // R4 has three states; a report without numbers is none that failed, it says so itself.
    resource.put("status", "complete");
    resource.put("type", "summary");
    resource.put("measure", measure);
    resource.putObject("period").put("end", report.provenance().dataCut().frozenOn().toString());
    Map<String, ObjectNode> groups = new LinkedHashMap<>();
    for (Estimate estimate : report.estimates()) {
      ObjectNode group =
          groups.computeIfAbsent(
              estimate.quantity(), quantity -> group(quantity, report.provenance()));
      if (estimate.of().isEmpty() && !group.has("measureScore")) {
        score(group, estimate);
      } else {
        stratum(group, estimate);
      }
    }
    if (!groups.isEmpty()) {
      resource.putArray("group").addAll(groups.values());
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(resource);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of text and numbers is always written", e);
    }
  }

  private static ObjectNode group(String quantity, Provenance from) {
    ObjectNode group = JSON.createObjectNode();
    group.putObject("code").put("text", quantity);
    from.n()
        .ifPresent(
            n -> {
              ObjectNode population = group.putArray("population").addObject();
              population
                  .putObject("code")
                  .putArray("coding")
                  .addObject()
                  .put("system", "http://terminology.hl7.org/CodeSystem/measure-population")
                  .put("code", "initial-population");
              population.put("count", n);
            });
    return group;
  }

  private static void stratum(ObjectNode group, Estimate estimate) {
    ArrayNode strata =
        group.has("stratifier")
            ? (ArrayNode) group.get("stratifier").get(0).get("stratum")
            : group.putArray("stratifier").addObject().putArray("stratum");
    ObjectNode stratum = strata.addObject();
    // FHIR has no empty text: a further number of a quantity that has no keys is told by its place.
    String which = estimate.of().isEmpty() ? "number " + strata.size() : ReportCsv.keys(estimate);
    stratum.putObject("value").put("text", which);
    estimate
        .of()
        .forEach(
            (key, cell) -> {
              ObjectNode component = stratum.withArray("component").addObject();
              component.putObject("code").put("text", key);
              component.putObject("value").put("text", cell);
            });
    score(stratum, estimate);
  }

  /** The number and its limits; where there is none, the reason FHIR has for it. */
  private static void score(ObjectNode on, Estimate estimate) {
    if (estimate.value().isPresent()) {
      quantity(on.putObject("measureScore"), estimate.value().getAsDouble(), estimate.unit());
    } else {
      on.withArray("extension")
          .addObject()
          .put("url", "http://hl7.org/fhir/StructureDefinition/data-absent-reason")
          .put("valueCode", "not-applicable");
    }
    if (estimate.level().isPresent()) {
      ObjectNode interval = on.withArray("extension").addObject();
      interval.put("url", BASE + "confidence-interval");
      ArrayNode parts = interval.putArray("extension");
      limit(parts, "lower", estimate.lower(), estimate.unit());
      limit(parts, "upper", estimate.upper(), estimate.unit());
      parts
          .addObject()
          .put("url", "level")
          .put("valueDecimal", BigDecimal.valueOf(estimate.level().getAsDouble()));
    }
  }

  private static void limit(ArrayNode parts, String name, OptionalDouble limit, String unit) {
    if (limit.isPresent()) {
      ObjectNode part = parts.addObject().put("url", name);
      quantity(part.putObject("valueQuantity"), limit.getAsDouble(), unit);
    }
  }

  private static void quantity(ObjectNode quantity, double value, String unit) {
    quantity.put("value", BigDecimal.valueOf(value)).put("unit", unit);
    if (unit.matches("[A-Z]{3}")) {
      quantity.put("system", "urn:iso:std:iso:4217").put("code", unit);
    } else if (!NOT_UCUM.matcher(unit).find()) {
      quantity.put("system", "http://unitsofmeasure.org").put("code", unit);
    }
  }

  private static void provenance(ArrayNode extensions, Report report) {
    Provenance from = report.provenance();
    ArrayNode parts =
        extensions.addObject().put("url", BASE + "evidence-provenance").putArray("extension");
    text(parts, "title", report.title());
    text(parts, "status", report.status().words());
    from.n().ifPresent(n -> text(parts, "n", Long.toString(n)));
    from.events().ifPresent(events -> text(parts, "events", Long.toString(events)));
    from.sites().ifPresent(sites -> text(parts, "sites", Integer.toString(sites)));
    if (!from.unit().isEmpty()) {
      text(parts, "row", from.unit());
    }
    from.method().ifPresent(method -> text(parts, "method", method.name()));
    from.method().ifPresent(method -> text(parts, "source", method.source()));
    text(parts, "data-cut", from.dataCut().id());
    parts
        .addObject()
        .put("url", "frozen-on")
        .put("valueDate", from.dataCut().frozenOn().toString());
    text(parts, "software", from.software());
    from.checks().forEach(check -> text(parts, "check", check));
    from.warnings().forEach(warning -> text(parts, "warning", warning));
  }

  private static void text(ArrayNode parts, String name, String value) {
    parts.addObject().put("url", name).put("valueString", value);
  }
}
