package org.therafed.dicom.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/**
 * A connection under TLS. The handshake runs within reading: until it is done, reads bring nothing.
 */
final class TlsWire implements Wire {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SocketChannel channel;
  private final SSLEngine engine;

  /** Records from the peer, ready to be written to. */
  private final ByteBuffer encryptedIn;

  /** Records to the peer, ready to be written to. */
  private final ByteBuffer encryptedOut;

  /** Opened records, ready to be read from. */
  private ByteBuffer plainIn;

  private boolean begun;

  TlsWire(SocketChannel channel, SSLEngine engine) {
    this.channel = channel;
    this.engine = engine;
    int record = engine.getSession().getPacketBufferSize();
    // Several records at once: fewer calls to the system.
    this.encryptedIn = ByteBuffer.allocate(4 * record);
    this.encryptedOut = ByteBuffer.allocate(4 * record);
    this.plainIn = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()).flip();
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    begin();
    while (!plainIn.hasRemaining()) {
      if (!flush()) {
        return 0;
      }
      Step step = advance();
      if (step == Step.WAIT) {
        return 0;
      }
      if (step == Step.END) {
        return -1;
      }
    }
    int count = Math.min(target.remaining(), plainIn.remaining());
    target.put(plainIn.slice(plainIn.position(), count));
    plainIn.position(plainIn.position() + count);
    return count;
  }

  private enum Step {
    GO_ON,
    WAIT,
    END
  }

  private void begin() throws SSLException {
    if (!begun) {
      begun = true;
      engine.beginHandshake();
    }
  }

  /** One step of the handshake or one record. */
  private Step advance() throws IOException {
    switch (engine.getHandshakeStatus()) {
      case NEED_TASK -> {
        for (Runnable task = engine.getDelegatedTask();
            task != null;
            task = engine.getDelegatedTask()) {
          task.run();
        }
        return Step.GO_ON;
      }
      case NEED_WRAP -> {
        SSLEngineResult result = engine.wrap(NOTHING, encryptedOut);
        flush();
        return result.getStatus() == SSLEngineResult.Status.CLOSED ? Step.END : Step.GO_ON;
      }
      default -> {
        return unwrap();
      }
    }
  }

  private Step unwrap() throws IOException {
    encryptedIn.flip();
    plainIn.clear();
    SSLEngineResult result;
    try {
      result = engine.unwrap(encryptedIn, plainIn);
    } catch (SSLException e) {
      // The alert that says why is ready to be sent.
      alert();
      throw e;
    } finally {
      encryptedIn.compact();
      plainIn.flip();
    }
    return switch (result.getStatus()) {
      case OK -> Step.GO_ON;
      case CLOSED -> Step.END;
      case BUFFER_UNDERFLOW -> {
        int read = channel.read(encryptedIn);
        if (read < 0) {
          yield Step.END;
        }
        yield read == 0 ? Step.WAIT : Step.GO_ON;
      }
      case BUFFER_OVERFLOW -> {
        plainIn = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()).flip();
        yield Step.GO_ON;
      }
    };
  }

  private void alert() {
    try {
      if (engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP) {
        engine.wrap(NOTHING, encryptedOut);
        flush();
      }
    } catch (IOException e) {
      System.getLogger(TlsWire.class.getName())
          .log(System.Logger.Level.DEBUG, "A TLS alert could not be sent");
    }
  }

  @Override
  public void write(ByteBuffer source) throws IOException {
    while (source.hasRemaining() && flush()) {
      SSLEngineResult result = engine.wrap(source, encryptedOut);
      if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
        throw new IOException("the TLS connection is closed");
      }
      if (result.bytesConsumed() == 0 && result.bytesProduced() == 0) {
        throw new IOException("the peer asks for a new TLS handshake");
      }
    }
    flush();
  }

  @Override
  public boolean flush() throws IOException {
    encryptedOut.flip();
    try {
      int written;
      do {
        written = encryptedOut.hasRemaining() ? channel.write(encryptedOut) : 0;
      } while (written > 0);
      return !encryptedOut.hasRemaining();
    } finally {
      encryptedOut.compact();
    }
  }

  @Override
  public int readInterest() {
    return encryptedOut.position() > 0 ? SelectionKey.OP_WRITE : SelectionKey.OP_READ;
  }

  /** Whether the handshake is done: application data may be written. */
  boolean established() {
    SSLEngineResult.HandshakeStatus status = engine.getHandshakeStatus();
    return begun
        && (status == SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING
            || status == SSLEngineResult.HandshakeStatus.FINISHED);
  }

  /** Advances the handshake; whether it is done. */
  boolean handshake() throws IOException {
    begin();
    while (!established()) {
      if (!flush()) {
        return false;
      }
      Step step = advance();
      if (step == Step.END) {
        throw new SSLException("the peer ended the TLS handshake");
      }
      if (step == Step.WAIT) {
        return false;
      }
    }
    return flush();
  }

  @Override
  public void endOutput() throws IOException {
    goodbye();
    channel.shutdownOutput();
  }

  /** close_notify, as far as it goes at once. */
  private void goodbye() throws IOException {
    engine.closeOutbound();
    if (flush()) {
      engine.wrap(NOTHING, encryptedOut);
      flush();
    }
  }

  @Override
  public SocketChannel channel() {
    return channel;
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      if (channel.isConnected() && !channel.socket().isOutputShutdown()) {
        goodbye();
      }
    }
  }
}
