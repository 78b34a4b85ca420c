package org.therafed.dicom.net;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A data set that is cut into P-DATA-TF PDUs as it is written. {@link #last} ends it; without that
 * the message stays open.
 */
final class DataSetOutput extends OutputStream {
  private final PduStream pdus;
  private final byte[] buffer;
  private final int context;
  private int header;
  private int end;

  /**
   * An output.
   *
   * @param header where in the buffer the first fragment begins, behind what goes before it
   */
  DataSetOutput(PduStream pdus, byte[] buffer, int context, int header) {
    this.pdus = pdus;
    this.buffer = buffer;
    this.context = context;
    this.header = header;
    this.end = header + Pdu.DATA_HEADER;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int from = offset;
    for (int left = length; left > 0; ) {
      // Only with more at hand is it known that the full fragment is not the last.
      if (end == buffer.length) {
        fragment(0);
      }
      int count = Math.min(left, buffer.length - end);
      System.arraycopy(bytes, from, buffer, end, count);
      end += count;
      from += count;
      left -= count;
    }
  }

  /** Sends the last fragment. */
  void last() throws IOException {
    fragment(2);
  }

  private void fragment(int flags) throws IOException {
    int length = end - header - Pdu.DATA_HEADER;
    Command.dataHeader(buffer, header, context, length, flags);
    pdus.write(buffer, 0, end);
    header = 0;
    end = Pdu.DATA_HEADER;
  }
}
