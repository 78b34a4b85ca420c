package org.therafed.dicom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.io.DataSetWriter;
import org.therafed.dicom.io.TransferSyntax;
import org.therafed.dicom.net.StoreOutcome;
import org.therafed.dicom.net.StoreRequest;

class ReceivedFilesTest {
  private static final String SC = "1.2.840.10008.5.1.4.1.1.7";

  @TempDir Path folder;

  private StoreOutcome store(String sopClass, String instance, byte[] dataset) throws IOException {
    ReceivedFiles files = new ReceivedFiles(folder, new PrintWriter(Writer.nullWriter()), () -> {});
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
  void sameInstanceAgainTakesItsPlace() throws IOException {
    assertThat(store(SC, "2.25.1", sample()).isStored()).isTrue();
    assertThat(store(SC, "2.25.1", sample()).isStored()).isTrue();
    assertThat(left()).isEqualTo(1);
  }
}
