package org.therafed.profiles.publish;

import static java.lang.Character.UnicodeScript.HAN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.therafed.profiles.Examples;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.ElementRule;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.publish.module.ModuleBundle;
import org.therafed.profiles.structure.Definitions;
import org.therafed.profiles.structure.StructureValidator;
import org.therafed.profiles.structure.Violation;

/** What is published takes the examples, to our validator and to HAPI's over the npm package. */
class PublicationTest {
  static final Publication PUBLICATION = Publication.of("0.1.0");
  static final List<JsonNode> RESOURCES = new ArrayList<>(PUBLICATION.resources());
  static final StructureValidator OURS = ours();

  private static StructureValidator ours() {
    Definitions all = Definitions.r4();
    PUBLICATION.resources().forEach(all::add);
    return new StructureValidator(all);
  }

  /** Products whose Chinese name in a registration or in the pharmacopoeia is not certain to us. */
  private static final Set<String> INTERNATIONAL_NAME =
      Set.of(
          "tisagenlecleucel",
          "lisocabtagene-maraleucel",
          "brexucabtagene-autoleucel",
          "obecabtagene-autoleucel",
          "idecabtagene-vicleucel",
          "exagamglogene-autotemcel",
          "betibeglogene-autotemcel",
          "ifinatamab-deruxtecan",
          "izalontamab-brengitecan",
          "gepotidacin",
          "sulopenem-etzadroxil-probenecid");

  /** Codes whose name is the same in Chinese: the symbol of a measurement, and a bound. */
  private static final Set<String> SAME_NAME_IN_CHINESE = Set.of("companion|psma-primary-score-5");

  /** Titles that are the same in Chinese: name of a score, and a number. */
  private static final Set<String> SAME_IN_CHINESE =
      Set.of(Canonical.BASE + "/Measure/hepatocytes-lymph-node-meld15");

  static List<String> names() {
    return Examples.names();
  }

  /** The errors of our validator over what is published, by base and profile. */
  static List<Violation> errors(JsonNode resource) {
    List<Violation> all = new ArrayList<>(OURS.validate(resource));
    for (JsonNode profile : resource.path("meta").path("profile")) {
      OURS.validate(resource, profile.asText()).ifPresent(all::addAll);
    }
    return all.stream().filter(Violation::error).distinct().toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void exampleIsValidByWhatIsPublished(String name) {
    JsonNode example = Examples.read(name);
    assertThat(errors(example)).isEmpty();
    assertThat(PublishedPackage.HAPI.errors(example)).isEmpty();
  }

  /**
   * An event is taken back by the modifier extension that carries R5's status. HAPI over R4 alone
   * does not know the extensions that FHIR makes of R5's elements.
   */
  @Test
  void anEventTakenBackIsValidByWhatIsPublished() {
    JsonNode example = Examples.read("atr-adverse-event-entered-in-error");
    assertThat(errors(example)).isEmpty();
    assertThat(PublishedPackage.HAPI.errors(example))
        .allSatisfy(error -> assertThat(error).startsWith("Extension_EXT_Version_Invalid"));
  }

  @Test
  void everyResourceStandsOnce() {
    assertThat(RESOURCES.stream().map(r -> r.path("url").asText()).toList())
        .doesNotHaveDuplicates();
  }

  /** A new row of a table needs a name in publish/element-names.yaml. */
  @Test
  void everyElementHasAChineseName() {
    List<String> nameless = new ArrayList<>();
    for (Profile profile : Profile.values()) {
      for (ElementRule rule : ProfileTable.standard().of(profile).elements()) {
        if (!rule.path().equals("resourceType")
            && !Names.standard().knowsElement(profile.id(), rule.path())) {
          nameless.add(profile.id() + "." + rule.path());
        }
      }
    }
    assertThat(nameless).isEmpty();
  }

  /** A new code of our own needs a line in publish/code-names.yaml. */
  @Test
  void everyCodeOfOurOwnHasAChineseName() {
    Set<String> nameless = new TreeSet<>();
    ownConcepts()
        .forEach(
            (code, concept) -> {
              if (concept.path("designation").findValuesAsText("value").stream()
                  .noneMatch(PublicationTest::chinese)) {
                nameless.add(code);
              }
            });
    Set<String> expected = new TreeSet<>(SAME_NAME_IN_CHINESE);
    INTERNATIONAL_NAME.forEach(code -> expected.add("product|" + code));
    assertThat(nameless).containsExactlyElementsOf(expected);
  }

  /** A line for a code that is not there is a slip of the key. */
  @Test
  void everyNameOfACodeBelongsToACode() {
    Set<String> named = new TreeSet<>();
    Names.read("code-names.yaml")
        .properties()
        .forEach(
            system ->
                system
                    .getValue()
                    .fieldNames()
                    .forEachRemaining(code -> named.add(system.getKey() + "|" + code)));
    assertThat(ownConcepts().keySet()).containsAll(named);
  }

  /** The concepts of our own code systems, by the id of the system and the code. */
  private static Map<String, JsonNode> ownConcepts() {
    Map<String, JsonNode> concepts = new TreeMap<>();
    for (JsonNode system : RESOURCES) {
      if (system.path("resourceType").asText().equals("CodeSystem")
          && system.path("url").asText().startsWith(Canonical.BASE)) {
        for (JsonNode concept : system.path("concept")) {
          concepts.put(system.path("id").asText() + "|" + concept.path("code").asText(), concept);
        }
      }
    }
    assertThat(concepts).hasSizeGreaterThan(400);
    return concepts;
  }

  @Test
  void everyTitleIsChineseToo() {
    List<String> untitled = new ArrayList<>();
    List<JsonNode> all = new ArrayList<>(RESOURCES);
    ModuleCatalog.standard()
        .all()
        .forEach(
            module ->
                ModuleBundle.of(module).path("entry").forEach(e -> all.add(e.path("resource"))));
    for (JsonNode resource : all) {
      if (resource.has("title")
          && resource.path("_title").findValuesAsText("valueString").stream()
              .noneMatch(PublicationTest::chinese)) {
        untitled.add(resource.path("url").asText());
      }
    }
    assertThat(untitled).containsExactlyInAnyOrderElementsOf(SAME_IN_CHINESE);
  }

  private static boolean chinese(String text) {
    return text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == HAN);
  }

  @Test
  void everyProfileExtensionAndSearchParameterIsThere() {
    List<String> urls = RESOURCES.stream().map(r -> r.path("url").asText()).toList();
    for (Profile profile : Profile.values()) {
      assertThat(urls).contains(profile.url());
    }
    assertThat(urls)
        .contains(Canonical.extension("activity-record"), Canonical.extension("cycle-number"))
        .contains(
            Canonical.BASE + "/CapabilityStatement/registry",
            Canonical.BASE + "/CapabilityStatement/gateway",
            Canonical.BASE + "/SearchParameter/adverse-event-grade",
            Canonical.BASE + "/CodeSystem/response",
            Canonical.BASE + "/ValueSet/response-category");
  }

  /** What a definition binds to or slices by is published, or is FHIR's own. */
  @Test
  void whatADefinitionNamesIsPublished() {
    List<String> urls = RESOURCES.stream().map(r -> r.path("url").asText()).toList();
    for (JsonNode resource : RESOURCES) {
      for (JsonNode element : resource.path("differential").path("element")) {
        String set = element.path("binding").path("valueSet").asText("");
        if (set.startsWith(Canonical.BASE)) {
          assertThat(urls).contains(set);
        }
        for (JsonNode profile : element.path("type").path(0).path("profile")) {
          assertThat(urls).contains(profile.asText());
        }
      }
    }
  }
}
