package org.therafed.dicom.net;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Gathers the A-ASSOCIATE-RQ as its bytes come, so that a caller who sends one now and then holds
 * no thread. Memory grows with what has come, not with what is announced.
 */
final class RequestAssembler {
  private static final int STEP = 16 << 10;

  private byte[] bytes = new byte[STEP];
  private int size;

  /**
   * Reads what is there.
   *
   * @return whether the request is whole
   * @throws org.therafed.dicom.dataset.DicomFault {@code PROTOCOL} where it is no request
   * @throws EOFException where the caller has gone
   */
  boolean advance(Wire wire) throws IOException {
    while (!isWhole()) {
      if (size == bytes.length) {
        bytes = Arrays.copyOf(bytes, size + Math.max(STEP, size / 2));
      }
      ByteBuffer space = ByteBuffer.wrap(bytes, size, bytes.length - size);
      int read = wire.read(space);
      if (read < 0) {
        throw new EOFException("the caller has gone");
      }
      if (read == 0) {
        return false;
      }
      size += read;
    }
    return true;
  }

  private boolean isWhole() {
    if (size < Pdu.HEADER) {
      return false;
    }
    PduStream.Header header = Pdu.header(bytes);
    if (header.type() != Pdu.ASSOCIATE_RQ || header.length() > Pdu.MAX_ASSOCIATE_LENGTH) {
      throw Faults.protocol(
          "PDU type " + header.type() + " of " + header.length() + " bytes; A-ASSOCIATE-RQ needed");
    }
    return size >= Pdu.HEADER + header.length();
  }

  /** Whether the caller speaks TLS, as far as bytes have come. */
  boolean isTls() {
    return size >= Pdu.HEADER && Pdu.header(bytes).isTls();
  }

  private int end() {
    return Pdu.HEADER + (int) Pdu.header(bytes).length();
  }

  /** The request. */
  AssociateRequest request() {
    return AssociateCodec.request(Arrays.copyOfRange(bytes, Pdu.HEADER, end()));
  }

  /** What came behind the request, which nobody may send before the answer but some do. */
  byte[] rest() {
    return Arrays.copyOfRange(bytes, end(), size);
  }
}
