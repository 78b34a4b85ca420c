package org.therafed.dicom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.DataSetWriter;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.dicom.io.TransferSyntax;
import org.therafed.dicom.net.StoreOutcome;
import org.therafed.dicom.net.StoreRequest;

class ReceivedFilesTest {
  private static final String SC = "1.2.840.10008.5.1.4.1.1.7";

  @TempDir Path folder;
  private final StringWriter said = new StringWriter();

  private StoreOutcome store(String sopClass, String instance, byte[] dataset) throws IOException {
    ReceivedFiles files = new ReceivedFiles(folder, new PrintWriter(said), () -> {});
    return files.store(
        new StoreRequest(
            "AE",
            sopClass,
            instance,
            TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid(),
            new ByteArrayInputStream(dataset),
            "1"));
  }

  private static byte[] sample() {
    DataSet set = DumpCommandTest.sample();
    return DataSetWriter.toBytes(set, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
  }

  private long left() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../escape", "2.25.1/../x", "", "2..25", "NUL", "2.25.1\n"})
  void whatIsNoUidDoesNotBecomeAFileName(String instance) throws IOException {
    assertThat(store(SC, instance, sample()).status()).isEqualTo(0xC000);
    assertThat(left()).isZero();
  }

  @Test
  void illegibleObjectIsRefusedAndLeavesNothing() throws IOException {
    byte[] cut = java.util.Arrays.copyOf(sample(), 20);

    assertThatThrownBy(() -> store(SC, "2.25.1", cut)).isInstanceOf(DicomFault.class);
    assertThat(left()).isZero();
  }

  @Test
  void otherSopClassThanAnnouncedIsRefused() throws IOException {
    assertThat(store("1.2.3", "2.25.1", sample()).status()).isEqualTo(0xA900);
    assertThat(left()).isZero();
  }

  @Test
  void otherInstanceThanAnnouncedIsRefused() throws IOException {
    assertThat(store(SC, "2.25.2", sample()).status()).isEqualTo(0xA900);
    assertThat(left()).isZero();
  }

  @Test
  void sameInstanceAgainIsSaidAndLeftAsItIs() throws IOException {
    assertThat(store(SC, "2.25.1", sample()).isStored()).isTrue();
    assertThat(store(SC, "2.25.1", sample()).isStored()).isTrue();
    assertThat(left()).isEqualTo(1);
    assertThat(said.toString()).startsWith("stored Secondary").contains("again, same bytes: ");
  }

  @Test
  void anotherObjectWithTheSameUidIsKeptBesideTheFirst() throws IOException {
    byte[] other =
        DataSetWriter.toBytes(
            DumpCommandTest.sample().put(Tag.Modality, VR.CS, "CT"),
            TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    store(SC, "2.25.1", sample());
    store(SC, "2.25.1", other);
    store(SC, "2.25.1", other);

    assertThat(left()).isEqualTo(2);
    assertThat(modality("2.25.1.dcm")).isEqualTo("PT");
    assertThat(modality("2.25.1-2.dcm")).isEqualTo("CT");
    assertThat(said.toString())
        .contains("stored beside another object with this SOP Instance UID: Secondary")
        .contains("again, same bytes: ");
  }

  private String modality(String file) {
    return Part10Reader.read(folder.resolve(file)).dataSet().string(Tag.Modality).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {-10, -1, 3, 64})
  void objectCutOrLongerBehindItsPixelsIsRefusedAndTheGoodOneStays(int more) throws IOException {
    DataSet set =
        DumpCommandTest.sample().putBytes(Tag.DataSetTrailingPadding, VR.OB, new byte[32]);
    byte[] whole = DataSetWriter.toBytes(set, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    assertThat(store(SC, "2.25.1", whole).isStored()).isTrue();
    byte[] kept = Files.readAllBytes(folder.resolve("2.25.1.dcm"));

    byte[] wrong = java.util.Arrays.copyOf(whole, whole.length + more);

    assertThatThrownBy(() -> store(SC, "2.25.1", wrong)).isInstanceOf(DicomFault.class);
    assertThat(left()).isEqualTo(1);
    assertThat(Files.readAllBytes(folder.resolve("2.25.1.dcm"))).isEqualTo(kept);
  }
}
