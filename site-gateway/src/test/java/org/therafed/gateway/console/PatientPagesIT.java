package org.therafed.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.Staff;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** Pages about patients: the work list, the form by which data are entered, and the course. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class PatientPagesIT extends WithRegistry {

  private static final Pattern TAKEN = Pattern.compile("/console/arrivals/([0-9a-f-]{36})\"");
  private static final String FORM = "/console/form/rlt-psma";

  @Inject Site site;
  @Inject ConsoleAudit audit;

  private static Staff clinician() {
    return Staff.with("clinician");
  }

  private static String taken(Response page) {
    assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
    Matcher id = TAKEN.matcher(page.asString());
    assertThat(id.find()).isTrue();
    return id.group(1);
  }

  /** A person with consent and a course that began so many days ago, all of it by one form. */
  private String course(String mrn, int days) {
    String start = site.today().minusDays(days).toString();
    return taken(
        clinician()
            .press(
                FORM,
                "patient",
                mrn,
                ".1.course-id",
                "C-" + mrn,
                "person.1.sex",
                "|M",
                "person.1.birth-date",
                "1950-03-01",
                "consent.1.consent-date",
                "2024-01-02",
                "consent.1.consent-permits",
                "true",
                "course.1.diagnosis",
                "http://hl7.org/fhir/sid/icd-10|C61",
                "course.1.decision-date",
                start,
                "course.1.pathway",
                "|treated",
                "course.1.modality",
                "https://therafed.org/fhir/CodeSystem/modality|radioligand",
                "course.1.start",
                start,
                "course.1.course-status",
                "|in-progress",
                "administration.1.product",
                "https://therafed.org/fhir/CodeSystem/product|177Lu-PSMA-617",
                "administration.1.given-at",
                start + "T10:00",
                "administration.1.cycle",
                "1",
                "administration.1.dose",
                "7.4",
                "administration.1.dose.unit",
                "GBq",
                "administration.1.measured-at",
                start + "T10:00",
                "absorbed-dose.1.absorbed-dose-organ",
                "http://snomed.info/sct|64033007",
                "absorbed-dose.1.absorbed-dose-gray",
                "24.5",
                "absorbed-dose.1.absorbed-dose-cycle",
                "1",
                "absorbed-dose.1.absorbed-dose-date",
                start,
                "absorbed-dose.1.absorbed-dose-method",
                "|mird",
                "laboratory.1.laboratory-date",
                start,
                "laboratory.1.laboratory-psa",
                "42.0",
                "adverse-event.1.adverse-event-term",
                "Anemia",
                "adverse-event.1.adverse-event-grade",
                "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl|C41339",
                "adverse-event.1.adverse-event-date",
                start));
  }

  @Test
  void filledFormGoesTheWayOfAllRecordsToTheRegistry() {
    int before = registry.resources("MedicationAdministration").size();
    String arrival = course("FRM-1", 30);
    Gateway.settled();
    Response page = Staff.admin().page("/console/arrivals/" + arrival, "en");
    assertThat(page.asString()).contains("Forms", "questionnaire-response", "badge sent");
    assertThat(registry.resources("MedicationAdministration")).hasSize(before + 1);
    Gateway.countsAddUp();
    // A table of the same course corrects it: both ways lead to the same records.
    Gateway.table(
        "courses",
        "mrn,course_id,module,modality,started_on,status,line",
        "FRM-1,C-FRM-1,rlt-psma,radioligand," + site.today().minusDays(30) + ",stopped,2");
    Gateway.settled();
    String form = clinician().page("/console/arrivals/" + arrival + "/form/ckd", "en").asString();
    assertThat(form).contains("value=\"FRM-1\"").doesNotContain("C-FRM-1");
    String course = clinician().page("/console/arrivals/" + arrival + "/course", "en").asString();
    assertThat(course).contains("stopped", "line 2").doesNotContain("goes on");
  }

  @Test
  void wrongAnswersAreToldAtTheirFieldsAndNothingIsTaken() {
    long received = Gateway.outcomes().get("received");
    Response page =
        clinician()
            .press(
                FORM,
                "patient",
                "FRM-2",
                ".1.course-id",
                "C-2",
                "laboratory.2.laboratory-psa",
                "x",
                "laboratory.2.laboratory-date",
                "2025-02-30",
                "cost.1.cost-amount",
                "5",
                "status.1.status-date",
                "2099-01-01",
                "status.1.dead",
                "false");
    assertThat(page.statusCode()).isEqualTo(422);
    assertThat(page.asString())
        .contains("Nothing was taken", "A number is needed.", "A day as 2025-03-31 is needed.")
        .contains("An answer is needed.")
        .contains("id=\"f-laboratory-2-laboratory-psa-p\"", "id=\"f-cost-1-cost-currency-p\"");
    assertThat(Gateway.outcomes().get("received")).isEqualTo(received);
    Response nobody =
        clinician().press(FORM, "status.1.status-date", "2025-01-01", "status.1.dead", "false");
    assertThat(nobody.asString()).contains("The hospital&#39;s id of the patient is needed.");
    Response future =
        clinician()
            .press(
                FORM,
                "patient",
                "FRM-2",
                ".1.course-id",
                "C",
                "status.1.status-date",
                "2099-01-01",
                "status.1.dead",
                "false");
    assertThat(future.asString()).contains("id=\"f-status-1-status-date-p\"");
    assertThat(Gateway.outcomes().get("received")).isEqualTo(received);
  }

  @Test
  void whatIsEnteredIsWrittenBackAsText() {
    Response page =
        clinician()
            .press(
                FORM,
                "patient",
                "<script>alert(1)</script>",
                "laboratory.1.laboratory-psa",
                "\"><img src=x>");
    assertThat(page.asString()).doesNotContain("<script>alert", "<img");
  }

  @Test
  void formIsWholeInBothLanguagesAndMoreOfAGroupComesByItself() {
    String english = clinician().page(FORM, "en").asString();
    String chinese = clinician().page(FORM, "zh").asString();
    assertThat(english).contains("Date of the decision", "PSA (ng/mL)");
    assertThat(english.replace("中文", "")).doesNotContainPattern("\\p{IsHan}");
    assertThat(chinese).contains("治疗决策日期", "前列腺特异性抗原");
    String more = clinician().page(FORM + "/group/laboratory?n=3", "en").asString();
    assertThat(more)
        .contains("name=\"laboratory.3.laboratory-psa\"", "n=4")
        .doesNotContain("<html");
    assertThat(clinician().page(FORM + "/group/status?n=3", "en").statusCode()).isEqualTo(404);
    assertThat(clinician().page("/console/form/no-such-module", "en").statusCode()).isEqualTo(404);
    assertThat(clinician().page("/console/form", "zh").asString())
        .contains("/console/form/cart-lbcl");
  }

  @Test
  void whatIsDueIsListedWithItsDaysAndLeadsToTheForm() {
    String arrival = course("DUE-1", 20);
    Gateway.settled();
    LocalDate start = site.today().minusDays(20);
    String english = clinician().page("/console/work", "en").asString();
    // 14 days after the cycle, 3 days early or late.
    assertThat(english)
        .contains("DUE-1", "Laboratory after the cycle", "overdue")
        .contains(start.plusDays(14).toString(), start.plusDays(17).toString());
    assertThat(english).containsPattern("/console/arrivals/[0-9a-f-]{36}/form/rlt-psma");
    assertThat(clinician().page("/console/work", "zh").asString()).contains("周期后检验", "逾期");
    String form =
        clinician().page("/console/arrivals/" + arrival + "/form/rlt-psma", "en").asString();
    assertThat(form).contains("value=\"DUE-1\"", "value=\"C-DUE-1\"");
    clinician()
        .press(
            FORM,
            "patient",
            "DUE-1",
            ".1.course-id",
            "C-DUE-1",
            "laboratory.1.laboratory-date",
            start.plusDays(15).toString(),
            "laboratory.1.laboratory-psa",
            "30");
    Gateway.settled();
    String course = clinician().page("/console/arrivals/" + arrival + "/course", "en").asString();
    assertThat(course).doesNotContain("Laboratory after the cycle: " + start.plusDays(11));
  }

  @Test
  void courseIsOnOnePageAtTheHospitalsOwnDates() {
    String arrival = course("CRS-1", 40);
    Gateway.settled();
    String start = site.today().minusDays(40).toString();
    for (String language : new String[] {"en", "zh"}) {
      String page =
          clinician().page("/console/arrivals/" + arrival + "/course", language).asString();
      assertThat(page)
          .contains("CRS-1", start + " 10:00", "177Lu-PSMA-617", "7.40", "24.5 Gy", "1950")
          .contains("[[\"" + start + "\",42]]");
    }
    String page = clinician().page("/console/arrivals/" + arrival + "/course", "en").asString();
    assertThat(page).contains("beyond the watch level", "Anemia", "Kidneys");
    ConsoleAudit.Line line = audit.before(Long.MAX_VALUE, 1).get(0);
    assertThat(line.act()).isEqualTo("GET /console/arrivals/{id}/course");
    assertThat(line.arrival().map(Object::toString)).contains(arrival);
    assertThat(
            clinician()
                .page("/console/arrivals/00000000-0000-0000-0000-000000000000/course", "en")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void doubtfulValueOfAFormIsHeldUntilSomebodyHasLooked() {
    String arrival =
        taken(
            clinician()
                .press(
                    FORM,
                    "patient",
                    "FRM-9",
                    ".1.course-id",
                    "C-9",
                    "administration.1.product",
                    "https://therafed.org/fhir/CodeSystem/product|177Lu-PSMA-617",
                    "administration.1.given-at",
                    "2025-02-17T10:00",
                    "administration.1.cycle",
                    "1",
                    "administration.1.dose",
                    "49",
                    "administration.1.dose.unit",
                    "GBq",
                    "administration.1.measured-at",
                    "2025-02-17T10:00"));
    Gateway.settled();
    assertThat(Staff.admin().page("/console/arrivals/" + arrival, "en").asString())
        .contains("badge held", "GW-TABLE-011");
    Staff.admin().press("/console/quarantine", "act", "retry", "id", arrival);
    Gateway.settled();
    assertThat(Staff.admin().page("/console/arrivals/" + arrival, "en").asString())
        .contains("GW-CONSENT-001");
  }
}
