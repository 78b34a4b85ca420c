package org.therafed.gateway.intake.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.therafed.gateway.intake.table.grid.SheetFile;
import org.therafed.gateway.support.Eventually;
import org.therafed.gateway.support.Gateway;
import org.therafed.gateway.support.GatewayTestResource;
import org.therafed.gateway.support.Texts;
import org.therafed.gateway.support.WithRegistry;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
@QuarkusTestResource(GatewayTestResource.class)
class TableIntakeIT extends WithRegistry {

  private static final String ADMINISTRATIONS =
      "mrn,course_id,cycle,administered_at,product,measured_activity_gbq,measured_at";

  @Test
  void aRowWithAnImpossibleValueIsRefusedAndTheOthersGoOn() {
    Map<String, Long> before = Gateway.outcomes();
    JsonPath report =
        Gateway.table(
                "administrations",
                ADMINISTRATIONS,
                "IMP-1,C-IMP-1,1,2025-02-17T10:00:00,177Lu-PSMA-617,-5,2025-02-17T09:00:00",
                "IMP-1,C-IMP-1,2,2199-02-17T10:00:00,177Lu-PSMA-617,7.4,2025-02-17T09:00:00",
                "IMP-1,C-IMP-1,3,2025-02-17T10:00:00,177Lu-PSMA-617,,2025-02-17T09:00:00",
                "IMP-1,C-IMP-1,4,2025-02-17T10:00:00,177Lu-PSMA-617,7.4,2025-02-17T09:00:00")
            .jsonPath();
    assertThat(report.getInt("rows")).isEqualTo(4);
    assertThat(report.getInt("accepted")).isEqualTo(1);
    assertThat(report.getInt("refused")).isEqualTo(3);
    assertThat(report.getList("findings.line")).containsExactly(2, 3, 4);
    assertThat(report.getList("findings.column"))
        .containsExactly("measured_activity_gbq", "administered_at", "dose");
    assertThat(report.getList("findings.code")).containsOnly("GW-TABLE-004");
    assertThat(report.getString("findings[0].found")).isEqualTo("-5 GBq.");
    assertThat(report.getString("findings[1].found")).isEqualTo("The year 2199.");
    assertThat(Gateway.outcomes().get("received")).isEqualTo(before.get("received") + 4);
  }

  @Test
  void anotherDayOfDeathThanAnEarlierTableStatedIsToldAtItsRow() {
    Gateway.table("vital-status", "mrn,status,on", "TWO-1,dead,2025-04-02");
    JsonPath report =
        Gateway.table(
                "vital-status",
                "mrn,status,on",
                "TWO-1,dead,2025-04-12",
                "TWO-2,dead,2025-04-12",
                "TWO-3,alive,00.00.0000")
            .jsonPath();
    assertThat(report.getInt("accepted")).isEqualTo(2);
    assertThat(report.getInt("refused")).isEqualTo(1);
    assertThat(report.getList("findings.column")).containsExactlyInAnyOrder("on", "on");
    assertThat(report.getString("findings.find { it.line == 2 }.code")).isEqualTo("GW-TABLE-013");
    assertThat(report.getString("findings.find { it.line == 2 }.effect")).isEqualTo("noted");
    assertThat(report.getString("findings.find { it.line == 2 }.foundZh"))
        .isEqualTo("该患者的死亡日期与先前表格中的日期不同。");
  }

  @Test
  void anImplausibleDoseIsHeldAndACycleTooManyOnlyNoted() {
    Map<String, Long> before = Gateway.outcomes();
    JsonPath report =
        Gateway.table(
                "administrations",
                "mrn,course_id,cycle,administered_at,product,dose,unit,measured_at",
                "HLD-1,C,1,2025-02-17T10:00,177Lu-DOTATATE,7400000000,MBq,2025-02-17T09:00",
                "HLD-1,C,7,2025-02-17T10:00,177Lu-PSMA-617,7400,MBq,2025-02-17T09:00")
            .jsonPath();
    assertThat(report.getInt("accepted")).isEqualTo(1);
    assertThat(report.getInt("held")).isEqualTo(1);
    assertThat(report.getInt("refused")).isZero();
    assertThat(report.getList("findings.effect")).containsExactly("held", "noted");
    assertThat(report.getList("findings.code")).containsExactly("GW-TABLE-011", "GW-TABLE-012");
    assertThat(Gateway.outcomes().get("held")).isGreaterThan(before.get("held"));
    assertThat(Gateway.outcomes().get("refused")).isEqualTo(before.get("refused"));
  }

