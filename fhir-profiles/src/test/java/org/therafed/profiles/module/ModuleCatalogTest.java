package org.therafed.profiles.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.profiles.outcome.Fault;

class ModuleCatalogTest {
  private static final String MINIMAL =
      """
      id: mine
      version: 1.0.0
      title: {en: Mine, zh: 我的}
      schedule: {maxCycles: 4, intervalDays: 56, earlyDays: 7, lateDays: 56}
      """;

  private static TherapyModule read(String yaml) {
    return ModuleReader.read("mine.yaml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void psmaModuleSaysWhatTheTherapyIs() {
    TherapyModule module = ModuleCatalog.standard().find("rlt-psma").orElseThrow();
    assertThat(module.canonical())
        .isEqualTo("https://therafed.org/fhir/PlanDefinition/rlt-psma|1.0.0");
    assertThat(module.title().in(Locale.SIMPLIFIED_CHINESE)).contains("前列腺癌");
    assertThat(module.title().in(Locale.ENGLISH)).contains("prostate");
    assertThat(module.schedule()).isEqualTo(new TherapyModule.Schedule(6, 42, 3, 7));
    assertThat(module.products()).extracting("code").containsExactly("177Lu-PSMA-617");
    assertThat(module.activity().asPlanned(new BigDecimal("6660"))).isTrue();
    assertThat(module.activity().asPlanned(new BigDecimal("6659.9"))).isFalse();
    assertThat(module.activity().possible(new BigDecimal("7.4"))).isFalse();
    assertThat(module.biomarker("psa").orElseThrow().loinc()).isEqualTo("2857-1");
    assertThat(module.endpoint("psa50").orElseThrow().kind()).isEqualTo(RuleKind.PERCENT_CHANGE);
    assertThat(module.endpoint("orr").orElseThrow().texts("responders"))
        .containsExactly("CR", "PR");
    assertThat(module.endpoint("os").orElseThrow().text("event")).contains("death");
    assertThat(module.adverseEventsOfInterest()).extracting("code").contains("C143283");
    assertThat(ModuleCatalog.standard().find("snake-oil")).isEmpty();
  }

  @Test
  void therapyIsAddedByAFileAlone() {
    ModuleCatalog catalog = ModuleCatalog.of(List.of(read(MINIMAL)));
    assertThat(catalog.find("mine").orElseThrow().schedule().maxCycles()).isEqualTo(4);
    assertThat(catalog.all()).hasSize(1);
  }

  @Test
  void moduleTwiceIsRefused() {
    assertThatThrownBy(() -> ModuleCatalog.of(List.of(read(MINIMAL), read(MINIMAL))))
        .hasMessageContaining("FP-MODULE-002 The therapy module mine is there twice.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "extra: 1|extra|the section is not known",
        "products: [{system: x, code: y}]|products[0]|the code y is not in the set product",
        "biomarkers: [{id: a, loinc: 1-1}]|biomarkers[0].loinc|LOINC 1-1 is not known",
        "biomarkers: [{id: a, loinc: 2857-1, unit: mg/L}]|biomarkers[0].unit|the canonical unit of LOINC 2857-1 is ng/mL",
        "adverseEventsOfInterest: [Bad luck]|adverseEventsOfInterest|'Bad luck' is no CTCAE v5 term",
        "activity: {megabecquerel: 1, tolerancePercent: 1, possibleMin: 2, possibleMax: 3}|activity|not possible by its own bounds",
        "endpoints: [{id: e, code: OS, title: {en: a, zh: b}, kind: magic}]|endpoints[0].kind|the rule 'magic' is not known",
        "endpoints: [{id: e, code: OS, title: {en: a, zh: b}, kind: slope}]|endpoints[0].parameters|the number fromDay is missing",
        "endpoints: [{id: e, code: X, title: {en: a, zh: b}, kind: best-of}]|endpoints[0].code|the endpoint code is not known",
        "endpoints: [{id: e, code: OS, title: {en: a}, kind: best-of}]|endpoints[0].title|English (en) and Chinese (zh)",
        "endpoints: [{id: e, code: OS, title: {en: a, zh: b}, kind: time-to-event}]|endpoints[0].parameters|the text event is missing",
        "endpoints: [{id: e, code: PSA50, title: {en: a, zh: b}, kind: percent-change, parameters: {biomarker: psa}}]|endpoints[0].parameters.biomarker|the module has no such biomarker",
      })
  void mistakeInAModuleIsNamedWithFilePathAndReason(String row, String path, String reason) {
    assertThatThrownBy(() -> read(MINIMAL + row + "\n"))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("FP-MODULE-001 The therapy module mine.yaml cannot be used: ")
        .hasMessageContaining(reason)
        .satisfies(e -> assertThat(((Fault) e).safeArguments()).containsEntry("path", path));
  }

  @Test
  void moduleThatIsNoYamlIsRefused() {
    assertThatThrownBy(() -> read("id: [")).hasMessageContaining("it is no YAML");
    assertThatThrownBy(() -> read("id: Mine")).hasMessageContaining("not made of a-z");
  }
}
