package org.therafed.dicom.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.therafed.dicom.dataset.BulkData;

/** A file on disk. References open it anew. */
final class FileSource implements Source {
  private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ);

  private final Path file;
  private final FileChannel channel;
  private final long size;

  FileSource(Path file) throws IOException {
    this.file = file;
    this.channel = FileChannel.open(file, READ);
    this.size = channel.size();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public boolean retained() {
    return true;
  }

  @Override
  public int read(long position, byte[] target, int offset, int length) throws IOException {
    return channel.read(ByteBuffer.wrap(target, offset, length), position);
  }

  @Override
  public BulkData bulk(long offset, long length, int swapUnit) {
    return new FileBulkData(file, offset, length, swapUnit);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private record FileBulkData(Path file, long offset, long length, int swapUnit)
      implements BulkData {
    @Override
    public InputStream open() throws IOException {
      FileChannel channel = FileChannel.open(file, READ);
      channel.position(offset);
      return BoundedStream.of(Channels.newInputStream(channel), length, swapUnit);
    }
  }
}
