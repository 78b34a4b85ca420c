package org.therafed.dicom.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.therafed.dicom.net.GuardedStore;
import org.therafed.dicom.net.StoreHandler;
import org.therafed.dicom.net.StoreOutcome;
import org.therafed.dicom.net.StoreRequest;

/**
 * Says of each object that is not stored the status and reason that its sender gets, failures of
 * the store among them. Reasons hold no identity, as senders log them.
 */
final class SaidRefusals implements StoreHandler {
  private final StoreHandler store;
  private final PrintWriter out;
  private final AtomicInteger refused = new AtomicInteger();

  SaidRefusals(StoreHandler store, PrintWriter out) {
    this.store = new GuardedStore(store);
    this.out = out;
  }

  int refused() {
    return refused.get();
  }

  @Override
  public StoreOutcome store(StoreRequest request) throws IOException {
    StoreOutcome outcome = store.store(request);
    if (!outcome.isStored()) {
      say(outcome, ReceivedFiles.kind(request));
    }
    return outcome;
  }

  /** An object that was refused by its command, before it could be looked at. */
  void unheard(StoreOutcome outcome) {
    say(outcome, "by its command, nothing of it was read");
  }

  private void say(StoreOutcome outcome, String what) {
    refused.incrementAndGet();
    synchronized (out) {
      out.println(
          String.format(
              Locale.ROOT, "refused %04X %s: %s", outcome.status(), outcome.errorComment(), what));
      out.flush();
    }
  }
}
