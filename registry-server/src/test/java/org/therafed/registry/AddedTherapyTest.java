package org.therafed.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** A therapy that came as a file only: its records are taken and its questions answered. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(value = AddedTherapy.class, restrictToAnnotatedClass = true)
class AddedTherapyTest {

  private static final int PERSONS = 60;
  private static final int RESPONDERS = 24;

  @Inject Database database;

  @BeforeEach
  void sendEverybody() {
    database.clear();
    for (int site = 0; site < 3; site++) {
      TestSite hospital = TestSite.registered("h");
      List<ObjectNode> records = new ArrayList<>();
      for (int i = site; i < PERSONS; i += 3) {
        person(hospital.id(), i, records);
      }
      hospital.send(records.toArray(ObjectNode[]::new)).then().statusCode(200);
    }
    TestSite.freeze();
  }

  private static JsonPath answer(String question) {
    return TestSite.asAdmin()
        .get("/api/evidence/" + question)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  @Test
  void itsOwnEventIsInTheTableOfAdverseEvents() {
    JsonPath answer = answer("toxicity?module=" + AddedTherapy.MODULE);
    assertThat(answer.getString("state")).isEqualTo("released");
    String term = "result.terms.find { it.term == 'invented-therapy.xerostomia' }";
    assertThat(answer.getDouble(term + ".any.value")).isCloseTo(0.4, within(0.05));
  }

  @Test
  void itsOwnCriterionAnswersABestResponse() {
    JsonPath answer = answer("response?module=" + AddedTherapy.MODULE + "&endpoint=mir");
    assertThat(answer.getString("state")).isEqualTo("released");
    assertThat(answer.getInt("result.n")).isEqualTo(PERSONS);
    assertThat(answer.getDouble("result.rate.value"))
        .isCloseTo((double) RESPONDERS / PERSONS, within(0.05));
  }

  @Test
  void itsResponseRateComesThroughTheDisclosureDoor() {
    JsonPath answer = answer("response?module=" + AddedTherapy.MODULE + "&endpoint=orr");
    assertThat(answer.getString("state")).isEqualTo("released");
    assertThat(answer.getString("module")).isEqualTo(AddedTherapy.MODULE);
    assertThat(answer.getString("moduleVersion")).isEqualTo("0.9.0");
    assertThat(answer.getInt("result.n")).isEqualTo(PERSONS);
    assertThat(Math.abs(answer.getDouble("result.rate.value") - (double) RESPONDERS / PERSONS))
        .isLessThanOrEqualTo(answer.getDouble("result.rate.step") / 2);
  }

  @Test
  void moduleThatIsInNoFileIsStillRefused() {
    TestSite hospital = TestSite.registered("h");
    ObjectNode course =
        Records.course(
            Records.id(hospital.id(), "c"),
            Records.id(hospital.id(), "p"),
            LocalDate.of(2024, 3, 1));
    of(course, "no-such-therapy|1.0.0");
    hospital
        .send(Records.patient(Records.id(hospital.id(), "p")), course)
        .then()
        .statusCode(422)
        .body("issue[0].diagnostics", containsString("module-known"));
    TestSite.asAdmin()
        .get("/api/evidence/response?module=no-such-therapy&endpoint=orr")
        .then()
        .statusCode(400)
        .body("code", is("RG-QUESTION-001"));
  }

  private static void person(String site, int i, List<ObjectNode> records) {
    String patient = Records.id(site, Integer.toString(i), "patient");
    LocalDate start = LocalDate.of(2024, 1, 1).plusDays(i);
    records.add(Records.patient(patient));
    ObjectNode course = Records.course(Records.id(patient, "course"), patient, start);
    of(course, AddedTherapy.MODULE + "|0.9.0");
    records.add(course);
    String category = i < RESPONDERS ? "PR" : "SD";
    records.add(Records.response(Records.id(patient, "r"), patient, start.plusDays(60), category));
    if (i < RESPONDERS) {
      records.add(dryMouth(Records.id(patient, "x"), patient, start.plusDays(20)));
    }
    ObjectNode own =
        Records.response(Records.id(patient, "m"), patient, start.plusDays(60), category);
    code(own, "code", "invented-therapy.MIR");
    code(own, "method", "invented-therapy.MIR");
    code(
        own,
        "valueCodeableConcept",
        "invented-therapy.MIR-" + (i < RESPONDERS ? "cooler" : "warm"));
    records.add(own);
  }

  private static void code(ObjectNode response, String element, String code) {
    response
        .putObject(element)
        .putArray("coding")
        .addObject()
        .put("system", Records.BASE + "CodeSystem/module-response")
        .put("code", code);
  }

  private static ObjectNode dryMouth(String id, String patient, LocalDate on) {
    ObjectNode event = Records.adverseEvent(id, patient, on, KnownFederation.ANEMIA, 2);
    ((ObjectNode) event.path("extension").path(1)).put("valueCode", "of-term");
    event
        .putObject("event")
        .putArray("coding")
        .addObject()
        .put("system", Records.BASE + "CodeSystem/module-event")
        .put("code", "invented-therapy.xerostomia");
    return event;
  }

  private static void of(ObjectNode course, String module) {
    ((ObjectNode) course.get("extension").get(0))
        .put("valueCanonical", Records.BASE + "PlanDefinition/" + module);
  }
}
