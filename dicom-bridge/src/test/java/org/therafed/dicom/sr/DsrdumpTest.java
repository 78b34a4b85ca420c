package org.therafed.dicom.sr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.dicom.Dciodvfy;
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
    assumeInstalled("dsrdump", "dcmtk");
    for (Map.Entry<String, DataSet> report : reports().entrySet()) {
      assertThat(dsrdump(file(report.getValue())))
          .contains(report.getKey())
          .doesNotContain("E: ", "F: ");
    }
  }

  @Test
  void dciodvfyFindsNoErrorInWhatIsWritten() throws Exception {
    assumeInstalled("dciodvfy", "dicom3tools");
    List<Path> files = new ArrayList<>();
    for (DataSet report : reports().values()) {
      files.add(file(report));
    }

    assertThat(Dciodvfy.errors(folder, files)).hasSize(3).allSatisfy(e -> assertThat(e).isEmpty());
  }

  /** Reports written anew, by the title that each has. */
  private static Map<String, DataSet> reports() {
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
    return written;
  }

  private Path file(DataSet report) throws IOException {
    Path file = Files.createTempFile(folder, "report", ".dcm");
    try (OutputStream out = Files.newOutputStream(file)) {
      Part10Writer.write(report, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, out);
    }
    return file;
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

  private static void assumeInstalled(String program, String debian) {
    boolean found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    Assumptions.assumeTrue(found, program + " is not installed (Debian package " + debian + ")");
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
