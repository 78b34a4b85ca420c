package org.therafed.dicom.sr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;

class SrDocumentTest {
  private static final Code AREA = Code.sct("42798000", "Area");

  private static DataSet nested(int levels) {
    DataSet root = new DataSet().put(Tag.ValueType, VR.CS, "CONTAINER");
    DataSet at = root;
    for (int i = 1; i < levels; i++) {
      DataSet below = new DataSet().put(Tag.ValueType, VR.CS, "CONTAINER");
      at.putItems(Tag.ContentSequence, below);
      at = below;
    }
    return root;
  }

  private static MeasurementReport report() {
    MeasurementGroup group =
        new MeasurementGroup(
            Optional.of("Läsion 1"),
            Optional.of("2.25.5"),
            Optional.of(new Code("M-80003", "SRT", "Neoplasm, Primary")),
            Optional.of(Code.sct("64033007", "Kidney")),
            Optional.of(Code.sct("7771000", "Left")),
            Optional.empty(),
            List.of(
                new Region.Segment(
                    "1.2.840.10008.5.1.4.1.1.66.4",
                    "2.25.6",
                    List.of(2),
                    List.of(),
                    Optional.of("2.25.7"))),
            List.of(
                new Measurement(
                    Code.dcm("126401", "SUVbw"),
                    SrNumber.of(1.0 / 3, "g/mL"),
                    Optional.of(Concepts.MAXIMUM),
                    Optional.empty())),
            List.of());
    return new MeasurementReport(
        Concepts.PET_MEASUREMENT_REPORT,
        List.of(Observer.device("2.25.9", "Maker", "Model")),
        List.of(),
        List.of(group),
        0);
  }

  private static DataSet header(String sopClass, String instance) {
    return new DataSet()
        .put(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100")
        .put(Tag.PatientID, VR.LO, "4711")
        .put(Tag.StudyInstanceUID, VR.UI, "2.25.1")
        .put(Tag.SeriesInstanceUID, VR.UI, "2.25.2")
        .put(Tag.SOPClassUID, VR.UI, sopClass)
        .put(Tag.SOPInstanceUID, VR.UI, instance);
  }

  private static SrIdentity identity() {
    return new SrIdentity("2.25.10", "2.25.11", 900, 1, "20240601", "120000", "Maker");
  }

  @Test
  void rtAndCtCodesMeanTheSameUnderEveryNameOfTheScheme() {
    for (String scheme : List.of("SRT", "SNM3", "99SDM")) {
      assertThat(new Code("G-A166", scheme, "Area of defined region").means(AREA)).isTrue();
    }
    assertThat(new Code("G-A166", "DCM", "").means(AREA)).isFalse();
    assertThat(new Code("no-such", "SNM3", "").means(new Code("no-such", "SRT", ""))).isTrue();
  }

  @Test
  void treeDeeperThanAnyTemplateIsRefusedAndOneBelowTheBoundIsRead() {
    assertThat(SrDocument.read(nested(ContentReader.DEPTH)).root().walk())
        .hasSize(ContentReader.DEPTH);
    assertThatThrownBy(() -> SrDocument.read(nested(30_000)))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.SR_TOO_LARGE));
  }

  @Test
  void imageIsNoReport() {
    assertThatThrownBy(() -> SrDocument.read(header("1.2.840.10008.5.1.4.1.1.2", "2.25.3")))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.SR_INVALID));
  }

  @Test
  void reportOfAnotherTemplateIsRefusedByName() {
    SrDocument measurements = report().document();

    assertThatThrownBy(() -> XRayDose.of(measurements))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.SR_OTHER_TEMPLATE));
    assertThatThrownBy(() -> RadiopharmaceuticalDose.of(measurements))
        .isInstanceOf(DicomFault.class);
  }

  @Test
  void writtenReportStandsInItsStudyAndListsItsEvidence() {
    DataSet segmentation = header("1.2.840.10008.5.1.4.1.1.66.4", "2.25.6");

    DataSet written = report().document().write(segmentation, identity(), List.of(segmentation));

    assertThat(written.string(Tag.StudyInstanceUID)).contains("2.25.1");
    assertThat(written.string(Tag.PatientID)).contains("4711");
    assertThat(written.string(Tag.SOPInstanceUID)).contains("2.25.10");
    DataSet study = written.item(Tag.CurrentRequestedProcedureEvidenceSequence).orElseThrow();
    DataSet series = study.item(Tag.ReferencedSeriesSequence).orElseThrow();
    assertThat(series.string(Tag.SeriesInstanceUID)).contains("2.25.2");
    MeasurementReport again = MeasurementReport.of(SrDocument.read(written));
    assertThat(again.groups().get(0).trackingIdentifier()).contains("Läsion 1");
    assertThat(again.groups().get(0).measurements().get(0).number().value())
        .isCloseTo(0.3333333333, within(1e-9));
  }

  @Test
  void reportWhoseEvidenceIsUnknownIsNotWritten() {
    DataSet header = header("1.2.840.10008.5.1.4.1.1.128", "2.25.3");

    assertThatThrownBy(() -> report().document().write(header, identity(), List.of(header)))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.SR_INVALID));
  }

  @Test
  void decimalTextNeverPassesSixteenCharacters() {
    List<Double> numbers =
        List.of(1.0 / 3, -1.0 / 3, 1e-7 / 3, 123456789.12345679, -2e30 / 7, 0.0, 7400.0);
    List<String> tooLong = new ArrayList<>();
    for (double number : numbers) {
      SrNumber written = SrNumber.of(number, "1");
      if (written.text().length() > 16) {
        tooLong.add(written.text());
      }
      assertThat(Double.parseDouble(written.text()))
          .isCloseTo(number, within(Math.abs(number) * 1e-7));
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void itemsThatATypeHasNoPlaceForAreCounted() {
    ContentItem odd =
        ContentItem.of(
            Relationship.CONTAINS, Code.dcm("121106", "Comment"), new ItemValue.Text("free text"));
    ContentItem group =
        ContentItem.of(
            Relationship.CONTAINS,
            Concepts.MEASUREMENT_GROUP,
            new ItemValue.Container(false, Optional.empty()),
            odd);
    ContentItem section =
        ContentItem.of(
            Relationship.CONTAINS,
            Concepts.IMAGING_MEASUREMENTS,
            new ItemValue.Container(false, Optional.empty()),
            group);
    SrDocument document =
        new SrDocument(
            SrDocument.ENHANCED,
            true,
            false,
            ContentItem.root(Concepts.MEASUREMENT_REPORT, "1500", List.of(section)));

    assertThat(MeasurementReport.of(document).unread()).isEqualTo(1);
  }
}
