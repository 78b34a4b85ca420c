package org.therafed.dicom.convert.imagingstudy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.dicom.Shared;
import org.therafed.dicom.convert.ConversionNote;
import org.therafed.dicom.convert.ConversionNote.Code;
import org.therafed.dicom.convert.IdentifiedBundle;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.validation.Issue;
import org.therafed.profiles.validation.ProfileValidator;
import org.therafed.profiles.validation.Severity;

class ImagingStudyConverterTest {
  private static final ConvertContext CONTEXT =
      new ConvertContext(Canonical.BASE, ZoneId.of("Europe/Zurich"), "urn:therafed:mrn:a");
  private static final String PET = "1.2.840.10008.5.1.4.1.1.128";
  private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
  private static final String NM = "1.2.840.10008.5.1.4.1.1.20";
  private static final FhirContext FHIR = FhirContext.forR4();

  private static IdentifiedBundle convert(DataSet... headers) {
    return ImagingStudyConverter.convert(Arrays.asList(headers), CONTEXT);
  }

  private static DataSet shared(String name) {
    return Part10Reader.readHeader(Shared.file(name)).dataSet();
  }

  private static List<Code> codes(IdentifiedBundle bundle) {
    return bundle.notes().stream().map(ConversionNote::code).toList();
  }

  private static DataSet image(String sopClass, String modality, int series, int number) {
    return new DataSet()
        .put(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192")
        .put(Tag.SOPClassUID, VR.UI, sopClass)
        .put(Tag.SOPInstanceUID, VR.UI, "2.25.9." + series + "." + number)
        .put(Tag.StudyDate, VR.DA, "20240601")
        .put(Tag.StudyTime, VR.TM, "120000")
        .put(Tag.SeriesDate, VR.DA, "20240601")
        .put(Tag.SeriesTime, VR.TM, "121000")
        .put(Tag.AcquisitionDate, VR.DA, "20240601")
        .put(Tag.AcquisitionTime, VR.TM, "121500")
        .put(Tag.TimezoneOffsetFromUTC, VR.SH, "+0200")
        .put(Tag.AccessionNumber, VR.SH, "ACC1")
        .put(Tag.Modality, VR.CS, modality)
        .put(Tag.PatientName, VR.PN, "Wang^Wei=王^伟")
        .put(Tag.PatientID, VR.LO, "4711")
        .put(Tag.PatientBirthDate, VR.DA, "19500203")
        .put(Tag.PatientSex, VR.CS, "M")
        .put(Tag.StudyInstanceUID, VR.UI, "2.25.1")
        .put(Tag.SeriesInstanceUID, VR.UI, "2.25.2." + series)
        .put(Tag.SeriesNumber, VR.IS, series)
        .put(Tag.InstanceNumber, VR.IS, number)
        .put(Tag.DecayCorrection, VR.CS, "START");
  }

  private static DataSet code(String value, String scheme, String meaning) {
    return new DataSet()
        .put(Tag.CodeValue, VR.SH, value)
        .put(Tag.CodingSchemeDesignator, VR.SH, scheme)
        .put(Tag.CodeMeaning, VR.LO, meaning);
  }

  private static DataSet fdg(String dose) {
    return new DataSet()
        .put(Tag.Radiopharmaceutical, VR.LO, "FDG")
        .put(Tag.RadiopharmaceuticalStartTime, VR.TM, "111500")
        .put(Tag.RadionuclideTotalDose, VR.DS, dose)
        .put(Tag.RadionuclideHalfLife, VR.DS, "6586.2")
        .put(Tag.RadiopharmaceuticalStartDateTime, VR.DT, "20240601111500")
        .putItems(Tag.RadionuclideCodeSequence, code("C-111A1", "SRT", "^18^Fluorine"))
        .putItems(
            Tag.RadiopharmaceuticalCodeSequence, code("C-B1031", "SRT", "Fluorodeoxyglucose F^18^"))
        .putItems(
            Tag.AdministrationRouteCodeSequence, code("47625008", "SCT", "Intravenous route"));
  }

  private static DataSet pet(DataSet tracer) {
    return image(PET, "PT", 3, 1).putItems(Tag.RadiopharmaceuticalInformationSequence, tracer);
  }

  @Test
  void petCtStudyHasItsSeriesAndCountsWhateverTheOrderOfArrival() {
    DataSet[] headers = {
      pet(fdg("350000000")), image(CT, "CT", 2, 2), image(CT, "CT", 2, 1), image(PET, "PT", 3, 2)
    };

    ImagingStudy study = convert(headers).resources(ImagingStudy.class).get(0);

    assertThat(study.getIdentifierFirstRep().getSystem()).isEqualTo("urn:dicom:uid");
    assertThat(study.getIdentifierFirstRep().getValue()).isEqualTo("urn:oid:2.25.1");
    assertThat(study.getBasedOnFirstRep().getIdentifier().getValue()).isEqualTo("ACC1");
    assertThat(study.getStartedElement().getValueAsString()).isEqualTo("2024-06-01T12:00:00+02:00");
    assertThat(study.getNumberOfSeries()).isEqualTo(2);
    assertThat(study.getNumberOfInstances()).isEqualTo(4);
    assertThat(study.getSeries())
        .extracting(s -> s.getModality().getCode() + s.getNumber() + "x" + s.getNumberOfInstances())
        .containsExactly("CT2x2", "PT3x2");
    assertThat(study.getModality()).extracting(c -> c.getCode()).containsExactly("CT", "PT");
    assertThat(study.getSeries().get(1).getInstanceFirstRep().getSopClass().getCode())
        .isEqualTo("urn:oid:" + PET);
    assertThat(study.getMeta().getProfile().get(0).getValue())
        .isEqualTo(Canonical.profile("atr-imaging-study"));
  }

  @Test
  void patientKeepsBothFormsOfTheName() {
    IdentifiedBundle bundle = convert(image(CT, "CT", 1, 1));

    Patient patient = bundle.resources(Patient.class).get(0);
    assertThat(bundle.patient()).isEqualTo(new PatientKey("urn:therafed:mrn:a", "4711"));
    assertThat(patient.getIdentifierFirstRep().getSystem()).isEqualTo("urn:therafed:mrn:a");
    assertThat(patient.getName())
        .extracting(
            name -> name.getFamily() + name.getExtensionFirstRep().getValue().primitiveValue())
        .containsExactly("WangABC", "王IDE");
    assertThat(patient.getBirthDateElement().getValueAsString()).isEqualTo("1950-02-03");
    assertThat(bundle.notes()).isEmpty();
  }

  @Test
  void issuerOfTheImagesComesBeforeTheSites() {
    DataSet named = image(CT, "CT", 1, 1).put(Tag.IssuerOfPatientID, VR.LO, "HOSP A");
    DataSet universal =
        image(CT, "CT", 1, 1)
            .putItems(
                Tag.IssuerOfPatientIDQualifiersSequence,
                new DataSet()
                    .put(Tag.UniversalEntityID, VR.UT, "1.2.3")
                    .put(Tag.UniversalEntityIDType, VR.CS, "ISO"));

    assertThat(convert(named).patient().issuer()).isEqualTo("urn:therafed:issuer:HOSP+A");
    assertThat(convert(universal).patient().issuer()).isEqualTo("urn:oid:1.2.3");
  }

  @Test
  void petActivityIsBecquerelAndNuclearMedicineMegabecquerel() {
    DataSet nm =
        image(NM, "NM", 3, 1).putItems(Tag.RadiopharmaceuticalInformationSequence, fdg("350"));

    for (DataSet header : List.of(pet(fdg("350000000")), nm)) {
      MedicationAdministration administration =
          convert(header).resources(MedicationAdministration.class).get(0);
      assertThat(administration.getDosage().getDose().getValue()).isEqualByComparingTo("350");
      assertThat(administration.getDosage().getDose().getCode()).isEqualTo("MBq");
      assertThat(administration.getEffectiveDateTimeType().getValueAsString())
          .isEqualTo("2024-06-01T11:15:00+02:00");
      assertThat(administration.getPartOf()).isEmpty();
      assertThat(administration.getDosage().getRoute().getCodingFirstRep().getCode())
          .isEqualTo("47625008");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.840.10008.5.1.4.1.1.128, 350",
    "1.2.840.10008.5.1.4.1.1.20, 350000000",
  })
  void activityInTheOtherUnitIsDoubtedAndNotConverted(String sopClass, String dose) {
    DataSet header =
        image(sopClass, "PT", 3, 1).putItems(Tag.RadiopharmaceuticalInformationSequence, fdg(dose));

    IdentifiedBundle bundle = convert(header);

    assertThat(codes(bundle)).contains(Code.TRACER_UNIT_DOUBTFUL);
    assertThat(bundle.resources(MedicationAdministration.class)).isEmpty();
    assertThat(bundle.resources(ImagingStudy.class)).hasSize(1);
  }

  @Test
  void studyPointsToItsTracerAndTellsTheTimeAfterInjection() {
    IdentifiedBundle bundle = convert(pet(fdg("350000000")));

    ImagingStudy study = bundle.resources(ImagingStudy.class).get(0);
    MedicationAdministration administration =
        bundle.resources(MedicationAdministration.class).get(0);
    Medication product = bundle.resources(Medication.class).get(0);
    Reference tracer =
        (Reference) study.getExtensionByUrl(Canonical.extension("tracer")).getValue();
    assertThat(tracer.getReference())
        .isEqualTo("MedicationAdministration/" + administration.getIdPart());
    org.hl7.fhir.r4.model.Duration time =
        (org.hl7.fhir.r4.model.Duration)
            study.getExtensionByUrl(Canonical.extension("post-injection-time")).getValue();
    assertThat(time.getValue()).isEqualByComparingTo("60");
    assertThat(time.getCode()).isEqualTo("min");
    assertThat(administration.getMedicationReference().getReference())
        .isEqualTo("Medication/" + product.getIdPart());
    assertThat(product.getCode().getCodingFirstRep().getCode()).isEqualTo("35321007");
    assertThat(codes(bundle)).containsExactly(Code.ACTIVITY_NOT_MEASURED);
  }

  @Test
  void emptyRadiopharmaceuticalSequenceIsNotedAndTheStudyGoesOn() {
    DataSet none =
        image(PET, "PT", 3, 1).putItems(Tag.RadiopharmaceuticalInformationSequence, List.of());
    DataSet blank = pet(new DataSet());

    for (DataSet header : List.of(none, blank)) {
      IdentifiedBundle bundle = convert(header);
      assertThat(codes(bundle)).contains(Code.TRACER_SEQUENCE_EMPTY);
      assertThat(bundle.notes())
          .anySatisfy(note -> assertThat(note.text()).contains("(0054,0016) is empty"));
      assertThat(bundle.resources(MedicationAdministration.class)).isEmpty();
      assertThat(bundle.resources(ImagingStudy.class)).hasSize(1);
    }
    // An image that has none, and a computed tomography, say nothing of it.
    assertThat(codes(convert(image(PET, "PT", 3, 1)))).doesNotContain(Code.TRACER_SEQUENCE_EMPTY);
  }

  @Test
  void oneInjectionInManyImagesIsOneAdministration() {
    DataSet second =
        image(PET, "PT", 4, 1)
            .putItems(Tag.RadiopharmaceuticalInformationSequence, fdg("340000000"));

    IdentifiedBundle bundle = convert(second, pet(fdg("350000000")));

    assertThat(bundle.resources(MedicationAdministration.class))
        .singleElement()
        .satisfies(a -> assertThat(a.getDosage().getDose().getValue()).isEqualByComparingTo("350"));
    assertThat(codes(bundle)).contains(Code.TRACER_VALUES_DISAGREE);
  }

  @Test
  void startTimeWithoutDateIsOfTheDayBeforeWhereLaterThanTheScan() {
    DataSet tracer = fdg("350000000").put(Tag.RadiopharmaceuticalStartTime, VR.TM, "235000");
    tracer.remove(Tag.RadiopharmaceuticalStartDateTime);
    DataSet header = pet(tracer).put(Tag.AcquisitionTime, VR.TM, "004000");

    IdentifiedBundle bundle = convert(header);

    assertThat(
            bundle
                .resources(MedicationAdministration.class)
                .get(0)
                .getEffectiveDateTimeType()
                .getValueAsString())
        .isEqualTo("2024-05-31T23:50:00+02:00");
    assertThat(codes(bundle)).contains(Code.TRACER_DAY_ASSUMED);
  }

  @Test
  void startAfterTheScanIsNotedAndGivesNoTimeAfterInjection() {
    DataSet tracer =
        fdg("350000000").put(Tag.RadiopharmaceuticalStartDateTime, VR.DT, "20240601130000");

    IdentifiedBundle bundle = convert(pet(tracer));

    assertThat(codes(bundle)).contains(Code.TRACER_AFTER_SCAN);
    assertThat(
            bundle
                .resources(ImagingStudy.class)
                .get(0)
                .hasExtension(Canonical.extension("post-injection-time")))
        .isFalse();
  }

  @Test
  void missingDecayInformationIsNoted() {
    DataSet tracer = fdg("350000000").remove(Tag.RadionuclideHalfLife);
    DataSet header = pet(tracer).remove(Tag.DecayCorrection);

    assertThat(codes(convert(header)))
        .contains(Code.HALF_LIFE_MISSING, Code.DECAY_CORRECTION_MISSING);
    assertThat(codes(convert(pet(fdg("350000000").put(Tag.RadionuclideHalfLife, VR.DS, "4062.6")))))
        .contains(Code.HALF_LIFE_DISAGREES);
  }

  @Test
  void whatAnAdministrationNeedsIsNeverInvented() {
    DataSet noTime =
        fdg("350000000")
            .remove(Tag.RadiopharmaceuticalStartDateTime)
            .remove(Tag.RadiopharmaceuticalStartTime);
    DataSet noDose = fdg("350000000").remove(Tag.RadionuclideTotalDose);
    DataSet noNuclide =
        fdg("350000000")
            .remove(Tag.RadionuclideCodeSequence)
            .remove(Tag.RadiopharmaceuticalCodeSequence);

    assertThat(codes(convert(pet(noTime)))).contains(Code.TRACER_WITHOUT_TIME);
    assertThat(codes(convert(pet(noDose)))).contains(Code.TRACER_WITHOUT_ACTIVITY);
    assertThat(codes(convert(pet(noNuclide)))).contains(Code.TRACER_WITHOUT_NUCLIDE);
    for (DataSet tracer : List.of(noTime, noDose, noNuclide)) {
      assertThat(convert(pet(tracer)).resources(MedicationAdministration.class)).isEmpty();
    }
  }

  @Test
  void therapeuticNuclideBelongsToTheTreatmentRecord() {
    DataSet lutetium =
        fdg("7400")
            .putItems(Tag.RadionuclideCodeSequence, code("447553000", "SCT", "^177^Lutetium"));
    DataSet header =
        image(NM, "NM", 3, 1).putItems(Tag.RadiopharmaceuticalInformationSequence, lutetium);

    IdentifiedBundle bundle = convert(header);

    assertThat(codes(bundle)).contains(Code.TRACER_THERAPEUTIC);
    assertThat(bundle.resources(MedicationAdministration.class)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "C118961, NCIt, 35337001, SCT, x, C118961, false",
    "126758, DCM, 77004003, SCT, x, 126758, false",
    "L1, L, C-131A3, SRT, 68Ga-PSMA-11, C118961, true",
    "L1, L, 77004003, SCT, Piflufolastat F18, 18F-DCFPyL, true",
    "L1, L, C-163A8, 99SDM, Sestamibi, other-radiopharmaceutical, false",
    "C118961, NCIt, 77004003, SCT, x, other-radiopharmaceutical, false"
  })
  void productIsKnownByCodeElseByNameAndNuclide(
      String code,
      String scheme,
      String nuclide,
      String nuclideScheme,
      String text,
      String product,
      boolean byName) {
    DataSet tracer =
        fdg("200000000")
            .put(Tag.Radiopharmaceutical, VR.LO, text)
            .putItems(Tag.RadionuclideCodeSequence, code(nuclide, nuclideScheme, "?"))
            .putItems(Tag.RadiopharmaceuticalCodeSequence, code(code, scheme, "?"));

    IdentifiedBundle bundle = convert(pet(tracer));

    assertThat(bundle.resources(Medication.class).get(0).getCode().getCodingFirstRep().getCode())
        .isEqualTo(product);
    assertThat(codes(bundle).contains(Code.TRACER_PRODUCT_BY_NAME)).isEqualTo(byName);
  }

  @Test
  void instancesOfTwoStudiesOrPatientsAreRefused() {
    DataSet otherStudy = image(CT, "CT", 1, 2).put(Tag.StudyInstanceUID, VR.UI, "2.25.99");
    DataSet otherPatient = image(CT, "CT", 1, 2).put(Tag.PatientID, VR.LO, "4712");

    for (DataSet other : List.of(otherStudy, otherPatient)) {
      assertThatThrownBy(() -> convert(image(CT, "CT", 1, 1), other))
          .isInstanceOfSatisfying(
              DicomFault.class,
              fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.NOT_ONE_STUDY));
    }
    assertThatThrownBy(() -> convert(image(CT, "CT", 1, 1).remove(Tag.PatientID)))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.MISSING_IDENTITY));
  }

  @Test
  void instanceThatCameTwiceCountsOnce() {
    IdentifiedBundle bundle = convert(image(CT, "CT", 1, 1), image(CT, "CT", 1, 1));

    assertThat(bundle.resources(ImagingStudy.class).get(0).getNumberOfInstances()).isEqualTo(1);
    assertThat(codes(bundle)).contains(Code.DUPLICATE_INSTANCE);
  }

  @Test
  void siteZoneIsAssumedAloud() {
    IdentifiedBundle bundle = convert(image(CT, "CT", 1, 1).remove(Tag.TimezoneOffsetFromUTC));

    assertThat(bundle.resources(ImagingStudy.class).get(0).getStartedElement().getValueAsString())
        .isEqualTo("2024-06-01T12:00:00+02:00");
    assertThat(codes(bundle)).contains(Code.ZONE_ASSUMED);
  }

  @ParameterizedTest
  @CsvSource({
    "pet/NM-PetIm-GE.dcm, 221.596288, 2022-03-10T12:41:00+01:00, 35321007, 50.9",
    "pet/NM-PetIm-Siemens.dcm, 394, 2022-02-24T10:48:30+01:00, 35321007, 67.5",
    "pet/2.dcm, 173.529999, 1960-01-14T11:19:59+01:00, other-radiopharmaceutical, 16.0"
  })
  void realPetImagesGiveTheirTracer(
      String file, String megabecquerel, String start, String product, String minutes) {
    IdentifiedBundle bundle = convert(shared(file));

    MedicationAdministration administration =
        bundle.resources(MedicationAdministration.class).get(0);
    assertThat(administration.getDosage().getDose().getValue()).isEqualByComparingTo(megabecquerel);
    assertThat(administration.getEffectiveDateTimeType().getValueAsString()).isEqualTo(start);
    assertThat(bundle.resources(Medication.class).get(0).getCode().getCodingFirstRep().getCode())
        .isEqualTo(product);
    assertThat(
            bundle
                .resources(ImagingStudy.class)
                .get(0)
                .getExtensionByUrl(Canonical.extension("post-injection-time"))
                .castToQuantity(
                    bundle
                        .resources(ImagingStudy.class)
                        .get(0)
                        .getExtensionByUrl(Canonical.extension("post-injection-time"))
                        .getValue())
                .getValue())
        .isEqualByComparingTo(minutes);
  }

  @Test
  void realNuclearMedicineImageWithoutStartTimeGivesAStudyOnly() {
    IdentifiedBundle bundle = convert(shared("pet/NM-NmIm-Siemens-s1-1.dcm"));

    assertThat(codes(bundle)).contains(Code.TRACER_WITHOUT_TIME, Code.HALF_LIFE_MISSING);
    assertThat(bundle.resources(MedicationAdministration.class)).isEmpty();
    assertThat(bundle.resources(ImagingStudy.class)).hasSize(1);
  }

  @Test
  void notesHoldNoIdentity() {
    for (String file :
        List.of("pet/NM-PetIm-GE.dcm", "pet/NM-NmIm-Siemens-s1-1.dcm", "pet/2.dcm")) {
      DataSet header = shared(file).put(Tag.PatientName, VR.PN, "Canary^Name");
      IdentifiedBundle bundle = convert(header);

      assertThat(bundle.toString()).doesNotContain("Canary", "ACRIN", "1.3.");
      assertThat(bundle.patient().toString()).doesNotContain("ACRIN", "REMOVED");
    }
  }

  /** What the registry's profiles do not name is left out at de-identification, not here. */
  @Test
  void resourcesFitTheProfilesOfTheRegistry() throws IOException {
    ProfileValidator validator =
        new ProfileValidator(
            ProfileTable.standard(),
            Clock.fixed(Instant.parse("2026-11-21T00:00:00Z"), ZoneOffset.UTC));
    List<IdentifiedBundle> bundles =
        List.of(
            convert(shared("pet/NM-PetIm-GE.dcm")),
            convert(shared("pet/NM-PetIm-Siemens.dcm")),
            convert(pet(fdg("350000000")), image(CT, "CT", 2, 1)));
    for (IdentifiedBundle bundle : bundles) {
      for (var entry : bundle.bundle().getEntry()) {
        Resource resource = entry.getResource();
        if (!(resource instanceof Patient)) {
          JsonNode json =
              new ObjectMapper().readTree(FHIR.newJsonParser().encodeResourceToString(resource));
          assertThat(validator.validate(json))
              .filteredOn(issue -> issue.severity() == Severity.ERROR)
              .extracting(Issue::expression)
              .allMatch(path -> path.matches(".*\\b(basedOn|description)\\b.*"));
        }
      }
    }
  }
}
