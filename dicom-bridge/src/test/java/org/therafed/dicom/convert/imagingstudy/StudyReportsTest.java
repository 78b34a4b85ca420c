package org.therafed.dicom.convert.imagingstudy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hl7.fhir.r4.model.BodyStructure;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.Shared;
import org.therafed.dicom.convert.ConversionNote;
import org.therafed.dicom.convert.IdentifiedBundle;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.dicom.sr.Administration;
import org.therafed.dicom.sr.Code;
import org.therafed.dicom.sr.RadiopharmaceuticalDose;
import org.therafed.dicom.sr.SrIdentity;
import org.therafed.dicom.sr.SrNumber;
import org.therafed.profiles.profile.Canonical;
import org.therafed.profiles.profile.ProfileTable;
import org.therafed.profiles.validation.Issue;
import org.therafed.profiles.validation.ProfileValidator;
import org.therafed.profiles.validation.Severity;

/** Structured reports of a study beside its images. */
class StudyReportsTest {
  private static final ConvertContext CONTEXT =
      new ConvertContext(Canonical.BASE, ZoneId.of("Europe/Zurich"), "urn:therafed:mrn:a");
  private static final String REPORT = "dose/NM-RRDSR-Siemens.dcm";
  private static final String IMAGE = "pet/NM-PetIm-Siemens.dcm";
  private static final FhirContext FHIR = FhirContext.forR4();

  private static DataSet shared(String name) {
    return Part10Reader.readHeader(Shared.file(name)).dataSet().put(Tag.PatientID, VR.LO, "4711");
  }

  private static IdentifiedBundle convert(DataSet... headers) {
    return ImagingStudyConverter.convert(Arrays.asList(headers), CONTEXT);
  }

  private static List<ConversionNote.Code> codes(IdentifiedBundle bundle) {
    return bundle.notes().stream().map(ConversionNote::code).toList();
  }

  private static void valid(IdentifiedBundle bundle) throws IOException {
    ProfileValidator validator =
        new ProfileValidator(
            ProfileTable.standard(),
            Clock.fixed(Instant.parse("2026-11-21T00:00:00Z"), ZoneOffset.UTC));
    for (var entry : bundle.bundle().getEntry()) {
      Resource resource = entry.getResource();
      if (!(resource instanceof Patient)) {
        JsonNode json =
            new ObjectMapper().readTree(FHIR.newJsonParser().encodeResourceToString(resource));
        // What the profiles do not name, and identifiers, are left out or keyed at
        // de-identification, not here.
        assertThat(validator.validate(json))
            .filteredOn(issue -> issue.severity() == Severity.ERROR)
            .extracting(Issue::expression)
            .allMatch(
                path -> path.matches(".*\\b(basedOn|description|device|identifier|text)\\b.*"));
      }
    }
  }

  @Test
  void doseReportGivesTheAdministrationAndItsOrganDoses() throws IOException {
    IdentifiedBundle bundle = convert(shared(REPORT));

    MedicationAdministration given = bundle.resources(MedicationAdministration.class).get(0);
    assertThat(given.getDosage().getDose().getValue()).isEqualByComparingTo("394");
    assertThat(given.getEffectiveDateTimeType().getValueAsString())
        .isEqualTo("2022-02-24T10:40:30+01:00");
    List<Observation> doses = bundle.resources(Observation.class);
    assertThat(doses).isNotEmpty();
    Observation adrenals = doses.get(0);
    assertThat(adrenals.getBodySite().getCodingFirstRep().getCode()).isEqualTo("23451007");
    assertThat(adrenals.getValueQuantity().getValue()).isEqualByComparingTo("4.73");
    assertThat(adrenals.getValueQuantity().getCode()).isEqualTo("mGy");
    assertThat(adrenals.getPartOfFirstRep().getReference())
        .isEqualTo("MedicationAdministration/" + given.getIdPart());
    assertThat(doses).extracting(Observation::getIdPart).doesNotHaveDuplicates();
    valid(bundle);
  }

