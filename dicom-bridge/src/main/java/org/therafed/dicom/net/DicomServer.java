package org.therafed.dicom.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * A service class provider of Verification and Storage: every storage SOP class, in every transfer
 * syntax that this library reads; of Storage Commitment where {@link DicomServices} has it.
 *
 * <p>One thread watches all connections; a worker is at one only while a message is being read and
 * answered. Objects of one association come one after the other; those of several come at once. An
 * object is read from the network as its handler reads it, so a slow handler slows its sender.
 */
public final class DicomServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(DicomServer.class.getName());
  private static final int BACKLOG = 128;
  private static final int CLOSE_SECONDS = 10;

  private final ServerConfig config;
  private final DicomServices services;
  private final Associations associations;
  private final ServerSocketChannel listening;
  private final int port;
  private final ExecutorService workers;
  private final SelectorLoop loop;
  private final Thread watcher;

  private DicomServer(ServerConfig config, DicomServices services, AssociationListener listener)
      throws IOException {
    this.config = config;
    this.services = services;
    this.associations = new Associations(config.maxAssociations(), listener);
    this.listening = ServerSocketChannel.open();
    try {
      listening.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      listening.bind(new InetSocketAddress(config.bindAddress(), config.port()), BACKLOG);
      this.port = listening.socket().getLocalPort();
      AtomicInteger number = new AtomicInteger();
      // Unbounded in form; a connection has one task at a time and connections are limited.
      this.workers =
          Executors.newCachedThreadPool(
              task -> daemon(task, "dicom-worker-" + port + "-" + number.incrementAndGet()));
      this.loop = new SelectorLoop(listening, workers, this::accept);
      this.watcher = daemon(loop, "dicom-selector-" + port);
    } catch (IOException e) {
      listening.close();
      throw e;
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Starts to listen; returns when the port is open. */
  public static DicomServer start(ServerConfig config, StoreHandler handler) {
    return start(config, handler, AssociationListener.NONE);
  }

  /** As {@link #start(ServerConfig, StoreHandler)}, with a listener to associations. */
  public static DicomServer start(
      ServerConfig config, StoreHandler handler, AssociationListener listener) {
    return start(config, DicomServices.of(handler), listener);
  }

  /** Starts to listen with more services than storage; returns when the port is open. */
  public static DicomServer start(
      ServerConfig config, DicomServices services, AssociationListener listener) {
    try {
      DicomServer server = new DicomServer(config, services, listener);
      server.watcher.start();
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
    return port;
  }

  /** Associations open now. */
  public int associations() {
    return associations.established();
  }

  private SelectorLoop.Watched accept(SocketChannel channel) {
    if (!associations.hasRoom()) {
      return null;
    }
    ServerConnection connection =
        new ServerConnection(wire(channel), config, services, associations, loop);
    associations.add(connection);
    return connection;
  }

  private Wire wire(SocketChannel channel) {
    return config
        .tls()
        .<Wire>map(tls -> new TlsWire(channel, tls.server()))
        .orElseGet(() -> new PlainWire(channel));
  }

  /** The sockets of open connections, for tests of their options. */
  List<Socket> sockets() {
    return associations.sockets();
  }

  /** Stops listening, aborts open associations, and waits up to ten seconds for their handlers. */
  @Override
  public void close() {
    loop.close();
    try {
      watcher.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
      associations.shutDown();
      workers.shutdown();
      if (!workers.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "A DICOM association did not end within 10 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
