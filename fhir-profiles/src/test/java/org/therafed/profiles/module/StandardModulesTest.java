package org.therafed.profiles.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.therafed.profiles.terminology.CodeSets;
import org.therafed.profiles.terminology.LabCatalog;
import org.therafed.profiles.terminology.Systems;

/** The modules that ship: each whole for its kind, each code known, each number within reason. */
class StandardModulesTest {

  static Stream<TherapyModule> modules() {
    return ModuleCatalog.standard().all().stream();
  }

  private static TherapyModule module(String id) {
    return ModuleCatalog.standard().find(id).orElseThrow();
  }

  private static String text(String file) {
    try (InputStream stream = TherapyModule.class.getResourceAsStream(file)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyTherapyOfThePlanHasAFile() {
    assertThat(modules().map(TherapyModule::id))
        .containsExactlyInAnyOrder(
            "rlt-psma",
            "rlt-sstr-dotatate",
            "rlt-sstr-edotreotide",
            "alpha-psma-ac225",
            "alpha-sstr-pb212",
            "alpha-at211",
            "rlt-fap",
            "ra223",
            "y90-microspheres",
            "i131-thyroid",
            "rlt-psma-tb161",
            "cart-lbcl",
            "cart-mcl",
            "cart-b-all",
            "cart-myeloma",
            "cart-gcc",
            "cart-cd70-allo",
            "cart-autoimmune",
            "adc-her2",
            "adc-trop2",
            "adc-cldn18-2",
            "adc-b7h3",
            "adc-b7h4",
            "adc-egfr-her3",
            "gene-edit-thalassaemia",
            "hepatocytes-lymph-node",
            "ckd",
            "cardiometabolic",
            "uti-antibacterial");
  }

  @ParameterizedTest
  @MethodSource("modules")
  void moduleIsOfAKindAndSoHasTheSectionsOfItsKind(TherapyModule module) {
    assertThat(module.kind()).isNotEqualTo(ModuleKind.OTHER);
    assertThat(module.followUpDays()).isPositive();
    assertThat(module.required()).extracting(RequiredElement::id).contains("vital-status", "cost");
  }

  @ParameterizedTest
  @MethodSource("modules")
  void everyCodeIsKnownWithADisplay(TherapyModule module) {
    CodeSets sets = CodeSets.standard();
    assertThat(module.indications())
        .allMatch(
            c -> sets.find("diagnosis").orElseThrow().display(c.system(), c.code()).isPresent());
    assertThat(Stream.concat(module.products().stream(), module.diagnostics().stream()))
        .allMatch(
            c -> sets.find("product").orElseThrow().display(c.system(), c.code()).isPresent());
    assertThat(module.endpoints())
        .allMatch(e -> sets.find("endpoint").orElseThrow().contains(Systems.ENDPOINT, e.code()));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void plausibleBoundsOfABiomarkerLieWithinThePossible(TherapyModule module) {
    for (TherapyModule.Biomarker biomarker : module.biomarkers()) {
      var test = LabCatalog.standard().coded(biomarker.loinc()).orElseThrow();
      assertThat(biomarker.plausibleMin()).as(biomarker.id()).isLessThan(biomarker.plausibleMax());
      assertThat(test.plausible(biomarker.plausibleMin())).as(biomarker.id()).isTrue();
      assertThat(test.plausible(biomarker.plausibleMax())).as(biomarker.id()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("modules")
  void fileSaysWhereItsNumbersComeFrom(TherapyModule module) {
    String file = text(module.id() + ".yaml");
    assertThat(file).startsWith("# ");
    assertThat(file).containsPattern("doi 10\\.|NCT[0-9]{8}");
  }

  @Test
  void everyRuleKindIsUsedByAModule() {
    Set<RuleKind> used =
        modules()
            .flatMap(module -> module.endpoints().stream())
            .map(TherapyModule.Endpoint::kind)
            .collect(Collectors.toSet());
    assertThat(used).containsExactlyInAnyOrderElementsOf(EnumSet.allOf(RuleKind.class));
  }

  @Test
  void everyDoseRuleIsUsedByAModule() {
    assertThat(modules().flatMap(module -> module.doses().stream()).map(Dose::rule).distinct())
        .containsExactlyInAnyOrder(
            "activity",
            "activity-per-weight",
            "absorbed-dose",
            "mass-per-weight",
            "cells",
            "titration",
            "fixed",
            "adjusted");
  }

  @Test
  void engineeredCellsAreFollowedForFifteenYears() {
    assertThat(modules().filter(m -> m.kind() == ModuleKind.ENGINEERED_CELLS))
        .hasSize(8)
        .allSatisfy(
            module -> {
              assertThat(module.followUpDays()).isEqualTo(15 * 365);
              assertThat(module.window("late").orElseThrow().toDay()).isEqualTo(15 * 365);
            });
  }

  @Test
  void carTModulesWatchCrsAndIcansByTheirOwnScale() {
    for (TherapyModule module : modules().filter(m -> m.id().startsWith("cart-")).toList()) {
      assertThat(module.endpoint("crs").orElseThrow().text("scale")).contains("ASTCT-CRS");
      assertThat(module.endpoint("icans3").orElseThrow().text("scale")).contains("ASTCT-ICANS");
      assertThat(module.otherEvents())
          .extracting(e -> e.event().code())
          .contains("ICAHT-early", "ICAHT-late");
    }
  }

  @Test
  void everyConjugateIsAskedForLungEyeNeutrophilsResponseAndItsDuration() {
    assertThat(modules().filter(m -> m.kind() == ModuleKind.ANTIBODY_DRUG_CONJUGATE))
        .hasSize(6)
        .allSatisfy(
            module ->
                assertThat(module.endpoints())
                    .extracting(TherapyModule.Endpoint::id)
                    .contains("ild", "ocular", "neutropenia3", "orr", "dor"));
  }

  @Test
  void companionDataStratifyEveryTumourModule() {
    assertThat(module("rlt-psma").strata())
        .extracting(Stratum::id)
        .contains(
            "ctdna-fraction",
            "variant-pten",
            "variant-atm",
            "expression-subtype",
            "radiomics-score",
            "organoid-response");
    assertThat(modules().filter(m -> m.strata().isEmpty()).map(TherapyModule::id))
        .containsExactly("uti-antibacterial");
  }

  @Test
  void psmaModulesStageTheirPetByPromise() {
    for (String id : List.of("rlt-psma", "rlt-psma-tb161", "alpha-psma-ac225")) {
      assertThat(module(id).strata())
          .extracting(Stratum::id)
          .contains(
              "psma-mi-t",
              "psma-mi-n",
              "psma-mi-m",
              "psma-bone-pattern",
              "psma-expression-score",
              "psma-primary-score");
    }
  }

  @Test
  void moduleReplacesARowOfItsFragment() {
    assertThat(module("alpha-sstr-pb212").window("spect").orElseThrow().hours())
        .containsExactly(2, 20, 44);
    assertThat(module("rlt-sstr-dotatate").window("spect").orElseThrow().hours())
        .containsExactly(4, 24, 96, 168);
  }

  @Test
  void cellDoseHasARange() {
    Dose.Cells dose = (Dose.Cells) module("cart-myeloma").doses().get(0);
    assertThat(dose.unit()).isEqualTo("10*6/kg");
    assertThat(dose.asPlanned(new BigDecimal("0.49"))).isFalse();
    assertThat(dose.asPlanned(BigDecimal.ONE)).isTrue();
    assertThat(dose.asPlanned(new BigDecimal("1.01"))).isFalse();
    Dose.Cells open = (Dose.Cells) module("gene-edit-thalassaemia").doses().get(0);
    assertThat(open.asPlanned(new BigDecimal(20))).isTrue();
  }

  @Test
  void transfusionIndependenceIsTwelveMonthsFromNineGrams() {
    TherapyModule.Endpoint endpoint =
        module("gene-edit-thalassaemia").endpoint("transfusion-independence").orElseThrow();
    assertThat(endpoint.decimal("value")).contains(new BigDecimal(9));
    assertThat(endpoint.integer("days")).contains(365);
    assertThat(endpoint.texts("without")).containsExactly("red-blood-cells");
  }

  @Test
  void completenessWeighsWhatIsThere() {
    TherapyModule module = module("uti-antibacterial");
    Set<String> all =
        module.required().stream().map(RequiredElement::id).collect(Collectors.toSet());
    assertThat(Completeness.of(module, all).score()).isEqualTo(1);
    Completeness none = Completeness.of(module, Set.of("unheard-of"));
    assertThat(none.score()).isZero();
    assertThat(none.missing()).isEqualTo(module.required());
    Completeness half = Completeness.of(module, Set.of("culture-baseline", "culture-cure", "cure"));
    assertThat(half.present()).isEqualTo(6);
    assertThat(half.required()).isEqualTo(19);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cart-mcl|followUpDays: 5475|followUpDays: 5474|followUpDays|15 years",
        "cart-mcl|unit: 10*6/kg|unit: 10*9|doses[0].unit|10*6 or 10*6/kg is needed",
        "cart-mcl|max: 2.4|max: 0.4|doses[0].max|it is below the least",
        "adc-b7h4|reductions: [2.0, 1.6]|reductions: [2.5]|doses[0].reductions|each level must lie below",
        "adc-b7h4|daysOfCycle: [1]|daysOfCycle: [0]|doses[0].daysOfCycle|days from 1 are needed",
        "adc-b7h4|rule: mass-per-weight|rule: guess|doses[0].rule|the dose rule is not known",
        "ra223|possibleMax: 500|possibleMax: 50|doses[0]|not possible by its own bounds",
        "hepatocytes-lymph-node|min: 0.2, max: 15|min: 0.2, max: 0.1|doses[1].max|it is below the least: 0.1, and 0.2 or more is needed",
        "hepatocytes-lymph-node|min: 0.2, max: 15|min: 0, max: 15|doses[1].min|above 0",
        "hepatocytes-lymph-node|min: 0.2, max: 15, timesPerDay: 2|min: 0.2, max: 15|doses[1].timesPerDay|a whole number from 1 is needed",
        "ckd|{amount: 10, days: 28}|{amount: 10}|doses[5].steps[0].days|a whole number from 1 is needed",
        "ckd|minPoints: 3|minPoints: 1|endpoints[0].parameters.minPoints|a number from 2 is needed",
        "cardiometabolic|atDayWindow: 28|atDayWindow: -1|endpoints[0].parameters.atDayWindow|the value does not fit",
      })
  void moduleThatIsSpoiltIsRefused(String id, String good, String bad, String path, String reason) {
    String file = text(id + ".yaml");
    assertThat(file).contains(good);
    byte[] spoilt = file.replaceFirst(Pattern.quote(good), bad).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> ModuleReader.read(id + ".yaml", spoilt))
        .hasMessageContaining("FP-MODULE-001 The therapy module " + id + ".yaml")
        .hasMessageContaining(path)
        .hasMessageContaining(reason);
  }

  @Test
  void moduleWithoutASectionOfItsKindIsRefused() {
    for (String section : List.of("indications", "products", "endpoints", "windows", "doses")) {
      String file = text("ckd.yaml").replaceFirst("(?m)^" + section + ":", "# " + section + ":");
      String cut = file.replaceAll("(?ms)^# " + section + ":.*?(?=^[a-z])", "");
      assertThatThrownBy(() -> ModuleReader.read("ckd.yaml", cut.getBytes(StandardCharsets.UTF_8)))
          .as(section)
          .hasMessageContaining("FP-MODULE-001");
    }
  }
}
