package org.therafed.dicom.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * A service class provider of Verification and Storage: every storage SOP class, in every transfer
 * syntax that this library reads.
 *
 * <p>One thread per association. Objects of one association come one after the other; those of
 * several come at once.
 */
public final class DicomServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(DicomServer.class.getName());
  private static final int BACKLOG = 128;

  /** Threads that may be busy beyond the association limit, to turn callers away politely. */
  private static final int REJECTING_THREADS = 16;

  private final ServerConfig config;
  private final StoreHandler handler;
  private final AssociationListener listener;
  private final ServerSocket socket;
  private final ExecutorService threads;
  private final Thread acceptor;
  private final Set<AssociationHandler> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger established = new AtomicInteger();
  private volatile boolean closed;

  private DicomServer(ServerConfig config, StoreHandler handler, AssociationListener listener)
      throws IOException {
    this.config = config;
    this.handler = handler;
    this.listener = listener;
    this.socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(config.bindAddress(), config.port()), BACKLOG);
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "dicom-association-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    this.acceptor = new Thread(this::accept, "dicom-accept-" + socket.getLocalPort());
    acceptor.setDaemon(true);
  }

  /** Starts to listen; returns when the port is open. */
  public static DicomServer start(ServerConfig config, StoreHandler handler) {
    return start(config, handler, AssociationListener.NONE);
  }

  /** As {@link #start(ServerConfig, StoreHandler)}, with a listener to associations. */
  public static DicomServer start(
      ServerConfig config, StoreHandler handler, AssociationListener listener) {
    try {
      DicomServer server = new DicomServer(config, handler, listener);
      server.acceptor.start();
      return server;
    } catch (IOException e) {
      throw DicomFault.of(
          DicomFaultCode.CONNECTION,
          "cannot listen on port " + config.port() + "; is it free and the address local?",
          e);
    }
  }

  /** The port that is listened on. */
  public int port() {
    return socket.getLocalPort();
  }

  /** Associations open now. */
  public int associations() {
    return established.get();
  }

  private void accept() {
    while (!closed) {
      try {
        Socket connection = socket.accept();
        if (open.size() >= config.maxAssociations() + REJECTING_THREADS) {
          connection.close();
        } else {
          AssociationHandler association =
              new AssociationHandler(connection, config, handler, listener, established, open);
          open.add(association);
          threads.execute(association);
          if (closed) {
            // close() may have gone through the open ones before this was one of them.
            association.shutDown();
          }
        }
      } catch (RejectedExecutionException e) {
        // Accepted while the server was being closed: nobody is left to answer.
        open.forEach(AssociationHandler::shutDown);
      } catch (IOException e) {
        if (!closed) {
          LOG.log(System.Logger.Level.WARNING, "A DICOM connection could not be accepted", e);
        }
      }
    }
  }

  /** The sockets of open connections, for tests of their options. */
  java.util.List<Socket> sockets() {
    return open.stream().map(AssociationHandler::socket).toList();
  }

  /** Stops listening, aborts open associations, and waits up to ten seconds for their handlers. */
  @Override
  public void close() {
    closed = true;
    try {
      socket.close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "The listening socket did not close cleanly", e);
    }
    open.forEach(AssociationHandler::shutDown);
    threads.shutdown();
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "A DICOM association did not end within 10 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
