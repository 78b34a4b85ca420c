package org.therafed.profiles.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.structure.Violation;

/** What a running server says of itself is valid FHIR R4 and keeps the published requirements. */
class CapabilitiesTest {
  static Stream<ObjectNode> instances() {
    return Stream.of(Capabilities.ofRegistry("1.2.3"), Capabilities.ofGateway("1.2.3"));
  }

  @ParameterizedTest
  @MethodSource("instances")
  void itIsValidToBothValidators(ObjectNode instance) {
    assertThat(PublicationTest.OURS.validate(instance)).noneMatch(Violation::error);
    assertThat(PublishedPackage.HAPI.errors(instance)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("instances")
  void itInstantiatesWhatIsPublished(ObjectNode instance) {
    String canonical = instance.path("instantiates").path(0).asText();
    ObjectNode published =
        PublicationTest.PUBLICATION.resources().stream()
            .filter(resource -> resource.path("url").asText().equals(canonical))
            .findFirst()
            .orElseThrow();
    assertThat(instance.path("rest")).isEqualTo(published.path("rest"));
    assertThat(instance.path("software").path("version").asText()).isEqualTo("1.2.3");
    List<String> profiles =
        instance.findValues("supportedProfile").stream().flatMap(CapabilitiesTest::texts).toList();
    for (Profile profile : Profile.values()) {
      assertThat(profiles).contains(profile.url());
    }
  }

  private static Stream<String> texts(JsonNode array) {
    return Stream.iterate(0, i -> i < array.size(), i -> i + 1).map(i -> array.get(i).asText());
  }
}
