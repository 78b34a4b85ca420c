package org.therafed.dicom.net;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/** A socket seen as PDUs. Reading belongs to one thread; writing is guarded. */
final class PduStream implements Closeable {
  private static final int BUFFER = 256 << 10;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  /** Sets the socket up: no Nagle delay, as every message is written as a whole. */
  PduStream(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setKeepAlive(true);
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    this.out = socket.getOutputStream();
  }

  Socket socket() {
    return socket;
  }

  /** Longest wait for the next bytes. */
  void timeout(Duration timeout) throws IOException {
    socket.setSoTimeout((int) Math.max(1, timeout.toMillis()));
  }

  /** Header of a PDU. */
  record Header(int type, long length) {}

  /**
   * Reads the next header.
   *
   * @throws EOFException where the peer closed between PDUs or within
   * @throws SocketTimeoutException where the peer was silent too long
   */
  Header header() throws IOException {
    byte[] header = new byte[6];
    fully(header, 0, 6);
    long length =
        (header[2] & 0xFFL) << 24
            | (header[3] & 0xFF) << 16
            | (header[4] & 0xFF) << 8
            | (header[5] & 0xFF);
    return new Header(header[0] & 0xFF, length);
  }

  /** Reads the body of a PDU other than data. */
  byte[] body(Header header) throws IOException {
    if (header.length() > Pdu.MAX_ASSOCIATE_LENGTH) {
      throw DicomFault.of(
          DicomFaultCode.PROTOCOL,
          "PDU of "
              + header.length()
              + " bytes; at most "
              + Pdu.MAX_ASSOCIATE_LENGTH
              + " for one without data");
    }
    byte[] body = new byte[(int) header.length()];
    fully(body, 0, body.length);
    return body;
  }

  void fully(byte[] target, int offset, int length) throws IOException {
    int have = 0;
    while (have < length) {
      int read = in.read(target, offset + have, length - have);
      if (read < 0) {
        throw new EOFException("connection closed by the peer");
      }
      have += read;
    }
  }

  int some(byte[] target, int offset, int length) throws IOException {
    int read = in.read(target, offset, length);
    if (read < 0) {
      throw new EOFException("connection closed by the peer");
    }
    return read;
  }

  void skip(long length) throws IOException {
    in.skipNBytes(length);
  }

  synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
  }

  void write(byte[] pdu) throws IOException {
    write(pdu, 0, pdu.length);
  }

  /** Sends A-ABORT; a peer that is gone already does not matter. */
  void abort(int source, int reason) {
    try {
      write(Pdu.fixed(Pdu.ABORT, 0, source, reason));
    } catch (IOException e) {
      System.getLogger(PduStream.class.getName())
          .log(System.Logger.Level.DEBUG, "A-ABORT could not be sent");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
