package org.therafed.gateway.intake.hl7;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;

/** A sender of raw bytes: frames only what it is told to frame. */
final class MllpClient implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;

  private MllpClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    out = socket.getOutputStream();
    in = socket.getInputStream();
  }

  static MllpClient connect(int port) throws IOException {
    return new MllpClient(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  static MllpClient tls(SSLContext context, int port) throws IOException {
    return new MllpClient(
        context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port));
  }

  /** A message in its frame. */
  static byte[] framed(byte[] message) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(0x0B);
    frame.writeBytes(message);
    frame.write(0x1C);
    frame.write(0x0D);
    return frame.toByteArray();
  }

  void raw(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** Sends a message of lines in UTF-8 and answers the acknowledgement. */
  String send(String... lines) throws IOException {
    return send(StandardCharsets.UTF_8, lines);
  }

  String send(Charset charset, String... lines) throws IOException {
    raw(framed((String.join("\r", lines) + "\r").getBytes(charset)));
    return answer(charset);
  }

  String answer() throws IOException {
    return answer(StandardCharsets.UTF_8);
  }

  /** The next frame. */
  String answer(Charset charset) throws IOException {
    int b = in.read();
    if (b < 0) {
      throw new EOFException("The gateway closed the connection.");
    }
    if (b != 0x0B) {
      throw new IOException("An answer that begins with " + b);
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    while ((b = in.read()) != 0x1C) {
      if (b < 0) {
        throw new EOFException("An answer that breaks off.");
      }
      content.write(b);
    }
    if (in.read() != 0x0D) {
      throw new IOException("An answer without its last byte.");
    }
    return content.toString(charset);
  }

  /** Whether the gateway has closed the connection. */
  boolean isClosed() throws IOException {
    return in.read() < 0;
  }

  /** Says that nothing further comes. */
  void end() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
