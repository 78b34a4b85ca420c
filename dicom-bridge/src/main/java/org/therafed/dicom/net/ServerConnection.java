package org.therafed.dicom.net;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import org.therafed.dicom.dataset.DicomFault;

/**
 * One connection to a {@link DicomServer}, from negotiation to its end. A worker has it while there
 * are bytes to make something of; between messages, during negotiation and while the peer closes it
 * is in the care of the {@link SelectorLoop} and holds no thread.
 */
final class ServerConnection implements SelectorLoop.Watched {
  private static final System.Logger LOG = System.getLogger(ServerConnection.class.getName());
  private static final AtomicLong NUMBER = new AtomicLong();

  /** What a peer may send after the association has ended, until it closes. */
  private static final long MAX_AFTERWARDS = 64L << 20;

  private enum Phase {
    OPENING,
    SERVING,
    CLOSING
  }

  private final Wire wire;
  private final PduStream pdus;
  private final ServerConfig config;
  private final DicomServices services;
  private final Associations associations;
  private final SelectorLoop loop;
  private final String id = "A" + NUMBER.incrementAndGet();
  private final RequestAssembler assembler = new RequestAssembler();
  private final AtomicBoolean armed = new AtomicBoolean(true);
  private volatile boolean shutDown;
  private volatile long deadline;
  private volatile SelectionKey key;
  private Phase phase = Phase.OPENING;
  private long afterwards;
  private ServedAssociation served;
  private AssociationInfo info;

  ServerConnection(
      Wire wire,
      ServerConfig config,
      DicomServices services,
      Associations associations,
      SelectorLoop loop) {
    this.wire = wire;
    this.pdus = new PduStream(wire);
    this.config = config;
    this.services = services;
    this.associations = associations;
    this.loop = loop;
    this.deadline = System.nanoTime() + config.artimTimeout().toNanos();
  }

  Socket socket() {
    return pdus.socket();
  }

  @Override
  public long deadline() {
    return deadline;
  }

  @Override
  public boolean disarm() {
    return armed.compareAndSet(true, false);
  }

  @Override
  public void key(SelectionKey given) {
    key = given;
  }