  @Test
  void aQuotationMarkThatIsNotClosedCannotTakeTheRowsAfterItSilently() {
    JsonPath report =
        Gateway.table(
                "administrations",
                ADMINISTRATIONS,
                "QUO-1,C-QUO-1,1,2025-02-17T10:00:00,177Lu-PSMA-617,7.4,2025-02-17T09:00:00",
                "",
                "QUO-1,C-QUO-1,2,2025-04-17T10:00:00,177Lu-PSMA-617,7.4,\"2025-04-17T09:00:00",
                "QUO-1,C-QUO-1,3,2025-06-17T10:00:00,177Lu-PSMA-617,7.4,2025-06-17T09:00:00",
                "")
            .jsonPath();
    assertThat(report.getInt("accepted")).isEqualTo(1);
    assertThat(report.getInt("refused")).isEqualTo(1);
    assertThat(report.getList("findings.line")).containsExactly(4);
    assertThat(report.getList("findings.code")).containsExactly("GW-TABLE-010");
    assertThat(report.getString("findings[0].found")).isEqualTo("The row runs over 2 lines.");
  }

  @Test
  void aColumnThatOccursTwiceIsRefused() {
    Gateway.table("patients", "mrn,sex,sex", "DBL-1,M,F")
        .then()
        .statusCode(422)
        .body("code", equalTo("GW-TABLE-009"));
  }

  @Test
  void aTableInGb18030IsRead() {
    byte[] body = "mrn,name,sex,region\nGB-1,王伟,M,浙江".getBytes(Charset.forName("GB18030"));
    Gateway.table("patients", "text/csv; charset=GB18030", body)
        .then()
        .statusCode(200)
        .body("accepted", equalTo(1));
    Gateway.consent("GB-1");
    Eventually.holds("the Patient is sent", () -> !registry.resources("Patient").isEmpty());
    Gateway.settled();
    assertThat(registry.resources("Patient").toString()).contains("浙江").doesNotContain("王伟");
  }

