package org.therafed.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/** Files of almost 4 GiB are read and written with a few megabytes of memory. */
class LargeFileTest {
  private static final long PIXELS = 0xFFFFFFFEL;
  private static final long MOST_BYTES = 4L << 20;

  /** Of what is copied from a disk: far more than may be kept in memory. */
  private static final int COPIED = 256 << 20;

  @TempDir Path folder;

  /** All zeros after the header, so that the file system keeps nearly nothing. */
  private Path sparse(long pixels) throws IOException {
    Path path = folder.resolve("large.dcm");
    DataSet header = new DataSet().put(Tag.SOPInstanceUID, VR.UI, "2.25.1");
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      OutputStream out = java.nio.channels.Channels.newOutputStream(channel);
      Part10Writer.write(header, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, out);
      out.write(new byte[] {(byte) 0xE0, 0x7F, 0x10, 0, 'O', 'W', 0, 0});
      out.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) pixels).array());
      channel.write(ByteBuffer.allocate(1), channel.position() + pixels - 1);
    }
    return path;
  }

  /** Counts what passes, and keeps nothing. */
  private static final class Counter extends OutputStream {
    private long count;

    @Override
    public void write(int b) {
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      count += length;
    }
  }

  /** Zeros that nobody stores. */
  private record Zeros(long length) implements BulkData {
    @Override
    public long offset() {
      return 0;
    }

    @Override
    public InputStream open() {
      return BoundedStream.of(
          new InputStream() {
            @Override
            public int read() {
              return 0;
            }

            @Override
            public int read(byte[] target, int offset, int count) {
              return count;
            }
          },
          length,
          1);
    }
  }

  private static long allocatedBy(Path path, BulkData pixels, Counter counter) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Part10Writer.write(Part10Reader.readHeader(path), new Counter());
    long before = threads.getCurrentThreadAllocatedBytes();
    DicomFile file = Part10Reader.read(path);
    if (pixels != null) {
      file.dataSet().put(new Element(Tag.PixelData, VR.OW, new Value.Bulk(pixels)));
    }
    Part10Writer.write(file, counter);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @Test
  void readingAndWritingTakeFewMegabytes() throws IOException {
    Path path = sparse(COPIED);
    Counter counter = new Counter();

    assertThat(allocatedBy(path, null, counter)).isLessThan(MOST_BYTES);
    assertThat(counter.count).isEqualTo(Files.size(path));
  }

  /** The length does not fit a number with sign; what is written is as long as the file. */
  @Test
  void almostFourGibibytesAreReadAndWritten() throws IOException {
    Path path = sparse(PIXELS);
    BulkData pixels = Part10Reader.read(path).dataSet().bulk(Tag.PixelData).orElseThrow();
    Counter counter = new Counter();

    assertThat(pixels.length()).isEqualTo(PIXELS);
    try (InputStream in = pixels.open()) {
      in.skipNBytes(PIXELS - 1);
      assertThat(in.read()).isZero();
      assertThat(in.read()).isNegative();
    }
    assertThat(allocatedBy(path, new Zeros(PIXELS), counter)).isLessThan(MOST_BYTES);
    assertThat(counter.count).isEqualTo(Files.size(path));
  }
}
