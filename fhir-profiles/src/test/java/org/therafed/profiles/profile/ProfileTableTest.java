package org.therafed.profiles.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.therafed.profiles.Examples;
import org.therafed.profiles.outcome.Fault;

class ProfileTableTest {
  private final ProfileTable table = ProfileTable.standard();

  private ProfileDefinition of(Profile profile) {
    return table.of(profile);
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void everyProfileIsFoundByItsUrl(Profile profile) {
    assertThat(table.byUrl(profile.url())).containsSame(of(profile));
    assertThat(of(profile).element("resourceType").orElseThrow().constraints().codes())
        .containsExactly(profile.resourceType());
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void everyDateIsShiftedOrReducedAndEveryReferenceIsKeyed(Profile profile) {
    for (ElementRule rule : of(profile).elements()) {
      if (rule.type().temporal()) {
        assertThat(rule.action()).as(rule.path()).isIn(DeidAction.SHIFT_DATE, DeidAction.YEAR_ONLY);
      }
      if (rule.path().endsWith(".reference")) {
        assertThat(rule.action()).as(rule.path()).isEqualTo(DeidAction.REFERENCE);
      }
      if (rule.path().endsWith(".display") || rule.path().endsWith(".text")) {
        assertThat(rule.action()).as(rule.path()).isEqualTo(DeidAction.CODE_TEXT);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void noNameTelecomNarrativeOrNoteIsInAnyTable(Profile profile) {
    for (String path :
        new String[] {
          "name",
          "telecom",
          "text",
          "contained",
          "note",
          "meta.lastUpdated",
          "language",
          "address.line",
          "address.city",
          "address.postalCode",
          "address.text",
          "deceasedDateTime",
          "performer"
        }) {
      assertThat(of(profile).element(path)).as(path).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PATIENT, id, ID",
    "PATIENT, birthDate, YEAR_ONLY",
    "PATIENT, identifier.value, IDENTIFIER_VALUE",
    "PATIENT, address.state, CODE_TEXT",
    "TREATMENT_COURSE, performedPeriod.start, SHIFT_DATE",
    "TREATMENT_COURSE, subject.reference, REFERENCE",
    "TREATMENT_COURSE, code.coding.display, CODE_TEXT",
    "TREATMENT_COURSE, extension[index-quarter].valueString, KEEP",
    "ADMINISTRATION, extension[activity-record].extension[measured-before-time].valueDateTime, SHIFT_DATE",
    "ADMINISTRATION, extension[activity-record].extension[residual].valueQuantity.value, KEEP",
    "ADMINISTRATION, dosage.dose.unit, CODE_TEXT",
    "IMAGING_STUDY, identifier.value, UID",
    "IMAGING_STUDY, series.instance.uid, UID",
    "PRODUCT, batch.lotNumber, IDENTIFIER_VALUE",
    "ADVERSE_EVENT, extension[ae-grade].valueCodeableConcept.coding.code, KEEP",
    "CONSENT, provision.period.end, SHIFT_DATE",
    "CONSENT, sourceReference.reference, REFERENCE",
    "TREATMENT_PLAN, goal.reference, REFERENCE",
    "TREATMENT_CYCLE, followUp.text, CODE_TEXT",
    "PRODUCT, ingredient.itemCodeableConcept.text, CODE_TEXT",
    "ADMINISTRATION, extension[activity-record].extension[calibrator].valueReference.reference, REFERENCE",
    "IMAGING_MEASUREMENT, method.text, CODE_TEXT",
    "IMAGING_MEASUREMENT, device.reference, REFERENCE",
    "LAB, specimen.reference, REFERENCE",
    "COST, context.reference, REFERENCE",
  })
  void pathSaysWhatHappensToTheElement(Profile profile, String path, DeidAction action) {
    assertThat(of(profile).element(path).orElseThrow().action()).isEqualTo(action);
  }

  @Test
  void cursorFindsAnExtensionByItsUrlAndTheSameRuleAsThePath() {
    ProfileDefinition administration = of(Profile.ADMINISTRATION);
    ElementCursor at =
        administration
            .root()
            .extension(Canonical.extension("activity-record"))
            .flatMap(record -> record.child("extension", Examples.json("{'url':'residual-time'}")))
            .flatMap(time -> time.child("valueDateTime"))
            .orElseThrow();
    assertThat(at.rule())
        .isSameAs(
            administration
                .element("extension[activity-record].extension[residual-time].valueDateTime")
                .orElseThrow());
    assertThat(administration.root().extension("http://example.org/x")).isEmpty();
    assertThat(administration.root().child("extension")).isEmpty();
    assertThat(administration.root().child("note")).isEmpty();
  }

  @Test
  void onlyDisplaysOfListedCodesAndKnownUnitsMayLeaveAsText() {
    ElementRule event = of(Profile.ADVERSE_EVENT).element("event.text").orElseThrow();
    assertThat(event.permitsText("Anemia")).isTrue();
    assertThat(event.permitsText("Anemia of Mr Rossi")).isFalse();
    ElementRule diagnosis = of(Profile.INDICATION).element("code.coding.display").orElseThrow();
    assertThat(diagnosis.permitsText("Malignant neoplasm of prostate")).isTrue();
    assertThat(diagnosis.permitsText("C61 Mario Rossi")).isFalse();
    ElementRule unit = of(Profile.ADMINISTRATION).element("dosage.dose.unit").orElseThrow();
    assertThat(unit.permitsText("GBq")).isTrue();
    assertThat(unit.permitsText("as discussed")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gender: {type: kode}|gender|the type 'kode' is not known",
        "gender: {type: code, action: HIDE}|gender|the action 'HIDE' is not known",
        "gender: {type: code, mim: 1}|gender|the attribute mim is not known",
        "gender: {type: code, min: 2}|gender|min is 2 instead of 0 or 1",
        "gender: {type: code, max: many}|gender|max is neither a number from 1 nor '*'",
        "gender: code|gender|the row is no mapping",
        "note: {type: string}|note|free text and needs an action",
        "code: {type: CodeableConcept}|code|a coding without a code set could carry free text",
        "code: {type: CodeableConcept, codeSet: x}|code|the code set 'x' is not known",
        "a.b: {type: code}|a.b|its parent has no row before it",
        "id: {type: code}|id|the element has two rows",
        "dose: {type: Quantity, units: [furlong]}|dose|the unit 'furlong' is not known",
        "dose: {type: decimal, range: {min: 2, max: 1}}|dose|the range is empty",
        "dose: {type: decimal, range: {}}|dose|the range has no bound",
        "dose: {type: decimal, range: {min: one}}|dose|the bound min is no number",
        "x: {type: string, form: '['}|x|the form is no regular expression",
        "x: {type: date, precision: hour}|x|the precision 'hour' is not known",
        "x: {type: Identifier}|x|an identifier without systems could carry anything",
        "Name x: {type: code}|Name x|the path is not made of FHIR element names",
      })
  void mistakeInATableIsNamedWithFilePathAndReason(String row, String path, String reason) {
    String yaml = "profile: atr-patient\nresourceType: Patient\nelements:\n  " + row + "\n";
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("FP-TABLE-001 ")
        .hasMessageContaining("mine.yaml")
        .hasMessageContaining(reason)
        .satisfies(e -> assertThat(((Fault) e).safeArguments()).containsEntry("path", path));
  }

  @Test
  void tableOfAnotherProfileOrWithARepeatedKeyOrThatIsNoYamlIsRefused() {
    assertThatThrownBy(() -> read("profile: atr-lab\nresourceType: Observation\nelements: {}\n"))
        .hasMessageContaining("is not atr-patient");
    assertThatThrownBy(() -> read("profile: atr-patient\nprofile: atr-patient\n"))
        .hasMessageContaining("a key stands twice");
    assertThatThrownBy(() -> read("profile: [\n")).hasMessageContaining("it is no YAML");
    assertThatThrownBy(() -> read("profile: atr-patient\nresourceType: Patient\nextra: 1\n"))
        .hasMessageContaining("the section is not known");
    assertThatThrownBy(
            () ->
                read(
                    """
                    profile: atr-patient
                    resourceType: Patient
                    elements: {}
                    choices: {c: {of: [nothing]}}
                    """))
        .hasMessageContaining("the element nothing has no row");
  }

  private static ProfileDefinition read(String yaml) {
    return ProfileReader.read(Profile.PATIENT, "mine.yaml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "2025, 4",
    "2025-02, 7",
    "2025-02-28, 10",
    "2025-02-28T10:00:00Z, 10",
    "2025-02-28T10:00:00.123+08:00, 10"
  })
  void fhirTimeOfEveryPrecisionIsRead(String text, int length) {
    FhirTime time = FhirTime.parse(text).orElseThrow();
    assertThat(time.length()).isEqualTo(length);
    assertThat(time.date().getYear()).isEqualTo(2025);
    assertThat(time.at() != null).isEqualTo(text.contains("T"));
  }

  @ParameterizedTest
  @CsvSource({
    "00.00.0000", "2025-13-01", "2025-02-30", "2025-02-28T10:00:00", "2025-02-28T10:00Z",
    "2025-02-28 10:00:00Z", "20250228", "25", "2025-1-1", "2025-02-28T25:00:00Z"
  })
  void otherTextIsNoFhirTime(String text) {
    assertThat(FhirTime.parse(text)).isEmpty();
    assertThat(FhirTime.parse(null)).isEmpty();
  }
}
