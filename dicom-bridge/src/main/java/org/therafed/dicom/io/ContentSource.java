package org.therafed.dicom.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import org.therafed.dicom.dataset.BulkData;

/** Content behind a channel. References open it anew. */
final class ContentSource implements Source {

  private final DicomContent content;
  private final SeekableByteChannel channel;
  private final long size;

  ContentSource(DicomContent content) throws IOException {
    this.content = content;
    this.channel = content.open();
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
  public int read(long from, byte[] target, int offset, int length) throws IOException {
    if (from >= size) {
      return -1;
    }
    channel.position(from);
    ByteBuffer room = ByteBuffer.wrap(target, offset, length);
    int count = 0;
    // A channel that decrypts may give nothing before it has a whole segment.
    while (count == 0 && room.hasRemaining()) {
      count = channel.read(room);
    }
    return count;
  }

  @Override
  public BulkData bulk(long offset, long length, int swapUnit) {
    return new Part(content, offset, length, swapUnit);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private record Part(DicomContent content, long offset, long length, int swapUnit)
      implements BulkData {
    @Override
    public InputStream open() throws IOException {
      SeekableByteChannel channel = content.open();
      channel.position(offset);
      return BoundedStream.of(Channels.newInputStream(channel), length, swapUnit);
    }
  }
}
