package org.therafed.dicom.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.therafed.dicom.net.AssociationEnd;
import org.therafed.dicom.net.AssociationInfo;
import org.therafed.dicom.net.AssociationListener;
import org.therafed.dicom.net.AssociationRejection;
import org.therafed.dicom.net.StoreOutcome;

/** Says who called and how it ended. Titles name machines, not people. */
final class AssociationLog implements AssociationListener {
  private final PrintWriter out;
  private final Phaser open = new Phaser(1);

  private final Consumer<StoreOutcome> refusals;

  /**
   * A log.
   *
   * @param refusals told of objects refused by their command
   */
  AssociationLog(PrintWriter out, Consumer<StoreOutcome> refusals) {
    this.out = out;
    this.refusals = refusals;
  }

  @Override
  public void associationStarted(AssociationInfo association) {
    open.register();
    say(
        "association from "
            + association.callingAe().replaceAll("\\p{Cntrl}", "?")
            + ", "
            + association.acceptedContexts()
            + " contexts accepted");
  }

  @Override
  public void associationEnded(AssociationInfo association, AssociationEnd end) {
    say("association ended: " + words(end));
    open.arriveAndDeregister();
  }

  @Override
  public void objectRefused(AssociationInfo association, StoreOutcome outcome) {
    refusals.accept(outcome);
  }

  /** Waits until no association is open, so that the last answers are on their way. */
  void awaitNone(Duration most) throws InterruptedException {
    try {
      open.awaitAdvanceInterruptibly(open.arrive(), most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      say("an association is still open; it is aborted");
    }
  }

  @Override
  public void associationRejected(AssociationRejection rejection) {
    say("association rejected: " + words(rejection));
  }

  private static String words(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ').replace("tls", "TLS");
  }

  private void say(String text) {
    synchronized (out) {
      out.println(text);
      out.flush();
    }
  }
}
