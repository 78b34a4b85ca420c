package org.therafed.gateway.intake.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.module.ModuleCatalog;

/** What the tables refuse, hold or note, row by row, in words a hospital can act on. */
class TableValuesTest {

  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
  private static final String GIVEN =
      "mrn,course_id,cycle,administration_id,administered_at,product,dose,unit,measured_at";

  private static List<String> findings(TableKind kind, String... lines) {
    return table(kind, lines).findings();
  }

  private static CheckedTable table(TableKind kind, String... lines) {
    byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    return CheckedTable.read(kind, text, NOW, ZoneOffset.UTC);
  }

  private static String shipped(String module) throws IOException {
    try (InputStream in =
        ModuleCatalog.class.getResourceAsStream("/org/therafed/profiles/module/" + module)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> given(String row) {
    return findings(TableKind.ADMINISTRATIONS, GIVEN, row);
  }

  @Test
  void aDoseInTheUnitsOfItsKindIsTaken() {
    assertThat(
            findings(
                TableKind.ADMINISTRATIONS,
                GIVEN,
                "A,C,1,,2025-02-17T10:00,177Lu-DOTATATE,7400,MBq,2025-02-17T09:00",
                "A,C,1,,2025-02-17T10:00,223Ra-dichloride,4400,kBq,2025-02-17T09:00",
                "A,C,1,,2025-02-17T10:00,trastuzumab-deruxtecan,324,mg,",
                "A,C,1,,2025-02-17T10:00,trastuzumab-deruxtecan,5.4,mg/kg,",
                "A,C,1,,2025-02-17T10:00,axicabtagene-ciloleucel,2,10*6/kg,",
                "A,C,,D1,2025-02-17T10:00,red-blood-cells,500,mL,",
                "A,C,,D2,2025-02-17T10:00,gepotidacin,1.5,g,"))
        .isEmpty();
  }

  @Test
  void aUnitOfAnotherQuantityIsRefused() {
    assertThat(given("A,C,1,,2025-02-17T10:00,177Lu-DOTATATE,7400,mg,2025-02-17T09:00"))
        .containsExactly(
            "2 unit refused: A unit in which no radioligand is dosed."
                + " A UCUM unit convertible to MBq or GBq or kBq is needed.");
  }

  @Test
  void microcurieIsRefusedWithWhatWasProbablyMeant() {
    assertThat(given("A,C,1,,2025-02-17T10:00,177Lu-DOTATATE,200000,uCi,2025-02-17T09:00"))
        .singleElement()
        .asString()
        .startsWith("2 unit refused:")
        .endsWith("is needed; probably kBq (1 uCi = 37 kBq).");
  }

  @Test
  void anUnknownAgentIsRefused() {
    assertThat(given("A,C,1,,2025-02-17T10:00,177Lu-NOTHING,7400,MBq,2025-02-17T09:00"))
        .containsExactly(
            "2 product refused: A word that is not in the list."
                + " A product that the registry knows is needed.");
  }

  @Test
  void anActivityWithoutReferenceTimeIsRefused() {
    assertThat(given("A,C,1,,2025-02-17T10:00,177Lu-DOTATATE,7400,MBq,"))
        .containsExactly(
            "2 measured_at refused: An activity without reference time."
                + " The time at which the activity was measured is needed.");
  }

  @Test
  void aReferenceTimeOfAMedicineIsRefused() {
    assertThat(given("A,C,1,,2025-02-17T10:00,trastuzumab-deruxtecan,324,mg,2025-02-17T09:00"))
        .singleElement()
        .asString()
        .startsWith("2 measured_at refused: A reference time of a product without");
  }

  @Test
  void becquerelWrittenAsMegabecquerelIsHeld() {
    assertThat(given("A,C,1,,2025-02-17T10:00,177Lu-DOTATATE,7400000000,MBq,2025-02-17T09:00"))
        .singleElement()
        .asString()
        .startsWith("2 dose held:")
        .endsWith("A dose of this product lies between 100 and 20000 MBq.");
    assertThat(given("A,C,1,,2025-02-17T10:00,177Lu-DOTATATE,7400,Bq,2025-02-17T09:00"))
        .containsExactly(
            "2 dose held: 7400 Bq. A dose of this product lies between 100 and 20000 MBq.");
  }

  @Test
  void cellsCountedOneByOneAreHeld() {
    assertThat(given("A,C,1,,2025-02-17T10:00,tisagenlecleucel,250000000,10*6,"))
        .singleElement()
        .asString()
        .startsWith("2 dose held:");
  }

  @Test
  void aCycleBeyondTheModulesMaximumIsNotedAndGoesOn() {
    assertThat(given("A,C,7,,2025-02-17T10:00,177Lu-PSMA-617,7400,MBq,2025-02-17T09:00"))
        .containsExactly(
            "2 cycle noted: Cycle 7."
                + " The therapy modules of this product have at most 6 cycles.");
  }

  @Test
  void modulesThatAreAddedOrHandedOutBoundDosesAndCyclesToo() throws IOException {
    String module =
        shipped("rlt-psma.yaml")
            .replace("maxCycles: 6", "maxCycles: 4")
            .replace("cycles: [2, 4]", "cycles: [2]")
            .replace("megabecquerel: 7400", "megabecquerel: 40000")
            .replace("possibleMax: 20000", "possibleMax: 50000");
    ModuleCatalog modules =
        ModuleCatalog.standard().updatedBy(ModuleCatalog.ofFiles(Map.of("psma.yaml", module)));
    String row = "A,C,5,,2025-02-17T10:00,177Lu-PSMA-617,40000,MBq,2025-02-17T09:00";
    byte[] text = (GIVEN + "\n" + row).getBytes(StandardCharsets.UTF_8);
    assertThat(given(row)).anyMatch(finding -> finding.startsWith("2 dose held"));
    assertThat(
            CheckedTable.read(TableKind.ADMINISTRATIONS, text, NOW, ZoneOffset.UTC, modules)
                .findings())
        .containsExactly(
            "2 cycle noted: Cycle 5."
                + " The therapy modules of this product have at most 4 cycles.");
  }

  @Test
  void aTherapeuticNuclideWithoutCycleIsRefused() {
    assertThat(given("A,C,,X,2025-02-17T10:00,177Lu-PSMA-617,7400,MBq,2025-02-17T09:00"))
        .containsExactly(
            "2 cycle refused: No cycle. A nuclide that is given to treat belongs to a cycle.");
  }

  @Test
  void anAdministrationThatCannotBeToldApartIsRefused() {
    assertThat(given("A,C,,,2025-02-17T10:00,tacrolimus,2,mg,"))
        .singleElement()
        .asString()
        .startsWith("2 administration_id refused: Neither cycle nor administration_id.");
  }

  @Test
  void twoDosesOfOneRowAreRefused() {
    assertThat(
            findings(
                TableKind.ADMINISTRATIONS,
                "mrn,course_id,cycle,administered_at,product,dose,unit,measured_activity_gbq",
                "A,C,1,2025-02-17T10:00,177Lu-PSMA-617,7400,MBq,7.4",
                "A,C,1,2025-02-17T10:00,177Lu-PSMA-617,,,",
                "A,C,1,2025-02-17T10:00,177Lu-PSMA-617,7400,,"))
        .extracting(finding -> finding.substring(0, finding.indexOf('.')))
        .containsExactly(
            "2 dose refused: Both measured_activity_gbq and dose",
            "3 dose refused: No dose",
            "4 unit refused: Only one of dose and unit");
  }

  @Test
  void gradeSixIsRefused() {
    assertThat(
            findings(
                TableKind.ADVERSE_EVENTS,
                "mrn,course_id,event_id,term,grade,onset_on",
                "A,C,E,Anemia,6,2025-02-17"))
        .containsExactly("2 grade refused: 6. A whole number from 1 to 5 is needed.");
  }

  @Test
  void gradeThatTheTermDoesNotHaveIsRefused() {
    assertThat(
            findings(
                TableKind.ADVERSE_EVENTS,
                "mrn,course_id,event_id,term,grade,onset_on",
                "A,C,E1,Alopecia,2,2025-02-17",
                "A,C,E2,Alopecia,5,2025-02-17"))
        .containsExactly(
            "3 grade refused: Grade 5. CTCAE v5.0 defines for this term only the grades 1, 2.");
  }

  @Test
  void aComponentBelongsToItsScale() {
    assertThat(
            findings(
                TableKind.ADVERSE_EVENTS,
                "mrn,course_id,event_id,term,grade,onset_on,scale,ice_score",
                "A,C,E1,Encephalopathy,3,2025-02-17,ASTCT-ICANS,1",
                "A,C,E2,Cytokine release syndrome,3,2025-02-17,ASTCT-CRS,1",
                "A,C,E3,Encephalopathy,3,2025-02-17,,1",
                "A,C,E4,Anemia,3,2025-02-17,ASTCT-CRS,",
                "A,C,E5,Encephalopathy,3,2025-02-17,ASTCT-ICANS,11",
                "A,C,E6,Cytokine release syndrome,3,2025-02-17,,",
                "A,C,E7,Cytokine release syndrome,3,2025-02-17,CTCAE-5.0,"))
        .extracting(finding -> finding.substring(0, finding.indexOf('.')))
        .containsExactly(
            "3 ice_score refused: A component of another grading scale",
            "4 ice_score refused: A component of another grading scale",
            "5 term refused: Another term than the scale grades",
            "6 ice_score refused: 11",
            "7 scale refused: A grade of cytokine release without its scale");
  }

  @Test
  void aDayOfZerosIsRefused() {
    assertThat(
            findings(
                TableKind.COURSES,
                "mrn,course_id,module,modality,started_on,status",
                "A,C,ckd,small-molecule,00.00.0000,in-progress",
                "A,C,ckd,small-molecule,0000-00-00,in-progress"))
        .containsExactly(
            "2 started_on refused: A text of another form. A day written yyyy-MM-dd is needed.",
            "3 started_on refused: A text of another form. A day written yyyy-MM-dd is needed.");
  }

  @Test
  void aCategoryThatTheCriterionDoesNotKnowIsRefused() {
    assertThat(
            findings(
                TableKind.RESPONSES,
                "mrn,course_id,assessed_on,criterion,response",
                "A,C,2025-02-17,IMWG,sCR",
                "A,C,2025-02-17,RECIST1.1,sCR",
                "A,C,2025-02-17,WHO,CR"))
        .hasSize(2)
        .anyMatch(
            finding ->
                finding.equals(
                    "3 response refused: A category that RECIST1.1 does not know."
                        + " One of CR, PR, SD, PD, NE is needed."))
        .anyMatch(finding -> finding.startsWith("4 criterion refused:"));
  }

  @Test
  void aLocalTestIsTakenAndItsUnitIsChecked() {
    assertThat(
            findings(
                TableKind.LABS,
                "mrn,sample_id,loinc,value,unit,taken_at",
                "A,S1,b-cells,2,10*6/L,2025-02-17T08:00",
                "A,S2,b-cells,2,mg/dL,2025-02-17T08:00",
                "A,S3,777-3,210,10^9/L,2025-02-17T08:00"))
        .containsExactly(
            "3 unit refused: A unit that does not fit the test."
                + " A UCUM unit convertible to 10*6/L is needed.",
            "4 unit refused: A unit that does not fit the test."
                + " A UCUM unit convertible to 10*9/L is needed; probably 10*9/L.");
  }

  @Test
  void aSiteOfALesionIsCheckedInItsSystem() {
    assertThat(
            findings(
                TableKind.LESIONS,
                "mrn,lesion_id,site_system,site_code,role",
                "A,L1,ICD-O-3,C77.3,target",
                "A,L2,SNOMED,10200004,target",
                "A,L3,SNOMED,C77.3,target",
                "A,L4,SNOMED,10200005,target"))
        .extracting(finding -> finding.substring(0, finding.indexOf('.')))
        .containsExactly(
            "4 site_code refused: A code that its system does not have",
            "5 site_code refused: A code that its system does not have");
  }

  @Test
  void aSizeInAUnitOfVolumeIsRefused() {
    assertThat(
            findings(
                TableKind.MEASUREMENTS,
                "mrn,lesion_id,study_uid,measure,value,unit,measured_on",
                "A,L1,2.25.1,size,2.1,cm,2025-02-17",
                "A,L1,2.25.1,size,21,mL,2025-02-17",
                "A,L1,1.02.3,size,21,mm,2025-02-17"))
        .extracting(finding -> finding.substring(0, finding.indexOf('.')))
        .containsExactly(
            "3 unit refused: A unit that does not fit the measure",
            "4 study_uid refused: A word that is not in the list");
  }

  @Test
  void ownCellsThatComeFromNowhereAreRefused() {
    assertThat(
            findings(
                TableKind.CELL_PRODUCTS,
                "mrn,cell_product_id,chain_id,material,source,parent_id,dose,unit",
                "A,P1,COI,car-t-cells,autologous,P0,2,10*6/kg",
                "A,P2,COI,car-t-cells,allogeneic,,2,10*6/kg",
                "A,P3,COI,car-t-cells,autologous,,2,10*6/kg",
                "A,P4,COI,car-t-cells,allogeneic,,2,"))
        .extracting(finding -> finding.substring(0, finding.indexOf('.')))
        .containsExactly(
            "4 parent_id refused: Own cells that come from nowhere",
            "5 unit refused: Only one of dose and unit");
  }

  @Test
  void companionDataHaveTheFormOfTheirStratum() {
    assertThat(
            findings(
                TableKind.COMPANION,
                "mrn,stratum,value,unit,observed_on",
                "A,ctdna-fraction,12.5,%,2025-02-17",
                "A,ctdna-fraction,112,%,2025-02-17",
                "A,ctdna-fraction,12.5,,2025-02-17",
                "A,variant-pten,present,,2025-02-17",
                "A,variant-pten,maybe,,2025-02-17",
                "A,horoscope,lion,,2025-02-17"))
        .extracting(finding -> finding.substring(0, finding.indexOf('.')))
        .containsExactly(
            "3 value refused: 112 %",
            "4 unit refused: No unit",
            "6 value refused: A word that is not in the list",
            "7 stratum refused: A word that is not in the list");
  }

  @Test
  void aChargesNationalCodeAndTariffHaveTheirForms() {
    CheckedTable table =
        table(
            TableKind.CHARGES,
            "mrn,course_id,charge_id,component,amount,currency,charged_on,price_year,national_system,national_code,quantity,tariff",
            "A,C,1,drug,98000,CNY,2025-02-17,2025,nhsa-service,240200001,2,310000/price-shanghai-2025/7",
            "A,C,2,drug,98000,CNY,2025-02-17,2025,,,,",
            "A,C,3,drug,98000,CNY,2025-02-17,2025,nhsa-service,,,",
            "A,C,4,drug,98000,CNY,2025-02-17,2025,,240200001,,",
            "A,C,5,drug,98000,CNY,2025-02-17,2025,nhsa-drug,240200001,,",
            "A,C,6,drug,98000,CNY,2025-02-17,2025,atc,240200001,,",
            "A,C,7,drug,98000,CNY,2025-02-17,2025,,,0,",
            "A,C,8,drug,98000,CNY,2025-02-17,2025,,,,310000/mrn-1234567/1");
    assertThat(table.findings())
        .extracting(finding -> finding.substring(0, finding.indexOf('.')))
        .containsExactly(
            "4 national_code refused: Only one of national_system and national_code",
            "5 national_system refused: Only one of national_system and national_code",
            "6 national_code refused: A code that does not have the form of its system",
            "7 national_system refused: A word that is not in the list",
            "8 quantity refused: 0",
            "9 tariff refused: A text of another form");
    assertThat(table.findings()).noneMatch(finding -> finding.contains("1234567"));
  }

  @Test
  void theLivingHaveNoCauseOfDeath() {
    assertThat(
            findings(
                TableKind.VITAL_STATUS,
                "mrn,status,on,cause",
                "A,dead,2025-02-17,cardiovascular",
                "B,alive,2025-02-17,cancer"))
        .containsExactly(
            "3 cause refused: A cause of death of the living. An empty field is needed.");
  }

  @Test
  void anAdministrationsOwnIdMakesItsKeyAndOldKeysStay() {
    List<TableRow> rows =
        CheckedTable.read(
                TableKind.ADMINISTRATIONS,
                (GIVEN
                        + "\nA,C,1,,2025-02-17T10:00,trastuzumab-deruxtecan,324,mg,"
                        + "\nA,C,1,D8,2025-02-24T10:00,trastuzumab-deruxtecan,324,mg,")
                    .getBytes(StandardCharsets.UTF_8),
                NOW,
                ZoneOffset.UTC)
            .rows();
    assertThat(rows)
        .extracting(TableRow::businessKey)
        .containsExactly(
            "table|administrations|1:A|1:C|1:1", "table|administrations|1:A|1:C|1:1|2:D8");
  }

  @Test
  void aSecondDeathIsToldAtItsRowAndTheRestGoesOn() {
    CheckedTable table =
        table(
            TableKind.VITAL_STATUS,
            "mrn,status,on,correction,cause",
            "A,dead,2024-03-01,,cancer",
            "B,dead,2024-03-05,,",
            "A,dead,2024-03-02,,",
            "A,dead,2024-03-02,,",
            "A,dead,2024-03-04,true,",
            "B,alive,2024-03-01,,",
            "B,dead,2024-03-06,,",
            "B,alive,2024-03-07,,",
            "B,dead,2024-04-01,,");
    assertThat(table.findings())
        .containsExactly(
            "4 on noted: The person's death is stated for another day than in line 2."
                + " One day of death is needed; the row that came last counts.",
            "8 on noted: The person's death is stated for another day than in line 3."
                + " One day of death is needed; the row that came last counts.");
    assertThat(table.findingsZh())
        .containsExactly(
            "该患者的死亡日期与第 2 行的日期不同。死亡日期只能有一个；以最后到达的行为准。", "该患者的死亡日期与第 3 行的日期不同。死亡日期只能有一个；以最后到达的行为准。");
  }

  @Test
  void whatIsFoundAtARowReadsInChinese() {
    CheckedTable table =
        table(
            TableKind.LABS,
            "mrn,sample_id,loinc,value,unit,taken_at",
            "A,S1,2857-1,x,ng/mL,2025-02-17T10:00",
            "A,S2,2857-1,12345678,ng/mL,2025-02-17T10:00",
            "A,S3,2857-1,5,mg,00.00.0000",
            "A,S4,2857-1,5,mg,2025-02-17T10:00",
            "A,,2857-1,5,ng/mL,2199-01-01T10:00");
    assertThat(table.findings()).hasSize(6);
    assertThat(table.findingsZh())
        .containsExactly(
            "不是数字。应为数字，前面可有 < 或 >。",
            "一个 8 位数（ng/mL）。值应在 0 至 100000 ng/mL 之间。",
            "文字的形式不符。应为 yyyy-MM-ddTHH:mm[:ss][时区] 形式的时间。",
            "单位与该检验不符。应为可换算为 ng/mL 的 UCUM 单位。",
            "字段为空。应填写一个值。",
            "2199 年。时间应在 1900 年至现在之间。");
  }
}
