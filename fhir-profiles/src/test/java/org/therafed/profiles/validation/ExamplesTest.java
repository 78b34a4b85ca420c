package org.therafed.profiles.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.therafed.profiles.Examples;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.profile.ProfileTable;

/** Every example is valid, and no longer so after any mutation that the table forbids. */
class ExamplesTest {
  private final ProfileTable table = ProfileTable.standard();
  private final ProfileValidator validator = new ProfileValidator(table, Examples.CLOCK);

  static List<String> names() {
    return Examples.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void exampleIsValid(String name) {
    assertThat(validator.validate(Examples.read(name))).isEmpty();
  }

  @Test
  void everyProfileHasAnExample() {
    List<String> claimed =
        Examples.names().stream()
            .map(n -> Examples.read(n).path("meta").path("profile").path(0).asText())
            .toList();
    for (Profile profile : Profile.values()) {
      assertThat(claimed).contains(profile.url());
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyMutationIsRefusedWithItsOwnCode(String name) {
    ObjectNode example = Examples.read(name);
    List<ExampleMutations.Mutation> mutations = new ExampleMutations().of(example);
    assertThat(mutations.size()).isGreaterThan(20);
    for (ExampleMutations.Mutation mutation : mutations) {
      ObjectNode spoiled = example.deepCopy();
      mutation.spoil().accept(spoiled);
      assertThat(validator.validate(spoiled))
          .as("%s: %s", name, mutation.what())
          .extracting(Issue::code)
          .contains(mutation.code());
    }
  }
}
