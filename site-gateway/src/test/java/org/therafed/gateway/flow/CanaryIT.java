package org.therafed.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.PresentationContext;
import org.therafed.gateway.intake.dimse.DicomListener;
import org.therafed.gateway.intake.hl7.MllpListener;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.Headers;
import org.therafed.profiles.transfer.TransferBundle;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/**
 * Plants identity wherever a sender can write a text, and looks for it in everything that leaves:
 * the bytes to the registry, the outbox, logs, spans, and what the operations pages show.
 */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class CanaryIT extends WhatLeaves {

  private static final String CANARY = "KANARIE";
  private static final String HAN = "金丝雀";

  @Inject DicomListener listener;
  @Inject MllpListener messagesAt;

  private void nothingLeft() {
    for (String text : left()) {
      assertThat(text).doesNotContainIgnoringCase(CANARY).doesNotContain(HAN);
    }
  }

  @Test
  void identityInEveryFieldOfATableStaysInside() {
    Gateway.table(
        "patients",
        "mrn,national_id,national_id_country,name,sex,birth_date,region",
        CANARY + "-1," + CANARY + "4711,NL,金丝雀,M,1950-03-01," + CANARY + " Li");
    Gateway.consent(CANARY + "-1");
    Gateway.table(
        "courses",
        "mrn,course_id,module,modality,started_on,status,termination_reason",
        CANARY + "-1," + CANARY + "-C,rlt-psma,radioligand,2025-02-17,stopped," + CANARY);
    Gateway.table(
        "adverse-events",
        "mrn,course_id,event_id,term,grade,onset_on",
        CANARY + "-1," + CANARY + "-C," + CANARY + "-E,Anemia,2,2025-03-10",
        CANARY + "-1," + CANARY + "-C," + HAN + ",金丝雀,2,2025-03-10",
        CANARY + "," + CANARY + "," + CANARY + "," + CANARY + "," + CANARY + "," + CANARY);
    Gateway.table(
        "administrations",
        "mrn,course_id,cycle,administered_at,product,lot,measured_activity_gbq,measured_at",
        CANARY
            + "-1,"
            + CANARY
            + "-C,1,2025-02-17T10:00:00,177Lu-PSMA-617,"
            + CANARY
            + ",7.4,2025-02-17T09:00:00");
    nothingLeft();
    assertThat(registry.resources("MedicationAdministration")).hasSize(1);
  }

  /** Every field of the patient, and whatever is a text, in messages that are taken and not. */
  @Test
  void identityInEveryFieldOfAMessageStaysInside() throws IOException {
    Gateway.consent(CANARY + "-9");
    String pid =
        "PID|1|X|CANARY-9^^^HOSP^MR~CANARY4711^^^CANARY^NNNLD|CANARY|金丝雀^CANARY|CANARY|19500301"
            + "|M|CANARY||CANARY^金丝雀^CANARY^CANARY Li|CANARY|CANARY|CANARY";
    String rest =
        "OBR|1|CANARY-P|CANARY-L|24323-8^CANARY^LN|||20250331074500|||CANARY^金丝雀\r"
            + "OBX|1|NM|2857-1^CANARY^LN||4.2|ng/mL|CANARY|||||F|||20250331074500||CANARY\r"
            + "OBX|2|TX|11111-1^CANARY^LN||金丝雀 CANARY||||||F\r"
            + "OBX|3|NM|2857-1^CANARY^LN|CANARY|CANARY|CANARY|||||F|||CANARY\rNTE|1||CANARY\r";
    String[] messages = {
      message("ADT^A08", "P") + pid,
      message("ORU^R01", "P") + pid + "\r" + rest,
      message("ORU^R01", "CANARY") + pid + "\r" + rest,
      message("MDM^T02", "P") + pid + "\rOBX|1|TX|||CANARY 金丝雀",
      message("RAS^O17", "P")
          + pid
          + "\rORC|RE|CANARY|CANARY|CANARY-C\r"
          + "RXA|0|1|20250217100000||177Lu-PSMA-617^CANARY|7.4|GBq||金丝雀|CANARY|CANARY||||CANARY",
      message("CANARY^金丝", "P") + pid,
      message("ADT^A08", "P") + "PID|1||^^^CANARY||金丝雀",
      message("ADT^A08", "P").replace("MSH|^~\\&|", "MSH|^^^^|") + pid,
      "PID|CANARY|金丝雀",
      message("ORU^R01", "P") + pid + "\rOBX|1|CANARY|CANARY||CANARY"
    };
    for (String template : messages) {
      byte[] bytes = (template.replace("CANARY", CANARY) + "\r").getBytes(StandardCharsets.UTF_8);
      try (Socket sender = new Socket(InetAddress.getLoopbackAddress(), messagesAt.port())) {
        sender.setSoTimeout(30_000);
        sender.getOutputStream().write(0x0B);
        sender.getOutputStream().write(bytes);
        sender.getOutputStream().write(new byte[] {0x1C, 0x0D});
        sender.shutdownOutput();
        answered(new String(sender.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    nothingLeft();
    assertThat(registry.resources("MedicationAdministration")).hasSize(1);
    assertThat(registry.resources("Observation")).hasSize(1);
  }

  private static String message(String type, String processing) {
    return "MSH|^~\\&|HIS|WARD|T|S|20250401||"
        + type
        + "|M-"
        + type.hashCode()
        + "|"
        + processing
        + "|2.5.1\r";
  }

  @Test
  void identityInEveryTextOfAFhirBundleStaysInside() {
    Gateway.consent(CANARY + "-2");
    String base =
        "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"resource\":"
            + "{\"resourceType\":\"Patient\",\"id\":\"KANARIE-P\",\"identifier\":[{\"value\":"
            + "\"KANARIE-2\"}],\"gender\":\"male\",\"birthDate\":\"1950-03-01\",\"name\":["
            + "{\"text\":\"x\",\"family\":\"x\",\"given\":[\"x\"]}],\"telecom\":[{\"system\":\"phone\","
            + "\"value\":\"x\"}],\"address\":[{\"text\":\"x\",\"line\":[\"x\"],\"city\":\"x\","
            + "\"postalCode\":\"x\"}],\"contact\":[{\"name\":{\"text\":\"x\"}}]}},{\"resource\":"
            + "{\"resourceType\":\"Observation\",\"id\":\"KANARIE-O\",\"text\":{\"status\":"
            + "\"generated\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">KANARIE</div>\"},"
            + "\"identifier\":[{\"value\":\"x\"}],\"status\":\"final\",\"category\":[{\"coding\":[{"
            + "\"system\":\"http://terminology.hl7.org/CodeSystem/observation-category\",\"code\":"
            + "\"laboratory\",\"display\":\"x\"}],\"text\":\"x\"}],\"code\":{\"coding\":[{\"system\":"
            + "\"http://loinc.org\",\"code\":\"2857-1\",\"display\":\"x\"}],\"text\":\"x\"},"
            + "\"subject\":{\"reference\":\"Patient/KANARIE-P\",\"display\":\"x\"},"
            + "\"effectiveDateTime\":\"2025-03-31T07:45:00+08:00\",\"performer\":[{\"display\":\"x\"}],"
            + "\"valueQuantity\":{\"value\":4.2,\"unit\":\"x\",\"system\":"
            + "\"http://unitsofmeasure.org\",\"code\":\"ng/mL\"},\"note\":[{\"text\":\"x\"}],"
            + "\"bodySite\":{\"text\":\"x\"},\"referenceRange\":[{\"text\":\"x\"}]}}]}";
    JsonNode planted = TransferBundle.readTree(base.getBytes(StandardCharsets.UTF_8));
    plant(planted);
    Gateway.fhir("", planted.toString()).then().statusCode(201);
    nothingLeft();
    assertThat(registry.resources("Observation")).hasSize(1);
  }

  /** Every free text becomes a canary, in two scripts. */
  private static void plant(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
        if (field.getValue().isTextual() && field.getValue().asText().equals("x")) {
          object.put(field.getKey(), CANARY + HAN);
        } else {
          plant(field.getValue());
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i).isTextual() && array.get(i).asText().equals("x")) {
          array.set(i, TextNode.valueOf(CANARY + HAN));
        } else {
          plant(array.get(i));
        }
      }
    }
  }

  @Test
  void identityInCodesOfAFhirResourceHoldsTheRecord() {
    Gateway.consent(CANARY + "-3");
    Gateway.fhir(
            "Condition",
            "{\"resourceType\":\"Condition\",\"id\":\"c\",\"clinicalStatus\":{\"coding\":[{\"system\":"
                + "\"http://terminology.hl7.org/CodeSystem/condition-clinical\",\"code\":\"KANARIE\"}]},"
                + "\"code\":{\"coding\":[{\"system\":\"urn:KANARIE\",\"code\":\"KANARIE\"}]},"
                + "\"subject\":{\"identifier\":{\"value\":\"KANARIE-3\"}}}")
        .then()
        .statusCode(201);
    nothingLeft();
    assertThat(registry.resources("Condition")).isEmpty();
    assertThat(Gateway.arrivals("held")).extracting("code").contains("GW-VALIDATE-001");
  }

  @Test
  void identityInADicomHeaderStaysInside() {
    Gateway.consent(CANARY + "-4");
    DataSet data = Headers.ct(CANARY + "-4", "1.2.3.4444.5555", 1);
    data.put(Tag.PatientName, VR.PN, CANARY + "^Anna=金丝雀^安娜");
    data.put(Tag.InstitutionName, VR.LO, CANARY);
    data.put(Tag.StudyDescription, VR.LO, CANARY + " " + HAN);
    data.put(Tag.SeriesDescription, VR.LO, CANARY);
    data.put(Tag.PatientComments, VR.LT, CANARY);
    data.put(Tag.AccessionNumber, VR.SH, CANARY);
    data.put(Tag.StudyID, VR.SH, CANARY);
    data.put(Tag.PatientBirthDate, VR.DA, "19500301");
    Path file = Headers.file(data);
    try (DicomClient client =
        DicomClient.connect(
            "127.0.0.1",
            listener.port(),
            CANARY,
            "THERAFED",
            DicomClient.contextsFor(List.of(file)).toArray(PresentationContext[]::new))) {
      assertThat(client.store(file).isSuccess()).isTrue();
    }
    nothingLeft();
    assertThat(registry.resources("ImagingStudy")).hasSize(1);
    assertThat(registry.received().toString())
        .doesNotContain("1.2.3.4444.5555", "19500301", "1950-03-01", "2025-02-05");
  }
}
