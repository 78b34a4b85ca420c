package org.therafed.dicom.net;

import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The open connections and associations of a server, and who is told of them. */
final class Associations {
  private static final System.Logger LOG = System.getLogger(Associations.class.getName());

  /** Connections beyond the association limit, to turn callers away politely. */
  private static final int BEYOND = 16;

  private final int limit;
  private final AssociationListener listener;
  private final Set<ServerConnection> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger established = new AtomicInteger();

  Associations(int limit, AssociationListener listener) {
    this.limit = limit;
    this.listener = listener;
  }

  boolean hasRoom() {
    return open.size() < limit + BEYOND;
  }

  void add(ServerConnection connection) {
    open.add(connection);
  }

  void gone(ServerConnection connection) {
    open.remove(connection);
  }

  int established() {
    return established.get();
  }

  List<Socket> sockets() {
    return open.stream().map(ServerConnection::socket).toList();
  }

  void shutDown() {
    open.forEach(ServerConnection::shutDown);
  }

  /** Counts an association; false where the limit is reached. */
  boolean enter() {
    if (established.incrementAndGet() > limit) {
      established.decrementAndGet();
      return false;
    }
    return true;
  }

  void started(AssociationInfo info) {
    notify(() -> listener.associationStarted(info));
  }

  void ended(AssociationInfo info, AssociationEnd end) {
    established.decrementAndGet();
    notify(() -> listener.associationEnded(info, end));
  }

  void refused(AssociationInfo info, StoreOutcome outcome) {
    notify(() -> listener.objectRefused(info, outcome));
  }

  void rejected(AssociationRejection rejection) {
    notify(() -> listener.associationRejected(rejection));
  }

  private static void notify(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "An association listener failed with " + e.getClass().getName());
    }
  }
}
