package org.therafed.registry.flow;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Lets so many pieces of work run at once; the others wait in the order they came. Nobody waits on
 * a thread.
 */
final class Turns {

  private final Queue<UniEmitter<? super Void>> waiting = new ArrayDeque<>();
  private int free;

  Turns(int atOnce) {
    this.free = atOnce;
  }

  /**
   * The work's result, once it has had its turn.
   *
   * @param context runs the work: whoever ends before it is on another thread
   */
  <T> Uni<T> inTurn(Executor context, Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .<Void>emitter(this::take)
        .emitOn(context)
        .flatMap(turn -> started(work).onTermination().invoke(this::pass));
  }

  /** Work that fails to start at all passes its turn on as well. */
  private static <T> Uni<T> started(Supplier<Uni<T>> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      return Uni.createFrom().failure(e);
    }
  }

  private void take(UniEmitter<? super Void> emitter) {
    synchronized (this) {
      if (free == 0) {
        waiting.add(emitter);
        return;
      }
      free--;
    }
    emitter.complete(null);
  }

  private void pass() {
    UniEmitter<? super Void> next;
    synchronized (this) {
      next = waiting.poll();
      if (next == null) {
        free++;
        return;
      }
    }
    next.complete(null);
  }
}
