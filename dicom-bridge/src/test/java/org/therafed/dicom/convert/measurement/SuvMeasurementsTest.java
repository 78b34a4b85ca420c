package org.therafed.dicom.convert.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.convert.imagingstudy.ConvertContext;
import org.therafed.dicom.convert.imagingstudy.ImagingStudyConverter;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.quantity.RegionMeasures;
import org.therafed.dicom.quantity.SuvType;
import org.therafed.dicom.sr.Code;
import org.therafed.dicom.sr.Concepts;
import org.therafed.dicom.sr.MeasurementGroup;
import org.therafed.dicom.sr.MeasurementReport;
import org.therafed.dicom.sr.Region;
import org.therafed.dicom.sr.SrDocument;
import org.therafed.dicom.sr.SrIdentity;
import org.therafed.profiles.profile.Canonical;

class SuvMeasurementsTest {
  private static final String SEGMENTATION = "1.2.840.10008.5.1.4.1.1.66.4";

  private static MeasurementGroup group(OptionalDouble peak) {
    return SuvMeasurements.group(
        new RegionMeasures(123, 7.872, 8.25, 6.5, peak),
        SuvType.BW,
        "lesion 1",
        "2.25.5",
        Code.sct("86049000", "Neoplasm, Primary"),
        Code.sct("41216001", "Prostate"),
        new Region.Segment(SEGMENTATION, "2.25.6", List.of(1), List.of(), Optional.empty()));
  }

  @Test
  void whatIsMeasuredGoesThroughAReportToTheRegistry() {
    DataSet segmentation =
        new DataSet()
            .put(Tag.PatientID, VR.LO, "4711")
            .put(Tag.StudyInstanceUID, VR.UI, "2.25.1")
            .put(Tag.StudyDate, VR.DA, "20240601")
            .put(Tag.StudyTime, VR.TM, "120000")
            .put(Tag.SeriesInstanceUID, VR.UI, "2.25.2")
            .put(Tag.SOPClassUID, VR.UI, SEGMENTATION)
            .put(Tag.SOPInstanceUID, VR.UI, "2.25.6");
    MeasurementReport report =
        new MeasurementReport(
            Concepts.PET_MEASUREMENT_REPORT,
            List.of(),
            List.of(),
            List.of(group(OptionalDouble.of(7.5))),
            0);
    DataSet written =
        report
            .document()
            .write(
                segmentation,
                new SrIdentity("2.25.10", "2.25.11", 900, 1, "20240601", "130000", "Maker"),
                List.of(segmentation));

    assertThat(MeasurementReport.of(SrDocument.read(written)).groups()).isEqualTo(report.groups());
    List<Observation> observations =
        ImagingStudyConverter.convert(
                List.of(written),
                new ConvertContext(Canonical.BASE, ZoneId.of("Europe/Zurich"), "urn:x:a"))
            .resources(Observation.class);
    assertThat(observations)
        .extracting(
            o ->
                o.getCode().getCodingFirstRep().getCode()
                    + " "
                    + o.getValueQuantity().getValue()
                    + " "
                    + o.getValueQuantity().getCode())
        .containsExactly("126401 8.25 g/mL", "126032 7.872 mL");
  }

  @Test
  void lesionWithoutRoomForTheSphereHasNoPeak() {
    assertThat(group(OptionalDouble.empty()).measurements())
        .noneMatch(m -> m.derivation().filter(Concepts.PEAK::means).isPresent());
  }
}
