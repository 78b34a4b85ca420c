package org.therafed.gateway.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.gateway.intake.table.CheckedTable;
import org.therafed.gateway.intake.table.TableKind;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;
import org.therafed.profiles.projection.AdministrationFact;
import org.therafed.profiles.projection.Anchor;
import org.therafed.profiles.projection.CourseFact;
import org.therafed.profiles.projection.EndpointRule;
import org.therafed.profiles.projection.Fact;
import org.therafed.profiles.projection.PersonFacts;
import org.therafed.profiles.projection.ResponseFact;
import org.therafed.profiles.projection.ToxicityFact;

/**
 * Words of outcome that no table of ours has, brought by a therapy's file in a folder: from there
 * and a hospital's tables to the answer.
 */
class OwnVocabularyTest {

  private static final String YAML =
      """
      id: invented-head-neck
      version: 2.0.0
      title: {en: An invented therapy of the head and neck, zh: 虚构的头颈部疗法}
      indications:
        - {system: "http://hl7.org/fhir/sid/icd-10", code: C07}
      nuclides:
        - {code: invented-head-neck.Sc-47, halfLifeSeconds: 289370, role: therapy, source: "NuDat, 3.3492 d"}
      productKinds:
        - {code: invented-head-neck.oncolytic-virus, title: {en: Oncolytic virus, zh: 溶瘤病毒}, units: ["10*6"]}
      products:
        - {code: invented-head-neck.47Sc-INV, title: {en: 47Sc-INV, zh: "钪[47Sc]-INV"}, kind: radioligand, radionuclide: invented-head-neck.Sc-47, intravenous: true}
        - {code: invented-head-neck.virus-1, title: {en: Virus 1, zh: 病毒 1 号}, kind: invented-head-neck.oncolytic-virus}
      doses:
        - {product: invented-head-neck.47Sc-INV, rule: activity, megabecquerel: 1000, tolerancePercent: 10, possibleMin: 100, possibleMax: 5000}
      biomarkers:
        - {id: titre, local: invented-head-neck.titre, title: {en: Virus titre, zh: 病毒滴度}, unit: "[PFU]/mL", plausibleMin: 0, plausibleMax: 1000000}
      otherEvents:
        - code: invented-head-neck.xerostomia
          title: {en: Dry mouth by salivary flow, zh: 口干（按唾液流率）}
          source: invented for this test
          grades:
            - {grade: 1, title: {en: Flow of half or more, zh: 流率一半及以上}}
            - {grade: 2, title: {en: Flow of a quarter to a half, zh: 流率四分之一至一半}}
            - {grade: 3, title: {en: Flow of less than a quarter, zh: 流率不足四分之一}}
      criteria:
        - code: invented-head-neck.MIR
          title: {en: Invented metabolic response, zh: 虚构的代谢缓解}
          source: invented for this test
          categories:
            - {code: cold, title: {en: No uptake left, zh: 无摄取}, means: response}
            - {code: cooler, title: {en: Less uptake, zh: 摄取减低}, means: response}
            - {code: warm, title: {en: Unchanged, zh: 不变}}
            - {code: hotter, title: {en: More uptake, zh: 摄取增高}, means: progression}
            - {code: unread, title: {en: Not read, zh: 未判读}, means: not-evaluable}
      endpoints:
        - id: titre-fall
          code: invented-head-neck.titre-fall
          title: {en: Fall of the titre by half, zh: 滴度下降一半}
          kind: percent-change
          parameters: {biomarker: titre, percent: -50, baselineDaysBefore: 28, baselineDaysAfter: 0, confirmDays: 21}
        - id: responded
          code: invented-head-neck.MIR-response
          title: {en: Metabolic response, zh: 代谢缓解}
          kind: best-of
          parameters: {criterion: invented-head-neck.MIR}
        - id: cold
          code: invented-head-neck.MIR-cold
          title: {en: No uptake left, zh: 无摄取}
          kind: best-of
          parameters: {criterion: invented-head-neck.MIR, responders: [cold]}
        - id: progression
          code: PFS
          title: {en: Time to progression or death, zh: 无进展生存期}
          kind: time-to-event
          parameters: {event: progression-or-death, criterion: invented-head-neck.MIR}
        - id: xerostomia2
          code: invented-head-neck.xerostomia2
          title: {en: Dry mouth of grade 2 or higher, zh: 2 级及以上口干}
          kind: grade-lookup
          parameters: {scale: of-term, terms: [invented-head-neck.xerostomia], minGrade: 2, withinDays: 60}
        - id: xerostomia3
          code: invented-head-neck.xerostomia3
          title: {en: Dry mouth of grade 3, zh: 3 级口干}
          kind: grade-lookup
          parameters: {scale: of-term, terms: [invented-head-neck.xerostomia], minGrade: 3, withinDays: 60}
      """;

