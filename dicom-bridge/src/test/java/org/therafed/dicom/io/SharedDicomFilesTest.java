package org.therafed.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.Shared;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tag;

/** Every file of the shared folder against EXPECTED.csv. */
class SharedDicomFilesTest {

  @Test
  void everyFileIsReadOrRefusedAsExpected() throws IOException {
    Path folder = Shared.folder();
    List<Expectation> rows = Expectation.read(folder.resolve("EXPECTED.csv"));
    TreeSet<String> wrong = new TreeSet<>();
    int parsed = 0;
    int refused = 0;
    for (Expectation row : rows) {
      DicomFile file = null;
      DicomFault fault = null;
      try {
        file = Part10Reader.read(folder.resolve(row.file()));
        parsed++;
      } catch (DicomFault e) {
        fault = e;
        refused++;
      }
      String difference = fault == null ? row.difference(file) : row.difference(fault);
      if (!difference.isEmpty()) {
        wrong.add(row.file() + ": " + difference);
      }
    }
    System.out.printf(
        "SharedDicomFilesTest: %d of %d verdicts met; %d parsed, %d refused%n",
        rows.size() - wrong.size(), rows.size(), parsed, refused);
    assertThat(rows).isNotEmpty();
    assertThat(wrong).isEmpty();
  }

  @Test
  void headerOfEveryParsedFileEqualsTheWholeFileUpToThePixels() throws IOException {
    Path folder = Shared.folder();
    int compared = 0;
    for (Expectation row : Expectation.read(folder.resolve("EXPECTED.csv"))) {
      if (row.verdict().equals("parse")) {
        Path path = folder.resolve(row.file());
        DataSet whole = Part10Reader.read(path).dataSet();
        DataSet header = Part10Reader.readHeader(path).dataSet();
        DataSet stream;
        try (java.io.InputStream in = Files.newInputStream(path)) {
          stream = Part10Reader.readHeader(in).dataSet();
        }
        for (Element element : header) {
          assertThat(whole.strings(element.tag())).isEqualTo(header.strings(element.tag()));
          assertThat(stream.strings(element.tag())).isEqualTo(header.strings(element.tag()));
        }
        assertThat(header.contains(Tag.PixelData)).isFalse();
        compared++;
      }
    }
    System.out.printf("SharedDicomFilesTest: %d headers equal their files%n", compared);
  }

  /**
   * Every syntax but the deflated ones, whose bytes depend on the deflater. The other way round,
   * what breaks a rule that the writer keeps cannot come back as it was.
   */
  @Test
  void conformantFilesAreWrittenBackByteForByte() throws IOException {
    Path folder = Shared.folder();
    TreeSet<String> different = new TreeSet<>();
    TreeMap<String, String> mended = new TreeMap<>();
    TreeMap<String, String> unmended = new TreeMap<>();
    int identical = 0;
    for (Expectation row : Expectation.read(folder.resolve("EXPECTED.csv"))) {
      if (!row.verdict().equals("parse")) {
        continue;
      }
      Path path = folder.resolve(row.file());
      DicomFile file = Part10Reader.read(path);
      if (file.transferSyntax().deflated()) {
        continue;
      }
      byte[] original = Files.readAllBytes(path);
      ByteArrayOutputStream copy = new ByteArrayOutputStream();
      Part10Writer.write(file, copy);
      Optional<String> breach = Conformance.breach(original, file.transferSyntax());
      boolean same = Arrays.equals(original, copy.toByteArray());
      identical += same ? 1 : 0;
      breach.ifPresent(rule -> (same ? unmended : mended).put(row.file(), rule));
      if (!same && breach.isEmpty()) {
        different.add(row.file());
      }
    }
    System.out.printf(
        "SharedDicomFilesTest: %d written back byte for byte; mended %s; different %s%n",
        identical, mended, different);
    assertThat(different).isEmpty();
    assertThat(unmended).isEmpty();
  }
}
