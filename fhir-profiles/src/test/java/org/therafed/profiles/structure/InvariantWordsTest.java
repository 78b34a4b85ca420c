package org.therafed.profiles.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.Examples;
import org.therafed.profiles.profile.Profile;
import org.therafed.profiles.publish.Publication;
import org.therafed.profiles.validation.BaseJudgement;

/** What a record can be told to break is told in Chinese, too. */
class InvariantWordsTest {
  private static final String BASE = "http://hl7.org/fhir/StructureDefinition/";
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

  /** What comes beside the records of the profiles. */
  private static final List<String> BESIDE =
      List.of(
          "Bundle",
          "AuditEvent",
          "FamilyMemberHistory",
          "Goal",
          "Group",
          "Organization",
          "QuestionnaireResponse");

  private final Definitions definitions = Publication.definitions();

  /** The invariants of structures and of all types that they are made of, by key. */
  private Map<String, Constraint> reportable(List<String> urls) {
    Map<String, Constraint> all = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(urls);
    while (!open.isEmpty()) {
      String url = open.pop();
      if (!seen.add(url)) {
        continue;
      }
      JsonNode definition = definitions.definition(url).orElse(null);
      if (definition == null) {
        // FHIRPath's own types, which have no definition and no invariant.
        assertThat(url).startsWith(BASE + "http://hl7.org/fhirpath/System.");
        continue;
      }
      for (JsonNode element : definition.path("snapshot").path("element")) {
        Constraint.read(element).forEach(constraint -> all.put(constraint.key(), constraint));
        for (JsonNode type : element.path("type")) {
          // A contained resource is held against its own type.
          if (!type.path("code").asText().equals("Resource")) {
            open.push(BASE + type.path("code").asText());
          }
          type.path("profile").forEach(profile -> open.push(profile.asText()));
        }
      }
    }
    return all;
  }

  private static List<String> profiles() {
    return List.of(Profile.values()).stream()
        .flatMap(profile -> List.of(profile.url(), BASE + profile.resourceType()).stream())
        .toList();
  }

  @Test
  void noInvariantOfAProfiledResourceIsWithoutChinese() {
    Map<String, Constraint> all = reportable(profiles());
    assertThat(all.keySet())
        .contains("obs-7", "per-1", "ref-1", "qty-3", "dom-3", "pseudonym-is-id");
    Set<String> without = new TreeSet<>();
    all.forEach(
        (key, constraint) -> {
          if (!HAN.matcher(constraint.humanZh()).find()) {
            without.add(key);
          }
        });
    assertThat(without).isEmpty();
  }

  @Test
  void everyRowIsAnInvariantAsR4PrintsIt() {
    List<String> all = new ArrayList<>(profiles());
    BESIDE.forEach(type -> all.add(BASE + type));
    Map<String, Constraint> known = reportable(all);
    for (String key : InvariantWords.keys()) {
      assertThat(known).as(key).containsKey(key);
      assertThat(known.get(key).humanZh()).as(key).isNotBlank();
    }
  }

  @Test
  void otherWordsUnderTheSameKeyAreNotTranslated() {
    assertThat(InvariantWords.chinese("obs-7", "Something else")).isEmpty();
    assertThat(InvariantWords.chinese("no-1", "Something else")).isEmpty();
  }

  @Test
  void aFindingSaysItInChinese() {
    JsonNode observation =
        Examples.json(
            "{'resourceType':'Observation','status':'final','code':{'text':'x'},"
                + "'valueQuantity':{'value':1,'code':'g'}}");
    assertThat(BaseJudgement.of(observation, new StructureValidator(definitions)))
        .singleElement()
        .satisfies(
            issue -> {
              assertThat(issue.message()).contains("qty-3").contains("the system SHALL also");
              assertThat(issue.messageZh()).contains("qty-3").contains("给出单位代码时须给出代码系统");
              assertThat(issue.messageZh()).doesNotContain("SHALL");
            });
  }

  @Test
  void whereAnExtensionMayStandIsSaidInBothLanguages() {
    JsonNode patient =
        Examples.json(
            "{'resourceType':'Patient','extension':[{'url':'"
                + BASE
                + "observation-bodyPosition',"
                + "'valueCodeableConcept':{'text':'Zhang San'}}]}");
    assertThat(BaseJudgement.of(patient, new StructureValidator(definitions)))
        .singleElement()
        .satisfies(
            issue -> {
              assertThat(issue.expression()).isEqualTo("Patient.extension[0]");
              assertThat(issue.message())
                  .isEqualTo(
                      "FHIR R4: extension[0] stands where observation-bodyPosition may not; it may"
                          + " at Observation or Specimen.collection (rule: context).");
              assertThat(issue.messageZh())
                  .isEqualTo(
                      "FHIR R4: extension[0] 违反规则 context：observation-bodyPosition 不可放在此处，"
                          + "只可放在 Observation 或 Specimen.collection。");
            });
  }
}
