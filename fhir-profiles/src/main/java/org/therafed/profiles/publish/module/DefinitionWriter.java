package org.therafed.profiles.publish.module;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.published.ExtensionUrls;
import org.therafed.profiles.terminology.Coding;
import org.therafed.profiles.terminology.Systems;

/** One ObservationDefinition per biomarker and one Measure per endpoint. */
final class DefinitionWriter {
  private static final String POPULATION =
      "http://terminology.hl7.org/CodeSystem/measure-population";

  private final TherapyModule module;

  DefinitionWriter(TherapyModule module) {
    this.module = module;
  }

  List<Resource> biomarkers() {
    return module.biomarkers().stream().map(this::biomarker).toList();
  }

  List<Resource> measures() {
    return module.endpoints().stream().map(this::measure).toList();
  }

  private Resource biomarker(TherapyModule.Biomarker biomarker) {
    Resource resource = Resource.bare("ObservationDefinition", module.id() + "-" + biomarker.id());
    ObjectNode json = resource.json();
    Resource.concept(json.putObject("code"), biomarker.test().coding());
    json.putArray("permittedDataType").add("Quantity");
    Resource.title(json, "preferredReportName", biomarker.title());
    Resource.concept(
        json.putObject("quantitativeDetails").putObject("unit"),
        new Coding(Systems.UCUM, biomarker.unit(), biomarker.unit()));
    ObjectNode interval = json.putArray("qualifiedInterval").addObject();
    interval.put("category", "absolute");
    ObjectNode range = interval.putObject("range");
    Resource.quantity(range.putObject("low"), biomarker.plausibleMin(), biomarker.unit());
    Resource.quantity(range.putObject("high"), biomarker.plausibleMax(), biomarker.unit());
    return resource;
  }

  private Resource measure(TherapyModule.Endpoint endpoint) {
    Resource resource =
        Resource.canonical("Measure", module.id() + "-" + endpoint.id(), module, endpoint.title());
    ObjectNode json = resource.json();
    boolean number =
        switch (endpoint.kind()) {
          case TIME_TO_EVENT, SLOPE, COST_SUM -> true;
          default -> false;
        };
    Resource.concept(
        json.putObject("scoring"),
        number
            ? new Coding(scoring(), "continuous-variable", "Continuous Variable")
            : new Coding(scoring(), "proportion", "Proportion"));
    ObjectNode group = json.putArray("group").addObject();
    new TreeMap<>(endpoint.parameters()).forEach((name, value) -> parameter(group, name, value));
    // The code has one display whatever a module asks with it; the module's words are the text.
    ObjectNode code = group.putObject("code");
    Resource.concept(code, endpoint.coding());
    Resource.title(code, "text", endpoint.title());
    ArrayNode populations = group.putArray("population");
    population(
        populations,
        new Coding(POPULATION, "initial-population", "Initial Population"),
        "Procedure.where(extension('"
            + ExtensionUrls.MODULE
            + "').value = '"
            + module.canonical()
            + "')");
    // What the rule says of a person is an endpoint that names this measure. Of who is not
    // evaluable
    // it says nothing: such a person is in the initial population alone.
    String answers =
        "Observation.where(extension('"
            + ExtensionUrls.RULE
            + "').value = '"
            + resource.canonical();
    Coding asked =
        number
            ? new Coding(POPULATION, "measure-observation", "Measure Observation")
            : new Coding(POPULATION, "numerator", "Numerator");
    population(populations, asked, answers + (number ? "')" : "' and value = true)"))
        .put("name", endpoint.kind().label());
    if (!number) {
      population(
          populations,
          new Coding(POPULATION, "denominator", "Denominator"),
          answers + "' and value.exists())");
    }
    return resource;
  }

  private static String scoring() {
    return "http://terminology.hl7.org/CodeSystem/measure-scoring";
  }

  /** Adds a population and answers its criteria, in FHIRPath. */
  private static ObjectNode population(ArrayNode populations, Coding code, String expression) {
    ObjectNode population = populations.addObject();
    Resource.concept(population.putObject("code"), code);
    ObjectNode criteria = population.putObject("criteria");
    return criteria.put("language", "text/fhirpath").put("expression", expression);
  }

  private static void parameter(ObjectNode group, String name, Object value) {
    ObjectNode extension =
        Resource.extensions(group).addObject().put("url", Canonical.extension("rule-parameter"));
    ArrayNode parts = extension.putArray("extension");
    parts.addObject().put("url", "name").put("valueString", name);
    List<?> values = value instanceof List<?> list ? list : List.of(value);
    for (Object one : values) {
      ObjectNode part = parts.addObject().put("url", "value");
      if (one instanceof Number number) {
        part.put("valueDecimal", new BigDecimal(number.toString()));
      } else {
        part.put("valueString", String.valueOf(one));
      }
    }
  }
}