  private static final String EVENTS =
      """
      mrn,course_id,event_id,term,grade,onset_on
      P1,C1,E1,invented-head-neck.xerostomia,1,2024-02-11
      P1,C1,E2,invented-head-neck.xerostomia,2,2024-02-21
      """;

  private static final String RESPONSES =
      """
      mrn,course_id,assessed_on,criterion,response
      P1,C1,2024-02-22,invented-head-neck.MIR,unread
      P1,C1,2024-03-02,invented-head-neck.MIR,cooler
      P1,C1,2024-04-01,invented-head-neck.MIR,hotter
      P1,C1,2024-05-01,invented-head-neck.MIR,cold
      """;

  private static final String PATIENTS =
      """
      mrn,sex,birth_date
      P1,F,1960-05-01
      """;

  private static final String COURSES =
      """
      mrn,course_id,module,modality,started_on,status
      P1,C1,invented-head-neck,radioligand,2024-02-01,in-progress
      """;

  private static final String STATUS =
      """
      mrn,status,on
      P1,alive,2024-06-01
      """;

  /** Sc-47 was measured one half-life before it was given. */
  private static final String ADMINISTRATIONS =
      """
      mrn,course_id,cycle,administered_at,product,dose,unit,measured_at
      P1,C1,1,2024-02-05T12:00:00Z,invented-head-neck.47Sc-INV,2000,MBq,2024-02-02T03:37:10Z
      P1,C1,2,2024-02-20T12:00:00Z,invented-head-neck.virus-1,10,10*6,
      """;

  private static final String LABS =
      """
      mrn,sample_id,loinc,value,unit,taken_at
      P1,S1,invented-head-neck.titre,800,[PFU]/mL,2024-02-01T08:00:00Z
      P1,S2,invented-head-neck.titre,300000,[PFU]/L,2024-03-01T08:00:00Z
      P1,S3,invented-head-neck.titre,200,[PFU]/mL,2024-04-01T08:00:00Z
      """;

  private static final Map<String, String> TABLES =
      Map.of(
          "patients",
          PATIENTS,
          "courses",
          COURSES,
          "adverse-events",
          EVENTS,
          "responses",
          RESPONSES,
          "administrations",
          ADMINISTRATIONS,
          "labs",
          LABS,
          "vital-status",
          STATUS);

  @TempDir Path folder;

  private ModuleCatalog modules;

  @BeforeEach
  void readTheFolder() throws IOException {
    Path file = Files.createDirectory(folder.resolve("modules")).resolve("head-neck.yaml");
    Files.writeString(file, YAML);
    modules =
        ModuleCatalog.standard()
            .and(ModuleCatalog.ofFiles(Map.of("head-neck.yaml", Files.readString(file))));
  }

  private List<Fact> facts() throws IOException {
    Path tables = Files.createDirectory(folder.resolve("tables"));
    for (Map.Entry<String, String> table : TABLES.entrySet()) {
      Files.writeString(tables.resolve(table.getKey() + ".csv"), table.getValue());
    }
    return ExamplePatient.of(tables, Files.createDirectory(folder.resolve("keys")), modules)
        .facts();
  }

  private String outcome(List<Fact> facts, String endpoint) {
    TherapyModule module = modules.find("invented-head-neck").orElseThrow();
    CourseFact course =
        facts.stream()
            .filter(CourseFact.class::isInstance)
            .map(CourseFact.class::cast)
            .findFirst()
            .orElseThrow();
    PersonFacts person = PersonFacts.of(module, Anchor.of(course), facts);
    return OutcomeText.of(
        EndpointRule.of(module, module.endpoint(endpoint).orElseThrow()).evaluate(person));
  }

