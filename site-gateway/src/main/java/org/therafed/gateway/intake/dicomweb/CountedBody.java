package org.therafed.gateway.intake.dicomweb;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/** A request's body that may not be longer than a bound. */
final class CountedBody extends FilterInputStream {

  private final long limit;
  private long read;
  private boolean ended;

  CountedBody(InputStream in, long limit) {
    super(in);
    this.limit = limit;
  }

  /** Whether there was more than the bound. */
  boolean exceeded() {
    return read > limit;
  }

  /** Whether it was read to its end. */
  boolean ended() {
    return ended;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (exceeded()) {
      throw tooLong();
    }
    int count = in.read(target, offset, length);
    ended = count < 0;
    read += Math.max(count, 0);
    if (exceeded()) {
      throw tooLong();
    }
    return count;
  }

  private DicomFault tooLong() {
    return DicomFault.of(DicomFaultCode.VALUE_TOO_LARGE, "a body above " + limit + " bytes");
  }
}