  @Override
  public void shutDown() {
    shutDown = true;
    try {
      pdus.shutDown();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "A socket did not close cleanly", e);
    }
  }

  /** Gives the connection back to the loop. */
  private void arm(int operations) {
    armed.set(true);
    try {
      key.interestOps(operations);
      loop.wakeUp();
    } catch (CancelledKeyException e) {
      shutDown();
    }
    if (loop.isClosed()) {
      shutDown();
    }
    // Nobody else looks after a connection that was closed from outside; reading fails now.
    if (shutDown && disarm()) {
      ready(false);
    }
  }

  private void deadlineIn(Duration time) {
    deadline = System.nanoTime() + time.toNanos();
  }

  @Override
  public void ready(boolean timedOut) {
    try {
      switch (phase) {
        case OPENING -> open(timedOut);
        case SERVING -> serve(timedOut);
        case CLOSING -> awaitClose(timedOut);
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "A DICOM connection broke before its association");
      close();
    } catch (RuntimeException | Error e) {
      LOG.log(
          System.Logger.Level.ERROR, "A DICOM connection failed with " + e.getClass().getName());
      close();
    }
  }

  private void open(boolean timedOut) throws IOException {
    AssociateRequest request;
    try {
      if (timedOut || shutDown) {
        throw new SocketTimeoutException("no association request within ARTIM");
      }
      if (!assembler.advance(wire)) {
        arm(wire.readInterest());
        return;
      }
      request = assembler.request();
    } catch (DicomFault | IOException e) {
      if (shutDown) {
        close();
        return;
      }
      associations.rejected(rejection(e));
      pdus.abort(Pdu.ABORT_PROVIDER, Pdu.ABORT_UNEXPECTED_PDU);
      startClosing();
      return;
    }
    negotiate(new Negotiation(config, services, request));
  }

  private AssociationRejection rejection(Exception failure) {
    if (failure instanceof SSLException) {
      return TlsFailure.of(failure) == TlsFailure.NO_TLS
          ? AssociationRejection.CALLER_WITHOUT_TLS
          : AssociationRejection.TLS_HANDSHAKE_FAILED;
    }
    return assembler.isTls()
        ? AssociationRejection.CALLER_WITH_TLS
        : AssociationRejection.NO_REQUEST;
  }

  private void negotiate(Negotiation negotiation) throws IOException {
    Optional<AssociationRejection> rejection = negotiation.rejection();
    if (rejection.isEmpty() && !associations.enter()) {
      rejection = Optional.of(AssociationRejection.LOCAL_LIMIT_EXCEEDED);
    }
    if (rejection.isPresent()) {
      AssociationRejection why = rejection.get();
      // The listener first: whoever has the answer in hand may ask for the record of it.
      associations.rejected(why);
      pdus.timeout(config.artimTimeout());
      pdus.write(Pdu.fixed(Pdu.ASSOCIATE_RJ, why.result(), why.source(), why.reason()));
      startClosing();
      return;
    }
    phase = Phase.SERVING;
    AssociateAccept accept = negotiation.accept();
    info =
        new AssociationInfo(
            id, negotiation.callingAe(), negotiation.calledAe(), negotiation.contexts().size());
    StoreService store =
        new StoreService(
            services.store(),
            negotiation.callingAe(),
            id,
            outcome -> associations.refused(info, outcome));
    served =
        new ServedAssociation(pdus, config, new MessageDispatcher(services, negotiation, store));
    pdus.unread(assembler.rest());
    pdus.timeout(config.idleTimeout());
    associations.started(info);
    guarded(
        () -> {
          pdus.write(AssociateCodec.encode(accept));
          return served.advance();
        });
  }

  private void serve(boolean timedOut) {
    guarded(
        () -> {
          if (timedOut) {
            throw new SocketTimeoutException("nothing came within the idle timeout");
          }
          return served.advance();
        });
  }

  private interface Serving {
    Optional<AssociationEnd> run() throws IOException;
  }

  private void guarded(Serving serving) {
    Optional<AssociationEnd> end = Optional.of(AssociationEnd.CONNECTION_LOST);
    try {
      end = serving.run();
    } catch (SocketTimeoutException e) {
      end = Optional.of(AssociationEnd.TIMED_OUT);
      pdus.abort(Pdu.ABORT_PROVIDER, Pdu.ABORT_NOT_SPECIFIED);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "Association " + id + " lost its connection");
    } catch (DicomFault e) {
      end = Optional.of(AssociationEnd.ABORTED_BY_US);
      pdus.abort(Pdu.ABORT_PROVIDER, Pdu.ABORT_INVALID_PARAMETER);
      LOG.log(System.Logger.Level.WARNING, "Association " + id + " aborted: " + e.getMessage());
    } finally {
      end.ifPresent(how -> associations.ended(info, shutDown ? AssociationEnd.SHUT_DOWN : how));
    }
    if (end.isEmpty()) {
      deadlineIn(config.idleTimeout());
      arm(wire.readInterest());
    } else {
      startClosing();
    }
  }

  /** PS3.8 state 13: the caller closes, by a reset too; ARTIM ends the wait. */
  private void startClosing() {
    phase = Phase.CLOSING;
    deadlineIn(config.artimTimeout());
    try {
      wire.endOutput();
      awaitClose(false);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.TRACE, "The caller of an ended association is gone");
      close();
    }
  }

  private void awaitClose(boolean timedOut) throws IOException {
    ByteBuffer sink = ByteBuffer.allocate(8192);
    int read = timedOut ? -1 : wire.read(sink);
    while (read > 0 && afterwards < MAX_AFTERWARDS) {
      afterwards += read;
      sink.clear();
      read = wire.read(sink);
    }
    if (read == 0) {
      arm(SelectionKey.OP_READ);
    } else {
      close();
    }
  }

  private void close() {
    ClientAssociation.closeQuietly(pdus);
    associations.gone(this);
    // Lets the loop forget the key, which keeps the socket open until then.
    loop.wakeUp();
  }
}
