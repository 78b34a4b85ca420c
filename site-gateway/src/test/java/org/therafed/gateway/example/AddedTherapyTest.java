package org.therafed.gateway.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
import org.therafed.profiles.projection.PersonFacts;

/**
 * A therapy whose product, laboratory test and endpoint no code of ours knows: from its file and a
 * hospital's tables to the answer.
 */
class AddedTherapyTest {

  private static final String YAML =
      """
      id: invented-lymphoma
      version: 1.2.3
      title: {en: An invented therapy of lymphoma, zh: 虚构的淋巴瘤疗法}
      indications:
        - {system: "http://hl7.org/fhir/sid/icd-10", code: C83.3}
      products:
        - {code: invented-lymphoma.INV-7, title: {en: INV-7, zh: 虚构药 7 号}, kind: adc, intravenous: true}
      doses:
        - {product: invented-lymphoma.INV-7, rule: fixed, amount: 120, unit: mg, timesPerDay: 1, days: 1}
      biomarkers:
        - {id: target, local: invented-lymphoma.soluble-target, title: {en: Soluble target, zh: 可溶性靶点}, unit: ng/mL, plausibleMin: 0, plausibleMax: 5000}
        - {id: ca15-3, loinc: 6875-9, name: "Cancer Ag 15-3 [Units/volume] in Serum or Plasma", unit: U/mL, plausibleMin: 0, plausibleMax: 100000}
      endpoints:
        - id: target-fall
          code: invented-lymphoma.target-fall
          title: {en: Fall of the soluble target by half, zh: 可溶性靶点下降一半}
          kind: percent-change
          parameters: {biomarker: target, percent: -50, baselineDaysBefore: 28, baselineDaysAfter: 0, confirmDays: 21}
      """;

  private static final String PATIENTS =
      """
      mrn,sex,birth_date
      P1,F,1960-05-01
      """;

  private static final String COURSES =
      """
      mrn,course_id,module,modality,started_on,status
      P1,C1,invented-lymphoma,adc,2024-02-01,in-progress
      """;

  private static final String ADMINISTRATIONS =
      """
      mrn,course_id,cycle,administered_at,product,dose,unit
      P1,C1,1,2024-02-01T10:00:00,invented-lymphoma.INV-7,0.12,g
      """;

  private static final String LABS =
      """
      mrn,sample_id,loinc,value,unit,taken_at
      P1,S1,invented-lymphoma.soluble-target,80,ng/mL,2024-01-31T08:00:00
      P1,S2,invented-lymphoma.soluble-target,30,ug/L,2024-03-01T08:00:00
      P1,S3,invented-lymphoma.soluble-target,20,ng/mL,2024-04-01T08:00:00
      P1,S1,6875-9,31,U/mL,2024-01-31T08:00:00
      """;

  private static final Map<String, String> TABLES =
      Map.of(
          "patients",
          PATIENTS,
          "courses",
          COURSES,
          "administrations",
          ADMINISTRATIONS,
          "labs",
          LABS);

  @TempDir Path folder;

  @Test
  void itsFileAloneTakesItsTablesToItsEndpoint() throws IOException {
    ModuleCatalog modules =
        ModuleCatalog.standard().and(ModuleCatalog.ofFiles(Map.of("lymphoma.yaml", YAML)));
    Path tables = Files.createDirectory(folder.resolve("tables"));
    for (Map.Entry<String, String> table : TABLES.entrySet()) {
      Files.writeString(tables.resolve(table.getKey() + ".csv"), table.getValue());
    }
    ExamplePatient patient =
        ExamplePatient.of(tables, Files.createDirectory(folder.resolve("keys")), modules);
    TherapyModule module = modules.find("invented-lymphoma").orElseThrow();
    CourseFact course =
        patient.facts().stream()
            .filter(CourseFact.class::isInstance)
            .map(CourseFact.class::cast)
            .findFirst()
            .orElseThrow();
    PersonFacts facts = PersonFacts.of(module, Anchor.of(course), patient.facts());
    TherapyModule.Endpoint endpoint = module.endpoint("target-fall").orElseThrow();
    assertThat(OutcomeText.of(EndpointRule.of(module, endpoint).evaluate(facts)))
        .isEqualTo("met on day 29");
    assertThat(patient.facts())
        .filteredOn(AdministrationFact.class::isInstance)
        .singleElement()
        .extracting(fact -> ((AdministrationFact) fact).product())
        .isEqualTo("invented-lymphoma.INV-7");
  }

  @Test
  void withoutItsFileItsWordsAreUnknown() {
    assertThat(findings("administrations", ModuleCatalog.standard()))
        .anyMatch(finding -> finding.startsWith("2 product refused"));
    assertThat(findings("labs", ModuleCatalog.standard()))
        .anyMatch(finding -> finding.startsWith("2 loinc refused"));
  }

  @Test
  void impossibleDoseOfItsProductIsHeldByItsOwnPlan() {
    ModuleCatalog modules = ModuleCatalog.ofFiles(Map.of("lymphoma.yaml", YAML));
    byte[] slip =
        TABLES.get("administrations").replace("0.12,g", "120,kg").getBytes(StandardCharsets.UTF_8);
    assertThat(
            CheckedTable.read(
                    TableKind.ADMINISTRATIONS, slip, ExampleSite.NOW, ExampleSite.ZONE, modules)
                .findings())
        .singleElement()
        .asString()
        .startsWith("2 dose held");
  }

  private static List<String> findings(String table, ModuleCatalog modules) {
    return CheckedTable.read(
            table.equals("labs") ? TableKind.LABS : TableKind.ADMINISTRATIONS,
            TABLES.get(table).getBytes(StandardCharsets.UTF_8),
            ExampleSite.NOW,
            ExampleSite.ZONE,
            modules)
        .findings();
  }
}
