package org.therafed.dicom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.dicom.Shared;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.io.Conformance;
import org.therafed.dicom.io.DicomFile;
import org.therafed.dicom.io.Expectation;

/** What every engine does with files. */
public abstract class DicomFilesContract {
  @TempDir Path temporary;

  /** The engine under contract. */
  protected abstract DicomEngine engine();

  /** Files whose reading may differ from EXPECTED.csv, each with the reason. */
  protected Map<String, String> knownVerdicts() {
    return Map.of();
  }

  /** Files that do not come back equal after writing, each with the reason. */
  protected Map<String, String> knownRoundTrips() {
    return Map.of(
        "broken/synth-odd-length.dcm", "a value of odd length, which breaks PS3.5, is padded",
        "ct/dx_image.dcm", "a fragment of odd length, which breaks PS3.5, is padded",
        "odd/nested_priv_SQ.dcm", "a value of odd length, which breaks PS3.5, is padded");
  }

  private static List<Expectation> rows() throws IOException {
    return Expectation.read(Shared.folder().resolve("EXPECTED.csv"));
  }

  private static List<Path> parsed() throws IOException {
    return rows().stream()
        .filter(row -> row.verdict().equals("parse"))
        .map(row -> Shared.folder().resolve(row.file()))
        .toList();
  }

  @Test
  void everyFileIsReadOrRefusedAsExpected() throws IOException {
    Map<String, String> wrong = new TreeMap<>();
    int read = 0;
    int refused = 0;
    for (Expectation row : rows()) {
      String difference;
      try {
        difference = row.difference(engine().files().read(Shared.folder().resolve(row.file())));
        read++;
      } catch (DicomFault e) {
        difference = row.difference(e);
        refused++;
      }
      if (!difference.isEmpty()) {
        wrong.put(row.file(), difference);
      }
    }
    System.out.printf(
        "%s: %d files read, %d refused, %d as known otherwise than expected%n",
        engine().name(), read, refused, wrong.size());
    assertThat(wrong.keySet())
        .as(wrong.toString())
        .isEqualTo(new TreeSet<>(knownVerdicts().keySet()));
  }

  @Test
  void headerIsTheFileUpToThePixels() throws IOException {
    for (Path path : parsed()) {
      DataSet whole = engine().files().read(path).dataSet();
      DataSet header = engine().files().readHeader(path).dataSet();
      assertThat(header.contains(Tag.PixelData)).isFalse();
      for (Element element : header) {
        assertThat(header.strings(element.tag())).isEqualTo(whole.strings(element.tag()));
      }
      assertThat(header.isEmpty()).as(path.toString()).isEqualTo(whole.isEmpty());
    }
  }

  @Test
  void writtenFileReadsBackEqual() throws IOException {
    TreeSet<String> different = new TreeSet<>();
    TreeSet<String> unexplained = new TreeSet<>();
    int equal = 0;
    for (Path path : parsed()) {
      DicomFile file = engine().files().read(path);
      Path copy = temporary.resolve("copy.dcm");
      try (OutputStream out = Files.newOutputStream(copy)) {
        engine().files().write(file, out);
      }
      DicomFile back = engine().files().read(copy);
      // Our engine reads it too: what is written is DICOM, not a private encoding.
      DicomFile own = DicomEngines.own().files().read(copy);
      if (DataSetDifference.between(file.dataSet(), back.dataSet()).isEmpty()
          && DataSetDifference.between(file.dataSet(), own.dataSet()).isEmpty()
          && back.transferSyntax().equals(file.transferSyntax())) {
        equal++;
      } else {
        String name = Shared.folder().relativize(path).toString();
        different.add(name);
        if (Conformance.breach(Files.readAllBytes(path), file.transferSyntax()).isEmpty()) {
          unexplained.add(name);
        }
      }
    }
    System.out.printf("%s: %d files equal after writing%n", engine().name(), equal);
    if (Shared.isNamed()) {
      // Nobody has listed the files of such a folder: those that break a rule may differ.
      assertThat(unexplained).isEmpty();
    } else {
      assertThat(different).isEqualTo(new TreeSet<>(knownRoundTrips().keySet()));
    }
  }

  @Test
  void wholeAndHeaderOfAFileCutInItsPixelsAreRefused() throws IOException {
    Path original = Shared.file("ct/CT1_UNC.explicit_little_endian.dcm");
    Path cut = temporary.resolve("cut.dcm");
    byte[] bytes = Files.readAllBytes(original);
    Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length - 1000));

    for (var reading :
        List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
            () -> engine().files().read(cut), () -> engine().files().readHeader(cut))) {
      assertThatThrownBy(reading)
          .isInstanceOfSatisfying(
              DicomFault.class,
              fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.TRUNCATED_VALUE));
    }
  }

  @Test
  void everyPrefixOfAFileIsReadOrRefusedAndNothingElse() throws IOException {
    byte[] bytes = Files.readAllBytes(Shared.file("charset/chrH31.dcm"));
    Path cut = temporary.resolve("prefix.dcm");
    int refused = 0;
    for (int length = 0; length < bytes.length; length++) {
      Files.write(cut, java.util.Arrays.copyOf(bytes, length));
      try {
        assertThat(engine().files().read(cut).dataSet().size()).isLessThan(40);
      } catch (DicomFault e) {
        assertThat(e.code())
            .isIn(
                DicomFaultCode.NOT_DICOM,
                DicomFaultCode.TRUNCATED_VALUE,
                DicomFaultCode.LENGTH_PAST_END,
                DicomFaultCode.MISSING_META,
                DicomFaultCode.UNEXPECTED_ITEM,
                DicomFaultCode.INVALID_VR);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(bytes.length / 2);
  }

  @Test
  void zeroBytesBehindTheLastElementAreRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(Shared.file("ct/CT1_UNC.explicit_little_endian.dcm"));
    Path longer =
        Files.write(
            temporary.resolve("longer.dcm"), java.util.Arrays.copyOf(bytes, bytes.length + 64));
    assertThatThrownBy(() -> engine().files().read(longer))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.INVALID_VR));
  }

  @Test
  void absentFileIsUnreadable() {
    assertThatThrownBy(() -> engine().files().read(temporary.resolve("nobody.dcm")))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.UNREADABLE));
  }

  @Test
  void inflateBombIsRefused() throws IOException {
    Path bomb = temporary.resolve("bomb.dcm");
    try (OutputStream out = Files.newOutputStream(bomb)) {
      Bombs.inflating(out);
    }

    assertThatThrownBy(() -> engine().files().read(bomb))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.INFLATE_BOMB));
  }

  @Test
  void nestingBeyondTheBoundIsRefused() throws IOException {
    Path deep = temporary.resolve("deep.dcm");
    try (OutputStream out = Files.newOutputStream(deep)) {
      Bombs.nesting(out, 100_000);
    }

    assertThatThrownBy(() -> engine().files().read(deep))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.NESTING_TOO_DEEP));
  }
}
