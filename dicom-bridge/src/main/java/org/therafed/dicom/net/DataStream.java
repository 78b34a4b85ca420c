package org.therafed.dicom.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/**
 * The fragments of one message part, a command or a data set, as they come in P-DATA-TF PDUs (PS3.8
 * section 9.3.5 and Annex E). Ends at the last fragment.
 */
final class DataStream extends InputStream {
  private final PduStream pdus;
  private final int maxPduLength;

  private long pduLeft;
  private long fragmentLeft;
  private boolean lastFragment;
  private boolean part;
  private boolean command;
  private int contextId;
  private AssociationEnd broken;

  DataStream(PduStream pdus, int maxPduLength) {
    this.pdus = pdus;
    this.maxPduLength = maxPduLength;
  }

  /** How the association ended while a part was being read; null while it lives. */
  AssociationEnd broken() {
    return broken;
  }

  /** Whether values of the last PDU are still to be read. */
  boolean inPdu() {
    return pduLeft > 0;
  }

  /** Enters a P-DATA-TF PDU whose header has been read. */
  void enter(long length) throws IOException {
    if (length > maxPduLength || length < 6) {
      throw breakOff("P-DATA-TF of " + length + " bytes; 6 to " + maxPduLength + " needed");
    }
    pduLeft = length;
  }

  /** Starts a part; the first fragment says which kind and context. */
  void startPart() throws IOException {
    part = false;
    fragment();
    part = true;
  }

  boolean isCommand() {
    return command;
  }

  int contextId() {
    return contextId;
  }

  private void fragment() throws IOException {
    while (pduLeft == 0) {
      nextPdu();
    }
    byte[] header = new byte[6];
    if (pduLeft < 6) {
      throw breakOff("a presentation data value item does not fit its PDU");
    }
    try {
      pdus.fully(header, 0, 6);
    } catch (IOException e) {
      throw lost(e);
    }
    pduLeft -= 6;
    long length =
        ((header[0] & 0xFFL) << 24
                | (header[1] & 0xFF) << 16
                | (header[2] & 0xFF) << 8
                | (header[3] & 0xFF))
            - 2;
    if (length < 0 || length > pduLeft) {
      throw breakOff("a presentation data value of " + length + " bytes does not fit its PDU");
    }
    int context = header[4] & 0xFF;
    boolean isCommand = (header[5] & 1) != 0;
    if (part && (context != contextId || isCommand != command)) {
      throw breakOff("fragments of two messages are mixed");
    }
    contextId = context;
    command = isCommand;
    lastFragment = (header[5] & 2) != 0;
    fragmentLeft = length;
  }

  private void nextPdu() throws IOException {
    try {
      PduStream.Header header = pdus.header();
      if (header.type() == Pdu.DATA) {
        enter(header.length());
      } else if (header.type() == Pdu.ABORT) {
        broken = AssociationEnd.ABORTED_BY_PEER;
        throw new AssociationBrokenException("the peer aborted the association within a message");
      } else {
        throw breakOff("PDU type " + header.type() + " within a message");
      }
    } catch (AssociationBrokenException e) {
      throw e;
    } catch (IOException e) {
      throw lost(e);
    }
  }

  private AssociationBrokenException lost(IOException cause) {
    boolean silent = cause instanceof SocketTimeoutException;
    broken = silent ? AssociationEnd.TIMED_OUT : AssociationEnd.CONNECTION_LOST;
    if (silent) {
      pdus.abort(Pdu.ABORT_PROVIDER, Pdu.ABORT_NOT_SPECIFIED);
    }
    return new AssociationBrokenException(
        silent ? "the peer fell silent within a message" : "the connection broke within a message",
        cause);
  }

  private AssociationBrokenException breakOff(String detail) {
    broken = AssociationEnd.ABORTED_BY_US;
    pdus.abort(Pdu.ABORT_PROVIDER, Pdu.ABORT_INVALID_PARAMETER);
    return new AssociationBrokenException(detail);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (broken != null) {
      throw new AssociationBrokenException("the association has ended");
    }
    while (fragmentLeft == 0) {
      if (lastFragment) {
        return -1;
      }
      fragment();
    }
    try {
      int read = pdus.some(target, offset, (int) Math.min(length, fragmentLeft));
      fragmentLeft -= read;
      pduLeft -= read;
      return read;
    } catch (IOException e) {
      throw lost(e);
    }
  }

  /** Reads the part to its end and drops it. */
  void drain() throws IOException {
    byte[] sink = new byte[8192];
    int read = 0;
    while (read >= 0) {
      read = read(sink, 0, sink.length);
    }
  }
}