  @Test
  void injectionToldByReportAndImageIsOneAndTheirDifferenceIsSaid() {
    IdentifiedBundle bundle = convert(shared(IMAGE), shared(REPORT));

    assertThat(bundle.resources(MedicationAdministration.class))
        .singleElement()
        .satisfies(
            given ->
                assertThat(given.getEffectiveDateTimeType().getValueAsString())
                    .isEqualTo("2022-02-24T10:40:30+01:00"));
    assertThat(codes(bundle)).contains(ConversionNote.Code.TRACER_REPORT_DISAGREES);
    assertThat(bundle.notes())
        .filteredOn(note -> note.code() == ConversionNote.Code.TRACER_REPORT_DISAGREES)
        .singleElement()
        .satisfies(note -> assertThat(note.text()).contains("480 s"));
    assertThat(ids(convert(shared(REPORT), shared(IMAGE)))).isEqualTo(ids(bundle));
    assertThat(ids(bundle)).containsAll(ids(convert(shared(IMAGE))));
  }

  private static List<String> ids(IdentifiedBundle bundle) {
    return bundle.bundle().getEntry().stream()
        .map(entry -> entry.getResource().fhirType() + "/" + entry.getResource().getIdPart())
        .sorted()
        .toList();
  }

  private static DataSet report(double before, double after) {
    Administration event =
        new Administration(
            Optional.of(Code.sct("35321007", "Fluorodeoxyglucose F^18^")),
            Optional.of(Code.sct("77004003", "^18^Fluorine")),
            Optional.of(SrNumber.of(6586.2, "s")),
            Optional.of("2.25.77"),
            Optional.of("20240601120000"),
            Optional.of("20240601120030"),
            Optional.of(SrNumber.of(350, "MBq")),
            Optional.of(
                new Administration.Measured(
                    SrNumber.of(before, "MBq"), Optional.of("20240601113000"), Optional.empty())),
            Optional.of(
                new Administration.Measured(
                    SrNumber.of(after, "MBq"), Optional.of("20240601121000"), Optional.empty())),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Code.sct("47625008", "Intravenous route")),
            Optional.empty(),
            List.of());
    DataSet study =
        new DataSet()
            .put(Tag.PatientID, VR.LO, "4711")
            .put(Tag.StudyInstanceUID, VR.UI, "2.25.1")
            .put(Tag.StudyDate, VR.DA, "20240601")
            .put(Tag.StudyTime, VR.TM, "120000");
    return new RadiopharmaceuticalDose(Optional.empty(), Optional.empty(), List.of(event))
        .document()
        .write(
            study,
            new SrIdentity("2.25.10", "2.25.11", 900, 1, "20240601", "130000", "Maker"),
            List.of());
  }

  @Test
  void measuredActivitiesThatBalanceMakeAnActivityRecord() throws IOException {
    double before = (350 + 10) * Math.pow(2, 1800 / 6586.2);
    double after = 10 * Math.pow(2, -600 / 6586.2);

    IdentifiedBundle bundle = convert(report(before, after));

    MedicationAdministration given = bundle.resources(MedicationAdministration.class).get(0);
    assertThat(given.getExtensionByUrl(CONTEXT.profile("activity-record"))).isNotNull();
    valid(bundle);
  }

  @Test
  void measuredActivitiesThatDoNotBalanceAreLeftOutAloud() {
    IdentifiedBundle bundle = convert(report(350, 10));

    MedicationAdministration given = bundle.resources(MedicationAdministration.class).get(0);
    assertThat(given.getExtensionByUrl(CONTEXT.profile("activity-record"))).isNull();
    assertThat(codes(bundle)).contains(ConversionNote.Code.ACTIVITY_UNBALANCED);
  }

  @Test
  void petMeasurementReportGivesMaximumVolumeAndLesion() throws IOException {
    IdentifiedBundle bundle = convert(shared("sr/sr.dcm"));

    List<Observation> measured = bundle.resources(Observation.class);
    assertThat(measured)
        .extracting(o -> o.getCode().getCodingFirstRep().getCode())
        .containsOnly("126401", "126032");
    Observation maximum =
        measured.stream()
            .filter(o -> o.getCode().getCodingFirstRep().getCode().equals("126401"))
            .findFirst()
            .orElseThrow();
    assertThat(maximum.getValueQuantity().getValue().doubleValue())
        .isCloseTo(10.3814, within(1e-9));
    assertThat(maximum.getValueQuantity().getCode()).isEqualTo("g/mL");
    assertThat(maximum.getDerivedFromFirstRep().getReference()).startsWith("ImagingStudy/");
    List<BodyStructure> lesions = bundle.resources(BodyStructure.class);
    assertThat(lesions).isNotEmpty();
    assertThat(maximum.getFocusFirstRep().getReference())
        .isEqualTo("BodyStructure/" + lesions.get(0).getIdPart());
    assertThat(codes(bundle)).contains(ConversionNote.Code.MEASUREMENT_NOT_CARRIED);
    assertThat(measured).extracting(Observation::getIdPart).doesNotHaveDuplicates();
    valid(bundle);
  }

  @Test
  void damagedReportDoesNotKeepTheStudyBack() {
    DataSet damaged =
        shared(REPORT)
            .remove(Tag.ValueType)
            .remove(Tag.ContentSequence)
            .put(Tag.SOPInstanceUID, VR.UI, "2.25.99");

    IdentifiedBundle bundle = convert(shared(IMAGE), damaged);

    assertThat(codes(bundle)).contains(ConversionNote.Code.REPORT_UNREADABLE);
    assertThat(bundle.resources(MedicationAdministration.class)).hasSize(1);
  }

  @Test
  void xRayDoseReportIsCountedAndSaidNotToBeCarried() {
    IdentifiedBundle bundle = convert(shared("dose/CT-RDSR-Siemens-Multi-1.dcm"));

    assertThat(codes(bundle)).contains(ConversionNote.Code.X_RAY_DOSE_NOT_CARRIED);
    assertThat(bundle.resources(ImagingStudy.class).get(0).getNumberOfInstances()).isEqualTo(1);
  }

  private static DataSet slice(int series, int number) {
    return new DataSet()
        .put(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.2")
        .put(Tag.SOPInstanceUID, VR.UI, "2.25.9." + series + "." + number)
        .put(Tag.StudyDate, VR.DA, "20240601")
        .put(Tag.StudyTime, VR.TM, "120000")
        .put(Tag.Modality, VR.CS, series == 1 ? "CT" : "PT")
        .put(Tag.PatientID, VR.LO, "4711")
        .put(Tag.StudyInstanceUID, VR.UI, "2.25.1")
        .put(Tag.SeriesInstanceUID, VR.UI, "2.25.2." + series)
        .put(Tag.SeriesNumber, VR.IS, series)
        .put(Tag.InstanceNumber, VR.IS, number);
  }

  private static ImagingStudy study(List<DataSet> headers) {
    return ImagingStudyConverter.convert(headers, CONTEXT).resources(ImagingStudy.class).get(0);
  }

  private static String text(ImagingStudy study) {
    return FHIR.newJsonParser().encodeResourceToString(study);
  }

  @Test
  void studyGrowsToTheSameWhateverTheOrderAndHoweverOftenInstancesCome() {
    List<DataSet> all = new ArrayList<>();
    for (int series = 1; series <= 2; series++) {
      for (int number = 1; number <= 6; number++) {
        all.add(slice(series, number));
      }
    }
    String whole = text(StudyMerge.merge(study(all), study(all)));
    Random random = new Random(7);
    for (int round = 0; round < 20; round++) {
      List<DataSet> arriving = new ArrayList<>(all);
      Collections.shuffle(arriving, random);
      ImagingStudy grown = study(arriving.subList(0, 1));
      for (int i = 1; i < arriving.size(); i += 3) {
        // The last part of a batch comes again with the next one.
        List<DataSet> batch = arriving.subList(i - 1, Math.min(i + 3, arriving.size()));
        grown = StudyMerge.merge(grown, study(batch));
      }

      assertThat(text(grown)).isEqualTo(whole);
      assertThat(text(StudyMerge.merge(grown, grown))).isEqualTo(whole);
    }
    assertThat(whole).contains("\"numberOfInstances\":12", "\"numberOfSeries\":2");
  }
}
