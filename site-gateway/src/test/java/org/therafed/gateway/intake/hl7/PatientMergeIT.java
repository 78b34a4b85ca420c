package org.therafed.gateway.intake.hl7;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.DimseResponse;
import org.therafed.dicom.net.PresentationContext;
import org.therafed.gateway.intake.dimse.DicomListener;
import org.therafed.gateway.support.FakeRegistry;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.Headers;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.profiles.transfer.PseudonymRemap;
import org.therafed.profiles.transfer.PseudonymRemap.Dates;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** Two ids of one patient become one patient, whatever way the records come in. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class PatientMergeIT extends WithRegistry {

  @Inject MllpListener hl7;
  @Inject DicomListener dicom;

  private String send(String... lines) throws IOException {
    try (MllpClient client = MllpClient.connect(hl7.port())) {
      return client.send(lines);
    }
  }

  private void merge(String stays, String retired, String id) throws IOException {
    String[] merge = Messages.adt("A40", stays, id);
    merge[3] = "MRG|" + retired + "^^^HOSP^MR";
    assertThat(send(merge)).contains("MSA|AA|" + id);
  }

  private static void resource(String mrn, String id) {
    Gateway.fhir(
            "Observation",
            ("{'resourceType':'Observation','id':'"
                    + id
                    + "','status':'final','category':[{'coding':[{'system':"
                    + "'http://terminology.hl7.org/CodeSystem/observation-category','code':'laboratory'}]}],"
                    + "'code':{'coding':[{'system':'http://loinc.org','code':'2857-1'}]},'subject':{'identifier':{'value':'"
                    + mrn
                    + "'}},'effectiveDateTime':'2025-03-31T07:45:00+08:00','valueQuantity':{'value':3,"
                    + "'unit':'ng/mL','system':'http://unitsofmeasure.org','code':'ng/mL'}}")
                .replace('\'', '"'))
        .then()
        .statusCode(201);
  }

  private void image(String mrn, String study) {
    List<Path> files = List.of(Headers.file(Headers.ct(mrn, study, 1)));
    try (DicomClient client =
        DicomClient.connect(
            "127.0.0.1",
            dicom.port(),
            "SENDER",
            "THERAFED",
            DicomClient.contextsFor(files).toArray(PresentationContext[]::new))) {
      assertThat(client.store(files)).allMatch(DimseResponse::isSuccess);
    }
  }

  private void everyWay(String mrn, String name, String study) throws IOException {
    Gateway.lab(mrn, name + "-T");
    resource(mrn, name + "-F");
    send(Messages.psa(mrn, "ID-" + name, "L-" + name, "4.2"));
    image(mrn, study);
  }

  /** The subject of each record as the registry has it now, by type and id. */
  private Map<String, String> subjects() {
    Map<String, String> subjects = new TreeMap<>();
    for (String type : List.of("Observation", "ImagingStudy")) {
      for (ObjectNode each : registry.resources(type)) {
        subjects.put(
            type + "/" + each.path("id").asText(),
            registry.now(each.at("/subject/reference").asText().replace("Patient/", "")));
      }
    }
    return subjects;
  }

  private static List<String> dates(List<ObjectNode> observations) {
    Map<String, String> last = new TreeMap<>();
    observations.forEach(
        each -> last.put(each.path("id").asText(), each.path("effectiveDateTime").asText()));
    return last.values().stream().map(time -> time.substring(0, 10)).distinct().toList();
  }

  private static long merges(String outcome) {
    return Gateway.arrivals(outcome).stream().filter(a -> "ADT^A40".equals(a.get("kind"))).count();
  }

  private static String latest(String outcome) {
    return (String) Gateway.arrivals(outcome).get(0).get("code");
  }

  @Test
  void aMergeMakesOnePatientInEveryChannelForWhatWasSentAndWhatComes() throws IOException {
    long refused = Gateway.outcomes().get("refused");
    long sent = merges("sent");
    Gateway.personWithConsent("MG-NEW", "");
    Gateway.personWithConsent("MG-OLD", "");
    everyWay("MG-NEW", "a", "1.2.3.701");
    everyWay("MG-OLD", "b", "1.2.3.702");
    Gateway.settled();
    assertThat(new TreeSet<>(subjects().values())).hasSize(2);
    int records = subjects().size();

    merge("MG-NEW", "MG-OLD", "ID-MG-1");
    Gateway.settled();
    everyWay("MG-OLD", "c", "1.2.3.703");
    everyWay("MG-NEW", "d", "1.2.3.704");
    Gateway.settled();

    assertThat(new TreeSet<>(subjects().values())).hasSize(1);
    assertThat(subjects()).hasSize(2 * records);
    // Records of one day are of one day again, under the shift of the one who stays.
    assertThat(dates(registry.resources("Observation"))).hasSize(1);
    assertThat(registry.remaps().values())
        .singleElement()
        .satisfies(remap -> assertThat(remap.moves().get(0).dates()).isEqualTo(Dates.SENT_AGAIN));
    assertThat(merges("sent")).isEqualTo(sent + 1);
    assertThat(Gateway.outcomes().get("refused")).isEqualTo(refused);
    Gateway.countsAddUp();

    // Said again it changes nothing.
    int remaps = registry.remaps().size();
    merge("MG-NEW", "MG-OLD", "ID-MG-2");
    Gateway.settled();
    assertThat(registry.remaps()).hasSize(remaps);
    // The other way round contradicts it.
    merge("MG-OLD", "MG-NEW", "ID-MG-3");
    Gateway.settled();
    assertThat(latest("held")).isEqualTo("GW-MERGE-001");
  }

  @Test
  void personsOfOneNationalIdMoveWithoutBeingSentAgain() throws IOException {
    Gateway.personWithConsent("MG-N1", "330102195003010130");
    Gateway.personWithConsent("MG-N2", "330102195003010130");
    Gateway.lab("MG-N1", "n1");
    Gateway.lab("MG-N2", "n2");
    Gateway.settled();
    int sent = registry.resources("Observation").size();
    merge("MG-N1", "MG-N2", "ID-MG-N");
    Gateway.settled();
    assertThat(registry.remaps().values())
        .flatExtracting(PseudonymRemap::moves)
        .extracting(PseudonymRemap.Move::dates)
        .containsExactly(Dates.SAME);
    assertThat(registry.resources("Observation")).hasSize(sent);
    assertThat(new TreeSet<>(subjects().values())).hasSize(1);
  }

  @Test
  void aTemporaryIdBecomesThePermanentOneWithWhatIsKnownOfThePatient() throws IOException {
    Gateway.personWithConsent("MG-TEMP", "330102195003010130");
    Gateway.lab("MG-TEMP", "t1");
    Gateway.settled();
    merge("MG-PERM", "MG-TEMP", "ID-MG-T");
    Gateway.lab("MG-PERM", "t2");
    Gateway.settled();
    assertThat(new TreeSet<>(subjects().values())).hasSize(1);
    ObjectNode patient =
        registry.resources("Patient").get(registry.resources("Patient").size() - 1);
    assertThat(patient.path("gender").asText()).isEqualTo("male");
    assertThat(patient.path("id").asText()).isEqualTo(subjects().values().iterator().next());
    assertThat(dates(registry.resources("Observation"))).hasSize(1);
  }

  @Test
  void aRefusalUnderEitherIdHoldsBothUntilSomebodyDecides() throws IOException {
    Gateway.personWithConsent("MG-YES", "");
    Gateway.lab("MG-YES", "y1");
    Gateway.table("consents", "mrn,decision,signed_on", "MG-NO,deny,2023-01-02");
    Gateway.lab("MG-NO", "y2");
    Gateway.settled();
    merge("MG-YES", "MG-NO", "ID-MG-C");
    Gateway.lab("MG-YES", "y3");
    Gateway.settled();
    assertThat(Gateway.arrivals("held"))
        .filteredOn(a -> "GW-CONSENT-001".equals(a.get("code")))
        .hasSizeGreaterThanOrEqualTo(3);
    assertThat(subjects()).hasSize(1);

    Gateway.table(
        "consents",
        "mrn,decision,signed_on",
        "MG-YES,permit," + java.time.LocalDate.now(java.time.ZoneId.of("Asia/Shanghai")));
    Gateway.settled();
    assertThat(subjects()).hasSize(3);
    assertThat(new TreeSet<>(subjects().values())).hasSize(1);
    // Nothing had left under the retired id: the registry need not know of it.
    assertThat(registry.remaps()).isEmpty();
    Gateway.countsAddUp();
  }

  @Test
  void mergesInAChainArriveInTheirOrderAlsoAfterTheRegistryWasAway() throws IOException {
    long refused = Gateway.outcomes().get("refused");
    for (String mrn : List.of("MG-C1", "MG-C2", "MG-C3")) {
      Gateway.personWithConsent(mrn, "");
      Gateway.lab(mrn, "chain-" + mrn);
    }
    Gateway.settled();
    registry.fault(body -> FakeRegistry.Fault.DIES_BEFORE_STORING);
    merge("MG-C2", "MG-C1", "ID-MG-C1");
    merge("MG-C3", "MG-C2", "ID-MG-C2");
    Gateway.lab("MG-C1", "chain-late");
    registry.fault(body -> FakeRegistry.Fault.NONE);
    Gateway.settled();
    assertThat(subjects()).hasSize(4);
    assertThat(new TreeSet<>(subjects().values())).hasSize(1);
    assertThat(Gateway.outcomes().get("refused")).isEqualTo(refused);
    Gateway.countsAddUp();
  }

  @Test
  void aPatientOfFhirSaysByWhomItIsReplaced() {
    Gateway.personWithConsent("MG-F1", "");
    Gateway.personWithConsent("MG-F2", "");
    Gateway.lab("MG-F1", "f1");
    Gateway.lab("MG-F2", "f2");
    Gateway.settled();
    Gateway.fhir("Patient", replaced("MG-F2", "'identifier':{'value':'MG-F1'}"))
        .then()
        .statusCode(201);
    Gateway.lab("MG-F2", "f3");
    Gateway.settled();
    assertThat(new TreeSet<>(subjects().values())).hasSize(1);
    assertThat(subjects()).hasSize(3);
    Gateway.countsAddUp();

    Gateway.fhir("Patient", replaced("MG-F3", "'reference':'Patient/nobody-knows'"))
        .then()
        .statusCode(201);
    Gateway.settled();
    assertThat(latest("held")).isEqualTo("GW-MERGE-002");
    String shown = given().get("/ops/arrivals?state=held").asString();
    assertThat(shown).doesNotContain("MG-F", "nobody-knows");
  }

  private static String replaced(String mrn, String other) {
    return ("{'resourceType':'Patient','id':'"
            + mrn
            + "','active':false,'identifier':[{'value':'"
            + mrn
            + "'}],'gender':'male','link':[{'type':'replaced-by','other':{"
            + other
            + "}}]}")
        .replace('\'', '"');
  }
}
