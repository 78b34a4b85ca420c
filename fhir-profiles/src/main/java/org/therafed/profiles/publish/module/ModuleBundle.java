package org.therafed.profiles.publish.module;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.publish.FactViews;
import org.therafed.profiles.terminology.Coding;

/**
 * A therapy module as a FHIR R4 transaction: PlanDefinition, ActivityDefinition per dose,
 * ObservationDefinition per biomarker, Measure per endpoint, ValueSets, the Questionnaire, and the
 * Library that lists them with their versions. The same module gives the same bundle, byte for
 * byte.
 */
public final class ModuleBundle {
  private static final Coding COLLECTION =
      new Coding(
          "http://terminology.hl7.org/CodeSystem/library-type",
          "asset-collection",
          "Asset Collection");

  private ModuleBundle() {}

  /** The bundle of a module. */
  public static ObjectNode of(TherapyModule module) {
    Resource questionnaire = new QuestionnaireWriter(module).questionnaire();
    List<Resource> activities = new ActivityWriter(module).activities();
    List<Resource> resources = new ArrayList<>();
    resources.add(new PlanWriter(module).plan(activities, questionnaire));
    resources.addAll(activities);
    DefinitionWriter definitions = new DefinitionWriter(module);
    resources.addAll(definitions.biomarkers());
    resources.addAll(definitions.measures());
    resources.addAll(new ValueSetWriter(module).valueSets());
    resources.add(questionnaire);
    FactViews.binaries().forEach(view -> resources.add(new Resource(view)));
    resources.add(0, library(module, resources));
    ObjectNode bundle = JsonNodeFactory.instance.objectNode();
    bundle.put("resourceType", "Bundle").put("id", module.id()).put("type", "transaction");
    ArrayNode entries = bundle.putArray("entry");
    for (Resource resource : resources) {
      ObjectNode entry = entries.addObject();
      entry.put("fullUrl", Resource.url(resource.type(), resource.id()));
      entry.set("resource", resource.json());
      entry
          .putObject("request")
          .put("method", "PUT")
          .put("url", resource.type() + "/" + resource.id());
    }
    return bundle;
  }

  /** The questionnaire of a module alone. */
  public static ObjectNode questionnaire(TherapyModule module) {
    return new QuestionnaireWriter(module).questionnaire().json();
  }

  private static Resource library(TherapyModule module, List<Resource> parts) {
    Resource library = Resource.canonical("Library", module.id(), module, module.title());
    Resource.concept(library.json().putObject("type"), COLLECTION);
    ArrayNode related = library.json().putArray("relatedArtifact");
    for (Resource part : parts) {
      related.addObject().put("type", "composed-of").put("resource", part.canonical());
    }
    return library;
  }
}
