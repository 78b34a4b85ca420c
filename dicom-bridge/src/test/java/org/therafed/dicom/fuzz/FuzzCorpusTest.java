package org.therafed.dicom.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.io.DicomJson;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.dicom.io.ReadLimits;
import org.therafed.dicom.net.PduFuzz;
import org.therafed.dicom.net.PduSeeds;

/** What fuzzing has found worth keeping, and the known attacks: no hang, no surprise, no bloat. */
class FuzzCorpusTest {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /**
   * What reading one input may allocate: 10,000 elements of the limits at some 500 bytes, one
   * inflated MiB, and buffers.
   */
  private static final long MOST_BYTES = 24L << 20;

  private static List<byte[]> corpus(String name) throws IOException, URISyntaxException {
    Path folder = Path.of(FuzzCorpusTest.class.getResource(name).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().map(FuzzCorpusTest::bytes).toList();
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void runs(List<byte[]> inputs, Consumer<byte[]> target) {
    for (byte[] input : inputs) {
      assertTimeoutPreemptively(LONGEST, () -> target.accept(input));
    }
  }

  private static long allocated(Runnable reading) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    reading.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static DicomFaultCode fault(byte[] bytes, ReadLimits limits) {
    try {
      Part10Reader.read(bytes, limits);
      return null;
    } catch (DicomFault e) {
      return e.code();
    }
  }

  @Test
  void corpusOfTheReaderRuns() throws Exception {
    List<byte[]> inputs = new ArrayList<>(corpus("reader"));
    assertThat(inputs).hasSizeGreaterThan(100);
    inputs.addAll(FuzzSeeds.reader());

    runs(inputs, ReaderFuzz::fuzzerTestOneInput);
    for (byte[] input : inputs) {
      assertThat(allocated(() -> fault(input, ReaderFuzz.LIMITS))).isLessThan(MOST_BYTES);
    }
  }

  @Test
  void corpusOfTheJsonReaderRuns() throws Exception {
    List<byte[]> inputs = new ArrayList<>(corpus("json"));
    assertThat(inputs).hasSizeGreaterThan(100);
    inputs.addAll(FuzzSeeds.json());

    runs(inputs, JsonFuzz::fuzzerTestOneInput);
  }

  @Test
  void corpusOfTheDecoderOfPdusRuns() throws Exception {
    List<byte[]> inputs = new ArrayList<>(corpus("pdu"));
    assertThat(inputs).hasSizeGreaterThan(100);
    inputs.addAll(PduSeeds.all());

    runs(inputs, PduFuzz::fuzzerTestOneInput);
    for (byte[] input : inputs) {
      assertThat(allocated(() -> PduFuzz.fuzzerTestOneInput(input))).isLessThan(MOST_BYTES);
    }
  }

  @Test
  void claimOfFourGigabytesInSixteenBytesAllocatesNothing() {
    byte[] claim = {8, 0, 5, 0, 'U', 'T', 0, 0, -2, -1, -1, -1, 1, 2, 3, 4};
    fault(claim, ReadLimits.DEFAULT);

    assertThat(allocated(() -> fault(claim, ReadLimits.DEFAULT))).isLessThan(64 << 10);
    assertThat(fault(claim, ReadLimits.DEFAULT)).isEqualTo(DicomFaultCode.TRUNCATED_VALUE);
  }

  @Test
  void hundredThousandNestedSequencesAreAFault() {
    byte[] nested = FuzzSeeds.openSequences(100_000);

    assertThat(fault(nested, ReadLimits.DEFAULT)).isEqualTo(DicomFaultCode.NESTING_TOO_DEEP);
    assertThat(allocated(() -> fault(nested, ReadLimits.DEFAULT))).isLessThan(64L << 20);
  }

  @Test
  void inflateBombIsStoppedAtItsBound() {
    byte[] bomb = FuzzSeeds.inflateBomb(64);

    assertThat(bomb.length).isLessThan(100_000);
    assertThat(fault(bomb, ReaderFuzz.LIMITS)).isEqualTo(DicomFaultCode.INFLATE_BOMB);
    assertThat(allocated(() -> fault(bomb, ReaderFuzz.LIMITS))).isLessThan(MOST_BYTES);
  }

  @Test
  void deepOrWideJsonIsAFault() {
    String open = "{\"00081115\":{\"vr\":\"SQ\",\"Value\":[".repeat(100_000);
    String wide = "[" + "{},".repeat(9) + "{}]";
    String many = "{\"00081115\":{\"vr\":\"SQ\",\"Value\":[" + "{},".repeat(2_100_000) + "{}]}}";

    assertJsonFault(open, DicomFaultCode.INVALID_JSON, DicomFaultCode.NESTING_TOO_DEEP);
    assertJsonFault(wide, DicomFaultCode.INVALID_JSON);
    assertJsonFault(many, DicomFaultCode.TOO_MANY_ELEMENTS);
  }

  private static void assertJsonFault(String json, DicomFaultCode... codes) {
    DicomFaultCode found = null;
    try {
      DicomJson.read(json.getBytes(StandardCharsets.UTF_8));
    } catch (DicomFault e) {
      found = e.code();
    }
    assertThat(found).isIn((Object[]) codes);
  }
}
