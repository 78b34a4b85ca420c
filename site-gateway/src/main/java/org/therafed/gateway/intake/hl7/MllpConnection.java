package org.therafed.gateway.intake.hl7;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.site.Hl7Config;
import org.therafed.gateway.trace.Traces;

/** One sender's connection: a message after the other, each answered before the next is read. */
final class MllpConnection {

  private static final Logger LOG = Logger.getLogger(MllpConnection.class);

  private final Socket socket;
  private final Hl7Config config;
  private final Hl7Intake intake;
  private final Traces traces;
  private final Consumer<MllpConnection> ended;
  private final Thread thread;

  MllpConnection(
      Socket socket,
      Hl7Config config,
      Hl7Intake intake,
      Traces traces,
      Consumer<MllpConnection> ended) {
    this.socket = socket;
    this.config = config;
    this.intake = intake;
    this.traces = traces;
    this.ended = ended;
    this.thread = new Thread(this::run, "hl7-connection");
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debugf("stage=intake hl7 close exception=%s", e.getClass().getName());
    }
  }

  void await(long millis) throws InterruptedException {
    thread.join(millis);
  }

  private void run() {
    try (socket) {
      socket.setSoTimeout(
          (int) Math.min(Integer.MAX_VALUE, Math.max(1, config.hl7IdleTimeout().toMillis())));
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      serve();
    } catch (IOException e) {
      LOG.debugf("stage=intake hl7 connection broken exception=%s", e.getClass().getName());
    } catch (RuntimeException e) {
      // The connection ends without an answer, so that the sender sends again. The message is left
      // out, it may quote a value.
      LOG.errorf(
          "stage=intake code=%s exception=%s",
          ServiceCode.UNEXPECTED.code(), e.getClass().getName());
    } finally {
      ended.accept(this);
    }
  }

  private void serve() throws IOException {
    OutputStream out = new BufferedOutputStream(socket.getOutputStream());
    MllpReader reader =
        new MllpReader(
            socket.getInputStream(), config.hl7MaxMessage().asLongValue(), config.hl7IdleTimeout());
    while (!socket.isClosed()) {
      Optional<MllpFrame> frame = reader.next();
      if (frame.isEmpty()) {
        return;
      }
      Traces.Started span = traces.root("hl7");
      Hl7Intake.Taken taken;
      try {
        taken = intake.take(frame.get(), span.traceparent());
      } catch (RuntimeException e) {
        span.end("failed");
        throw e;
      }
      span.end(taken.outcome());
      for (byte[] answer : taken.answers()) {
        out.write(MllpReader.START);
        out.write(answer);
        out.write(MllpReader.END);
        out.write(MllpReader.CR);
      }
      out.flush();
      if (reader.ended() || (!taken.durable() && taken.answers().isEmpty())) {
        // A sender that asked for no answer learns by this that the message was not received.
        return;
      }
    }
  }
}
