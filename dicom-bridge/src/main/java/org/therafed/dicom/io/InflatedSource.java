package org.therafed.dicom.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/** The inflated data set of a deflated transfer syntax, PS3.5 section A.5. */
final class InflatedSource implements Source {
  private final Source deflated;
  private final long start;
  private final ReadLimits limits;
  private final InflaterInputStream in;
  private final Inflater inflater = new Inflater(true);
  private long position;

  /**
   * The source stays open; who opened it closes it.
   *
   * @param window stands where the deflated bytes begin
   */
  InflatedSource(Source deflated, ByteWindow window, ReadLimits limits) {
    this.deflated = deflated;
    this.start = window.position();
    this.limits = limits;
    this.in = new InflaterInputStream(new WindowStream(window), inflater, 16 << 10);
  }

  @Override
  public long size() {
    return -1;
  }

  @Override
  public boolean retained() {
    return deflated.retained() && deflated.size() >= 0;
  }

  @Override
  public int read(long from, byte[] target, int offset, int length) throws IOException {
    try {
      while (position < from) {
        byte[] chunk = new byte[(int) Math.min(64 << 10, from - position)];
        int count = in.read(chunk, 0, chunk.length);
        if (count < 0) {
          return -1;
        }
        advance(count);
      }
      int count = in.read(target, offset, length);
      if (count > 0) {
        advance(count);
      }
      return count;
    } catch (EOFException e) {
      throw DicomFault.at(
          DicomFaultCode.TRUNCATED_VALUE,
          position,
          "the deflated stream ends before its last block");
    } catch (ZipException e) {
      throw DicomFault.at(
          DicomFaultCode.UNREADABLE, position, "the deflated stream is not valid (RFC 1951)");
    }
  }

  private void advance(int count) {
    position += count;
    long bound = Math.max(limits.inflateFloor(), inflater.getBytesRead() * limits.inflateRatio());
    if (position > bound) {
      throw DicomFault.at(
          DicomFaultCode.INFLATE_BOMB,
          position,
          "inflated beyond " + limits.inflateRatio() + " times the deflated size");
    }
  }

  @Override
  public BulkData bulk(long offset, long length, int swapUnit) {
    return retained()
        ? new Inflated(this, offset, length)
        : new StreamSource(InputStream.nullInputStream()).bulk(offset, length, swapUnit);
  }

  @Override
  public void close() {
    inflater.end();
  }

  /** The value is inflated again from the start, as deflated streams have no other entry. */
  private record Inflated(InflatedSource source, long offset, long length) implements BulkData {
    @Override
    public InputStream open() throws IOException {
      Inflater again = new Inflater(true);
      InputStream bytes =
          source.deflated.bulk(source.start, source.deflated.size() - source.start, 1).open();
      InputStream inflated =
          new InflaterInputStream(bytes, again, 16 << 10) {
            @Override
            public void close() throws IOException {
              super.close();
              again.end();
            }
          };
      StreamSource.skip(inflated, 0, offset);
      return BoundedStream.of(inflated, length, 1);
    }
  }

  /** What a window has left, as a stream. */
  private static final class WindowStream extends InputStream {
    private final ByteWindow window;

    WindowStream(ByteWindow window) {
      this.window = window;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return window.some(target, offset, length);
    }
  }
}
