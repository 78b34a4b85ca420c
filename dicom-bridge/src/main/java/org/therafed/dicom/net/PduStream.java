package org.therafed.dicom.net;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * A connection seen as PDUs, for the thread that is at work on it. Bytes are read from the channel
 * only as they are asked for, so that a slow reader slows the peer down through TCP and nothing
 * gathers here.
 */
final class PduStream implements Closeable {
  private static final int TLS_ALERT = 0x15;
  private static final int TLS_HANDSHAKE = 0x16;
  private static final int TLS_MINOR = 4;

  private static final int BUFFER = 64 << 10;
  private static final long SOON_NANOS = 5_000_000;
  private static final long NO_DEADLINE = Long.MAX_VALUE;

  private final Wire wire;
  private final Readiness readiness;
  private final ByteBuffer in = ByteBuffer.allocate(BUFFER).flip();
  private long timeoutNanos = Duration.ofMinutes(1).toNanos();
  private long deadline = NO_DEADLINE;

  PduStream(Wire wire) {
    this.wire = wire;
    this.readiness = new Readiness(wire.channel());
  }

  /** Prepares a channel: no Nagle delay, as every message is written as a whole. */
  static void prepare(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
  }

  Wire wire() {
    return wire;
  }

  Socket socket() {
    return wire.channel().socket();
  }

  /** Longest wait for the next bytes to come or go. */
  void timeout(Duration timeout) {
    timeoutNanos = timeout.toNanos();
  }

  /** Longest time from now for all that is read and written until {@link #endDeadline}. */
  void deadline(Duration total) {
    deadline = System.nanoTime() + total.toNanos();
  }

  void endDeadline() {
    deadline = NO_DEADLINE;
  }

  /** Gives bytes that were read before this took over the connection. */
  void unread(byte[] bytes) {
    in.clear();
    in.put(bytes).flip();
  }

  /**
   * Whether bytes can be had without waiting.
   *
   * @throws EOFException where the peer has closed
   */
  boolean hasBytes() throws IOException {
    if (in.hasRemaining()) {
      return true;
    }
    int read = fill();
    if (read < 0) {
      throw new EOFException("connection closed by the peer");
    }
    return read > 0;
  }

  private int fill() throws IOException {
    in.clear();
    try {
      return wire.read(in);
    } finally {
      in.flip();
    }
  }

  /**
   * As {@link #hasBytes}, with a short wait: the next message of a sender mostly comes at once, and
   * to wait for it here costs less than to hand the connection over and back.
   */
  boolean hasBytesSoon() throws IOException {
    if (hasBytes()) {
      return true;
    }
    try {
      readiness.await(wire.readInterest(), SOON_NANOS);
    } catch (SocketTimeoutException e) {
      return false;
    }
    return hasBytes();
  }

  /** Gives back what waiting has taken, until the next wait. */
  void rest() throws IOException {
    readiness.release();
  }

  /** Waits for a readiness of the channel within the time-outs. */
  void await(int operations) throws IOException {
    long nanos = timeoutNanos;
    if (deadline != NO_DEADLINE) {
      nanos = Math.min(nanos, deadline - System.nanoTime());
    }
    if (nanos <= 0) {
      throw new SocketTimeoutException("the time for a message is over");
    }
    readiness.await(operations, nanos);
  }

  /** Header of a PDU. */
  record Header(int type, long length) {
    /**
     * Whether these are the first bytes of a TLS record, RFC 8446 section 5.1: an alert or a
     * handshake of version 3.0 to 3.4. No PDU has such a type.
     */
    boolean isTls() {
      return (type == TLS_ALERT || type == TLS_HANDSHAKE) && length >>> 24 <= TLS_MINOR;
    }
  }

  /**
   * Reads the next header.
   *
   * @throws EOFException where the peer closed between PDUs or within
   * @throws SocketTimeoutException where the peer was silent too long
   */
  Header header() throws IOException {
    byte[] header = new byte[Pdu.HEADER];
    fully(header, 0, header.length);
    return Pdu.header(header);
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
      have += some(target, offset + have, length - have);
    }
  }

  /** Reads at least one byte. */
  int some(byte[] target, int offset, int length) throws IOException {
    if (in.hasRemaining()) {
      int count = Math.min(length, in.remaining());
      in.get(target, offset, count);
      return count;
    }
    // Large reads go past the buffer.
    boolean direct = length >= BUFFER;
    ByteBuffer space = direct ? ByteBuffer.wrap(target, offset, length) : in;
    while (true) {
      int read = direct ? wire.read(space) : fill();
      if (read < 0) {
        throw new EOFException("connection closed by the peer");
      }
      if (read > 0) {
        return direct ? read : some(target, offset, length);
      }
      await(wire.readInterest());
    }
  }

  void skip(long length) throws IOException {
    byte[] sink = new byte[(int) Math.min(length, 8192)];
    for (long left = length; left > 0; ) {
      left -= some(sink, 0, (int) Math.min(left, sink.length));
    }
  }

  void write(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer source = ByteBuffer.wrap(bytes, offset, length);
    wire.write(source);
    while (source.hasRemaining() || !wire.flush()) {
      await(SelectionKey.OP_WRITE);
      wire.write(source);
    }
  }

  void write(byte[] pdu) throws IOException {
    write(pdu, 0, pdu.length);
  }

  /** Sends A-ABORT without waiting; a peer that is gone already does not matter. */
  void abort(int source, int reason) {
    try {
      wire.write(ByteBuffer.wrap(Pdu.fixed(Pdu.ABORT, 0, source, reason)));
      wire.flush();
    } catch (IOException e) {
      System.getLogger(PduStream.class.getName())
          .log(System.Logger.Level.DEBUG, "A-ABORT could not be sent");
    }
  }

  boolean isClosed() {
    return !wire.channel().isOpen();
  }

  /** Closes the connection from any thread; a thread that waits for it stops to wait. */
  void shutDown() throws IOException {
    try {
      wire.channel().close();
    } finally {
      readiness.wakeUp();
    }
  }

  @Override
  public void close() throws IOException {
    try (readiness) {
      wire.close();
    }
  }
}
