package org.therafed.profiles.publish.module;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.structure.Definitions;
import org.therafed.profiles.structure.StructureValidator;

/** Every module that ships, as FHIR: valid R4, whole, and referring only to what is there. */
class ModuleBundleTest {
  private static final StructureValidator VALIDATOR = new StructureValidator(Definitions.r4());

  static Stream<TherapyModule> modules() {
    return ModuleCatalog.standard().all().stream();
  }

  private static TherapyModule module(String id) {
    return ModuleCatalog.standard().find(id).orElseThrow();
  }

  private static List<JsonNode> resources(TherapyModule module, String type) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode entry : ModuleBundle.of(module).path("entry")) {
      if (entry.path("resource").path("resourceType").asText().equals(type)) {
        found.add(entry.path("resource"));
      }
    }
    return found;
  }

  @ParameterizedTest
  @MethodSource("modules")
  void bundleAndEachResourceAreValidR4(TherapyModule module) {
    ObjectNode bundle = ModuleBundle.of(module);
    assertThat(VALIDATOR.validate(bundle)).isEmpty();
    for (JsonNode entry : bundle.path("entry")) {
      assertThat(VALIDATOR.validate(entry.path("resource")))
          .as(entry.path("fullUrl").asText())
          .isEmpty();
    }
  }

  @Test
  void validatorIsNotBlindToThem() {
    ObjectNode bundle = ModuleBundle.of(module("ra223"));
    ((ObjectNode) bundle.path("entry").path(1).path("resource")).put("status", "finished");
    assertThat(VALIDATOR.validate(bundle)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void libraryListsEveryOtherResourceOnceWithItsVersion(TherapyModule module) {
    Set<String> there = new HashSet<>();
    for (JsonNode entry : ModuleBundle.of(module).path("entry")) {
      JsonNode resource = entry.path("resource");
      assertThat(resource.path("id").asText()).matches("[A-Za-z0-9.-]{1,64}");
      String version = resource.has("version") ? "|" + module.version() : "";
      assertThat(there.add(entry.path("fullUrl").asText() + version)).isTrue();
    }
    JsonNode library = resources(module, "Library").get(0);
    Set<String> listed = new HashSet<>();
    library
        .path("relatedArtifact")
        .forEach(part -> assertThat(listed.add(part.path("resource").asText())).isTrue());
    there.remove(library.path("url").asText() + "|" + module.version());
    assertThat(listed).isEqualTo(there);
    assertThat(listed).contains(module.canonical());
  }

  @ParameterizedTest
  @MethodSource("modules")
  void actionRefersToActionsAndDefinitionsThatAreThere(TherapyModule module) {
    JsonNode plan = resources(module, "PlanDefinition").get(0);
    Set<String> actions = new HashSet<>();
    plan.path("action").forEach(a -> assertThat(actions.add(a.path("id").asText())).isTrue());
    Set<String> definitions = new HashSet<>();
    for (String type : List.of("ActivityDefinition", "Questionnaire")) {
      resources(module, type)
          .forEach(r -> definitions.add(r.path("url").asText() + "|" + module.version()));
    }
    plan.findValues("actionId").forEach(id -> assertThat(actions).contains(id.asText()));
    plan.findValues("definitionCanonical")
        .forEach(canonical -> assertThat(definitions).contains(canonical.asText()));
    assertThat(module.windows()).allMatch(window -> actions.contains(window.id()));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void questionnaireAsksForEveryBiomarkerAndStratumInBothLanguages(TherapyModule module) {
    JsonNode questionnaire = ModuleBundle.questionnaire(module);
    List<String> links = questionnaire.findValuesAsText("linkId");
    assertThat(links).doesNotHaveDuplicates();
    assertThat(links)
        .containsAll(module.biomarkers().stream().map(b -> "laboratory-" + b.id()).toList())
        .containsAll(module.strata().stream().map(s -> "companion-" + s.id()).toList());
    assertThat(questionnaire.findValues("_text")).hasSameSizeAs(links);
  }

  @Test
  void windowsAreDaysFromTheirAnchor() {
    JsonNode plan = resources(module("rlt-psma"), "PlanDefinition").get(0);
    JsonNode before = action(plan, "labs-before").path("relatedAction").path(0);
    assertThat(before.path("actionId").asText()).isEqualTo("cycle");
    assertThat(before.path("relationship").asText()).isEqualTo("before-start");
    assertThat(before.path("offsetRange").path("low").path("value").asInt()).isZero();
    assertThat(before.path("offsetRange").path("high").path("value").asInt()).isEqualTo(14);
    JsonNode after = action(plan, "labs-after").path("action");
    assertThat(after).hasSize(2);
    JsonNode second = after.path(1).path("relatedAction").path(0).path("offsetRange");
    assertThat(second.path("low").path("value").asInt()).isEqualTo(25);
    assertThat(second.path("high").path("value").asInt()).isEqualTo(31);
    JsonNode hour = action(plan, "spect").path("action").path(3).path("relatedAction").path(0);
    assertThat(hour.path("offsetDuration").path("value").asInt()).isEqualTo(168);
    JsonNode repeat = action(plan, "cycle").path("timingTiming").path("repeat");
    assertThat(repeat.path("countMax").asInt()).isEqualTo(6);
    assertThat(repeat.path("period").asInt()).isEqualTo(39);
    assertThat(repeat.path("periodMax").asInt()).isEqualTo(49);
  }

  private static JsonNode action(JsonNode plan, String id) {
    for (JsonNode action : plan.path("action")) {
      if (action.path("id").asText().equals(id)) {
        return action;
      }
    }
    throw new AssertionError(id);
  }

  @Test
  void doseIsARangeInItsUnit() {
    JsonNode dose =
        resources(module("rlt-psma"), "ActivityDefinition")
            .get(0)
            .at("/dosage/0/doseAndRate/0/doseRange");
    assertThat(dose.at("/low/value").decimalValue()).isEqualByComparingTo("6660");
    assertThat(dose.at("/high/value").decimalValue()).isEqualByComparingTo("8140");
    assertThat(dose.at("/low/code").asText()).isEqualTo("MBq");
    JsonNode steps =
        resources(module("cardiometabolic"), "ActivityDefinition").get(0).path("dosage");
    assertThat(steps).hasSize(5);
    assertThat(steps.at("/0/timing/repeat/boundsDuration/value").asInt()).isEqualTo(28);
    assertThat(steps.at("/4/sequence").asInt()).isEqualTo(5);
  }

  @Test
  void measureCarriesTheRuleAndItsParameters() {
    JsonNode measure =
        resources(module("gene-edit-thalassaemia"), "Measure").stream()
            .filter(m -> m.path("id").asText().endsWith("-transfusion-independence"))
            .findFirst()
            .orElseThrow();
    JsonNode group = measure.at("/group/0");
    assertThat(group.at("/population/1/criteria/expression").asText())
        .isEqualTo("sustained-threshold");
    assertThat(group.path("extension").findValuesAsText("valueString"))
        .contains("biomarker", "haemoglobin", "without", "red-blood-cells");
  }

  @Test
  void sameModuleGivesTheSameBundle() {
    assertThat(ModuleBundle.of(module("ckd")).toString())
        .isEqualTo(ModuleBundle.of(module("ckd")).toString());
  }
}
