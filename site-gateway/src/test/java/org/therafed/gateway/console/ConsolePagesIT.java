package org.therafed.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.Staff;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** What the pages show, in both languages, and what their buttons do. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class ConsolePagesIT extends WithRegistry {

  private static final String LABS = "mrn,sample_id,loinc,value,unit,taken_at";

  @Inject ConsoleAudit audit;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console",
        "/console/sources",
        "/console/results",
        "/console/questions",
        "/console/quarantine",
        "/console/quarantine?code=GW-CONSENT-001",
        "/console/find",
        "/console/accounts",
        "/console/password",
        "/console/keys",
        "/console/audit"
      })
  void pageIsWholeInBothLanguages(String path) {
    Gateway.lab("CON-LANG", "S-1");
    Gateway.settled();
    String english = Staff.admin().page(path, "en").then().statusCode(200).extract().asString();
    String chinese = Staff.admin().page(path, "zh").then().statusCode(200).extract().asString();
    assertThat(english)
        .contains("<html lang=\"en\">", "Sign out")
        .doesNotContain("{msg", "NOT_FOUND");
    assertThat(chinese).contains("<html lang=\"zh\">", "退出").doesNotContain("{msg", "Sign out");
    // The names of the two languages and what stands in both are all that may be of the other.
    assertThat(english.replace("中文", "")).doesNotContainPattern("\\p{IsHan}");
  }

  @Test
  void overviewShowsEveryArrivalOnce() {
    Gateway.personWithConsent("CON-SUM", "");
    Gateway.lab("CON-SUM", "S-1");
    Gateway.lab("CON-SUM-HELD", "S-1");
    Gateway.settled();
    Map<String, Long> counts = Gateway.outcomes();
    String page = Staff.admin().page("/console", "en").asString();
    assertThat(page)
        .contains(
            "<b>" + counts.get("received") + "</b> received",
            "<b>" + counts.get("sent") + "</b> sent",
            "<b>" + counts.get("refused") + "</b> refused",
            "GW-CONSENT-001");
    assertThat(page).contains("Tables").doesNotContain("CON-SUM");
  }

  @Test
  void rowMessageAndPatientAreFoundByWhatTheSenderCallsThemAndNothingIsShownOfIt() {
    Gateway.personWithConsent("CON-FIND-77", "");
    Gateway.lab("CON-FIND-77", "S-FIND-88");
    Gateway.settled();
    for (String[] asked :
        List.of(
            new String[] {"patient", "CON-FIND-77", "Found: 3"},
            new String[] {"labs", "CON-FIND-77 | S-FIND-88 | 2857-1", "Found: 1"},
            new String[] {"labs", "CON-FIND-77 | S-FIND-89 | 2857-1", "Found: 0"},
            new String[] {"message", "no such number", "Found: 0"})) {
      Response page = Staff.admin().press("/console/find", "by", asked[0], "name", asked[1]);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.asString())
          .as(asked[0])
          .contains(asked[2])
          .doesNotContain("CON-FIND", "S-FIND");
    }
    assertThat(Staff.admin().press("/console/find", "by", "labs", "name", "one").asString())
        .contains("GW-CONSOLE-005", "mrn | sample_id | loinc");
    assertThat(audit.before(Long.MAX_VALUE, 20).toString())
        .contains("POST /console/find")
        .doesNotContain("CON-FIND");
  }

  @Test
  void arrivalPageSaysWhyItIsHeldAndItsPreviewIsEscaped() {
    Gateway.table("labs", LABS, "CON-XSS,S-1,2857-1,<0.02,ng/mL,2025-03-31T07:45:00");
    Gateway.settled();
    String id = Gateway.arrivals("held").get(0).get("id").toString();
    String page = Staff.admin().page("/console/arrivals/" + id, "en").asString();
    assertThat(page).contains("GW-CONSENT-001", "/console/arrivals/" + id + "/preview");
    String preview = Staff.admin().page("/console/arrivals/" + id + "/preview", "en").asString();
    assertThat(preview)
        .contains("&quot;comparator&quot;:&quot;&lt;&quot;")
        .doesNotContain("CON-XSS");
    assertThat(audit.before(Long.MAX_VALUE, 1).get(0).arrival())
        .contains(java.util.UUID.fromString(id));
    assertThat(Staff.admin().page("/console/arrivals/" + id, "zh").asString())
        .contains("<html lang=\"zh\">", "待处理", "一条到达记录")
        .doesNotContain("Sign out");
    assertThat(Staff.admin().page("/console/arrivals/" + id + "/preview", "zh").asString())
        .contains("<html lang=\"zh\">", "字节");
    assertThat(Staff.admin().page("/console/arrivals/no-uuid", "en").asString())
        .contains("GW-OPS-001");
  }

  @Test
  void textOfAnAddressIsWrittenAsText() {
    String page =
        Staff.admin()
            .asking()
            .queryParam("code", "<script>alert(1)</script>")
            .get("/console/quarantine")
            .asString();
    assertThat(page).doesNotContain("<script>alert");
  }

  @Test
  void heldRecordsEnterAgainByOneButton() {
    Gateway.lab("CON-RETRY", "S-1");
    Gateway.settled();
    String id = Gateway.arrivals("held").get(0).get("id").toString();
    Response one =
        Staff.admin()
            .press("/console/quarantine", "act", "retry", "id", id, "code", "GW-CONSENT-001");
    assertThat(one.statusCode()).isEqualTo(303);
    assertThat(one.header("Location")).endsWith("/console/quarantine?code=GW-CONSENT-001&moved=1");
    Gateway.settled();
    Response all =
        Staff.admin().press("/console/quarantine", "act", "retry-all", "code", "GW-CONSENT-001");
    assertThat(all.statusCode()).isEqualTo(303);
    assertThat(Staff.admin().press("/console/quarantine", "act", "burn").asString())
        .contains("GW-CONSOLE-005");
    Gateway.settled();
    Gateway.countsAddUp();
  }

  @Test
  void connectionIsTriedAndSaysWhatIsWrong() {
    Response registry =
        Staff.admin().press("/console/sources", "kind", "registry", "name", "registry");
    assertThat(registry.asString()).contains("The registry");
    Response listener =
        Staff.admin().press("/console/sources", "kind", "dicom-listener", "name", "dicom-listener");
    assertThat(listener.asString()).contains("takes connections from this machine");
    Response nowhere =
        Staff.admin()
            .asking()
            .header("Sec-Fetch-Site", "same-origin")
            .header("HX-Request", "true")
            .cookie("therafed-language", "zh")
            .formParams("kind", "archive", "name", "nowhere")
            .post("/console/sources");
    assertThat(nowhere.asString()).contains("GW-PULL-003", "影像归档 nowhere").doesNotContain("<html");
    assertThat(
            Staff.admin().press("/console/sources", "kind", "archive", "name", "other").asString())
        .contains("GW-CONSOLE-006");
  }
}
