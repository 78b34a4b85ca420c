package org.therafed.profiles.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.profiles.Examples;
import org.therafed.profiles.coherence.Coherence;
import org.therafed.profiles.coherence.Finding;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.profile.ProfileTable;

/**
 * Records that were stored before their numbers were bounded are read again without the validator:
 * no fact follows from such a number, and nothing calculates with it.
 */
class NumbersBeyondBoundsTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  private final FactProjection projection = new FactProjection(ProfileTable.standard());

  private static ObjectNode with(String example, String object, String field, String number) {
    ObjectNode resource = Examples.read(example);
    ((ObjectNode) resource.at(object)).put(field, new BigDecimal(number));
    return resource;
  }

  @ParameterizedTest
  @CsvSource({
    "atr-lab, /valueQuantity, value, 1E+999999999, valueQuantity.value",
    "atr-lab, /valueQuantity, value, 1E-999999999, valueQuantity.value",
    "atr-lab, /valueQuantity, value, 1E+31, valueQuantity.value",
    "atr-lab, /valueQuantity, value, 1.2345678901234567890123456789012, valueQuantity.value",
    "atr-administration, /dosage/dose, value, 1E+999999999, dosage.dose.value",
    "atr-imaging-measurement, /valueQuantity, value, 1E+999999999, valueQuantity.value",
    "atr-absorbed-dose, /valueQuantity, value, -1E+999999999, valueQuantity.value",
    "atr-cost, /priceOverride, value, 1E+999999999, priceOverride.value",
    "atr-settlement, /total/0/amount, value, 1E+999999999, total[0].amount.value",
    "atr-companion-ctdna-fraction, /valueQuantity, value, 1E+999999999, valueQuantity.value",
    "atr-imaging-study, '', numberOfSeries, 1E+999999999, numberOfSeries",
  })
  void noFactFollowsAndTheReasonNamesTheElement(
      String example, String object, String field, String number, String element) {
    ObjectNode stored = with(example, object, field, number);
    assertThat(projection.project(Examples.read(example))).isNotEmpty();
    Assertions.assertTimeoutPreemptively(
        SOON,
        () ->
            assertThatThrownBy(() -> projection.project(stored))
                .isInstanceOfSatisfying(
                    Fault.class,
                    fault -> {
                      assertThat(fault.code()).isEqualTo(ProjectionCode.NUMBER);
                      assertThat(fault.getMessage()).contains(" at " + element + " ");
                      assertThat(fault.getMessage()).doesNotContain("999999999");
                    }));
  }

  @ParameterizedTest
  @CsvSource({"1E+30", "1E-30", "123456789012345678901234567890"})
  void whatTheValidatorTakesIsRead(String number) {
    assertThat(projection.project(with("atr-cost", "/priceOverride", "value", number)))
        .singleElement()
        .satisfies(
            fact ->
                assertThat(((CostFact) fact).amount())
                    .isEqualByComparingTo(new BigDecimal(number)));
  }

  /** Missing is never a zero. */
  @Test
  void aQuantityWithoutValueIsNoZero() {
    ObjectNode lab = Examples.read("atr-lab");
    ((ObjectNode) lab.path("valueQuantity")).remove("value");
    assertThatThrownBy(() -> projection.project(lab))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(ProjectionCode.NOT_VALID));
    ObjectNode settlement = Examples.read("atr-settlement");
    settlement.path("total").forEach(t -> ((ObjectNode) t.path("amount")).remove("value"));
    assertThat(projection.project(settlement))
        .singleElement()
        .satisfies(fact -> assertThat(((SettlementFact) fact).total()).isNull());
  }

  @ParameterizedTest
  @CsvSource({
    "atr-settlement, /total/0/amount, total[0].amount.value",
    "atr-settlement, /item/0/net, item[0].net.value",
    "atr-administration, /dosage/dose, dosage.dose.value",
    "atr-absorbed-dose, /valueQuantity, valueQuantity.value",
  })
  void theRulesOverSeveralRecordsCalculateNothingWithItAndSaySo(
      String example, String object, String element) {
    ObjectNode stored = with(example, object, "value", "1E+999999999");
    List<ObjectNode> person =
        List.of(
            stored,
            Examples.read("atr-treatment-course"),
            Examples.read("atr-treatment-cycle"),
            Examples.read("atr-patient"));
    Coherence coherence = new Coherence(ModuleCatalog.standard());
    List<Finding> findings =
        Assertions.assertTimeoutPreemptively(SOON, () -> coherence.findings(person));
    String type = stored.path("resourceType").asText();
    assertThat(findings)
        .filteredOn(
            finding -> finding.references().contains(type + "/" + stored.path("id").asText()))
        .filteredOn(finding -> !finding.code().equals("FP-FIND-005"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("FP-FIND-025");
              assertThat(finding.elements()).containsExactly(type + "." + element);
              assertThat(finding.message()).contains(element);
              assertThat(finding.messageZh()).contains("界限").contains(element);
            });
  }
}
