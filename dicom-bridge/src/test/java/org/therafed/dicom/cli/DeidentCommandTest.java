package org.therafed.dicom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.Part10Reader;

class DeidentCommandTest {
  @TempDir Path folder;
  private Path source;
  private Path target;
  private Path key;

  @BeforeEach
  void files() throws IOException {
    source = Files.createDirectory(folder.resolve("source"));
    target = folder.resolve("target");
    key = Files.writeString(folder.resolve("key"), "0123456789abcdef".repeat(4) + "\n");
    DumpCommandTest.write(source.resolve("DOE_JOHN.dcm"), patient());
  }

  private static DataSet patient() {
    return new DataSet()
        .put(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192")
        .put(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.66")
        .put(Tag.SOPInstanceUID, VR.UI, "2.25.1")
        .put(Tag.StudyInstanceUID, VR.UI, "2.25.2")
        .put(Tag.SeriesInstanceUID, VR.UI, "2.25.3")
        .put(Tag.StudyDate, VR.DA, "20260228")
        .put(Tag.Modality, VR.CS, "OT")
        .put(Tag.PatientName, VR.PN, "DOE^JOHN")
        .put(Tag.PatientID, VR.LO, "DOE-4711");
  }

  private Run run(String... more) {
    return Run.of(
        Stream.concat(
                Stream.of(
                    "deident",
                    source.toString(),
                    "--to",
                    target.toString(),
                    "--key",
                    key.toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private List<Path> results() throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      return files.sorted().toList();
    }
  }

  @Test
  void resultsHoldNoIdentityAndAreNamedByTheirNewUid() throws IOException {
    Run run = run("--report");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("1 of 1 files written", "(0010,0010)").doesNotContain("DOE");
    assertThat(results()).hasSize(1);
    DataSet result = Part10Reader.read(results().get(0)).dataSet();
    String uid = result.string(Tag.SOPInstanceUID).orElseThrow();
    assertThat(results().get(0).getFileName()).hasToString(uid + ".dcm");
    assertThat(uid).isNotEqualTo("2.25.1");
    assertThat(result.string(Tag.PatientName).orElse("")).doesNotContain("DOE");
    assertThat(result.string(Tag.PatientIdentityRemoved)).contains("YES");
  }

  @Test
  void sameKeyGivesTheSameNames() throws IOException {
    run();
    List<Path> once = results();
    run();

    assertThat(results()).isEqualTo(once);
  }

  @Test
  void issuerOfTheSiteKeepsObjectsThatNameNoneWithThoseThatDo() throws IOException {
    DataSet naming =
        patient()
            .put(Tag.SOPInstanceUID, VR.UI, "2.25.9")
            .put(Tag.IssuerOfPatientID, VR.LO, "KLINIK");
    DumpCommandTest.write(source.resolve("naming.dcm"), naming);

    Run without = run();
    Set<String> two = patients();
    Run with = run("--issuer", "KLINIK");

    assertThat(without.out()).contains("DCM-DEID-N12");
    assertThat(two).hasSize(2);
    assertThat(patients()).hasSize(1);
    assertThat(with.exit()).isZero();
  }

  private Set<String> patients() throws IOException {
    Set<String> patients = new TreeSet<>();
    for (Path result : results()) {
      patients.add(Part10Reader.read(result).dataSet().string(Tag.PatientID).orElseThrow());
    }
    return patients;
  }

  @Test
  void fileThatCannotBeTreatedIsNotWritten() throws IOException {
    DumpCommandTest.write(
        source.resolve("other.dcm"), patient().put(Tag.SOPClassUID, VR.UI, "1.2.3.4"));

    Run run = run();

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("1 of 2 files written");
    assertThat(run.err()).startsWith("file 2 of 2: DCM-DEID-004 ").doesNotContain("DOE");
    assertThat(results()).hasSize(1);
  }

  @Test
  void secondObjectOfTheSameUidIsSaidAndNotWritten() throws IOException {
    DumpCommandTest.write(source.resolve("copy.dcm"), patient());

    Run run = run();

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("1 of 2 files written");
    assertThat(run.err()).startsWith("file 2 of 2: DCM-CLI-007 ");
  }

  @Test
  void sourceIsNeverReplaced() throws IOException {
    Path file = source.resolve("2.25.1.dcm");
    Files.move(source.resolve("DOE_JOHN.dcm"), file);
    byte[] before = Files.readAllBytes(file);
    target = source;

    Run run = run("--with", "RETAIN_UIDS");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).startsWith("DCM-CLI-003 ");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(results()).containsExactly(file);
  }

  @Test
  void wordsAndPixelRulesOfTheSiteAreRead() throws IOException {
    DumpCommandTest.write(
        source.resolve("DOE_JOHN.dcm"),
        patient().put(Tag.StudyDescription, VR.LO, "Ganzkörper Schmidt"));
    Path words = Files.writeString(folder.resolve("words"), "# ours\nGanzkörper\n");

    assertThat(run("--accept", words.toString()).exit()).isZero();
    DataSet result = Part10Reader.read(results().get(0)).dataSet();
    assertThat(result.string(Tag.StudyDescription)).contains("Ganzkörper");

    Run wrong = run("--pixel-rules", words.toString());
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.err()).startsWith("DCM-DEID-006 ").contains("line 2");
    Run absent = run("--accept", folder.resolve("absent").toString());
    assertThat(absent.exit()).isEqualTo(1);
    assertThat(absent.err()).startsWith("DCM-CLI-002 ").doesNotContain("absent");
  }

  @Test
  void fullDatesTakeThePlaceOfMovedOnes() throws IOException {
    Run run = run("--with", "RETAIN_FULL_DATES,RETAIN_UIDS");

    assertThat(run.exit()).as(run.err()).isZero();
    DataSet result = Part10Reader.read(target.resolve("2.25.1.dcm")).dataSet();
    assertThat(result.string(Tag.StudyDate)).contains("20260228");
    assertThat(result.string(Tag.LongitudinalTemporalInformationModified)).contains("UNMODIFIED");
  }

  @Test
  void bothOptionsOfDatesAreWrongArguments() {
    Run run = run("--with", "RETAIN_FULL_DATES,RETAIN_MODIFIED_DATES");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("of RETAIN_FULL_DATES, RETAIN_MODIFIED_DATES one only");
    assertThat(target).doesNotExist();
  }

  @Test
  void keyThatIsTooShortIsAWrongArgument() throws IOException {
    Files.writeString(key, "0123456789abcdef");

    Run run = run();

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--key").doesNotContain("0123");
    assertThat(target).doesNotExist();
  }

  @Test
  void policiesExcludeEachOther() {
    Run run = run("--basic", "--research");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("of --basic, --research one only");
  }
}