  private static List<String> findings(TableKind kind, String table, ModuleCatalog modules) {
    return CheckedTable.read(
            kind,
            table.getBytes(StandardCharsets.UTF_8),
            ExampleSite.NOW,
            ExampleSite.ZONE,
            modules)
        .findings();
  }

  @Test
  void eventOfItsOwnIsCountedByItsOwnGrades() throws IOException {
    List<Fact> facts = facts();
    assertThat(facts)
        .filteredOn(ToxicityFact.class::isInstance)
        .extracting(fact -> ((ToxicityFact) fact).termCode())
        .containsExactly("invented-head-neck.xerostomia", "invented-head-neck.xerostomia");
    assertThat(outcome(facts, "xerostomia2")).isEqualTo("met on day 20");
    assertThat(outcome(facts, "xerostomia3")).isEqualTo("not-met");
  }

  @Test
  void eventOfItsOwnIsRefusedWithoutItsFileAndBeyondItsGrades() {
    assertThat(findings(TableKind.ADVERSE_EVENTS, EVENTS, ModuleCatalog.standard()))
        .anyMatch(finding -> finding.startsWith("2 term refused"));
    assertThat(findings(TableKind.ADVERSE_EVENTS, EVENTS.replace(",2,2024", ",4,2024"), modules))
        .singleElement()
        .asString()
        .startsWith("3 grade refused")
        .contains("1, 2, 3");
  }

  @Test
  void criterionOfItsOwnAnswersBestResponseAndProgression() throws IOException {
    List<Fact> facts = facts();
    assertThat(facts)
        .filteredOn(ResponseFact.class::isInstance)
        .extracting(fact -> ((ResponseFact) fact).category())
        .containsExactly("NE", "cooler", "PD", "cold");
    assertThat(outcome(facts, "responded")).isEqualTo("met on day 30");
    // What was seen after the progression does not count.
    assertThat(outcome(facts, "cold")).isEqualTo("not-met");
    assertThat(outcome(facts, "progression")).isEqualTo("event after 60 days, progression");
  }

  @Test
  void criterionOfItsOwnIsRefusedWithoutItsFileAndBeyondItsCategories() {
    assertThat(findings(TableKind.RESPONSES, RESPONSES, ModuleCatalog.standard()))
        .anyMatch(finding -> finding.startsWith("2 criterion refused"));
    assertThat(findings(TableKind.RESPONSES, RESPONSES.replace("cooler", "CR"), modules))
        .singleElement()
        .asString()
        .startsWith("3 response refused")
        .contains("cold, cooler, warm, hotter, unread");
  }

  @Test
  void nuclideOfItsOwnDecaysAndItsKindAndUnitsAreTaken() throws IOException {
    List<Fact> facts = facts();
    List<AdministrationFact> given =
        facts.stream()
            .filter(AdministrationFact.class::isInstance)
            .map(AdministrationFact.class::cast)
            .toList();
    assertThat(given)
        .extracting(AdministrationFact::radionuclide)
        .containsExactly("invented-head-neck.Sc-47", null);
    assertThat(given.get(0).activityMbq()).isEqualByComparingTo("1000");
    assertThat(given.get(1).product()).isEqualTo("invented-head-neck.virus-1");
    assertThat(outcome(facts, "titre-fall")).isEqualTo("met on day 29");
  }

  @Test
  void unitsOfAnotherDimensionAndDosesOfAnotherKindAreRefused() {
    assertThat(findings(TableKind.LABS, LABS.replace("[PFU]/L", "ng/mL"), modules))
        .singleElement()
        .asString()
        .startsWith("3 unit refused");
    assertThat(findings(TableKind.LABS, LABS.replace("[PFU]/L", "{a name}/mL"), modules))
        .singleElement()
        .asString()
        .startsWith("3 unit refused");
    assertThat(findings(TableKind.ADMINISTRATIONS, ADMINISTRATIONS.replace("10*6", "mg"), modules))
        .singleElement()
        .asString()
        .startsWith("3 unit refused");
    assertThat(findings(TableKind.ADMINISTRATIONS, ADMINISTRATIONS, ModuleCatalog.standard()))
        .anyMatch(finding -> finding.startsWith("2 product refused"));
  }
}
