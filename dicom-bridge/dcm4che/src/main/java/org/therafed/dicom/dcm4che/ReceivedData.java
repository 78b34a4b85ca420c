package org.therafed.dicom.dcm4che;

import java.io.FilterInputStream;
import java.io.IOException;
import java.time.Duration;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.PDVInputStream;
import org.therafed.dicom.net.AssociationBrokenException;

/** The data set of a C-STORE while it arrives; for the association's own thread. */
final class ReceivedData extends FilterInputStream {
  private final Association association;
  private final long end;

  /**
   * @param longest time for the whole data set to arrive
   */
  ReceivedData(PDVInputStream in, Association association, Duration longest) {
    super(in);
    this.association = association;
    this.end = System.nanoTime() + longest.toNanos();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      if (System.nanoTime() - end > 0) {
        association.abort();
        throw new AssociationBrokenException("the message did not arrive in time");
      }
      return in.read(target, offset, length);
    } catch (AssociationBrokenException e) {
      throw e;
    } catch (IOException e) {
      throw new AssociationBrokenException("the association broke off within a message", e);
    }
  }

  /** Reads what the handler has left. */
  void drain() throws IOException {
    byte[] buffer = new byte[8192];
    int count;
    do {
      count = read(buffer, 0, buffer.length);
    } while (count >= 0);
  }

  /** A handler that closes its stream has read enough of it; the message goes on. */
  @Override
  public void close() {}
}
