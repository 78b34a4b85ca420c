package org.therafed.dicom.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * Lets the thread that is at work on a message wait until its channel can go on. The selector is
 * opened at the first wait: an association whose bytes are always there needs none.
 */
final class Readiness implements Closeable {
  private final SocketChannel channel;
  private Selector selector;
  private SelectionKey key;
  private boolean closed;

  Readiness(SocketChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits.
   *
   * @param operations {@code SelectionKey.OP_READ} or {@code OP_WRITE}
   * @param nanos longest wait
   * @throws SocketTimeoutException where nothing happened in that time
   */
  void await(int operations, long nanos) throws IOException {
    Selector waiting = selector();
    try {
      key.interestOps(operations);
    } catch (CancelledKeyException e) {
      throw closed(e);
    }
    long deadline = System.nanoTime() + nanos;
    while (true) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new SocketTimeoutException("the peer is silent");
      }
      int ready = waiting.select(Math.max(1, left / 1_000_000));
      waiting.selectedKeys().clear();
      if (!channel.isOpen()) {
        throw new ClosedChannelException();
      }
      if (ready > 0) {
        return;
      }
    }
  }

  private static IOException closed(RuntimeException cause) {
    IOException closed = new ClosedChannelException();
    closed.initCause(cause);
    return closed;
  }

  private synchronized Selector selector() throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    if (selector == null) {
      selector = Selector.open();
      key = channel.register(selector, 0);
    }
    return selector;
  }

  /** Ends a wait for a channel that another thread has closed. */
  synchronized void wakeUp() {
    if (selector != null) {
      selector.wakeup();
    }
  }

  /** Closes the selector until the next wait. To be called by the thread that waits. */
  synchronized void release() throws IOException {
    if (selector != null) {
      selector.close();
      selector = null;
    }
  }

  /** To be called by the thread that waits, or once none does. */
  @Override
  public synchronized void close() throws IOException {
    closed = true;
    release();
  }
}
