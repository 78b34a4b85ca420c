package org.therafed.profiles.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What R4 and the profiles that R4 itself defines say of the resources written by hand. */
class HandWrittenResourcesTest {
  private static final StructureValidator VALIDATOR = new StructureValidator(Definitions.r4());

  static List<HandWrittenResources> all() throws IOException {
    return HandWrittenResources.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void exactlyTheseErrorsAreFound(HandWrittenResources written) {
    List<Violation> found = new ArrayList<>(VALIDATOR.validate(written.resource()));
    for (JsonNode profile : written.resource().path("meta").path("profile")) {
      VALIDATOR.validate(written.resource(), profile.asText()).ifPresent(found::addAll);
    }
    assertThat(found.stream().filter(Violation::error).map(v -> v.kind() + " " + v.path()))
        .containsOnly(written.ours().toArray(String[]::new));
  }
}
