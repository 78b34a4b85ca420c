package org.therafed.dicom.dcm4che;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.AssociationMonitor;
import org.dcm4che3.net.pdu.AAssociateRJ;
import org.therafed.dicom.net.AssociationEnd;
import org.therafed.dicom.net.AssociationInfo;
import org.therafed.dicom.net.AssociationListener;
import org.therafed.dicom.net.StoreOutcome;

/** Tells a listener of associations, and knows those that are open. */
final class Watch implements AssociationMonitor {
  /** Between dcm4che's own timer, which ends the association in order, and ours. */
  private static final int GRACE_MILLIS = 1000;

  private final AssociationListener listener;
  private final Duration idle;
  private final Set<Association> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  Watch(AssociationListener listener, Duration idle) {
    this.listener = listener;
    this.idle = idle;
  }

  int associations() {
    return open.size();
  }

  void abortAll() {
    closing = true;
    open.forEach(Association::abort);
  }

  @Override
  public void onAssociationAccepted(Association association) {
    open.add(association);
    AssociationInfo info = info(association);
    tell(() -> listener.associationStarted(info));
    association.addAssociationListener(ended -> ended(ended, info));
    try {
      // dcm4che's timer stops within a message; a peer that falls silent there ends by this one.
      association.getSocket().setSoTimeout((int) Math.min(Integer.MAX_VALUE, silence()));
    } catch (SocketException e) {
      // The connection is gone already, as the thread that called this finds out next.
    }
    if (closing) {
      association.abort();
    }
  }

  private static AssociationInfo info(Association association) {
    return new AssociationInfo(
        StoreService.id(association),
        association.getCallingAET(),
        association.getCalledAET(),
        accepted(association));
  }

  /** An object was refused by its command. */
  void refused(Association association, StoreOutcome outcome) {
    tell(() -> listener.objectRefused(info(association), outcome));
  }

  private long silence() {
    return idle.toMillis() + GRACE_MILLIS;
  }

  private static int accepted(Association association) {
    return (int)
        association.getAAssociateAC().getPresentationContexts().stream()
            .filter(context -> context.isAccepted())
            .count();
  }

  private void ended(Association association, AssociationInfo info) {
    open.remove(association);
    tell(() -> listener.associationEnded(info, end(association.getException())));
  }

  /** dcm4che does not tell an abort of the peer from one of ours, nor that from a time-out. */
  private AssociationEnd end(IOException e) {
    if (e == null) {
      return AssociationEnd.RELEASED;
    }
    return closing ? AssociationEnd.SHUT_DOWN : AssociationEnd.CONNECTION_LOST;
  }

  @Override
  public void onAssociationRejected(Association association, AAssociateRJ rejection) {
    Faults.rejection(rejection).ifPresent(known -> tell(() -> listener.associationRejected(known)));
  }

  @Override
  public void onAssociationEstablished(Association association) {}

  @Override
  public void onAssociationFailed(Association association, Throwable e) {}

  private static void tell(Runnable event) {
    try {
      event.run();
    } catch (RuntimeException e) {
      // The message of an unforeseen exception may quote a value; its type does not.
      System.getLogger(Watch.class.getName())
          .log(
              System.Logger.Level.ERROR,
              "The association listener failed with " + e.getClass().getName());
    }
  }
}
