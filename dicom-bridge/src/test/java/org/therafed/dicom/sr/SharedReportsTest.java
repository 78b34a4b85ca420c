package org.therafed.dicom.sr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.Shared;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.io.Part10Reader;

/** Reports of real scanners and of other toolkits. */
class SharedReportsTest {
  private static SrDocument report(String name) {
    return SrDocument.read(Part10Reader.read(Shared.file(name)).dataSet());
  }

  private static List<Path> all() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String name : List.of("sr", "dose")) {
      Path folder = Shared.folder().resolve(name);
      Assumptions.assumeTrue(Files.isDirectory(folder), () -> "No folder " + name);
      try (Stream<Path> entries = Files.list(folder)) {
        entries.filter(Files::isRegularFile).sorted().forEach(files::add);
      }
    }
    return files;
  }

  @Test
  void everyTreeComesBackAsItWasWritten() throws IOException {
    int trees = 0;
    for (Path file : all()) {
      DataSet dataSet = Part10Reader.read(file).dataSet();
      if (!SrDocument.is(dataSet)) {
        continue;
      }
      ContentItem root = SrDocument.read(dataSet).root();
      DataSet again = new DataSet();
      dataSet.element(Tag.SpecificCharacterSet).ifPresent(again::put);
      ContentWriter.write(root, again);

      assertThat(ContentReader.read(again)).as(file.getFileName().toString()).isEqualTo(root);
      trees++;
    }
    assertThat(trees).isPositive();
    System.out.println("Structured reports: " + trees + " trees read, written and read again");
  }

  @Test
  void siemensDoseReportInRtCodesReads() {
    RadiopharmaceuticalDose dose = RadiopharmaceuticalDose.of(report("dose/NM-RRDSR-Siemens.dcm"));

    assertThat(dose.intent())
        .hasValueSatisfying(intent -> assertThat(intent.means(Code.sct("261004008", ""))).isTrue());
    Administration event = dose.administrations().get(0);
    assertThat(event.agent().orElseThrow().modern().value()).isEqualTo("35321007");
    assertThat(event.radionuclide().orElseThrow().modern().value()).isEqualTo("77004003");
    assertThat(event.halfLife().orElseThrow().value()).isEqualTo(6586.2);
    assertThat(event.administered()).contains(new SrNumber(394, "394", "MBq"));
    assertThat(event.start()).isPresent();
    Administration.OrganDose adrenals = event.organDoses().get(0);
    assertThat(adrenals.site().modern().value()).isEqualTo("23451007");
    assertThat(adrenals.laterality().orElseThrow().modern().value()).isEqualTo("51440002");
    assertThat(adrenals.dose()).isEqualTo(new SrNumber(4.73, "4.73", "mGy"));
    assertThat(adrenals.authority()).contains("ICRP Publication 128");
  }

  @Test
  void doseReportWrittenAnewHoldsTheSameFactsInCtCodes() {
    RadiopharmaceuticalDose dose = RadiopharmaceuticalDose.of(report("dose/NM-RRDSR-Siemens.dcm"));

    RadiopharmaceuticalDose again = RadiopharmaceuticalDose.of(dose.document());

    assertThat(again).isEqualTo(dose);
  }

  @Test
  void ctDoseReportReadsAndIsWrittenAnew() {
    XRayDose dose = XRayDose.of(report("dose/CT-RDSR-Siemens-Multi-1.dcm"));

    XRayDose.Ct ct = dose.ct().orElseThrow();
    assertThat(ct.dlpTotal()).contains(new SrNumber(7.46, "7.46", "mGy.cm"));
    assertThat(ct.events().orElseThrow().value()).isEqualTo(1);
    assertThat(ct.acquisitions()).hasSize(1);
    XRayDose.Acquisition topogram = ct.acquisitions().get(0);
    assertThat(topogram.protocol()).contains("Topogram");
    assertThat(topogram.ctdiVol()).contains(new SrNumber(0.15, "0.15", "mGy"));
    assertThat(topogram.region().orElseThrow().modern().scheme()).isEqualTo("SCT");
    assertThat(dose.observers()).singleElement().satisfies(o -> assertThat(o.device()).isTrue());
    assertThat(dose.studyUid()).isPresent();
    assertThat(XRayDose.of(dose.document())).isEqualTo(dose);
  }

  @Test
  void projectionTotalsRead() {
    XRayDose dose = XRayDose.of(report("dose/RF-RDSR-Siemens-Zee.dcm"));

    assertThat(dose.ct()).isEmpty();
    assertThat(dose.projection()).isNotEmpty();
    XRayDose.Projection totals = dose.projection().get(0);
    assertThat(totals.areaProduct().orElseThrow().value()).isEqualTo(1.6e-5);
    assertThat(totals.atReferencePoint().orElseThrow().value()).isEqualTo(0.00252);
    assertThat(totals.fluoroTime().orElseThrow().value()).isEqualTo(28);
  }

  @Test
  void petMeasurementReportReads() {
    MeasurementReport report = MeasurementReport.of(report("sr/sr.dcm"));

    assertThat(report.groups()).isNotEmpty();
    MeasurementGroup tumour = report.groups().get(0);
    assertThat(tumour.trackingIdentifier()).contains("primary tumor");
    assertThat(tumour.trackingUid()).isPresent();
    assertThat(tumour.finding()).isPresent();
    assertThat(tumour.site().orElseThrow().value()).isEqualTo("T-C5300");
    assertThat(tumour.regions())
        .singleElement()
        .isInstanceOfSatisfying(
            Region.Segment.class,
            segment -> {
              assertThat(segment.segments()).containsExactly(1);
              assertThat(segment.sourceSeriesUid()).isPresent();
            });
    Measurement maximum = derived(tumour, Concepts.MAXIMUM).orElseThrow();
    assertThat(maximum.number()).isEqualTo(new SrNumber(10.3814, "10.3814", "{SUVbw}g/ml"));
    assertThat(derived(tumour, Concepts.PEAK).orElseThrow().number().value()).isEqualTo(9.45534);
  }

  private static Optional<Measurement> derived(MeasurementGroup group, Code derivation) {
    return group.measurements().stream()
        .filter(m -> m.derivation().filter(derivation::means).isPresent())
        .findFirst();
  }

  @Test
  void outlinesReadWithTheirImageAndModernNames() {
    MeasurementReport report = MeasurementReport.of(report("sr/sr-circle.dcm"));

    MeasurementGroup first = report.groups().get(0);
    Region.Outline outline = (Region.Outline) first.regions().get(0);
    assertThat(outline.coordinates().graphicType()).isEqualTo("CIRCLE");
    assertThat(outline.image()).isPresent();
    assertThat(first.measurements().get(0).name().means(Code.sct("131190003", "Radius"))).isTrue();
  }

  @Test
  void areaOfHighdicomsReportMeansTheSameInBothSnomeds() {
    MeasurementReport report = MeasurementReport.of(report("sr/sr_document.dcm"));

    Code area = report.groups().get(0).measurements().get(0).name();
    assertThat(area.scheme()).isEqualTo("SRT");
    assertThat(area.means(Code.sct(area.modern().value(), ""))).isTrue();
    assertThat(area.modern().scheme()).isEqualTo("SCT");
    assertThat(report.groups().get(0).measurements().get(0).number().unit()).isEqualTo("cm2");
  }

  @Test
  void measurementReportWrittenAnewIsEqual() {
    for (String name : List.of("sr/sr.dcm", "sr/sr-circle.dcm", "sr/sr-ruler.dcm")) {
      MeasurementReport report = MeasurementReport.of(report(name));

      MeasurementReport again = MeasurementReport.of(report.document());

      assertThat(again.groups()).as(name).isEqualTo(report.groups());
      assertThat(again.observers()).as(name).isEqualTo(report.observers());
    }
  }
}
