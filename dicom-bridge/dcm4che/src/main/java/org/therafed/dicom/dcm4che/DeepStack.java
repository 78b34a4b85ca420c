package org.therafed.dicom.dcm4che;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * dcm4che reads and writes sequences by recursion, and the stack of an ordinary thread ends at some
 * 2,000 levels. Here is room for all levels that {@link org.therafed.dicom.io.ReadLimits} allows;
 * memory is taken only as far as the stack really grows.
 */
final class DeepStack {
  private static final long BYTES = 512L << 20;

  private DeepStack() {}

  /** Runs a task on a thread of its own and waits for it; its exceptions come through. */
  static <T> T call(Callable<T> task) throws Exception {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(null, future, "dcm4che-file", BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      return future.get();
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw DicomFault.of(DicomFaultCode.UNREADABLE, "interrupted while reading", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }
}
