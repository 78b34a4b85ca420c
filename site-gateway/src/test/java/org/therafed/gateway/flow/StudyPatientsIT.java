package org.therafed.gateway.flow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.DimseResponse;
import org.therafed.dicom.net.PresentationContext;
import org.therafed.gateway.intake.dimse.DicomListener;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.Headers;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** Images that may be of another patient than their Patient ID says. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class StudyPatientsIT extends WithRegistry {

  private static final String DOUBT = "GW-DICOM-009";

  @Inject DicomListener listener;

  private void send(DataSet... objects) {
    List<Path> files = Arrays.stream(objects).map(Headers::file).toList();
    try (DicomClient client =
        DicomClient.connect(
            "127.0.0.1",
            listener.port(),
            "SENDER",
            "THERAFED",
            DicomClient.contextsFor(files).toArray(PresentationContext[]::new))) {
      assertThat(client.store(files)).allMatch(DimseResponse::isSuccess);
    }
    Gateway.settled();
  }

  private static DataSet image(String mrn, String study, int number, String born) {
    DataSet data = Headers.ct(mrn, study, number);
    data.put(Tag.PatientName, VR.PN, "Wang^Wei=王^伟");
    data.put(Tag.PatientBirthDate, VR.DA, born);
    return data;
  }

  private static List<String> doubted() {
    return Gateway.arrivals("held").stream()
        .filter(arrival -> DOUBT.equals(arrival.get("code")))
        .map(arrival -> (String) arrival.get("id"))
        .toList();
  }

  private static ValidatableResponse decide(String id, String decision) {
    return given().post("/ops/arrivals/" + id + "/" + decision).then();
  }

  @Test
  void imagesThatContradictTheRegisteredPatientAreHeldUntilSomebodyReleasesThem() {
    Gateway.personWithConsent("DOUBT-1", "");
    Gateway.settled();
    send(
        image("DOUBT-1", "1.2.3.901", 1, "19310506"), image("DOUBT-1", "1.2.3.901", 2, "19310506"));
    List<String> held = doubted();
    assertThat(held).hasSize(2);
    assertThat(registry.resources("ImagingStudy")).isEmpty();
    String shown =
        given()
            .get("/ops/arrivals/" + held.get(0))
            .then()
            .body("outcome", equalTo("held"))
            .body("reasons[0].found", containsString("(0010,0030) differs from the registered"))
            .body("notes.code", hasItem("DCM-NOTE-006"))
            .extract()
            .asString();
    assertThat(shown)
        .doesNotContain("1931-05", "19310506", "1950-03", "Wang", "王", "1.2.3.901", "DOUBT-1");

    decide(held.get(0), "retry").statusCode(200);
    Gateway.settled();
    assertThat(doubted()).hasSize(2);

    decide(held.get(0), "release").statusCode(200);
    Gateway.settled();
    assertThat(doubted()).isEmpty();
    assertThat(registry.resources("ImagingStudy"))
        .extracting(study -> study.path("numberOfInstances").asInt())
        .containsExactly(2);
    Gateway.countsAddUp();

    // A late image of the released study is looked at by itself.
    send(image("DOUBT-1", "1.2.3.901", 3, "19500301"));
    assertThat(registry.resources("ImagingStudy")).hasSize(2);
    send(image("DOUBT-1", "1.2.3.901", 4, "19310506"));
    assertThat(doubted()).hasSize(1);
    decide(doubted().get(0), "refuse").statusCode(200);
  }

  @Test
  void imagesOfAnotherPatientAreRefusedAndARetryDoubtsThemAgain() {
    Gateway.personWithConsent("DOUBT-2", "");
    Gateway.settled();
    send(
        image("DOUBT-2", "1.2.3.902", 1, "19310506"), image("DOUBT-2", "1.2.3.902", 2, "19310506"));
    List<String> held = doubted();
    long refused = Gateway.outcomes().get("refused");
    given()
        .queryParam("study", true)
        .post("/ops/arrivals/" + held.get(0) + "/refuse")
        .then()
        .statusCode(200)
        .body("outcome", equalTo("refused"))
        .body("code", equalTo("GW-DICOM-010"));
    assertThat(Gateway.outcomes().get("refused")).isEqualTo(refused + 2);
    assertThat(registry.resources("ImagingStudy")).isEmpty();
    Gateway.countsAddUp();
    decide(held.get(0), "release").statusCode(409).body("code", equalTo("GW-OPS-004"));
    decide(held.get(1), "retry").statusCode(200);
    Gateway.settled();
    assertThat(doubted()).containsExactly(held.get(1));
    decide(held.get(1), "refuse").statusCode(200);
  }

  @Test
  void aStudyWhoseImagesContradictEachOtherGoesOnWithoutTheOneThatIsRefused() {
    DataSet other = image("DOUBT-3", "1.2.3.903", 2, "19500301");
    other.put(Tag.PatientSex, VR.CS, "F");
    send(image("DOUBT-3", "1.2.3.903", 1, "19500301"), other);
    // Without consent neither leaves, however long the second is in coming after the first.
    Gateway.consent("DOUBT-3");
    Eventually.holds("both are in doubt", () -> doubted().size() == 2);
    Gateway.settled();
    List<String> held = doubted();
    assertThat(held).hasSize(2);
    String wrong = held.get(0);
    decide(wrong, "refuse").statusCode(200);
    decide(held.get(1), "retry").statusCode(200);
    Gateway.settled();
    assertThat(doubted()).isEmpty();
    assertThat(registry.resources("ImagingStudy"))
        .extracting(study -> study.path("numberOfInstances").asInt())
        .containsExactly(1);
    Gateway.countsAddUp();
  }

  @Test
  void aCorrectedPatientLetsTheStudyGoOn() {
    Gateway.personWithConsent("DOUBT-4", "");
    Gateway.settled();
    send(image("DOUBT-4", "1.2.3.904", 1, "19310506"));
    assertThat(doubted()).hasSize(1);
    Gateway.table("patients", "mrn,name,sex,birth_date", "DOUBT-4,王伟,M,1931-05-06");
    Gateway.settled();
    assertThat(doubted()).isEmpty();
    assertThat(registry.resources("ImagingStudy")).hasSize(1);
  }

  @Test
  void whatIsNotInDoubtCannotBeReleasedOrRefused() {
    Gateway.personWithConsent("DOUBT-5", "");
    Gateway.settled();
    String sent = (String) Gateway.arrivals("sent").get(0).get("id");
    decide(sent, "release").statusCode(409).body("code", equalTo("GW-OPS-004"));
    decide(sent, "refuse").statusCode(409);
    decide("5f0c7f3e-0000-4000-8000-000000000000", "release").statusCode(404);
  }
}
