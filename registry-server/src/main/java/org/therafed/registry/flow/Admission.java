package org.therafed.registry.flow;

/**
 * How much may be under way at once, so that a crowd of senders waits at their own hospitals
 * instead of in this registry's memory. A single transfer is always admitted when nothing else is
 * under way.
 */
final class Admission {

  private final int mostTransfers;
  private final long mostBytes;
  private int transfers;
  private long bytes;

  /**
   * A gate.
   *
   * @param mostTransfers at once
   * @param mostBytes sum of their bodies; parsed, a body takes about ten times its size
   */
  Admission(int mostTransfers, long mostBytes) {
    this.mostTransfers = mostTransfers;
    this.mostBytes = mostBytes;
  }

  /** Whether a transfer may start; if so, {@link #leave} must follow with the same size. */
  synchronized boolean enter(long size) {
    if (transfers > 0 && (transfers >= mostTransfers || bytes + size > mostBytes)) {
      return false;
    }
    transfers++;
    bytes += size;
    return true;
  }

  synchronized void leave(long size) {
    transfers--;
    bytes -= size;
  }
}
