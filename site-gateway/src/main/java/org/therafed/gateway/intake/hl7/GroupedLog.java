package org.therafed.gateway.intake.hl7;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.intake.IntakeLog;
import org.therafed.gateway.intake.NewArrival;
import org.therafed.gateway.intake.Recorded;

/**
 * Records what several connections bring at one moment in one transaction, so that they share the
 * wait for the disk. Each still waits until its own message is durable.
 */
@Singleton
public class GroupedLog {

  private static final int MOST = 64;
  // One prepares its statements while the other waits for the disk.
  private static final int WRITERS = 2;

  private final IntakeLog log;
  private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final Semaphore writers = new Semaphore(WRITERS);

  @Inject
  public GroupedLog(IntakeLog log) {
    this.log = log;
  }

  private record Waiting(NewArrival arrival, CompletableFuture<Recorded> recorded) {}

  /**
   * Records one arrival; returns when it is durable.
   *
   * @throws DatabaseFault as {@link IntakeLog#record(NewArrival)}: for what another message brings,
   *     too, only where the database as a whole cannot be used
   */
  Recorded record(NewArrival arrival) {
    Waiting own = new Waiting(arrival, new CompletableFuture<>());
    queue.add(own);
    writers.acquireUninterruptibly();
    try {
      // Another thread may have taken it along.
      if (!own.recorded().isDone()) {
        write(waiting());
      }
    } finally {
      writers.release();
    }
    try {
      return own.recorded().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw e;
    }
  }

  private List<Waiting> waiting() {
    List<Waiting> waiting = new ArrayList<>();
    for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
      waiting.add(next);
      if (waiting.size() == MOST) {
        break;
      }
    }
    return waiting;
  }

  private void write(List<Waiting> waiting) {
    if (waiting.isEmpty()) {
      return;
    }
    try {
      List<Recorded> recorded = log.record(waiting.stream().map(Waiting::arrival).toList());
      for (int i = 0; i < waiting.size(); i++) {
        waiting.get(i).recorded().complete(recorded.get(i));
      }
    } catch (DatabaseFault fault) {
      if (fault.lasting() && waiting.size() > 1) {
        // One message that the database refuses must not cost the others their place.
        waiting.forEach(one -> write(List.of(one)));
      } else {
        waiting.forEach(one -> one.recorded().completeExceptionally(fault));
      }
    } catch (RuntimeException e) {
      waiting.forEach(one -> one.recorded().completeExceptionally(e));
    }
  }
}
