package org.therafed.profiles.entry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.module.TherapyModule;

/** What the answers of a form become, and how a wrong one is told. */
class EnteredFormTest {

  private static final TherapyModule PSMA = ModuleCatalog.standard().find("rlt-psma").orElseThrow();
  private static final String COURSE = item("course-id", "valueString", "C-1");
  private static final String DRY_MOUTH = event("Dry mouth", "C41338", "2025-03-01");
  private static final String ANAEMIA = event("Anemia", "C41339", "2025-04-01");

  private static String item(String linkId, String type, String value) {
    return "{'linkId':'" + linkId + "','answer':[{'" + type + "':'" + value + "'}]}";
  }

  private static String group(String linkId, String... items) {
    return "{'linkId':'" + linkId + "','item':[" + String.join(",", items) + "]}";
  }

  private static String event(String term, String grade, String day) {
    return group(
        "adverse-event",
        item("adverse-event-term", "valueString", term),
        "{'linkId':'adverse-event-grade','answer':[{'valueCoding':{'system':"
            + "'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl','code':'"
            + grade
            + "'}}]}",
        item("adverse-event-date", "valueDate", day));
  }

  private static Entered read(String... items) {
    String json =
        "{'resourceType':'QuestionnaireResponse','item':[" + String.join(",", items) + "]}";
    try {
      JsonNode response = new ObjectMapper().readTree(json.replace('\'', '"'));
      return EnteredForm.read(PSMA, response);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> problems(String... items) {
    return read(items).problems().stream()
        .map(one -> one.place().group() + " " + one.place().repetition() + " " + one.item())
        .toList();
  }

  private static Set<Map<String, String>> fields(Entered entered) {
    return entered.rows().stream().map(EnteredRow::fields).collect(Collectors.toSet());
  }

  @Test
  void recordIsNamedByWhatItIsAndNeverByItsPlace() {
    Entered one = read(COURSE, DRY_MOUTH, ANAEMIA);
    Entered other = read(COURSE, ANAEMIA, DRY_MOUTH);
    assertThat(one.problems()).isEmpty();
    assertThat(fields(one)).isEqualTo(fields(other)).hasSize(2);
    assertThat(fields(one))
        .anySatisfy(
            row ->
                assertThat(row)
                    .containsEntry("event_id", "Anemia-2025-04-01")
                    .containsEntry("grade", "2")
                    .containsEntry("course_id", "C-1"));
  }

  @Test
  void everyTestOfADayIsARowInTheModulesUnit() {
    Entered entered =
        read(
            group(
                "laboratory",
                item("laboratory-date", "valueDate", "2025-03-01"),
                item("laboratory-psa", "valueString", "<0.02"),
                "{'linkId':'laboratory-platelets','answer':[{'valueDecimal':210}]}"));
    assertThat(entered.problems()).isEmpty();
    assertThat(entered.rows()).extracting(EnteredRow::table).containsOnly("labs");
    assertThat(fields(entered))
        .contains(
            Map.of(
                "sample_id",
                "form-2025-03-01",
                "loinc",
                "2857-1",
                "value",
                "<0.02",
                "unit",
                "ng/mL",
                "taken_at",
                "2025-03-01T12:00:00"))
        .hasSize(2);
  }

  @Test
  void wrongAnswerIsNamedByItsItemAndItsRepetition() {
    assertThat(
            problems(
                COURSE,
                DRY_MOUTH,
                group("adverse-event", item("adverse-event-date", "valueDate", "1.4.2025"))))
        .containsExactlyInAnyOrder(
            "adverse-event 2 adverse-event-date",
            "adverse-event 2 adverse-event-term",
            "adverse-event 2 adverse-event-grade");
    assertThat(problems(event("Anemia", "C41339", "2025-04-01")))
        .containsExactly("adverse-event 1 course-id");
    assertThat(problems(item("no-such-item", "valueString", "x")))
        .containsExactly(" 1 no-such-item");
    String status =
        group(
            "status",
            item("status-date", "valueDate", "2025-04-01"),
            "{'linkId':'dead','answer':[{'valueBoolean':false}]}");
    assertThat(problems(status)).isEmpty();
    assertThat(problems(status, status)).containsExactly("status 2 status");
  }

  @Test
  void valueBeyondTheModulesBoundsAndAnOptionThatIsNoneAreRefused() {
    assertThat(
            problems(
                group(
                    "laboratory",
                    item("laboratory-date", "valueDate", "2025-03-01"),
                    "{'linkId':'laboratory-psa','answer':[{'valueDecimal':50001}]}")))
        .containsExactly("laboratory 1 laboratory-psa");
    assertThat(problems(COURSE, event("Anemia", "C0", "2025-04-01")))
        .containsExactly("adverse-event 1 adverse-event-grade");
  }

  @Test
  void whatIsWrongIsSaidInBothLanguagesAndWithoutTheAnswer() {
    assertThat(read(COURSE, event("Anemia", "SECRET", "SECRET")).problems())
        .hasSize(2)
        .allSatisfy(
            one -> {
              assertThat(one.what().en()).isNotEmpty().doesNotContain("SECRET");
              assertThat(one.what().zh()).containsPattern("\\p{IsHan}").doesNotContain("SECRET");
            });
  }

  @Test
  void groupThatIsLeftEmptyIsPassedOver() {
    Entered entered = read(group("laboratory"), group("status"), group("course"));
    assertThat(entered.problems()).isEmpty();
    assertThat(entered.rows()).isEmpty();
  }

  @Test
  void whoIsTreatedNeedsACourseAndWhoIsNotHasNone() {
    String[] decision = {
      "{'linkId':'diagnosis','answer':[{'valueCoding':{'system':'http://hl7.org/fhir/sid/icd-10','code':'C61'}}]}",
      item("decision-date", "valueDate", "2025-03-01")
    };
    assertThat(problems(COURSE, group("course", decision[0], decision[1], pathway("treated"))))
        .containsExactlyInAnyOrder("course 1 start", "course 1 modality", "course 1 course-status");
    Entered untreated =
        read(COURSE, group("course", decision[0], decision[1], pathway("eligible-untreated")));
    assertThat(untreated.problems()).isEmpty();
    assertThat(untreated.rows()).extracting(EnteredRow::table).containsExactly("indications");
  }

  private static String pathway(String code) {
    return "{'linkId':'pathway','answer':[{'valueCoding':{'code':'" + code + "'}}]}";
  }
}
