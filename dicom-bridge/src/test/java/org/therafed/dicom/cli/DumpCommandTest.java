package org.therafed.dicom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.dicom.SharedImages;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.DicomJson;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.dicom.io.Part10Writer;
import org.therafed.dicom.io.TransferSyntax;

class DumpCommandTest {
  @TempDir Path folder;
  private Path file;

  static DataSet sample() {
    DataSet item =
        new DataSet().undefinedLength(true).put(Tag.CodeMeaning, VR.LO, "Fluorodeoxyglucose");
    return new DataSet()
        .put(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192")
        .put(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.7")
        .put(Tag.SOPInstanceUID, VR.UI, "2.25.1")
        .put(Tag.Modality, VR.CS, "PT")
        .putItems(Tag.ConceptNameCodeSequence, item, new DataSet())
        .put(0x00090010, VR.LO, "CREATOR")
        .putBytes(0x00091001, VR.UN, new byte[] {1, 2, 3, 4})
        .put(Tag.PatientName, VR.PN, "Müller^José\u001b[31m")
        .put(Tag.Rows, VR.US, 512)
        .putBytes(Tag.PixelData, VR.OW, new byte[8]);
  }

  static Path write(Path file, DataSet set) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      Part10Writer.write(set, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, out);
    }
    return file;
  }

  @BeforeEach
  void write() throws IOException {
    file = write(folder.resolve("DOE_JOHN.dcm"), sample());
  }

  @Test
  void everyElementHasALineWithItsName() {
    Run run = Run.of("dump", file.toString());

    assertThat(run.exit()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines())
        .contains(
            "# transfer syntax 1.2.840.10008.1.2.1 Explicit VR Little Endian",
            "(0008,0016) UI [1.2.840.10008.5.1.4.1.1.7]  # SOPClassUID = Secondary Capture Image"
                + " Storage",
            "(0008,0060) CS [PT]  # Modality",
            "(0009,0010) LO [CREATOR]  # private creator",
            "(0009,1001) UN 01020304  # private",
            "(0028,0010) US [512]  # Rows",
            "(0040,A043) SQ <items>  # ConceptNameCodeSequence",
            "  item 1 (undefined length)",
            "  (0008,0104) LO [Fluorodeoxyglucose]  # CodeMeaning",
            "  item 2");
    assertThat(run.out()).contains("<8 bytes at ").doesNotContain("\u001b");
  }

  @Test
  void structureAloneHoldsNoValue() {
    Run run = Run.of("dump", "--no-values", file.toString());

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("(0010,0010) PN <").doesNotContain("ller", "PT", "CREATOR");
  }

  @Test
  void onlyElementsAskedForAreShown() {
    Run run = Run.of("dump", "--tag", "Modality", "--tag", "(0002,0010)", file.toString());

    assertThat(run.out().lines())
        .containsExactly(
            "# transfer syntax 1.2.840.10008.1.2.1 Explicit VR Little Endian",
            "(0002,0010) UI [1.2.840.10008.1.2.1]  # TransferSyntaxUID = Explicit VR Little Endian",
            "(0008,0060) CS [PT]  # Modality");
  }

  @Test
  void longValuesAreCut() {
    Run run = Run.of("dump", "--width", "10", "--tag", "SOPClassUID", file.toString());

    assertThat(run.out()).contains("[1.2.840.10…]");
  }

  @Test
  void deepNestingIsPrinted() throws IOException {
    DataSet set = new DataSet().put(Tag.PatientID, VR.LO, "deep");
    for (int i = 0; i < 5_000; i++) {
      set = new DataSet().putItems(Tag.ReferencedSeriesSequence, set);
    }
    Path deep = write(folder.resolve("deep.dcm"), set);

    Run run = Run.of("dump", deep.toString());

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("(level 5000) (0010,0020) LO [deep]");
  }

  @Test
  void whatComesBeforeADefectIsShown() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 4));

    Run run = Run.of("dump", file.toString());

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("(0008,0060) CS [PT]").contains("(0028,0010) US [512]");
    assertThat(run.err()).startsWith("DCM-IO-002 ");
  }

  @Test
  void brokenFileIsSaidWithCodeAndRemedyAndTheOthersAreShown() throws IOException {
    Files.writeString(folder.resolve("A_DOE.txt"), "DOE^JOHN is no DICOM file");

    Run run = Run.of("dump", folder.toString());

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("(0008,0060) CS [PT]");
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err())
        .startsWith("file 1 of 2: DCM-IO-001 ")
        .contains("To do: send DICOM")
        .doesNotContain("DOE");
  }

  @Test
  void pathThatLeadsNowhereIsAnErrorWithoutIt() {
    Run run = Run.of("dump", folder.resolve("DOE").toString());

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).startsWith("DCM-CLI-002 ").contains("To do: ").doesNotContain("DOE");
  }

  @Test
  void outputThatCannotBeWrittenIsAFailure() {
    StringWriter err = new StringWriter();
    PrintWriter full =
        new PrintWriter(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("no room");
              }
            },
            false,
            StandardCharsets.UTF_8);

    int exit = DicomCli.run(full, new PrintWriter(err), "dump", file.toString());

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString()).startsWith("DCM-CLI-003 ");
  }

  @Test
  void jsonIsOneObjectALine() throws IOException {
    Run inline = Run.of("json", "--inline", file.toString(), file.toString());

    assertThat(inline.exit()).isZero();
    List<String> lines = inline.out().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).getBytes(StandardCharsets.UTF_8))
        .isEqualTo(DicomJson.toBytes(Part10Reader.read(file).dataSet()));
  }

  @Test
  void longValuesOfJsonAreNamedByUris() throws IOException {
    DataSet set = sample();
    set.put(SharedImages.pixels(new byte[4]));
    write(file, set);

    Run uris = Run.of("json", "--bulk-uri", "http://here/", file.toString());
    Run header = Run.of("json", "--header", file.toString());
    Run inline = Run.of("json", "--inline", file.toString());

    assertThat(uris.out()).contains("\"BulkDataURI\":\"http://here/7FE00010\"");
    assertThat(header.out()).contains("00100010").doesNotContain("7FE00010");
    assertThat(inline.exit()).isEqualTo(1);
    assertThat(inline.out()).isEmpty();
    assertThat(inline.err()).startsWith("DCM-DS-002 ");
  }
}
