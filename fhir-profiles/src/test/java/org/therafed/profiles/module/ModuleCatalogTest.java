package org.therafed.profiles.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;

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

  /** That the reason is told in Chinese, beside what is quoted, and is not the English one. */
  private static void readsInChinese(Throwable e) {
    Phrase reason = (Phrase) ((Fault) e).safeArguments().get("reason");
    assertThat(reason.zh()).doesNotContain(reason.en());
    assertThat(reason.zh().replaceAll("“[^”]*”", "")).containsPattern("\\p{IsHan}");
    assertThat(((Fault) e).reason().foundZh()).contains(reason.zh());
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
        "endpoints: [{id: e, code: ORR, title: {en: a, zh: b}, kind: best-of, parameters: {criterion: RECIST1.1, responders: [CURE]}}]|endpoints[0].parameters.responders|the criterion RECIST1.1 has no category CURE",
        "endpoints: [{id: e, code: PFS, title: {en: a, zh: b}, kind: time-to-event, parameters: {event: progression-or-death, criterion: DORIS}}]|endpoints[0].parameters.criterion|the criterion DORIS has no category PD",
        "endpoints: [{id: e, code: DOR, title: {en: a, zh: b}, kind: time-to-event, parameters: {event: progression, criterion: RECIST1.1, responders: [CURE]}}]|endpoints[0].parameters.responders|the criterion RECIST1.1 has no category CURE",
        "biomarkers: [{id: a, loinc: 2857-1, unit: ng/mL, plausibleMin: 0, plausibleMax: 9}] ;; endpoints: [{id: e, code: EFS, title: {en: a, zh: b}, kind: percent-change, parameters: {biomarker: a, percent: -150, baselineDaysBefore: 1, baselineDaysAfter: 0, confirmDays: 0}}]|endpoints[0].parameters.percent|from -100",
        "biomarkers: [{id: a, loinc: 2857-1, unit: ng/mL, plausibleMin: 9, plausibleMax: 0}]|biomarkers[0].plausibleMax|it is not above plausibleMin",
        "biomarkers: [{id: a, loinc: 2857-1, unit: ng/mL, plausibleMin: 0, plausibleMax: 9}, {id: b, loinc: 2857-1, unit: ng/mL, plausibleMin: 0, plausibleMax: 9}]|biomarkers[1]|the biomarker a is the same test",
        "windows: [{id: w, title: {en: a, zh: b}, of: lab, anchor: infusion, days: [1]}]|windows[0].anchor|the module gives no dose of cells",
        "endpoints: [{id: e, code: OS, title: {en: a, zh: b}, kind: best-of, parameters: {criterion: RECIST1.1, responders: [CR]}}]|endpoints[0].code|the rule best-of does not answer OS",
        "endpoints: [{id: e, code: OS, title: {en: a, zh: b}, kind: time-to-event, parameters: {event: progression, criterion: RECIST1.1}}]|endpoints[0].code|the event progression does not answer OS",
        "endpoints: [{id: e, code: PFS, title: {en: a, zh: b}, kind: time-to-event, parameters: {event: progression-or-death, criterion: RECIST1.1, responders: [CR]}}]|endpoints[0].code|responders belong to a duration of response",
        "endpoints: [{id: e, code: DOR, title: {en: a, zh: b}, kind: time-to-event, parameters: {event: progression, criterion: RECIST1.1}}]|endpoints[0].code|responders belong to a duration of response",
        "endpoints: [{id: e, code: CR, title: {en: a, zh: b}, kind: best-of, parameters: {criterion: RECIST1.1, responders: [CR], fromDay: 21}}]|endpoints[0].parameters.fromDay|fromDay and toDay belong together",
        "endpoints: [{id: e, code: CR, title: {en: a, zh: b}, kind: best-of, parameters: {criterion: RECIST1.1, responders: [CR], fromDay: 21, toDay: 20}}]|endpoints[0].parameters.toDay|it is before fromDay",
        "required: [{id: r, title: {en: a, zh: b}, fact: cost, of: gold}]|required[0].of|the module has no such cost",
        "required: [{id: r, title: {en: a, zh: b}, fact: cost, procedures: [haircut]}]|required[0].procedures[0]|the kind of procedure is not known",
        "products: [{system: 'https://therafed.org/fhir/CodeSystem/product', code: trastuzumab-deruxtecan}] ;; doses: [{product: trastuzumab-deruxtecan, rule: mass-per-weight, milligramPerKilogram: 5.4, daysOfCycle: [1, 15], intervalDays: 14, tolerancePercent: 10}]|doses|the cycle of trastuzumab-deruxtecan has only 14 days",
        "products: [{system: 'https://therafed.org/fhir/CodeSystem/product', code: trastuzumab-deruxtecan}] ;; doses: [{product: trastuzumab-deruxtecan, rule: mass-per-weight, milligramPerKilogram: 5.4, daysOfCycle: [1], tolerancePercent: 10, indications: [C16]}]|doses[0].indications[0]|the module has no such indication",
        "include: [dark]|include[0]|the fragment is not known",
        "kind: magic|kind|the kind 'magic' is not known",
        "kind: medicine|indications|the module's kind needs it",
        "followUpDays: 1.5|followUpDays|a whole number from 1 is needed",
        "doses: [{product: x, rule: cells}]|doses[0].product|the module has no such product",
        "windows: [{id: w, title: {en: a, zh: b}, of: lab, anchor: cycle}]|windows[0]|one of days, fromDay with toDay, or hours is needed",
        "windows: [{id: w, title: {en: a, zh: b}, of: lab, anchor: cycle, days: [1], hours: [1]}]|windows[0]|one of days, fromDay with toDay, or hours is needed",
        "windows: [{id: w, title: {en: a, zh: b}, of: lab, anchor: cycle, fromDay: 3, toDay: 1}]|windows[0].toDay|it is before fromDay",
        "windows: [{id: w, title: {en: a, zh: b}, of: lab, anchor: cycle, days: [2, 1]}]|windows[0].days|the numbers must rise",
        "windows: [{id: w, title: {en: a, zh: b}, of: lab, anchor: start, days: []}]|windows[0].days|the list is empty; one whole number or more",
        "windows: [{id: w, title: {en: a, zh: b}, of: lab, anchor: start, hours: []}]|windows[0].hours|the list is empty; one whole number or more",
        "windows: [{id: w, title: {en: a, zh: b}, of: lab, anchor: start, cycles: [], days: [1]}]|windows[0].cycles|the list is empty; one whole number or more",
        "endpoints: [{id: e, code: OS, title: {en: a, zh: b}, kind: composite, parameters: {of: [], operator: any}}]|endpoints[0].parameters.of|the list is empty; one entry or more",
        "endpoints: [{id: e, code: ORR, title: {en: a, zh: b}, kind: best-of, parameters: {criterion: RECIST1.1, responders: []}}]|endpoints[0].parameters.responders|the list is empty; one entry or more",
        "windows: [{id: w, title: {en: a, zh: b}, of: lab, anchor: moon, days: [2]}]|windows[0].anchor|the anchor is not known",
        "windows: [{id: w, title: {en: a, zh: b}, of: lab, anchor: cycle, days: [2], cycles: [5]}]|windows[0].cycles|the schedule has no such cycles",
        "windows: [{id: w, title: {en: a, zh: b}, of: lab, anchor: cycle, days: [2], late: 5}]|windows[0].late|the name is not known here",
        "organsAtRisk: [{id: o, code: '1', title: {en: a, zh: b}}]|organsAtRisk[0].code|is not listed in the set body-site",
        "organsAtRisk: [{id: o, code: '64033007', title: {en: a, zh: b}, gray: 0}]|organsAtRisk[0].gray|a number above 0 is needed",
        "otherEvents: [{code: luck, title: {en: a, zh: b}}]|otherEvents[0].code|is not in the set other-event",
        "otherEvents: [{code: yours.e, title: {en: a, zh: b}}]|otherEvents[0].code|reads mine.<name>",
        "otherEvents: [{code: mine.e, title: {en: a}}]|otherEvents[0].title|English (en) and Chinese (zh)",
        "otherEvents: [{code: mine.e, title: {en: a, zh: b}, grades: [{grade: 6, title: {en: a, zh: b}}]}]|otherEvents[0].grades[0].grade|grades from 1 to 5",
        "otherEvents: [{code: mine.e, title: {en: a, zh: b}, source: s, grades: [{grade: 2, title: {en: a, zh: b}}, {grade: 1, title: {en: a, zh: b}}]}]|otherEvents[0].grades[1].grade|in their order",
        "otherEvents: [{code: mine.e, title: {en: a, zh: b}, grades: [{grade: 1, title: {en: a, zh: b}}]}]|otherEvents[0].source|it is missing",
        "otherEvents: [{code: mine.e, title: {en: a, zh: b}, grades: []}]|otherEvents[0].grades|a grade or more is needed",
        "otherEvents: [{code: mine.e, title: {en: a, zh: b}, source: s}]|otherEvents[0].source|grades of its own, which are missing",
        "otherEvents: [{code: mine.e, title: {en: a, zh: b}, codings: [{system: 'http://snomed.info/sct', code: '87715009'}]}]|otherEvents[0].codings[0]|with its check digit",
        "otherEvents: [{code: mine.e, title: {en: a, zh: b}}] ;; endpoints: [{id: e, code: toxicity, title: {en: a, zh: b}, kind: grade-lookup, parameters: {scale: of-term, terms: [mine.e], minGrade: 1, withinDays: 1}}]|endpoints[0].parameters.terms|the value does not fit",
        "endpoints: [{id: e, code: toxicity, title: {en: a, zh: b}, kind: grade-lookup, parameters: {scale: of-term, terms: [Anemia], minGrade: 1, withinDays: 1}}]|endpoints[0].parameters.terms|the value does not fit",
        "endpoints: [{id: e, code: toxicity, title: {en: a, zh: b}, kind: grade-lookup, parameters: {scale: of-term, minGrade: 1, withinDays: 1}}]|endpoints[0].parameters|the list terms is missing",
        "criteria: [{code: c, title: {en: a, zh: b}}]|criteria[0].code|reads mine.<name>",
        "criteria: [{code: mine.c, title: {en: a, zh: b}, source: s, categories: [{code: x, title: {en: a, zh: b}, means: response}]}]|criteria[0].categories|one that is none",
        "criteria: [{code: mine.c, title: {en: a, zh: b}, source: s, categories: [{code: x, title: {en: a, zh: b}}]}]|criteria[0].categories|one that is a response",
        "criteria: [{code: mine.c, title: {en: a, zh: b}, source: s, categories: [{code: x, title: {en: a, zh: b}}, {code: y, title: {en: a, zh: b}, means: response}]}]|criteria[0].categories[1].means|responses come first",
        "criteria: [{code: mine.c, title: {en: a, zh: b}, source: s, categories: [{code: x, title: {en: a, zh: b}, means: luck}]}]|criteria[0].categories[0].means|one of response",
        "criteria: [{code: mine.c, title: {en: a, zh: b}, source: s, categories: [{code: x, title: {en: a, zh: b}, means: response}, {code: x, title: {en: a, zh: b}}]}]|criteria[0].categories[1].code|stands twice",
        "criteria: [{code: mine.c, title: {en: a, zh: b}, source: s, categories: [{code: PD, title: {en: a, zh: b}, means: response}]}]|criteria[0].categories[0].code|PD or NE means another",
        "criteria: [{code: mine.c, title: {en: a, zh: b}, source: s, categories: [{code: x, title: {en: a, zh: b}, means: response}, {code: y, title: {en: a, zh: b}}]}] ;; endpoints: [{id: e, code: PFS, title: {en: a, zh: b}, kind: time-to-event, parameters: {event: progression, criterion: mine.c}}]|endpoints[0].parameters.criterion|has no category PD",
        "criteria: [{code: mine.c, title: {en: a, zh: b}, source: s, categories: [{code: x, title: {en: a, zh: b}, means: response}, {code: y, title: {en: a, zh: b}, means: progression}]}] ;; endpoints: [{id: e, code: ORR, title: {en: a, zh: b}, kind: best-of, parameters: {criterion: mine.c, responders: [y]}}]|endpoints[0].parameters.responders|has no category y",
        "endpoints: [{id: e, code: ORR, title: {en: a, zh: b}, kind: best-of, parameters: {criterion: RECIST1.1}}]|endpoints[0].parameters|the list responders is missing",
        "nuclides: [{code: mine.Sc-47, halfLifeSeconds: 0, role: therapy, source: s}]|nuclides[0].halfLifeSeconds|above 0",
        "nuclides: [{code: mine.Sc-47, halfLifeSeconds: 900000000, role: therapy, source: s}]|nuclides[0].halfLifeSeconds|to 10 years",
        "nuclides: [{code: mine.Lu-177, halfLifeSeconds: 9, role: therapy, source: s}]|nuclides[0].code|the registry has the nuclide Lu-177 already",
        "nuclides: [{code: mine.scandium, halfLifeSeconds: 9, role: therapy, source: s}]|nuclides[0].code|element and mass number",
        "nuclides: [{code: Sc-47, halfLifeSeconds: 9, role: therapy, source: s}]|nuclides[0].code|reads mine.<name>",
        "nuclides: [{code: mine.Sc-47, halfLifeSeconds: 9, role: tea, source: s}]|nuclides[0].role|therapy or diagnostic",
        "nuclides: [{code: mine.Sc-47, halfLifeSeconds: 9, role: therapy}]|nuclides[0].source|it is missing",
        "productKinds: [{code: mine.virus, title: {en: a, zh: b}, units: [furlongs]}]|productKinds[0].units[0]|one of mg, mg/kg",
        "productKinds: [{code: mine.virus, title: {en: a, zh: b}}]|productKinds[0].units|a unit or more",
        "products: [{code: mine.a, title: {en: a, zh: b}, kind: radioligand, radionuclide: mine.Sc-47}]|products[0].radionuclide|is not known",
        "biomarkers: [{id: a, local: mine.a, title: {en: a, zh: b}, unit: '{anything}/mL', plausibleMin: 0, plausibleMax: 9}]|biomarkers[0].unit|is not known",
        "biomarkers: [{id: a, local: mine.a, title: {en: a, zh: b}, unit: mCi, plausibleMin: 0, plausibleMax: 9}]|biomarkers[0].unit|is not known",
        "endpoints: [{id: e, code: replacement-cost, title: {en: a, zh: b}, kind: cost-sum, parameters: {component: gold, procedures: [dialysis], per: total}}]|endpoints[0].parameters.component|the value does not fit",
        "endpoints: [{id: e, code: replacement-cost, title: {en: a, zh: b}, kind: cost-sum, parameters: {component: replacement, procedures: [dialysis], per: year}}]|endpoints[0].parameters.minDays|from 1 day",
        "strata: [{id: s, title: {en: a, zh: b}, type: coded, values: []}]|strata[0].values|two values or more",
        "strata: [{id: s, title: {en: a, zh: b}, type: quantity, unit: furlongs}]|strata[0].unit|the unit furlongs is not known",
        "strata: [{id: s, title: {en: a, zh: b}, type: hunch}]|strata[0].type|quantity, coded or yes-no is needed",
        "required: [{id: r, title: {en: a, zh: b}, fact: hearsay}]|required[0].fact|the fact is not known",
        "required: [{id: r, title: {en: a, zh: b}, fact: biomarker, of: psa}]|required[0].of|the module has no such biomarker",
        "required: [{id: r, title: {en: a, zh: b}, fact: biomarker}]|required[0].of|it is missing",
        "required: [{id: r, title: {en: a, zh: b}, fact: survival, window: w}]|required[0].window|the module has no such window",
        "biomarkers: [{id: a, local: 2857-1, unit: ng/mL}]|biomarkers[0].local|the local test 2857-1 is not known",
        "biomarkers: {id: a}|biomarkers|a list is needed",
        "endpoints: [{id: e, code: OS, title: {en: a, zh: b}, kind: time-to-event, parameters: {event: luck}}]|endpoints[0].parameters.event|the value does not fit",
        "endpoints: [{id: e, code: OS, title: {en: a, zh: b}, kind: time-to-event, parameters: {event: progression}}]|endpoints[0].parameters|the text criterion is missing",
        "endpoints: [{id: e, code: OS, title: {en: a, zh: b}, kind: time-to-event, parameters: {event: adverse-event}}]|endpoints[0].parameters|terms is missing; the event adverse-event needs it",
        "endpoints: [{id: e, code: OS, title: {en: a, zh: b}, kind: time-to-event, parameters: {event: death, colour: red}}]|endpoints[0].parameters.colour|has no such parameter",
        "endpoints: [{id: e, code: OS, title: {en: a, zh: b}, kind: best-of, parameters: {criterion: GUT, responders: [CR]}}]|endpoints[0].parameters.criterion|the value does not fit",
        "endpoints: [{id: e, code: OS, title: {en: a, zh: b}, kind: best-of, parameters: {criterion: PCWG3, responders: [GOOD]}}]|endpoints[0].parameters.responders|the value does not fit",
        "endpoints: [{id: e, code: OS, title: {en: a, zh: b}, kind: grade-lookup, parameters: {scale: CTCAE-5.0, terms: [Anemia], minGrade: 6, withinDays: 1}}]|endpoints[0].parameters.minGrade|a grade from 1 to 5",
        "endpoints: [{id: e, code: OS, title: {en: a, zh: b}, kind: grade-lookup, parameters: {scale: CTCAE-5.0, terms: [Hex], minGrade: 1, withinDays: 1}}]|endpoints[0].parameters.terms|the value does not fit",
        "endpoints: [{id: e, code: OS, title: {en: a, zh: b}, kind: cumulative-dose-limit, parameters: {organ: '64033007', gray: 1}}]|endpoints[0].parameters.organ|the value does not fit",
        "endpoints: [{id: e, code: OS, title: {en: a, zh: b}, kind: composite, parameters: {of: [x], operator: any}}]|endpoints[0].parameters.of|the module has no endpoint x",
        "endpoints: [{id: e, code: OS, title: {en: a, zh: b}, kind: composite, parameters: {of: [e], operator: any}}]|endpoints[0].parameters.of|leads back to itself",
        "products: [{system: x, code: y}]|products[0]|the code y is not in the set product",
        "biomarkers: [{id: a, loinc: 1-1}]|biomarkers[0].loinc|LOINC 1-1 is not known",
        "biomarkers: [{id: a, loinc: 2857-1, unit: mg/L}]|biomarkers[0].unit|the canonical unit of LOINC 2857-1 is ng/mL",
        "biomarkers: [{id: a, loinc: 6875-8, name: A, unit: U/mL, plausibleMin: 0, plausibleMax: 9}]|biomarkers[0].loinc|wrong form or check digit",
        "biomarkers: [{id: a, loinc: 6875-9, name: A, unit: furlongs, plausibleMin: 0, plausibleMax: 9}]|biomarkers[0].unit|the unit furlongs is not known",
        "biomarkers: [{id: a, loinc: 6875-9, name: A, unit: U/mL, plausibleMin: 9, plausibleMax: 9}]|biomarkers[0].plausibleMax|it is not above plausibleMin",
        "biomarkers: [{id: a, local: yours.a, title: {en: a, zh: b}, unit: U/mL, plausibleMin: 0, plausibleMax: 9}]|biomarkers[0].local|reads mine.<name>",
        "biomarkers: [{id: a, local: mine.a, unit: U/mL, plausibleMin: 0, plausibleMax: 9}]|biomarkers[0].title|English (en) and Chinese (zh)",
        "endpoints: [{id: e, code: yours.e, title: {en: a, zh: b}, kind: best-of}]|endpoints[0].code|reads mine.<name>",
        "products: [{code: mine.a, title: {en: a, zh: b}, kind: potion}]|products[0].kind|the kind of product 'potion' is not known",
        "products: [{code: a, title: {en: a, zh: b}, kind: adc}]|products[0].code|reads mine.<name>",
        "products: [{code: mine.a b, title: {en: a, zh: b}, kind: adc}]|products[0].code|reads mine.<name>",
        "products: [{code: mine.a, kind: adc}]|products[0].title|English (en) and Chinese (zh)",
        "products: [{code: mine.a, title: {en: a, zh: b}, kind: radioligand}]|products[0].radionuclide|it is missing",
        "products: [{code: mine.a, title: {en: a, zh: b}, kind: radioligand, radionuclide: Kr-85}]|products[0].radionuclide|the nuclide 'Kr-85' is not known",
        "products: [{code: mine.a, title: {en: a, zh: b}, kind: adc, radionuclide: Lu-177}]|products[0].radionuclide|only a radioligand has one",
        "products: [{code: mine.a, title: {en: a, zh: b}, kind: adc, route: beamed}]|products[0].route|one of intravenous, oral",
        "products: [{code: mine.a, title: {en: a, zh: b}, kind: adc, route: oral, intravenous: true}]|products[0].intravenous|route says it already",
        "products: [{code: mine.a, title: {en: a, zh: b}, kind: adc, intravenous: often}]|products[0].intravenous|true or false is needed",
        "products: [{code: mine.a, title: {en: a, zh: b}, kind: adc}, {code: mine.a, title: {en: a, zh: b}, kind: adc}]|products[1].code|the code stands twice",
        "products: [{code: mine.a, title: {en: a, zh: b}, kind: adc, codings: [{system: 'http://www.whocc.no/atc', code: V10XX05}]}]|products[0].codings[0].code|is given to a product already",
        "products: [{code: mine.a, title: {en: a, zh: b}, kind: adc}] ;; activity: {megabecquerel: 2, tolerancePercent: 1, possibleMin: 1, possibleMax: 3}|doses|no adc is dosed in MBq",
        "products: [{code: mine.a, title: {en: a, zh: b}, kind: adc, codings: [{system: 'http://www.whocc.no/atc', code: X}]}]|products[0].codings[0]|a code of SNOMED CT, NCIt, ATC or RxNorm",
        "adverseEventsOfInterest: [Bad luck]|adverseEventsOfInterest[0]|'Bad luck' is no CTCAE v5 term",
        "activity: {megabecquerel: 1, tolerancePercent: 1, possibleMin: 2, possibleMax: 3}|activity|not possible by its own bounds",
        "endpoints: [{id: e, code: OS, title: {en: a, zh: b}, kind: magic}]|endpoints[0].kind|the rule 'magic' is not known",
        "endpoints: [{id: e, code: OS, title: {en: a, zh: b}, kind: slope}]|endpoints[0].parameters|the text biomarker is missing",
        "endpoints: [{id: e, code: X, title: {en: a, zh: b}, kind: best-of}]|endpoints[0].code|the endpoint code is not known",
        "endpoints: [{id: e, code: OS, title: {en: a}, kind: best-of}]|endpoints[0].title|English (en) and Chinese (zh)",
        "endpoints: [{id: e, code: OS, title: {en: a, zh: b}, kind: time-to-event, parameters: {event: death}}, {id: e}]|endpoints[1].id|the id stands twice",
        "endpoints: [{id: e, code: OS, title: {en: a, zh: b}, kind: time-to-event}]|endpoints[0].parameters|the text event is missing",
        "endpoints: [{id: e, code: PSA50, title: {en: a, zh: b}, kind: percent-change, parameters: {biomarker: psa}}]|endpoints[0].parameters.biomarker|the module has no such biomarker",
      })
  void mistakeInAModuleIsNamedWithFilePathAndReason(String row, String path, String reason) {
    assertThatThrownBy(() -> read(MINIMAL + row.replace(" ;; ", "\n") + "\n"))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("FP-MODULE-001 The therapy module mine.yaml cannot be used: ")
        .hasMessageContaining(reason)
        .satisfies(e -> assertThat(((Fault) e).safeArguments()).containsEntry("path", path))
        .satisfies(ModuleCatalogTest::readsInChinese);
  }

  private static final String ENDPOINT =
      "endpoints: [{id: e, code: %s, title: {en: a, zh: b}, kind: %s, parameters: {%s}}]\n";

  private static final String PSA =
      "biomarkers: [{id: a, loinc: 2857-1, unit: ng/mL, plausibleMin: 0, plausibleMax: 50000}, {id: hb, loinc: 718-7, unit: g/dL, plausibleMin: 2, plausibleMax: 25}]\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ORR|best-of|criterion: RECIST1.1, responders: [PD]|responders|PD is no response by RECIST1.1; of CR, PR are needed",
        "ORR|best-of|criterion: PCWG3, responders: [CR, PR, SD]|responders|SD is no ORR by PCWG3; of CR, PR are needed",
        "CR|best-of|criterion: IMWG, responders: [sCR, VGPR]|responders|VGPR is no CR by IMWG; of sCR, CR are needed",
        "DCR|best-of|criterion: RECIST1.1, responders: [CR, NE]|responders|NE is no response by RECIST1.1; of CR, PR, SD are needed",
        "DOR|time-to-event|event: progression, criterion: RECIST1.1, responders: [SD]|responders|SD is no DOR by RECIST1.1",
        "remission|best-of|criterion: DORIS, responders: [NO-REMISSION]|responders|NO-REMISSION is no response by DORIS; of REMISSION are needed",
        "ORR|best-of|criterion: MRD, responders: [NEGATIVE]|criterion|the criterion MRD has no category PD; it has NEGATIVE, POSITIVE, NE",
        "ORR|best-of|criterion: RECIST1.1, responders: [CR], confirmDays: 28, fromDay: 1, toDay: 2|confirmDays|with fromDay and toDay the visit answers",
        "ORR|best-of|criterion: RECIST1.1, responders: [CR], fromDay: 1, toDay: 2, earlyFailure: non-responder, dueDays: 2|earlyFailure|with fromDay and toDay the visit answers",
        "ORR|best-of|criterion: RECIST1.1, responders: [CR], earlyFailure: non-responder|earlyFailure|earlyFailure and dueDays belong together",
        "SOD-response|sum-of-diameters|measure: size, partialPercent: -30, progressionPercent: 20, progressionMillimetre: 5, dueDays: 63|earlyFailure|earlyFailure and dueDays belong together",
        "ORR|best-of|criterion: RECIST1.1, responders: [CR], nextTherapy: censored|nextTherapy|one of ends, event, ignored is needed, found 'censored'",
        "ORR|best-of|criterion: RECIST1.1, responders: [CR], nextTherapy: event|nextTherapy|it is an event of failure-relapse-or-death alone",
        "PFS|time-to-event|event: progression-or-death, criterion: RECIST1.1, nextTherapy: event|nextTherapy|it is an event of failure-relapse-or-death alone",
        "OS|time-to-event|event: death, nextTherapy: ends|nextTherapy|the event death does not read it",
        "ORR|best-of|criterion: RECIST1.1, responders: [CR], earlyFailure: dropped, dueDays: 63|earlyFailure|one of non-responder, not-evaluable is needed, found 'dropped'",
        "ORR|best-of|criterion: RECIST1.1, responders: [CR, PR], minDays: 49|minDays|no such responder is named; one, as SD, is needed",
        "PFS|time-to-event|event: progression-or-death, criterion: RECIST1.1, confirmDays: 28|confirmDays|responders are needed with it",
        "MRD-neg|best-of|criterion: RECIST1.1, responders: [CR]|criterion|RECIST1.1 does not answer MRD-neg; MRD is needed",
        "clinical-cure|best-of|criterion: CLINICAL-CURE, responders: [CURE], failures: [CURE], fromDay: 1, toDay: 2|failures|CURE is no failure by CLINICAL-CURE",
        "ORR|best-of|criterion: RECIST1.1, responders: [CR, CR]|responders|a category stands twice",
        "toxicity|grade-lookup|scale: CTCAE-5.0, terms: [Alopecia], minGrade: 4, withinDays: 9|minGrade|Alopecia has no grade 4 or more in CTCAE v5; it has 1, 2",
        "toxicity|grade-lookup|scale: CTCAE-5.0, terms: [Anemia], minGrade: 0, withinDays: 9|minGrade|a grade from 1 to 5 is needed, found 0",
        "biomarker-response|threshold-confirmed|biomarker: a, comparator: '<', value: 50001, confirmDays: 0|value|from 0 to 50000 ng/mL is needed, as a can be, found 50001",
        "biomarker-response|threshold-confirmed|biomarker: a, comparator: '<', value: 5, confirmDays: 0, nadirBelow: -1|nadirBelow|found -1",
        "biomarker-response|sustained-threshold|biomarker: a, comparator: '<', value: -5, days: 9, without: [transfusion]|value|from 0 to 50000 ng/mL",
        "biomarker-response|threshold-confirmed|biomarker: a, comparator: '<', value: 5, confirmDays: 0, atDayWindow: 3|atDayWindow|the rule threshold-confirmed has no such parameter; it reads biomarker, comparator, value, confirmDays",
        "PSA50|threshold-confirmed|biomarker: a, comparator: '<', value: 5, confirmDays: 0|-|the rule threshold-confirmed does not answer PSA50; needed: percent-change",
        "PSA50|percent-change|biomarker: a, percent: -30, baselineDaysBefore: 1, baselineDaysAfter: 0, confirmDays: 0|percent|PSA50 names -50, found -30",
        "EFS|grade-lookup|scale: ASTCT-CRS, minGrade: 1, withinDays: 9|-|the rule grade-lookup does not answer EFS; needed: time-to-event",
        "OS|time-to-event|event: death, terms: [Anemia]|terms|the event death does not read it; adverse-event does",
        "OS|time-to-event|event: death, criterion: RECIST1.1|criterion|the event death reads none",
        "MACE|time-to-event|event: death-of-cause, causes: [luck]|causes|one of cancer, cardiovascular",
        "kidney-failure|time-to-event|event: procedure, procedures: [kidney-transplant], dialysisDays: 9|dialysisDays|no procedure 'dialysis' is waited for",
        "SOD-response|sum-of-diameters|measure: size, partialPercent: 30, progressionPercent: 20, progressionMillimetre: 5|partialPercent|a fall from -100 to below 0 is needed, found 30",
        "EFS|time-to-event|event: progression-or-death, criterion: ALL-RESPONSE|-|the event progression-or-death does not answer EFS",
        "EFS|time-to-event|event: failure-relapse-or-death, criterion: ALL-RESPONSE, responders: [CR, nonCR], fromDay: 21, toDay: 42, failureAt: start|responders|nonCR is no response by ALL-RESPONSE; of CR, CRi are needed",
        "EFS|time-to-event|event: failure-relapse-or-death, criterion: ALL-RESPONSE, responders: [CR], fromDay: 43, toDay: 42, failureAt: start|toDay|it is before fromDay",
        "EFS|time-to-event|event: failure-relapse-or-death, criterion: ALL-RESPONSE, responders: [CR], fromDay: 21, toDay: 42, failureAt: whenever|failureAt|one of start, window is needed, found 'whenever'",
        "EFS|time-to-event|event: failure-relapse-or-death, criterion: DORIS, responders: [REMISSION], fromDay: 21, toDay: 42, failureAt: start|criterion|the criterion DORIS has no category PD",
        "transfusion-independence|sustained-threshold|biomarker: a, comparator: '>=', value: 9, days: 365, without: [transfusion]|biomarker|haemoglobin is needed, LOINC 718-7",
        "transfusion-independence|sustained-threshold|biomarker: hb, comparator: '<=', value: 9, days: 365, without: [transfusion]|comparator|a least value is needed",
        "transfusion-independence|sustained-threshold|biomarker: hb, comparator: '>=', value: 9, days: 364, without: [transfusion]|days|365 days or more are needed",
        "eGFR-slope|slope|biomarker: hb, fromDay: 0, toDay: 730, minPoints: 3|biomarker|a test in mL/min/{1.73_m2} is needed",
        "PFS|time-to-event|event: progression, criterion: RECIST1.1|-|the event progression does not answer PFS",
        "rPFS|time-to-event|event: progression, criterion: PCWG3|-|the event progression does not answer rPFS",
        "PFS|time-to-event|event: progression, criterion: RECIST1.1, failureAt: start|failureAt|the event progression does not read it; failure-relapse-or-death does",
        "OS|time-to-event|event: 7|event|the value of event is no text",
        "PSA50|percent-change|biomarker: a, percent: minus, baselineDaysBefore: 1, baselineDaysAfter: 0, confirmDays: 0|percent|the value of percent is no number",
        "eGFR-slope|slope|biomarker: a, fromDay: 0, toDay: 730, minPoints: 1|minPoints|a number from 2 is needed",
        "eGFR-slope|slope|biomarker: a, fromDay: 730, toDay: 730, minPoints: 3|toDay|toDay must be after fromDay",
        "toxicity|grade-lookup|scale: ASTCT-CRS, minGrade: 1, withinDays: -9|withinDays|a whole number from 0 to 36525 is needed, found -9",
        "PSA50|percent-change|biomarker: a, percent: -50, baselineDaysBefore: 4294967338, baselineDaysAfter: 0, confirmDays: 0|baselineDaysBefore|a whole number from 0 to 36525 is needed, found 4294967338",
        "biomarker-response|threshold-confirmed|biomarker: a, comparator: '<', value: 5, confirmDays: 0, valuesInRow: 3|valuesInRow|valuesInRow and maxGapDays belong together",
        "biomarker-response|threshold-confirmed|biomarker: a, comparator: '<', value: 5, confirmDays: 0, maxGapDays: 3|valuesInRow|valuesInRow and maxGapDays belong together",
        "biomarker-response|threshold-confirmed|biomarker: a, comparator: '<', value: 5, confirmDays: 0, valuesInRow: 1, maxGapDays: 3|valuesInRow|a number from 2 is needed",
        "biomarker-response|threshold-confirmed|biomarker: a, comparator: '<', value: 5, confirmDays: 0, valuesInRow: 2, maxGapDays: 0|maxGapDays|a number from 1 is needed",
        "PSA50|percent-change|biomarker: a, percent: -50, baselineDaysBefore: 36526, baselineDaysAfter: 0, confirmDays: 0|baselineDaysBefore|a whole number from 0 to 36525 is needed, found 36526",
        "PSA50|percent-change|biomarker: a, percent: -50, baselineDaysBefore: 1e99999999, baselineDaysAfter: 0, confirmDays: 0|baselineDaysBefore|a number of at most 30 digits",
        "PSA50|percent-change|biomarker: a, percent: -1e-99999999, baselineDaysBefore: 1, baselineDaysAfter: 0, confirmDays: 0|percent|a number of at most 30 digits",
      })
  void endpointThatCannotBeMeantIsRefused(
      String code, String kind, String parameters, String name, String reason) {
    String path = name.equals("-") ? "endpoints[0].code" : "endpoints[0].parameters." + name;
    assertThatThrownBy(() -> read(MINIMAL + PSA + ENDPOINT.formatted(code, kind, parameters)))
        .isInstanceOf(Fault.class)
        .hasMessageContaining(reason)
        .satisfies(e -> assertThat(((Fault) e).safeArguments()).containsEntry("path", path))
        .satisfies(ModuleCatalogTest::readsInChinese);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version: 1.0.0|version: latest|version|MAJOR.MINOR.PATCH is needed, as 1.2.0, found 'latest'",
        "version: 1.0.0|version: 1.0|version|found '1'",
        "version: 1.0.0|version: 01.0.0|version|found '01.0.0'",
        "version: 1.0.0|version: 1.0.0-draft|version|found '1.0.0-draft'",
        "earlyDays: 7|earlyDays: 56|schedule.earlyDays|the windows of two cycles overlap: fewer days than the interval of 56 are needed, found 56",
        "schedule:|followUpDays: 36526 ;;schedule:|followUpDays|a whole number up to 36525 is needed, found '36526'",
        "schedule:|biomarkers: [{id: a, loinc: 2857-1, unit: ng/mL, plausibleMin: 1e-99999999, plausibleMax: 9}] ;;schedule:|biomarkers[0].plausibleMin|a number of at most 30 digits",
        "earlyDays: 7|earlyDays: -1|schedule.earlyDays|a whole number from 0 is needed, found '-1'",
        "zh: 我的|zh: 我的, de: Mein|title.de|the name is not known here; known are en, zh",
        "zh: 我的|zh: Mine|title.zh|a Chinese title has Chinese characters",
        "schedule:|adverseEventsOfInterest: [Anemia, Nausea, Anemia] ;;schedule:|adverseEventsOfInterest[2]|the adverse event 'Anemia' stands twice",
        "schedule:|adverseEventsOfInterest: [Anemia, Anaemia] ;;schedule:|adverseEventsOfInterest[1]|'Anaemia' is no CTCAE v5 term",
        "schedule:|biomarkers: [{id: a, loinc: 718-7, unit: g/dL, plausibleMin: -2, plausibleMax: 9}] ;;schedule:|biomarkers[0].plausibleMin|a number from 0 is needed of a concentration, found -2",
        "schedule:|biomarkers: [{id: a, loinc: 24108-3, name: Cancer Ag 19-9, unit: U/mL, plausibleMin: -5, plausibleMax: 9}] ;;schedule:|biomarkers[0].plausibleMin|a number from 0 is needed of a concentration, found -5",
        "schedule:|strata: [{id: s, title: {en: a, zh: b}, type: coded, values: [{code: absent, title: {en: a, zh: b}}, {code: pre sent, title: {en: a, zh: b}}]}] ;;schedule:|strata[0].values[1].code|it is not made of letters, digits",
        "schedule:|endpoints: [{id: o, code: OS, title: {en: a, zh: b}, kind: time-to-event, parameters: {event: death}}, {id: c, code: MACE, title: {en: a, zh: b}, kind: composite, parameters: {of: [o], operator: first-event}}] ;;schedule:|endpoints[1].parameters.of|two endpoints or more, none twice, are needed",
        "schedule:|endpoints: [{id: o, code: OS, title: {en: a, zh: b}, kind: time-to-event, parameters: {event: death}}, {id: c, code: MACE, title: {en: a, zh: b}, kind: composite, parameters: {of: [o, o], operator: first-event}}] ;;schedule:|endpoints[1].parameters.of|two endpoints or more, none twice, are needed",
        "schedule:|indications: [{system: 'http://hl7.org/fhir/sid/icd-10', code: C61, codes: C62}] ;;schedule:|indications[0].codes|known are system, code",
        "schedule:|products: [{system: 'https://therafed.org/fhir/CodeSystem/product', code: 177Lu-PSMA-617, nuclide: Lu-177}] ;;schedule:|products[0].nuclide|known are system, code",
        "schedule:|strata: [{id: s, title: {en: a, zh: b}, type: coded, values: [{code: a, title: {en: a, zh: b}, rank: 1}]}] ;;schedule:|strata[0].values[0].rank|known are code, title",
        "schedule:|biomarkers: [{id: a, loinc: 751-8, also: 26499-4, unit: 10*9/L, plausibleMin: 0, plausibleMax: 9}] ;;schedule:|biomarkers[0].also|a list is needed, found '26499-4'",
        "schedule:|windows: [{id: w, title: {en: a, zh: b}, of: lab, anchor: start, days: [14, 28], earlyDays: 14}] ;;schedule:|windows[0].earlyDays|the windows of two visits overlap: with lateDays fewer days than the 14 between them are needed, found 14 and 0",
        "schedule:|windows: [{id: w, title: {en: a, zh: b}, of: lab, anchor: start, days: [14, 28], lateDays: 14}] ;;schedule:|windows[0].lateDays|fewer days than the 14 between them are needed, found 0 and 14",
        "schedule:|windows: [{id: w, title: {en: a, zh: b}, of: visit, anchor: end, fromDay: 0, toDay: 200, everyDays: 20, earlyDays: 14, lateDays: 14}] ;;schedule:|windows[0].earlyDays|fewer days than the 20 between them are needed, found 14 and 14",
        "schedule:|products: [{system: 'https://therafed.org/fhir/CodeSystem/product', code: 177Lu-PSMA-617}] ;;activity: {megabecquerel: 7400, tolerancePercent: 110, possibleMin: 100, possibleMax: 20000} ;;schedule:|activity.tolerancePercent|a percentage from 0 to 100 is needed, found '110'",
        "schedule:|products: [{system: 'https://therafed.org/fhir/CodeSystem/product', code: 177Lu-PSMA-617}] ;;activity: {megabecquerel: 7400, tolerancePercent: -1, possibleMin: 100, possibleMax: 20000} ;;schedule:|activity.tolerancePercent|a percentage from 0 to 100 is needed, found '-1'",
        "schedule:|products: [{system: 'https://therafed.org/fhir/CodeSystem/product', code: trastuzumab-deruxtecan}] ;;doses: [{product: trastuzumab-deruxtecan, rule: mass-per-weight, milligramPerKilogram: 5.4, daysOfCycle: [1], tolerancePercent: 101}] ;;schedule:|doses[0].tolerancePercent|a percentage from 0 to 100 is needed, found '101'",
      })
  void moduleThatCannotBeMeantIsRefused(String from, String to, String path, String reason) {
    assertThat(MINIMAL).contains(from);
    assertThatThrownBy(() -> read(MINIMAL.replace(from, to.replace(" ;;", "\n"))))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("mine.yaml")
        .hasMessageContaining(reason)
        .satisfies(e -> assertThat(((Fault) e).safeArguments()).containsEntry("path", path))
        .satisfies(ModuleCatalogTest::readsInChinese);
  }

  @Test
  void keyThatStandsTwiceIsNamedWithItsLine() {
    assertThatThrownBy(() -> read(MINIMAL + "version: 1.0.1\n"))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("the key 'version' stands twice in one place; once is needed")
        .satisfies(ModuleCatalogTest::readsInChinese)
        .satisfies(
            e ->
                assertThat(((Fault) e).safeArguments())
                    .containsEntry("path", new Phrase("line 5", "第 5 行")));
    assertThatThrownBy(() -> read(MINIMAL.replace("earlyDays: 7", "earlyDays: 7, earlyDays: 8")))
        .hasMessageContaining("the key 'earlyDays' stands twice");
  }

  /** Two packages must not say two things by one code; the same thing twice is no harm. */
  @Test
  void oneCodeHasOneMeaningInAllModules() {
    String test =
        MINIMAL
            + "biomarkers: [{id: a, loinc: 6875-9, name: A, unit: %s, plausibleMin: 0, plausibleMax: 9}]\n";
    String yours = test.replace("id: mine", "id: yours");
    ModuleCatalog mine = ModuleCatalog.of(List.of(read(test.formatted("U/mL"))));
    assertThat(
            mine.and(ModuleCatalog.of(List.of(read(yours.formatted("U/mL")))))
                .tests()
                .coded("6875-9"))
        .isPresent();
    ModuleCatalog other = ModuleCatalog.of(List.of(read(yours.formatted("ng/mL"))));
    assertThatThrownBy(() -> mine.and(other)).hasMessageStartingWith("FP-TERM-002");
    String product =
        MINIMAL
            + "products: [{code: mine.a, title: {en: a, zh: b}, kind: adc, codings: [{system: 'http://www.whocc.no/atc', code: L01FX99}]}]\n";
    ModuleCatalog first = ModuleCatalog.of(List.of(read(product)));
    ModuleCatalog second = ModuleCatalog.of(List.of(read(product.replace("mine", "yours"))));
    assertThatThrownBy(() -> first.updatedBy(second)).hasMessageStartingWith("FP-TERM-002");
    assertThat(first.products().named("mine.a")).isPresent();
    assertThat(first.products().coded("http://www.whocc.no/atc", "L01FX99"))
        .isEqualTo(first.products().named("mine.a"));
  }

  @Test
  void secondDocumentIsRefusedAndNotDropped() {
    assertThatThrownBy(() -> read(MINIMAL + "---\n" + MINIMAL))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("mine.yaml")
        .hasMessageContaining("a second document stands in the file")
        .satisfies(
            e ->
                assertThat(String.valueOf(((Fault) e).safeArguments().get("path")))
                    .startsWith("line "));
    assertThat(read("---\n" + MINIMAL).id()).isEqualTo("mine");
  }

  @Test
  void conjugateOfItsOwnIntervalAndLevelByDiagnosis() {
    TherapyModule her2 = ModuleCatalog.standard().find("adc-her2").orElseThrow();
    assertThat(her2.doses())
        .filteredOn(dose -> dose.product().code().equals("trastuzumab-deruxtecan"))
        .extracting(dose -> ((Dose.MassPerWeight) dose).milligramPerKilogram().toPlainString())
        .containsExactly("5.4", "6.4");
    TherapyModule trop2 = ModuleCatalog.standard().find("adc-trop2").orElseThrow();
    assertThat(trop2.doses())
        .filteredOn(dose -> dose.product().code().equals("sacituzumab-tirumotecan"))
        .allSatisfy(
            dose -> {
              assertThat(((Dose.MassPerWeight) dose).intervalDays()).isEqualTo(28);
              assertThat(((Dose.MassPerWeight) dose).daysOfCycle()).containsExactly(1, 15);
            });
  }

  @Test
  void folderOfTheCallerMayHaveFragmentsOfItsOwn() {
    ModuleCatalog catalog =
        ModuleCatalog.ofFiles(
            Map.of(
                "mine.yaml",
                MINIMAL
                    + "include: [ours, blood]\nbiomarkers: [{id: egfr, loinc: 98979-8, unit: 'mL/min/{1.73_m2}', plausibleMin: 1, plausibleMax: 99}]\n",
                "ours.yaml",
                "fragment: ours\nbiomarkers: [{id: psa, loinc: 2857-1, unit: ng/mL, plausibleMin: 0, plausibleMax: 9}]\n"));
    TherapyModule module = catalog.find("mine").orElseThrow();
    assertThat(module.biomarkers()).extracting("id").contains("psa", "haemoglobin");
    assertThat(module.biomarker("egfr").orElseThrow().plausibleMax()).isEqualByComparingTo("99");
    assertThat(ModuleCatalog.standard().and(catalog).all())
        .hasSize(ModuleCatalog.standard().all().size() + 1);
    assertThatThrownBy(() -> catalog.and(catalog)).hasMessageContaining("FP-MODULE-002");
  }

  @Test
  void mistakeInAFragmentIsNamedByTheFragmentsFile() {
    assertThatThrownBy(
            () ->
                ModuleCatalog.ofFiles(
                    Map.of(
                        "mine.yaml",
                        MINIMAL + "include: [ours]\n",
                        "ours.yaml",
                        "fragment: ours\nbiomarkers: [{id: a, loinc: 1-1}]\n")))
        .hasMessageContaining("The therapy module ours.yaml cannot be used")
        .hasMessageContaining("biomarkers[0].loinc");
    assertThatThrownBy(
            () -> ModuleCatalog.ofFiles(Map.of("ours.yaml", "fragment: ours\nschedule: {}\n")))
        .hasMessageContaining("a fragment has no such section");
    assertThatThrownBy(() -> ModuleCatalog.ofFiles(Map.of("ours.yaml", "fragment: blood\n")))
        .hasMessageContaining("FP-MODULE-002");
  }

  @Test
  void moduleThatIsNoYamlIsRefused() {
    assertThatThrownBy(() -> read("id: ["))
        .hasMessageContaining("it is no YAML")
        .satisfies(ModuleCatalogTest::readsInChinese);
    assertThatThrownBy(() -> read("id: Mine"))
        .hasMessageContaining("not made of a-z")
        .satisfies(ModuleCatalogTest::readsInChinese);
  }
}
