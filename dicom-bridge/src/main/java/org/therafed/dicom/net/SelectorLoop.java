package org.therafed.dicom.net;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutorService;

/**
 * The one thread that waits for all connections between their messages: for callers, for bytes, for
 * time-outs. It reads nothing itself; a connection that is ready goes to a worker, and is not
 * watched again before the worker asks for it.
 */
final class SelectorLoop implements Runnable {
  private static final System.Logger LOG = System.getLogger(SelectorLoop.class.getName());

  /** Upper bound of one wait, so that a missed wake-up could not last. */
  private static final long LONGEST_MILLIS = 60_000;

  /** Makes something of a new connection; null where it is turned away. */
  interface Acceptor {
    Watched accept(SocketChannel channel) throws IOException;
  }

  /** A connection as the loop sees it. */
  interface Watched {
    /** Runs on a worker. */
    void ready(boolean timedOut);

    /** {@link System#nanoTime} at which waiting ends. */
    long deadline();

    /** Takes the connection out of the loop's care; false where a worker has it already. */
    boolean disarm();

    /** Given once, before anything else. */
    void key(SelectionKey key);

    /** Closes from the outside. */
    void shutDown();
  }

  private final Selector selector;
  private final ServerSocketChannel listening;
  private final ExecutorService workers;
  private final Acceptor acceptor;
  private volatile boolean closed;

  SelectorLoop(ServerSocketChannel listening, ExecutorService workers, Acceptor acceptor)
      throws IOException {
    this.selector = Selector.open();
    this.listening = listening;
    this.workers = workers;
    this.acceptor = acceptor;
    listening.configureBlocking(false);
    listening.register(selector, SelectionKey.OP_ACCEPT);
  }

  boolean isClosed() {
    return closed;
  }

  /** Ends the loop; connections in its care go to workers a last time. */
  void close() {
    closed = true;
    selector.wakeup();
  }

  /** Lets the loop see a change of interest. */
  void wakeUp() {
    selector.wakeup();
  }

  @Override
  public void run() {
    try (selector;
        listening) {
      while (!closed) {
        try {
          selector.select(millisToDeadline());
          selector.selectedKeys().forEach(this::selected);
          selector.selectedKeys().clear();
          expire();
        } catch (IOException | RuntimeException e) {
          // Whatever it is, the other connections still need their watcher.
          LOG.log(System.Logger.Level.WARNING, "Waiting for DICOM connections failed", e);
        }
      }
      for (SelectionKey key : selector.keys()) {
        if (key.attachment() instanceof Watched connection) {
          connection.shutDown();
          dispatch(connection, false);
        }
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "The listening socket did not close cleanly", e);
    }
  }

  private long millisToDeadline() {
    long now = System.nanoTime();
    long nearest = LONGEST_MILLIS * 1_000_000;
    for (SelectionKey key : selector.keys()) {
      if (isArmed(key)) {
        nearest = Math.min(nearest, ((Watched) key.attachment()).deadline() - now);
      }
    }
    // Rounded up: waking just before a deadline would spin until it.
    return Math.max(1, nearest / 1_000_000 + 1);
  }

  private static boolean isArmed(SelectionKey key) {
    try {
      return key.attachment() instanceof Watched && key.interestOps() != 0;
    } catch (CancelledKeyException e) {
      return false;
    }
  }

  private void selected(SelectionKey key) {
    if (key.attachment() instanceof Watched connection) {
      dispatch(key, connection, false);
    } else {
      accept();
    }
  }

  private void expire() {
    long now = System.nanoTime();
    for (SelectionKey key : selector.keys()) {
      if (isArmed(key) && ((Watched) key.attachment()).deadline() - now <= 0) {
        dispatch(key, (Watched) key.attachment(), true);
      }
    }
  }

  private void dispatch(SelectionKey key, Watched connection, boolean timedOut) {
    try {
      key.interestOps(0);
    } catch (CancelledKeyException e) {
      LOG.log(System.Logger.Level.TRACE, "A connection closed as it was looked at");
    }
    dispatch(connection, timedOut);
  }

  private void dispatch(Watched connection, boolean timedOut) {
    if (connection.disarm()) {
      workers.execute(() -> connection.ready(timedOut));
    }
  }

  private void accept() {
    try {
      SocketChannel channel = listening.accept();
      if (channel == null) {
        return;
      }
      PduStream.prepare(channel);
      Watched connection = acceptor.accept(channel);
      if (connection == null) {
        channel.close();
        return;
      }
      connection.key(channel.register(selector, SelectionKey.OP_READ, connection));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "A DICOM connection could not be accepted", e);
    }
  }
}
