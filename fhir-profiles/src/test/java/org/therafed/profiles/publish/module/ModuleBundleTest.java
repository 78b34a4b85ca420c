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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.therafed.profiles.Examples;
import org.therafed.profiles.fhirpath.FhirPath;
import org.therafed.profiles.fhirpath.Scope;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.ModuleKind;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.structure.Definitions;
import org.therafed.profiles.structure.StructureValidator;
import org.therafed.profiles.terminology.CodeSets;

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
  void doseForADiagnosisSaysWhichAndHowOften() {
    JsonNode gastric =
        resources(module("adc-her2"), "ActivityDefinition").stream()
            .filter(
                a ->
                    a.at("/useContext/0/valueCodeableConcept/coding/0/code").asText().equals("C16"))
            .filter(a -> a.toString().contains("disitamab-vedotin"))
            .findFirst()
            .orElseThrow();
    assertThat(gastric.at("/dosage/0/doseAndRate/0/doseRange/low/value").decimalValue())
        .isEqualByComparingTo("2.25");
    // Every 14 days, 3 days early.
    assertThat(gastric.at("/timingTiming/repeat/period").asInt()).isEqualTo(11);
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

  /** What a rule reads is asked for, or the endpoint could never be answered from a form. */
  @ParameterizedTest
  @MethodSource("modules")
  void questionnaireAsksForWhatTheEndpointsRead(TherapyModule module) {
    List<String> links = ModuleBundle.questionnaire(module).findValuesAsText("linkId");
    assertThat(links).contains("consent-permits", "cost-amount", "dead");
    for (TherapyModule.Endpoint endpoint : module.endpoints()) {
      if (endpoint.text("criterion").isPresent()) {
        assertThat(links).as(endpoint.id()).contains("response-category");
      }
      if (!endpoint.texts("procedures").isEmpty()) {
        assertThat(links).as(endpoint.id()).contains("procedure-kind");
      }
      if (!endpoint.texts("causes").isEmpty()) {
        assertThat(links).as(endpoint.id()).contains("cause-of-death");
      }
      if (!endpoint.texts("without").isEmpty()) {
        assertThat(links).as(endpoint.id()).contains("transfusion-component");
      }
      if (endpoint.text("scale").filter("ASTCT-ICANS"::equals).isPresent()) {
        assertThat(links).as(endpoint.id()).contains("astct-ice-score", "astct-oedema");
      }
      switch (endpoint.kind()) {
        case SUM_OF_DIAMETERS -> assertThat(links).contains("lesion-size");
        case CUMULATIVE_DOSE_LIMIT -> assertThat(links).contains("absorbed-dose-gray");
        case COST_SUM -> assertThat(links).contains("cost-amount", "procedure-kind");
        default -> assertThat(links).contains("adverse-event-grade");
      }
    }
    if (module.kind() == ModuleKind.RADIONUCLIDE) {
      assertThat(links).contains("measured-at");
    }
  }

  /** Words of the form are the codes of the profiles, or what is entered could not be recorded. */
  @Test
  void wordsOfTheFormAreCodesOfTheProfiles() {
    JsonNode form = ModuleBundle.questionnaire(module("cart-lbcl"));
    assertThat(codes(form, "astct-consciousness"))
        .containsExactlyInAnyOrderElementsOf(
            codesOf(Profile.ADVERSE_EVENT, "extension[astct].extension[consciousness]"));
    assertThat(codes(form, "astct-hypotension"))
        .containsExactlyInAnyOrderElementsOf(
            codesOf(Profile.ADVERSE_EVENT, "extension[astct].extension[hypotension]"));
    assertThat(codes(ModuleBundle.questionnaire(module("cardiometabolic")), "cause-of-death"))
        .containsExactlyInAnyOrderElementsOf(
            codesOf(Profile.VITAL_STATUS, "extension[cause-of-death]"));
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
    assertThat(steps.at("/0/timing/repeat/period").asInt()).as("weekly").isEqualTo(7);
    JsonNode daily = resources(module("ckd"), "ActivityDefinition").get(0).path("dosage");
    assertThat(daily.at("/0/timing/repeat/period").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "cardiometabolic, semaglutide-sc, 34206005",
    "cardiometabolic, empagliflozin, 26643006",
    "uti-antibacterial, nitrofurantoin, 26643006",
    "i131-thyroid, 131I-iodide, 26643006",
    "y90-microspheres, 90Y-glass-microspheres, 58100008",
    "y90-microspheres, 90Y-resin-microspheres, 58100008",
    "rlt-psma, 177Lu-PSMA-617, 47625008",
    // Into a lymph node: no code of the list.
    "hepatocytes-lymph-node, allogeneic-hepatocytes, ''",
  })
  void routeOfEachProductIsPublished(String id, String product, String code) {
    JsonNode activity =
        resources(module(id), "ActivityDefinition").stream()
            .filter(
                each -> each.at("/productCodeableConcept/coding/0/code").asText().equals(product))
            .findFirst()
            .orElseThrow();
    assertThat(activity.path("dosage"))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.at("/route/coding/0/code").asText()).isEqualTo(code));
  }

  @Test
  void daysOfACycleAreDosesOfTheirOwn() {
    TherapyModule module = module("adc-trop2");
    JsonNode govitecan = resources(module, "ActivityDefinition").get(0);
    assertThat(govitecan.at("/timingTiming/repeat/frequency").asInt()).isEqualTo(2);
    assertThat(govitecan.at("/dosage/0/text").asText()).isEqualTo("On days 1, 8 of the cycle");
    assertThat(govitecan.at("/dosage/0/route/coding/0/code").asText()).isEqualTo("47625008");
    JsonNode plan = resources(module, "PlanDefinition").get(0);
    JsonNode second = action(plan, govitecan.path("id").asText() + "-day-8");
    assertThat(second.at("/relatedAction/0/offsetDuration/value").asInt()).isEqualTo(7);
    assertThat(second.path("definitionCanonical").asText())
        .isEqualTo(govitecan.path("url").asText() + "|" + module.version());
  }

  @Test
  void measureCarriesTheRuleAndItsParameters() {
    JsonNode measure =
        resources(module("gene-edit-thalassaemia"), "Measure").stream()
            .filter(m -> m.path("id").asText().endsWith("-transfusion-independence"))
            .findFirst()
            .orElseThrow();
    JsonNode group = measure.at("/group/0");
    JsonNode criteria = group.at("/population/1/criteria");
    assertThat(criteria.path("name").asText()).isEqualTo("sustained-threshold");
    assertThat(criteria.path("language").asText()).isEqualTo("text/fhirpath");
    assertThat(group.path("extension").findValuesAsText("valueString"))
        .contains("biomarker", "haemoglobin", "without", "red-blood-cells");
  }

  /** A measure's criteria are FHIRPath: they find the endpoint that a registry writes for it. */
  @Test
  void criteriaOfAMeasureFindItsEndpoints() {
    JsonNode measure =
        resources(module("rlt-psma"), "Measure").stream()
            .filter(m -> m.path("id").asText().equals("rlt-psma-psa50"))
            .findFirst()
            .orElseThrow();
    ObjectNode endpoint = Examples.read("atr-endpoint");
    String version = module("rlt-psma").version();
    ((ObjectNode) endpoint.at("/extension/0"))
        .put("valueCanonical", measure.path("url").asText() + "|" + version);
    String criteria = measure.at("/group/0/population/1/criteria/expression").asText();
    assertThat(found(criteria, endpoint)).hasSize(1);
    assertThat(found(criteria, endpoint.deepCopy().put("valueBoolean", false))).isEmpty();
    ((ObjectNode) endpoint.at("/extension/0"))
        .put("valueCanonical", measure.path("url").asText() + "|0.0.1");
    assertThat(found(criteria, endpoint)).as("of another version").isEmpty();
  }

  /** The share of a proportion is of those whom its rule could judge. */
  @Test
  void everyProportionHasNumeratorAndDenominator() {
    List<String> kinds = new ArrayList<>();
    for (TherapyModule module : ModuleCatalog.standard().all()) {
      for (JsonNode measure : resources(module, "Measure")) {
        List<String> populations = new ArrayList<>();
        measure
            .at("/group/0/population")
            .forEach(p -> populations.add(p.at("/code/coding/0/code").asText()));
        String scoring = measure.at("/scoring/coding/0/code").asText();
        kinds.add(scoring);
        assertThat(populations)
            .as(measure.path("id").asText())
            .isEqualTo(
                scoring.equals("proportion")
                    ? List.of("initial-population", "numerator", "denominator")
                    : List.of("initial-population", "measure-observation"));
      }
    }
    assertThat(kinds).contains("proportion", "continuous-variable");
  }

  @Test
  void denominatorOfAMeasureFindsYesAndNoAndNoOtherRule() {
    JsonNode measure = measure("rlt-psma", "psa50");
    ObjectNode endpoint = Examples.read("atr-endpoint");
    ((ObjectNode) endpoint.at("/extension/0"))
        .put("valueCanonical", measure.path("url").asText() + "|" + module("rlt-psma").version());
    String criteria = measure.at("/group/0/population/2/criteria/expression").asText();
    assertThat(found(criteria, endpoint)).hasSize(1);
    assertThat(found(criteria, endpoint.deepCopy().put("valueBoolean", false))).hasSize(1);
    ObjectNode unanswered = endpoint.deepCopy();
    unanswered.remove("valueBoolean");
    assertThat(found(criteria, unanswered)).as("without an answer").isEmpty();
    ((ObjectNode) endpoint.at("/extension/0"))
        .put("valueCanonical", measure.path("url").asText() + "|0.0.1");
    assertThat(found(criteria, endpoint)).as("of another version").isEmpty();
  }

  /** A coding shows what its code system shows; what the module asks with it is the text. */
  @Test
  void codeOfAMeasureHasTheDisplayOfItsSystem() {
    for (TherapyModule module : ModuleCatalog.standard().all()) {
      for (JsonNode measure : resources(module, "Measure")) {
        JsonNode code = measure.at("/group/0/code");
        JsonNode coding = code.at("/coding/0");
        assertThat(
                CodeSets.standard()
                    .find("endpoint")
                    .orElseThrow()
                    .display(coding.path("system").asText(), coding.path("code").asText()))
            .as(measure.path("id").asText())
            .contains(coding.path("display").asText());
        assertThat(code.path("text")).isEqualTo(measure.path("title"));
        assertThat(code.path("_text")).isEqualTo(measure.path("_title"));
      }
    }
    assertThat(measure("cart-lbcl", "orr").at("/group/0/code/coding/0/display").asText())
        .isEqualTo("Objective response");
  }

  private static JsonNode measure(String module, String endpoint) {
    return resources(module(module), "Measure").stream()
        .filter(m -> m.path("id").asText().equals(module + "-" + endpoint))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> found(String criteria, JsonNode resource) {
    return FhirPath.compile(criteria)
        .values(new Scope(resource, resource, Scope.References.NONE), resource);
  }

  @Test
  void sameModuleGivesTheSameBundle() {
    assertThat(ModuleBundle.of(module("ckd")).toString())
        .isEqualTo(ModuleBundle.of(module("ckd")).toString());
  }

  private static List<String> codes(JsonNode form, String linkId) {
    List<String> codes = new ArrayList<>();
    for (JsonNode item : items(form)) {
      if (item.path("linkId").asText().equals(linkId)) {
        item.path("answerOption").forEach(o -> codes.add(o.at("/valueCoding/code").asText()));
      }
    }
    return codes;
  }

  private static List<JsonNode> items(JsonNode parent) {
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode item : parent.path("item")) {
      all.add(item);
      all.addAll(items(item));
    }
    return all;
  }

  private static Set<String> codesOf(Profile profile, String extension) {
    return ProfileTable.standard().of(profile).elements().stream()
        .filter(rule -> rule.path().startsWith(extension + ".value"))
        .findFirst()
        .orElseThrow()
        .constraints()
        .codes();
  }
}
