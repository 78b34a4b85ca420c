package org.therafed.profiles.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.therafed.profiles.Examples;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.ElementRule;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.profile.ProfileTable;
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
