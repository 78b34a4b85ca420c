package org.therafed.gateway.intake.fhir.pull;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A body whose server may be silent for a bounded time only: reading ends then. */
final class TimedBody extends FilterInputStream {

  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private final Duration longest;
  private volatile boolean silent;

  TimedBody(InputStream in, Duration longest) {
    super(in);
    this.longest = longest;
  }

  /** Nothing came for so long. */
  static final class SilentException extends IOException {
    private static final long serialVersionUID = 1L;

    SilentException(Throwable cause) {
      super("Nothing came in time.", cause);
    }
  }

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "fhir-pull-timer");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    ScheduledFuture<?> end = TIMER.schedule(this::end, longest.toMillis(), TimeUnit.MILLISECONDS);
    try {
      int read = in.read(target, offset, length);
      if (silent) {
        throw new SilentException(null);
      }
      return read;
    } catch (IOException e) {
      throw silent ? new SilentException(e) : e;
    } finally {
      end.cancel(false);
    }
  }

  private void end() {
    silent = true;
    try {
      in.close();
    } catch (IOException e) {
      // Whoever reads is told by the flag.
      return;
    }
  }
}
