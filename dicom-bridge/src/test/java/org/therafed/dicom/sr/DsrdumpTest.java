package org.therafed.dicom.sr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.dicom.Shared;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.dicom.io.Part10Writer;
import org.therafed.dicom.io.TransferSyntax;

/** DCMTK's judgement of reports that we write: content items and their relationships. */
class DsrdumpTest {
  private static final SrIdentity IDENTITY =
      new SrIdentity("2.25.10", "2.25.11", 900, 1, "20240601", "120000", "Maker");

  @TempDir Path folder;

  private static DataSet study() {
    return new DataSet()
        .put(Tag.PatientName, VR.PN, "Test")
        .put(Tag.PatientID, VR.LO, "4711")
        .put(Tag.PatientBirthDate, VR.DA)
        .put(Tag.PatientSex, VR.CS)
        .put(Tag.StudyInstanceUID, VR.UI, "2.25.1")
        .put(Tag.StudyDate, VR.DA, "20240601")
        .put(Tag.StudyTime, VR.TM, "120000");
  }

  private static SrDocument read(String name) {
    return SrDocument.read(Part10Reader.read(Shared.file(name)).dataSet());
  }

  @Test
  void dcmtkReadsWhatIsWritten() throws Exception {
    assumeInstalled();
    Map<String, DataSet> written = new LinkedHashMap<>();
    written.put(
        "Radiopharmaceutical",
        RadiopharmaceuticalDose.of(read("dose/NM-RRDSR-Siemens.dcm"))
            .document()
            .write(study(), IDENTITY, List.of()));
    written.put(
        "CT Dose Length Product Total",
        XRayDose.of(read("dose/CT-RDSR-Siemens-Multi-1.dcm"))
            .document()
            .write(study(), IDENTITY, List.of()));
    MeasurementReport measured = MeasurementReport.of(read("sr/sr.dcm"));
    written.put(
        "Imaging Measurement Report",
        measured.document().write(study(), IDENTITY, evidence(measured)));
    for (Map.Entry<String, DataSet> report : written.entrySet()) {
      Path file = folder.resolve("report.dcm");
      try (OutputStream out = Files.newOutputStream(file)) {
        Part10Writer.write(report.getValue(), TransferSyntax.EXPLICIT_LITTLE_ENDIAN, out);
      }

      assertThat(dsrdump(file)).contains(report.getKey()).doesNotContain("E: ", "F: ");
    }
  }

  private static List<DataSet> evidence(MeasurementReport report) {
    return report.groups().stream()
        .flatMap(group -> group.regions().stream())
        .filter(Region.Segment.class::isInstance)
        .map(Region.Segment.class::cast)
        .map(
            segment ->
                study()
                    .put(Tag.SeriesInstanceUID, VR.UI, "2.25.2")
                    .put(Tag.SOPClassUID, VR.UI, segment.sopClassUid())
                    .put(Tag.SOPInstanceUID, VR.UI, segment.sopInstanceUid()))
        .toList();
  }

  private static void assumeInstalled() {
    boolean found;
    try {
      found = new ProcessBuilder("dsrdump", "--version").start().waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      found = false;
    }
    Assumptions.assumeTrue(found, "dsrdump is not installed (Debian package dcmtk)");
  }

  private static String dsrdump(Path file) throws Exception {
    Process process =
        new ProcessBuilder("dsrdump", "+Pc", file.toString()).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }
}
