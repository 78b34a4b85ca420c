package org.therafed.gateway.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.gateway.deidentify.Deidentifier;
import org.therafed.gateway.deidentify.pseudonym.Subject;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.Examples;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.validation.ProfileValidator;

/**
 * What records refer to beside the profiles (goal, device, specimen, encounter, signed form) leaves
 * as a keyed reference, and what they say in codes without its words.
 */
class KeyedReferencesTest {

  private static final String PATIENT = "Patient/5f2a9c01d4e7b8360a1c2d3e4f5061728394a5b6";
  private static final String WORDS = "of Mario Rossi, room 7";

  private final ProfileValidator validator =
      new ProfileValidator(ProfileTable.standard(), Clock.fixed(ExampleSite.NOW, ZoneOffset.UTC));
  private Deidentifier deidentifier;

  @BeforeEach
  void site(@TempDir Path keys) {
    Site site = ExampleSite.of(keys);
    deidentifier = ExampleSite.deidentifier(site, keys);
  }

  private ObjectNode leaving(ObjectNode record) {
    Subject subject = new Subject("urn:example:mrn", "EX-001", Optional.empty());
    List<ObjectNode> left = deidentifier.records(List.of(record), subject, PATIENT).resources();
    assertThat(left).hasSize(1);
    assertThat(left.get(0).toString()).doesNotContain("Rossi", "S-12345", "GS1-777");
    assertThat(validator.validate(left.get(0))).isEmpty();
    return left.get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "atr-treatment-plan, /goal/0, Goal",
    "atr-administration, /extension/2/extension/6/valueReference, Device",
    "atr-imaging-measurement, /device, Device",
    "atr-lab, /specimen, Specimen",
    "atr-cost, /context, Encounter",
    "atr-consent, /sourceReference, DocumentReference",
  })
  void aReferenceLeavesKeyedAndAlone(String example, String place, String type) {
    ObjectNode record = Examples.read(example);
    ObjectNode reference = (ObjectNode) record.at(place);
    reference.put("reference", type + "/S-12345").put("display", WORDS);
    reference.putObject("identifier").put("value", "GS1-777");
    JsonNode left = leaving(record).at(place);
    assertThat(left.path("reference").asText()).matches(type + "/[0-9a-f]{40}");
    assertThat(left).hasSize(1);

    reference.removeAll().put("display", WORDS);
    assertThat(leaving(record).at(place).isMissingNode()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "atr-treatment-cycle, /followUp/0",
    "atr-product, /ingredient/0/itemCodeableConcept",
    "atr-imaging-measurement, /method",
  })
  void aCodeLeavesWithoutItsWords(String example, String place) {
    ObjectNode record = Examples.read(example);
    ObjectNode concept = (ObjectNode) record.at(place);
    ((ObjectNode) concept.at("/coding/0")).put("display", WORDS);
    concept.put("text", WORDS);
    JsonNode left = leaving(record).at(place);
    assertThat(left.at("/coding/0/code").asText()).isNotEmpty();
    assertThat(left.has("text")).isFalse();

    concept.remove("coding");
    assertThat(leaving(record).at(place).isMissingNode()).isTrue();
  }

  /**
   * A mass of an ingredient, or one by reference, does not leave, and does not hold the product.
   */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void anIngredientByReferenceIsLeftOut(boolean strength) {
    ObjectNode product = Examples.read("atr-product");
    ObjectNode ingredient = (ObjectNode) product.at("/ingredient/0");
    ingredient.removeAll();
    ingredient.putObject("itemReference").put("reference", "Substance/S-12345");
    if (strength) {
      ingredient.putObject("strength").putObject("numerator").put("value", 1);
    }
    assertThat(leaving(product).has("ingredient")).isFalse();
  }
}
