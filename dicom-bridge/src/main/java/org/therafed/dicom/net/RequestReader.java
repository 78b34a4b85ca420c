package org.therafed.dicom.net;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * Reads the A-ASSOCIATE-RQ within the ARTIM time as a whole, so that a caller who sends a byte now
 * and then does not hold a thread.
 */
final class RequestReader {
  private final PduStream pdus;
  private final long deadline;

  RequestReader(PduStream pdus, Duration artim) {
    this.pdus = pdus;
    this.deadline = System.nanoTime() + artim.toNanos();
  }

  AssociateRequest read() throws IOException {
    byte[] header = new byte[6];
    fill(header);
    long length =
        (header[2] & 0xFFL) << 24
            | (header[3] & 0xFF) << 16
            | (header[4] & 0xFF) << 8
            | (header[5] & 0xFF);
    if (header[0] != Pdu.ASSOCIATE_RQ || length > Pdu.MAX_ASSOCIATE_LENGTH) {
      throw DicomFault.of(
          DicomFaultCode.PROTOCOL,
          "PDU type " + header[0] + " of " + length + " bytes; A-ASSOCIATE-RQ needed");
    }
    byte[] body = new byte[(int) length];
    fill(body);
    return AssociateCodec.request(body);
  }

  private void fill(byte[] target) throws IOException {
    int have = 0;
    while (have < target.length) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new SocketTimeoutException("no association request within ARTIM");
      }
      pdus.timeout(Duration.ofNanos(left));
      have += pdus.some(target, have, target.length - have);
    }
  }
}
