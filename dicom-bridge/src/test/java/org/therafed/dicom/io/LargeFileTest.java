package org.therafed.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;

/** A file of almost 4 GiB is read and written with a few megabytes of memory. */
class LargeFileTest {
  private static final long PIXELS = 0xFFFFFFFEL;
  private static final long MOST_BYTES = 4L << 20;

  @TempDir Path folder;

  /** All zeros after the header, so that the file system keeps nearly nothing. */
  private Path sparse() throws IOException {
    Path path = folder.resolve("large.dcm");
    DataSet header = new DataSet().put(Tag.SOPInstanceUID, VR.UI, "2.25.1");
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      OutputStream out = java.nio.channels.Channels.newOutputStream(channel);
      Part10Writer.write(header, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, out);
      out.write(new byte[] {(byte) 0xE0, 0x7F, 0x10, 0, 'O', 'W', 0, 0, -2, -1, -1, -1});
      channel.write(ByteBuffer.allocate(1), channel.position() + PIXELS - 1);
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

  @Test
  void readingAndWritingTakeFewMegabytes() throws IOException {
    Path path = sparse();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Counter counter = new Counter();
    Part10Writer.write(Part10Reader.readHeader(path), new Counter());

    long before = threads.getCurrentThreadAllocatedBytes();
    DicomFile file = Part10Reader.read(path);
    Part10Writer.write(file, counter);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(file.dataSet().bulk(Tag.PixelData).orElseThrow().length()).isEqualTo(PIXELS);
    assertThat(counter.count).isEqualTo(java.nio.file.Files.size(path));
    assertThat(allocated).isLessThan(MOST_BYTES);
  }
}