  @Test
  void bytesThatAreNotTheirCharsetAreRefusedAsAWhole() {
    byte[] body = "mrn,sex\n王,M".getBytes(Charset.forName("GB18030"));
    Gateway.table("patients", "text/csv; charset=UTF-8", body)
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo("GW-TABLE-001"));
  }

  @Test
  void aMissingColumnIsNamed() {
    Gateway.table("labs", "mrn,loinc,value,unit,taken_at", "X,2857-1,1,ng/mL,2025-01-01T00:00:00")
        .then()
        .statusCode(422)
        .body("code", equalTo("GW-TABLE-002"))
        .body("found", containsString("sample_id"));
  }

  @Test
  void anUnknownKindIsNotFound() {
    Gateway.table("weather", "a,b", "1,2").then().statusCode(404);
  }

  @Test
  void aDryRunAnswersAsTheUploadWillAndRecordsNothing() {
    Gateway.table("patients", "mrn,sex", "DRY-1,M");
    Map<String, Long> before = Gateway.outcomes();
    List<Map<String, Object>> answers = new ArrayList<>();
    for (String address : List.of("patients?dryRun=true", "patients?dryRun=true", "patients")) {
      answers.add(
          Gateway.table(address, "mrn,sex", "DRY-1,M", "DRY-2,X", "DRY-3,F", "DRY-3,F")
              .then()
              .statusCode(200)
              .body("accepted", equalTo(1))
              .body("refused", equalTo(1))
              .body("superseded", equalTo(2))
              .extract()
              .jsonPath()
              .getMap("$"));
      if (answers.size() == 2) {
        assertThat(Gateway.outcomes().get("received")).isEqualTo(before.get("received"));
      }
    }
    assertThat(Gateway.outcomes().get("received")).isEqualTo(before.get("received") + 4);
    assertThat(answers)
        .extracting(answer -> answer.remove("dryRun"))
        .containsExactly(true, true, false);
    assertThat(answers.get(0)).isEqualTo(answers.get(1)).isEqualTo(answers.get(2));
  }

  @Test
  void aRowWithTooManyFieldsIsRefusedAlone() {
    Gateway.table("patients", "mrn,sex", "WIDE-1,M,Rossi^Marco", "WIDE-2,M")
        .then()
        .body("refused", equalTo(1))
        .body("accepted", equalTo(1))
        .body("findings[0].code", equalTo("GW-TABLE-006"));
  }

  @Test
  void aRowWithAControlCharacterIsRefusedAlone() {
    Gateway.table("patients", "mrn,sex", "NUL\0-1,M", "NUL-2,M")
        .then()
        .statusCode(200)
        .body("refused", equalTo(1))
        .body("accepted", equalTo(1));
  }

  @Test
  void aRowWithAnIdOfNineThousandCharactersIsRefusedAlone() {
    Map<String, Long> before = Gateway.outcomes();
    String id = Texts.incompressible(9000, 1);
    Gateway.table("patients", "mrn,sex", id + ",M", "LONG-2,M")
        .then()
        .statusCode(200)
        .body("refused", equalTo(1))
        .body("accepted", equalTo(1))
        .body("findings[0].line", equalTo(2))
        .body("findings[0].column", equalTo("mrn"))
        .body("findings[0].code", equalTo("GW-TABLE-004"))
        .body("findings[0].found", equalTo("A text of 9000 characters."));
    assertThat(Gateway.outcomes().get("received")).isEqualTo(before.get("received") + 2);
    assertThat(Gateway.outcomes().get("refused")).isEqualTo(before.get("refused") + 1);
  }

  @Test
  void aConsentWithAnImpossiblyLongFieldIsRefusedAloneAndCounted() {
    String text = Texts.incompressible(9000, 2);
    Gateway.table(
            "consents",
            "mrn,decision,signed_on",
            text + ",deny,2025-06-01",
            "LONG-3,deny," + text,
            "LONG-4,permit,2024-01-02")
        .then()
        .statusCode(200)
        .body("refused", equalTo(2))
        .body("accepted", equalTo(1));
    // The person of the first cannot be told; the second counts as a refusal of its person.
    assertThat(Gateway.arrivals("refused").subList(0, 2))
        .extracting("code")
        .containsExactly("GW-TABLE-004", "GW-CONSENT-002");
  }

  @Test
  void columnsInAnotherOrderAreTheSameRow() {
    Gateway.table("patients", "mrn,sex", "ORD-1,M");
    Gateway.table("patients", "sex,mrn,name", "M,ORD-1,").then().body("superseded", equalTo(1));
  }

  private static final String MISSPELT =
      "mrn,course_id,cycle,administered_at,product,dose,unit,measured_at,residual_dos,residual_att";
  private static final String WITH_RESIDUAL =
      "SLP-1,C,1,2025-02-17T10:00,177Lu-PSMA-617,7400,MBq,2025-02-17T09:00,1400,2025-02-17T10:10";

  @Test
  void aMisspeltOptionalColumnRefusesTheTableAndIsToldByItsPosition() {
    Map<String, Long> before = Gateway.outcomes();
    for (String address : List.of("administrations", "administrations?dryRun=true")) {
      Gateway.table(address, MISSPELT, WITH_RESIDUAL)
          .then()
          .statusCode(422)
          .body("code", equalTo("GW-TABLE-014"))
          .body(
              "found",
              equalTo(
                  "Columns of the header that administrations does not have, by their position: 9"
                      + " (resembles residual_dose), 10 (resembles residual_at)."))
          .body("foundZh", containsString("9（与 residual_dose 相近）、10（与 residual_at 相近）"));
    }
    assertThat(Gateway.outcomes()).isEqualTo(before);
  }

  @Test
  void anUnknownColumnIsLeftOutWhereItsSenderSaysSoAndTheReportTellsIt() {
    for (String address :
        List.of("patients?dryRun=true&ignore=ward,Remark", "patients?ignore=ward,Remark")) {
      Gateway.table(address, "mrn,ward,sex,remark", "IGN-1,7,M,Rossi")
          .then()
          .statusCode(200)
          .body("accepted", equalTo(1))
          .body("ignoredColumns", equalTo(List.of(2, 4)));
    }
    Gateway.table("patients?ignore=sex", "mrn,sex", "IGN-2,M")
        .then()
        .statusCode(422)
        .body("code", equalTo("GW-TABLE-002"));
  }

  @Test
  void dataInPlaceOfAColumnsNameIsNotRepeated() {
    Gateway.table("patients", "mrn,sex,Rossi Marco", "DAT-1,M,1")
        .then()
        .statusCode(422)
        .body("code", equalTo("GW-TABLE-014"))
        .body("found", containsString("position: 3."))
        .body(not(containsString("ossi")));
  }

  @Test
  void aColumnWithoutNameMustBeEmpty() {
    Gateway.table("patients", "mrn,sex,", "NON-1,M,", "NON-2,M,Rossi")
        .then()
        .statusCode(200)
        .body("accepted", equalTo(1))
        .body("refused", equalTo(1))
        .body("findings[0].code", equalTo("GW-TABLE-015"))
        .body("findings[0].found", containsString("Column 3 "));
  }

  @Test
  void aUnitThatDoesNotFitTheTestIsRefused() {
    Gateway.table(
            "labs",
            "mrn,sample_id,loinc,value,unit,taken_at",
            "U-1,S,2857-1,4,GBq,2025-01-01T00:00:00")
        .then()
        .body("findings[0].column", equalTo("unit"))
        .body("findings[0].needed", containsString("ng/mL"));
  }

  private static byte[] fromLibreOffice() throws IOException {
    try (InputStream in = TableIntakeIT.class.getResourceAsStream("/table/libreoffice/labs.xlsx")) {
      return in.readAllBytes();
    }
  }

  @Test
  void aWorkbookThatLibreOfficeWroteIsAnsweredAsItsCsvWouldBe() throws IOException {
    Map<String, Long> before = Gateway.outcomes();
    for (String address : List.of("labs?dryRun=true", "labs")) {
      Gateway.workbook(address, fromLibreOffice())
          .then()
          .statusCode(200)
          .body("rows", equalTo(5))
          .body("refused", equalTo(1))
          .body("findings[0].line", equalTo(6))
          .body("findings[0].column", equalTo("value"))
          .body("findings[0].code", equalTo("GW-TABLE-022"));
    }
    assertThat(Gateway.outcomes().get("received")).isEqualTo(before.get("received") + 5);
    Gateway.table(
            "labs",
            "mrn,sample_id,loinc,value,unit,taken_at",
            "000117,S-1,2857-1,4.2,ng/mL,2025-01-14T08:30:00",
            "000117,S-2,2857-1,4.15,ng/mL,2025-02-25T08:05:30")
        .then()
        .body("superseded", equalTo(2));
  }

  @Test
  void whatASheetDoesNotShowIsNotTaken() {
    String head = "<row r=\"1\"><c t=\"str\"><v>mrn</v></c><c t=\"str\"><v>sex</v></c></row>";
    String row = "<c t=\"str\"><v>HID-%d</v></c><c t=\"str\"><v>M</v></c></row>";
    String sheet =
        "<sheetData>"
            + head
            + "<row r=\"2\">"
            + row.formatted(2)
            + "<row r=\"3\" hidden=\"1\">"
            + row.formatted(3)
            + "<row r=\"4\">"
            + row.formatted(4)
            + "</sheetData>";
    String hidden = "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols>";
    Gateway.workbook("patients", SheetFile.of(hidden + sheet).bytes())
        .then()
        .statusCode(422)
        .body("code", equalTo("GW-TABLE-020"));
    String merged = "<mergeCells><mergeCell ref=\"A4:B4\"/></mergeCells>";
    Gateway.workbook("patients?dryRun=true", SheetFile.of(sheet + merged).bytes())
        .then()
        .statusCode(200)
        .body("accepted", equalTo(1))
        .body("findings.line", equalTo(List.of(3, 4)))
        .body("findings.code", equalTo(List.of("GW-TABLE-019", "GW-TABLE-021")));
    String header = "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>";
    Gateway.workbook("patients", SheetFile.of(sheet + header).bytes())
        .then()
        .statusCode(422)
        .body("code", equalTo("GW-TABLE-023"));
  }

  @Test
  void whatIsNoWorkbookIsRefusedAsAWhole() {
    Map<String, Long> before = Gateway.outcomes();
    Gateway.workbook("labs", "mrn,sex".getBytes(StandardCharsets.UTF_8))
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo("GW-TABLE-016"));
    assertThat(Gateway.outcomes()).isEqualTo(before);
  }

  @Test
  void aSitesOwnExportIsTakenByItsMapping() throws IOException {
    byte[] export =
        Files.readString(Path.of("docs", "mappings", "lis-labs.csv"))
            .replace("0001", "MAP-1")
            .getBytes(Charset.forName("GB18030"));
    Gateway.table("labs?mapping=lis-labs", "text/csv", export)
        .then()
        .statusCode(200)
        .body("rows", equalTo(5))
        .body("accepted", equalTo(3))
        .body("ignoredColumns", equalTo(List.of(2, 3)))
        .body("findings.line", equalTo(List.of(5, 5, 6, 6)));
    for (String address : List.of("patients?mapping=lis-labs", "labs?mapping=other")) {
      Gateway.table(address, "text/csv", export)
          .then()
          .statusCode(422)
          .body("code", equalTo("GW-TABLE-024"));
    }
  }

  @Test
  void aTableThatIsTooLargeIsCountedAsOneUploadUnlessItIsATrial() {
    Map<String, Long> before = Gateway.outcomes();
    byte[] large =
        "x".repeat(GatewayTestResource.LARGEST_TABLE + 1).getBytes(StandardCharsets.UTF_8);
    for (String kind : List.of("labs?dryRun=true", "labs")) {
      Gateway.table(kind, "text/csv", large)
          .then()
          .statusCode(413)
          .body("code", equalTo("GW-INTAKE-001"));
    }
    assertThat(Gateway.outcomes().get("received")).isEqualTo(before.get("received") + 1);
    assertThat(Gateway.outcomes().get("refused")).isEqualTo(before.get("refused") + 1);
    assertThat(Gateway.arrivals("refused").get(0)).containsEntry("kind", "labs");
  }
}
