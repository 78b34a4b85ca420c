package org.therafed.gateway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.dicom.convert.ConversionNote;

class PatientAgreementTest {

  private static Patient named(String name) {
    Patient patient = new Patient();
    patient.addName().setText(name);
    return patient;
  }

  private static Patient born(String date) {
    Patient patient = new Patient();
    patient.setBirthDateElement(new DateType(date));
    return patient;
  }

  @ParameterizedTest
  @CsvSource({
    "Rossi Anna, Anna Rossi",
    "Anna Maria Rossi, ROSSI ANNA",
    "Müller Jürgen, MULLER JURGEN",
    "Anna Rossi, Anna Bianchi",
    "Wangwei, WANG WEI",
    "王伟, 王伟",
    "王伟, WANG WEI",
    "A. B., Rossi Anna",
    "'', Rossi Anna"
  })
  void namesWrittenInAnotherWayAgree(String registered, String ofImages) {
    assertThat(PatientAgreement.differences(named(registered), named(ofImages))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Anna Rossi, Marta Bianchi", "王伟, 李娜", "Anna Rossi 王伟, Anna Rossi 李娜"})
  void namesOfOneScriptWithoutACommonPartDiffer(String registered, String ofImages) {
    assertThat(PatientAgreement.differences(named(registered), named(ofImages)))
        .containsExactly(
            new ConversionNote(
                ConversionNote.Code.PATIENT_DIFFERS,
                "(0010,0010) differs from the registered patient's"));
  }

  @ParameterizedTest
  @CsvSource({
    "1950-03-01, 1950-03-01, 0",
    "1950, 1950-03-01, 0",
    "1950-03, 1950-03-01, 0",
    "1950-03-01, 1950-03-02, 1",
    "1951, 1950-03-01, 1"
  })
  void birthDatesAreComparedAsFarAsTheyAreKnown(String registered, String ofImages, int notes) {
    assertThat(PatientAgreement.differences(born(registered), born(ofImages))).hasSize(notes);
  }

  @Test
  void onlyMaleAndFemaleContradictEachOther() {
    Patient male = new Patient().setGender(AdministrativeGender.MALE);
    for (AdministrativeGender other : AdministrativeGender.values()) {
      assertThat(PatientAgreement.differences(male, new Patient().setGender(other)))
          .hasSize(other == AdministrativeGender.FEMALE ? 1 : 0);
    }
  }
}
