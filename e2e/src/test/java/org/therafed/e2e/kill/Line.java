package org.therafed.e2e.kill;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The network between gateway and registry: passes bytes on, until it is cut in the middle of what
 * passes; then both ends see their connections reset, and new ones too, until it is mended.
 */
final class Line implements AutoCloseable {

  private static final int LONGEST_DEATH_MILLIS = 2_000;
  private static final int MOST_BYTES = 20_000;
  private static final int PART = 1_024;

  private final ServerSocket entrance;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicLong requestsLeft = new AtomicLong(Long.MAX_VALUE);
  private final AtomicLong answersLeft = new AtomicLong(Long.MAX_VALUE);
  private volatile URI exit;

  Line() throws IOException {
    entrance = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  /** Where the gateway is told that the registry is. */
  URI address() {
    return URI.create("http://127.0.0.1:" + entrance.getLocalPort());
  }

  /** Where it really is. */
  void leadTo(URI registry) {
    exit = registry;
  }

  /** Cut after some bytes of requests or of answers, mended some time after. */
  Accident cut(Moments moments) {
    return new Accident(
        "network cut",
        () -> {
          AtomicLong left = moments.random().nextBoolean() ? requestsLeft : answersLeft;
          left.set(moments.random().nextInt(MOST_BYTES));
          moments.pauseUpTo(LONGEST_DEATH_MILLIS);
          sockets.forEach(Line::reset);
          moments.pauseUpTo(LONGEST_DEATH_MILLIS);
          left.set(Long.MAX_VALUE);
        });
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket from = entrance.accept();
        sockets.add(from);
        if (isCut() || exit == null) {
          reset(from);
        } else {
          Socket to = new Socket(exit.getHost(), exit.getPort());
          sockets.add(to);
          daemon(() -> pass(from, to, requestsLeft));
          daemon(() -> pass(to, from, answersLeft));
        }
      } catch (IOException nobodyThere) {
        sockets.forEach(Line::reset);
      }
    }
  }

  private boolean isCut() {
    return requestsLeft.get() <= 0 || answersLeft.get() <= 0;
  }

  private void pass(Socket from, Socket to, AtomicLong left) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] part = new byte[PART];
      for (int n = in.read(part); n > 0; n = in.read(part)) {
        long rest = left.addAndGet(-n);
        out.write(part, 0, (int) Math.max(0, Math.min(n, n + rest)));
        if (rest <= 0) {
          sockets.forEach(Line::reset);
        }
      }
    } catch (IOException ended) {
      reset(from);
      reset(to);
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private static void reset(Socket socket) {
    try (socket) {
      socket.setSoLinger(true, 0);
    } catch (IOException closedAlready) {
      // What is closed needs no reset.
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "line");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      entrance.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sockets.forEach(Line::reset);
  }
}
