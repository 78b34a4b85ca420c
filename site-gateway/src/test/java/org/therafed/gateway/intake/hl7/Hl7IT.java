package org.therafed.gateway.intake.hl7;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class Hl7IT extends WithRegistry {

  @Inject MllpListener listener;

  private MllpClient connect() throws IOException {
    return MllpClient.connect(listener.port());
  }

  private String send(String... lines) throws IOException {
    try (MllpClient client = connect()) {
      return client.send(lines);
    }
  }

  private String sendRaw(byte[] bytes) throws IOException {
    try (MllpClient client = connect()) {
      client.raw(bytes);
      return client.answer();
    }
  }

  private static Map<String, Object> latest(String outcome) {
    return Gateway.arrivals(outcome).get(0);
  }

  private List<ObjectNode> observations(String code) {
    return registry.resources("Observation").stream()
        .filter(observation -> observation.toString().contains("\"" + code + "\""))
        .toList();
  }

  @Test
  void aResultIsAcknowledgedAndReachesTheRegistry() throws IOException {
    Gateway.consent("PSA-1");
    String answer = send(Messages.psa("PSA-1", "ID-PSA-1", "L-1", "4.2"));
    assertThat(answer.lines().toList().get(0))
        .matches(
            "MSH\\|\\^~\\\\&\\|THERAFED\\|SITE\\|HIS\\|WARD\\|\\d{14}\\+0800\\|\\|ACK\\^R01\\^ACK\\|\\w{20}\\|P\\|2\\.5\\.1.*");
    assertThat(answer).contains("\rMSA|AA|ID-PSA-1\r").doesNotContain("ERR|");
    Eventually.holds("the value is sent", () -> observations("2857-1").size() == 1);
    ObjectNode value = observations("2857-1").get(0);
    assertThat(value.at("/valueQuantity/value").asText()).isEqualTo("4.2");
    assertThat(value.at("/valueQuantity/code").asText()).isEqualTo("ng/mL");
    assertThat(value.path("status").asText()).isEqualTo("final");
    assertThat(String.join("", registry.stored().values())).doesNotContain("PSA-1", "L-1", "王");
  }

  @Test
  void aResultAndItsRowInATableAreOneRecord() throws IOException {
    Gateway.consent("ONE-1");
    send(Messages.psa("ONE-1", "ID-ONE-1", "L-ONE", "4.2"));
    Eventually.holds("the message", () -> observations("2857-1").size() == 1);
    Gateway.table(
        "labs",
        "mrn,sample_id,loinc,value,unit,taken_at",
        "ONE-1,L-ONE,2857-1,4.3,ng/mL,2025-03-31T07:45:00");
    Eventually.holds("the row", () -> observations("2857-1").size() == 2);
    List<ObjectNode> versions = observations("2857-1");
    assertThat(versions.get(1).path("id")).isEqualTo(versions.get(0).path("id"));
  }

  @Test
  void aRowThatComesAgainAfterAMessageHasChangedItIsACorrection() throws IOException {
    Gateway.consent("BACK-1");
    String header = "mrn,sample_id,loinc,value,unit,taken_at";
    String row = "BACK-1,L-BACK,2857-1,4.2,ng/mL,2025-03-31T07:45:00";
    Gateway.table("labs", header, row);
    Eventually.holds("the row", () -> observations("2857-1").size() == 1);
    send(Messages.psa("BACK-1", "ID-BACK-1", "L-BACK", "9.9"));
    Eventually.holds("the message", () -> observations("2857-1").size() == 2);
    Gateway.table("labs", header, row);
    Eventually.holds("the row again", () -> observations("2857-1").size() == 3);
    assertThat(observations("2857-1"))
        .extracting(o -> o.at("/valueQuantity/value").asText())
        .containsExactly("4.2", "9.9", "4.2");
  }

  @Test
  void aCorrectedAndAWithdrawnResultAreVersionsOfTheFirst() throws IOException {
    Gateway.consent("COR-1");
    String[] first = Messages.psa("COR-1", "ID-COR-1", "L-COR", "42");
    send(first);
    Eventually.holds("first", () -> observations("2857-1").size() == 1);
    String[] corrected = Messages.psa("COR-1", "ID-COR-2", "L-COR", "4.2");
    corrected[3] = corrected[3].replace("|F|", "|C|");
    send(corrected);
    Eventually.holds("second", () -> observations("2857-1").size() == 2);
    String[] withdrawn = Messages.psa("COR-1", "ID-COR-3", "L-COR", "4.2");
    withdrawn[3] = withdrawn[3].replace("|F|", "|W|");
    send(withdrawn);
    Eventually.holds("third", () -> observations("2857-1").size() == 3);
    assertThat(observations("2857-1"))
        .extracting(o -> o.path("status").asText())
        .containsExactly("final", "corrected", "entered-in-error");
    assertThat(observations("2857-1"))
        .extracting(o -> o.path("id"))
        .containsOnly(observations("2857-1").get(0).path("id"));
  }

  @Test
  void whatAMessageCannotCarryIsNotedAndTheRestGoesOn() throws IOException {
    Gateway.consent("NOTE-1");
    String[] lines = Messages.psa("NOTE-1", "ID-NOTE-1", "L-NOTE", "4.2");
    send(
        Stream.concat(
                Stream.of(lines),
                Stream.of(
                    "NTE|1||Comment",
                    "OBX|2|TX|11111-1^Comment^LN||no number||||||F",
                    "OBX|3|NM|LOCAL^Something^L||5|mg/dL|||||F|||20250331074500",
                    "OBX|4|NM|718-7^Hb^LN||13|GBq|||||F|||20250331074500",
                    "OBX|5|NM|777-3^Platelets^LN||221|10*9/L|||||P|||20250331074500",
                    "OBX|6|SN|2160-0^Creatinine^LN||<^0.5|mg/dL|||||F|||20250331074500"))
            .toArray(String[]::new));
    Eventually.holds("sent", () -> observations("2160-0").size() == 1);
    Gateway.settled();
    assertThat(observations("2160-0").get(0).at("/valueQuantity/comparator").asText())
        .isEqualTo("<");
    assertThat(observations("777-3")).isEmpty();
    Map<String, Object> arrival =
        Gateway.arrivals("sent").stream()
            .filter(sent -> "hl7".equals(sent.get("source")))
            .findFirst()
            .orElseThrow();
    assertThat(arrival).containsEntry("kind", "ORU^R01");
    assertThat(arrival.get("notes").toString())
        .contains("HL7-NOTE-001", "OBX 2:", "OBX 3:", "OBX 4: unit", "OBX 5:", "NTE")
        .doesNotContain("OBX 6");
  }

  @Test
  void aChinesePatientInGb18030IsKnown() throws IOException {
    Gateway.consent("GBK-1");
    try (MllpClient client = connect()) {
      String answer =
          client.send(
              Charset.forName("GB18030"),
              Messages.msh("ADT^A08^ADT_A01", "ID-GB-1", "", "", "GB 18030-2000"),
              "EVN|A08|20250401",
              "PID|1||GBK-1^^^HOSP^MR~110101195003012345^^^^NNCHN||欧阳^小明𠮷||19500301|F|||^^^浙江");
      assertThat(answer).contains("MSA|AA|ID-GB-1").contains("GB 18030-2000");
    }
    Eventually.holds(
        "the Patient is sent",
        () ->
            registry.resources("Patient").stream()
                .anyMatch(patient -> patient.toString().contains("浙江")));
    ObjectNode patient =
        registry.resources("Patient").get(registry.resources("Patient").size() - 1);
    assertThat(patient.path("gender").asText()).isEqualTo("female");
    assertThat(String.join("", registry.stored().values()))
        .doesNotContain("欧阳", "GBK-1", "110101195003012345");
  }

  @Test
  void aDeathIsAVitalStatusAndOnlyTheSenderTakesItBack() throws IOException {
    Gateway.consent("DEATH-H1");
    send(death("ID-D-1", "20250315", "Y"));
    Eventually.holds("dead", () -> observations("419099009").size() == 1);
    send(Messages.adt("A08", "DEATH-H1", "ID-D-2"));
    Gateway.settled();
    assertThat(observations("438949009")).isEmpty();
    send(death("ID-D-3", "\"\"", "N"));
    Eventually.holds("alive", () -> observations("438949009").size() == 1);
  }

  private static String[] death(String id, String day, String dead) {
    String[] lines = Messages.adt("A08", "DEATH-H1", id);
    lines[2] += "|".repeat(21) + day + "|" + dead;
    return lines;
  }

  @Test
  void aCycleThatWasGivenIsTheAdministrationOfItsCourse() throws IOException {
    Gateway.consent("RAS-1");
    assertThat(
            send(
                Messages.msh("RDE^O11^RDE_O11", "ID-RDE-1"),
                Messages.pid("RAS-1"),
                "ORC|NW|O-C|F-C|C-RAS|||||20250210",
                "TQ1|1||||||20250217080000",
                "RXE||177Lu-PSMA-617^^THERAFED|7.4||GBq"))
        .contains("MSA|AA|ID-RDE-1");
    assertThat(send(Messages.ras("RAS-1", "ID-RAS-1", "C-RAS", 1))).contains("MSA|AA|ID-RAS-1");
    Eventually.holds("given", () -> registry.resources("MedicationAdministration").size() == 1);
    ObjectNode given = registry.resources("MedicationAdministration").get(0);
    // 7.52 GBq decayed 1.5 h less 0.06 GBq from half an hour later, half-life 6.647 d.
    assertThat(given.at("/dosage/dose/value").decimalValue().doubleValue())
        .isBetween(7.4106, 7.4112);
    List<ObjectNode> procedures = registry.resources("Procedure");
    ObjectNode course = procedures.stream().filter(p -> !p.has("partOf")).findFirst().orElseThrow();
    ObjectNode cycle = procedures.stream().filter(p -> p.has("partOf")).findFirst().orElseThrow();
    assertThat(course.toString()).contains("rlt-psma", "in-progress");
    assertThat(cycle.at("/partOf/0/reference").asText())
        .isEqualTo("Procedure/" + course.path("id").asText());
    assertThat(String.join("", registry.stored().values())).doesNotContain("L-77", "C-RAS");

    String[] deleted = Messages.ras("RAS-1", "ID-RAS-2", "C-RAS", 1);
    deleted[3] = deleted[3].replace("|CP|A", "|CP|D");
    send(deleted);
    Eventually.holds(
        "taken back", () -> registry.resources("MedicationAdministration").size() == 2);
    ObjectNode error = registry.resources("MedicationAdministration").get(1);
    assertThat(error.path("id")).isEqualTo(given.path("id"));
    assertThat(error.path("status").asText()).isEqualTo("entered-in-error");
  }

  @Test
  void aDoseThatIsHardlyPossibleIsHeldUntilSomebodyHasLooked() throws IOException {
    Gateway.consent("DOSE-H1");
    String[] lines = Messages.ras("DOSE-H1", "ID-DOSE-1", "C-DOSE", 1);
    lines[5] = lines[5].replace("7.52|GBq", "45.2|GBq");
    assertThat(send(lines)).contains("MSA|AA|ID-DOSE-1");
    Eventually.holds("held", () -> "GW-TABLE-011".equals(latest("held").get("code")));
    given().post("/ops/arrivals/" + latest("held").get("id") + "/retry").then().statusCode(200);
    Eventually.holds("sent", () -> registry.resources("MedicationAdministration").size() == 1);
  }

  @Test
  void chargesAreItemsOfTheirCourse() throws IOException {
    Gateway.consent("DFT-1");
    assertThat(
            send(
                Messages.msh("DFT^P03^DFT_P03", "ID-DFT-1") + "|||||CHN",
                "EVN|P03|20250220",
                Messages.pid("DFT-1"),
                "PV1|1|I|||||||||||||||||C-DFT",
                "FT1|1|CH-1||20250217|20250218|CG|drug^^THERAFED||||98000.00",
                "FT1|2|CH-2||20250217|20250218|CG|B-77^Bed^L|||3||250.50&EUR",
                "FT1|3|CH-3||20250217|20250218|CR|drug^^THERAFED||||10.00",
                "FT1|4|CH-4||20250217|20250218|CG|unknown^^L||||10.00"))
        .contains("MSA|AA|ID-DFT-1");
    Eventually.holds("charged", () -> registry.resources("ChargeItem").size() == 2);
    assertThat(registry.resources("ChargeItem"))
        .extracting(
            item ->
                item.at("/priceOverride/value").decimalValue().stripTrailingZeros().toPlainString()
                    + item.at("/priceOverride/currency").asText())
        .containsExactlyInAnyOrder("98000CNY", "751.5EUR");
    Gateway.settled();
    assertThat(latest("sent").get("notes").toString()).contains("FT1 3", "FT1 4");
  }

  @Test
  void theOrderOfATherapyIsItsDecision() throws IOException {
    Gateway.consent("ORM-1");
    send(
        Messages.msh("ORM^O01^ORM_O01", "ID-ORM-1"),
        Messages.pid("ORM-1"),
        "ORC|NW|O-1|||||||20250110",
        "OBR|1|O-1||rlt-psma^Therapy^THERAFED",
        "DG1|1||C61^Prostate^I10|||F");
    Eventually.holds("decided", () -> registry.resources("ServiceRequest").size() == 1);
    assertThat(registry.resources("Condition").toString()).contains("C61");
    send(
        Messages.msh("ORM^O01^ORM_O01", "ID-ORM-2"),
        Messages.pid("ORM-1"),
        "ORC|CA|O-1|||||||20250110",
        "OBR|1|O-1||rlt-psma^Therapy^THERAFED",
        "DG1|1||C61^Prostate^I10|||F");
    Eventually.holds("revoked", () -> registry.resources("ServiceRequest").size() == 2);
    assertThat(registry.resources("ServiceRequest").get(1).path("status").asText())
        .isEqualTo("revoked");
  }

  @Test
  void aReportIsKeptAndNeverLeaves() throws IOException {
    Gateway.consent("MDM-1");
    assertThat(
            send(
                Messages.msh("MDM^T02^MDM_T02", "ID-MDM-1"),
                "EVN|T02|20250401",
                Messages.pid("MDM-1"),
                "PV1|1|I",
                "TXA|1|DI|TX",
                "OBX|1|TX|113014^Report^DCM||Findings of 王伟||||||F"))
        .contains("MSA|AA|ID-MDM-1");
    Map<String, Object> report = latest("held");
    assertThat(report).containsEntry("code", "GW-HL7-020").containsEntry("kind", "MDM^T02");
    given().post("/ops/arrivals/" + report.get("id") + "/retry").then().statusCode(200);
    Eventually.holds("held again", () -> report.get("id").equals(latest("held").get("id")));
    assertThat(latest("held")).containsEntry("code", "GW-HL7-020");
  }

  @Test
  void aMergeThatIsTakenBackIsHeldAndATrialToo() throws IOException {
    String[] merge = Messages.adt("A40", "KEEP-1", "ID-A40-2");
    merge[3] = "MRG|";
    assertThat(send(merge)).contains("MSA|AE|ID-A40-2", "GW-HL7-017");
    merge[0] = merge[0].replace("ID-A40-2", "ID-A40-3").replace("|P|2.5.1", "|T|2.5.1");
    merge[3] = "MRG|OLD-1^^^HOSP^MR";
    assertThat(send(merge)).contains("MSA|AA|ID-A40-3");
    assertThat(latest("held")).containsEntry("code", "GW-HL7-019");
    assertThat(
            send(
                Messages.msh("ADT^A37^ADT_A37", "ID-A37-1"),
                "EVN|A37|20250401083000",
                Messages.pid("KEEP-1"),
                "PID|2||OLD-1^^^HOSP^MR"))
        .contains("MSA|AA|ID-A37-1");
    assertThat(latest("held")).containsEntry("code", "GW-HL7-021").containsEntry("kind", "ADT^A37");
    String[] moved = Messages.adt("A43", "KEEP-1", "ID-A43-1");
    moved[3] = "MRG|OLD-1^^^HOSP^MR";
    assertThat(send(moved)).contains("MSA|AA|ID-A43-1");
    assertThat(latest("held")).containsEntry("code", "GW-HL7-021").containsEntry("kind", "ADT^A43");
    String[] trial = Messages.adt("A08", "TRIAL-1", "ID-T-1");
    trial[0] = trial[0].replace("|P|2.5.1", "|T|2.5.1");
    assertThat(send(trial)).contains("MSA|AA|ID-T-1");
    assertThat(latest("held")).containsEntry("code", "GW-HL7-019");
  }

  @Test
  void aMessageThatComesTwiceIsAcknowledgedTwiceAndDoneOnce() throws IOException {
    Gateway.consent("TWICE-H1");
    String[] first = Messages.adt("A08", "TWICE-H1", "ID-TW-1");
    send(first);
    Eventually.holds("sent", () -> !registry.resources("Patient").isEmpty());
    String[] second = Messages.adt("A08", "TWICE-H1", "ID-TW-2");
    second[2] = second[2].replace("|M", "|F");
    send(second);
    Gateway.settled();
    long superseded = Gateway.outcomes().get("superseded");
    int patients = registry.resources("Patient").size();
    assertThat(send(first)).contains("MSA|AA|ID-TW-1");
    assertThat(Gateway.outcomes().get("superseded")).isEqualTo(superseded + 1);
    Gateway.settled();
    assertThat(registry.resources("Patient")).hasSize(patients);
    // The same number with other content is another message.
    second[2] = second[2].replace("|F", "|O");
    assertThat(send(second)).contains("MSA|AA|ID-TW-2");
    assertThat(Gateway.outcomes().get("superseded")).isEqualTo(superseded + 1);
    Gateway.settled();
    Gateway.countsAddUp();
  }

  @ParameterizedTest
  @CsvSource({
    "AL, NE, CA",
    "NE, AL, AA",
    "AL, AL, CA AA",
    "ER, AL, AA",
    "SU, NE, CA",
    "'', AL, AA"
  })
  void enhancedModeIsAnsweredAsTheHeaderAsks(String accept, String application, String codes)
      throws IOException {
    try (MllpClient client = connect()) {
      String[] lines = Messages.adt("A08", "ENH-1", "ID-" + accept + application);
      lines[0] = Messages.msh("ADT^A08", "ID-" + accept + application, accept, application, "");
      client.raw(MllpClient.framed(String.join("\r", lines).getBytes(StandardCharsets.UTF_8)));
      for (String code : codes.split(" ", -1)) {
        assertThat(client.answer()).contains("MSA|" + code + "|ID-" + accept + application);
      }
      // Nothing else was sent: the next answer is the next message's.
      assertThat(client.send(Messages.adt("A08", "ENH-1", "ID-NEXT"))).contains("MSA|AA|ID-NEXT");
    }
  }

  @Test
  void enhancedModeRefusesAtTheFirstStep() throws IOException {
    String unknown = Messages.msh("SIU^S12", "ID-CR", "AL", "AL", "");
    try (MllpClient client = connect()) {
      assertThat(client.send(unknown, "PID|1||X")).contains("MSA|CR|ID-CR", "|200^");
      assertThat(client.send(Messages.adt("A08", "ENH-2", "ID-NEXT-2")))
          .contains("MSA|AA|ID-NEXT-2");
      String silent = Messages.msh("ADT^A08", "ID-SILENT", "NE", "NE", "");
      client.raw(
          MllpClient.framed(
              String.join("\r", silent, Messages.pid("ENH-2")).getBytes(StandardCharsets.UTF_8)));
      String noPatient = Messages.msh("ADT^A08", "ID-CE", "ER", "NE", "");
      assertThat(client.send(noPatient, "PV1|1|I")).contains("MSA|CE|ID-CE", "ERR||PID^1^3|101^");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "PID|1||X; AR; GW-HL7-004; ''",
        "MSH|^^^^|A|B|C|D|2025||ADT^A08|BAD-1|P|2.5; AR; GW-HL7-004; ''",
        "MSH|^~\\&|A|B|C|D|2025||ADT^A08|BAD-2|P|2.5||||||KLINGON; AR; GW-HL7-005; BAD-2",
        "MSH|^~\\&|A|B|C|D|2025||ADT^A08|BAD-3|P|2.99; AR; GW-HL7-008; BAD-3",
        "MSH|^~\\&|A|B|C|D|2025||ADT^A02|BAD-4|P|2.5; AR; GW-HL7-010; BAD-4",
        "MSH|^~\\&|A|B|C|D|2025||QRY^A19|BAD-5|P|2.5; AR; GW-HL7-009; BAD-5",
        "MSH|^~\\&|A|B|C|D|2025||ADT|BAD-6|P|2.5; AR; GW-HL7-009; BAD-6",
        "MSH|^~\\&|A|B|C|D|2025||ADT^A08||P|2.5; AE; GW-HL7-011; ''",
        "MSH|^~\\&|A|B|C|D|2025||ADT^A08|BAD-7|P|2.5; AE; GW-HL7-013; BAD-7",
        "MSH|^~\\&|A|B|C|D|2025||ADT^A08|BAD-8; AE; GW-HL7-007; BAD-8",
        "MSH|^~\\&|A|B|C|D|20; AE; GW-HL7-007; ''"
      })
  void badInputIsAnsweredKeptAndCounted(String message, String code, String fault, String id)
      throws IOException {
    Map<String, Long> before = Gateway.outcomes();
    String answer = send(message);
    assertThat(answer).contains("\rMSA|" + code + "|" + id + "|" + fault).contains("\rERR|");
    assertThat(Gateway.outcomes().get("received")).isEqualTo(before.get("received") + 1);
    assertThat(Gateway.outcomes().get("refused")).isEqualTo(before.get("refused") + 1);
    assertThat(latest("refused")).containsEntry("code", fault).containsEntry("source", "hl7");
  }

  @Test
  void theAnswerNamesSenderAndNumberAsTheyWereWritten() throws IOException {
    try (MllpClient client = connect()) {
      String answer =
          client.send(
              Charset.forName("GB18030"),
              "MSH#*+!:#医院|1*甲#病区#T#S#20250401##ADT*A08#编号!F!7#P#2.4######GB18030",
              "PID#1##OTHER-1***HOSP*MR");
      assertThat(answer)
          .startsWith("MSH|^~\\&|T|S|医院\\F\\1^甲|病区|")
          .contains("|ACK^A08^ACK|", "\rMSA|AA|编号#7\r", "GB18030");
    }
  }

  @Test
  void bytesOfAnotherCharacterSetAreRefusedAndNotQuoted() throws IOException {
    byte[] bytes =
        (String.join("\r", Messages.adt("A08", "BYTES-1", "ID-BYTES")) + "\r")
            .getBytes(Charset.forName("GB18030"));
    String answer = sendRaw(MllpClient.framed(bytes));
    assertThat(answer).contains("MSA|AE|ID-BYTES|GW-HL7-006").doesNotContain("BYTES-1");
  }

  @Test
  void aMessageAboutTwoPatientsIsRefused() throws IOException {
    assertThat(
            send(
                Messages.msh("ORU^R01", "ID-TWO"),
                Messages.pid("TWO-1"),
                "OBR|1",
                Messages.pid("TWO-2"),
                "OBR|1"))
        .contains("MSA|AE|ID-TWO|GW-HL7-015");
  }

  @Test
  void aMessageThatIsTooLargeIsCountedNotKeptAndTheNextIsTaken() throws IOException {
    Map<String, Long> before = Gateway.outcomes();
    try (MllpClient client = connect()) {
      String large = "OBX|1|TX|1^x||" + "x".repeat(GatewayTestResource.LARGEST_MESSAGE);
      assertThat(client.send(Messages.msh("ORU^R01", "ID-LARGE"), large))
          .contains("MSA|AR|ID-LARGE|GW-HL7-003");
      assertThat(client.send(Messages.adt("A08", "LARGE-1", "ID-SMALL")))
          .contains("MSA|AA|ID-SMALL");
    }
    assertThat(Gateway.outcomes().get("refused")).isEqualTo(before.get("refused") + 1);
    assertThat(Gateway.outcomes().get("received")).isEqualTo(before.get("received") + 2);
  }

  @Test
  void whatComesOutsideAFrameOrBreaksOffIsCounted() throws IOException {
    Map<String, Long> before = Gateway.outcomes();
    try (MllpClient client = connect()) {
      client.raw("garbage".getBytes(StandardCharsets.UTF_8));
      assertThat(client.send(Messages.adt("A08", "FRAME-1", "ID-F-1"))).contains("MSA|AA|ID-F-1");
      // A second start byte: what stood before it is a message that broke off.
      byte[] whole =
          String.join("\r", Messages.adt("A08", "FRAME-1", "ID-F-2"))
              .getBytes(StandardCharsets.UTF_8);
      client.raw("\u000bMSH|^~\\&|HIS|".getBytes(StandardCharsets.UTF_8));
      client.raw(MllpClient.framed(whole));
      assertThat(client.answer()).contains("MSA|AA|ID-F-2");
      client.raw("\u000bMSH|^~\\&|HIS|".getBytes(StandardCharsets.UTF_8));
      client.end();
      assertThat(client.isClosed()).isTrue();
    }
    Eventually.holds(
        "counted", () -> Gateway.outcomes().get("refused") == before.get("refused") + 3);
    assertThat(Gateway.arrivals("refused").subList(0, 3))
        .extracting("code")
        .containsExactly("GW-HL7-002", "GW-HL7-002", "GW-HL7-001");
  }

  @Test
  void anIssuerThatIsNotTheHospitalsIsAnotherPatient() throws IOException {
    Gateway.consent("ISS-1");
    String[] lines = Messages.psa("ISS-1", "ID-ISS-1", "L-ISS", "4.2");
    lines[1] = lines[1].replace("^^^HOSP^MR", "^^^OTHER&1.2.3&ISO^MR");
    long held = Gateway.outcomes().get("held");
    send(lines);
    Eventually.holds("held", () -> Gateway.outcomes().get("held") == held + 1);
    assertThat(latest("held")).containsEntry("code", "GW-CONSENT-001");
  }

  @Test
  void messagesOfOnePatientKeepTheirOrder() throws IOException {
    Gateway.consent("ORDER-1");
    try (MllpClient client = connect()) {
      for (int i = 1; i <= 20; i++) {
        assertThat(client.send(Messages.psa("ORDER-1", "ID-O-" + i, "L-ORDER", i + ".5")))
            .contains("MSA|AA|ID-O-" + i);
      }
    }
    Gateway.settled();
    List<ObjectNode> versions = observations("2857-1");
    assertThat(versions.get(versions.size() - 1).at("/valueQuantity/value").asText())
        .isEqualTo("20.5");
    assertThat(versions)
        .extracting(version -> version.at("/valueQuantity/value").asDouble())
        .isSorted();
    Gateway.countsAddUp();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.1", "2.2", "2.3", "2.3.1", "2.4", "2.5", "2.6", "2.7", "2.8", "2.8.1"})
  void everyVersionIsTakenAndItsAnswerIsOfIt(String version) throws IOException {
    String[] lines = Messages.psa("VER-1", "ID-V-" + version, "L-V", "4.2");
    lines[0] = lines[0].replace("ORU^R01^ORU_R01", "ORU^R01").replace("2.5.1", version);
    assertThat(send(lines)).contains("|P|" + version).contains("MSA|AA|ID-V-" + version);
    lines[1] = "PV1|1|I";
    String error = version.compareTo("2.5") < 0 ? "\rERR|PID^1^3^101&" : "\rERR||PID^1^3|101^";
    assertThat(send(lines)).contains("MSA|AE|ID-V-" + version).contains(error);
  }

  @Test
  void theListenerIsReadyAndOnLoopback() {
    assertThat(given().get("/q/health/ready").asString()).contains("HL7 listener");
    assertThat(listener.port()).isPositive();
  }
}
