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
import org.therafed.profiles.projection.Anchor;
import org.therafed.profiles.projection.CourseFact;
import org.therafed.profiles.projection.EndpointRule;
import org.therafed.profiles.projection.Fact;
import org.therafed.profiles.projection.PersonFacts;
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
      otherEvents:
        - code: invented-head-neck.xerostomia
          title: {en: Dry mouth by salivary flow, zh: 口干（按唾液流率）}
          source: invented for this test
          grades:
            - {grade: 1, title: {en: Flow of half or more, zh: 流率一半及以上}}
            - {grade: 2, title: {en: Flow of a quarter to a half, zh: 流率四分之一至一半}}
            - {grade: 3, title: {en: Flow of less than a quarter, zh: 流率不足四分之一}}
      endpoints:
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

  private static final Map<String, String> TABLES =
      Map.of(
          "patients", "mrn,sex,birth_date\nP1,F,1960-05-01\n",
          "courses",
              "mrn,course_id,module,modality,started_on,status\n"
                  + "P1,C1,invented-head-neck,small-molecule,2024-02-01,in-progress\n",
          "adverse-events", EVENTS,
          "vital-status", "mrn,status,on\nP1,alive,2024-06-01\n");

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
}
