package org.therafed.dicom.dcm4che;

import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.dcm4che3.io.DicomStreamException;
import org.dcm4che3.net.NoPresentationContextException;
import org.dcm4che3.net.pdu.AAbort;
import org.dcm4che3.net.pdu.AAssociateRJ;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.net.AssociationRejection;

/** Exceptions of dcm4che as faults. Their messages may quote values and are left out. */
final class Faults {
  private Faults() {}

  /**
   * A file that could not be read.
   *
   * @param position bytes from the start of the file
   */
  static DicomFault reading(Exception e, long position) {
    if (e instanceof DicomFault fault) {
      return fault;
    }
    if (e instanceof EOFException) {
      return DicomFault.at(
          DicomFaultCode.TRUNCATED_VALUE, position, "more bytes needed; the input ends here");
    }
    if (e instanceof DicomStreamException) {
      // Before the first element dcm4che has found no encoding; later, a sequence is too long.
      return position <= 0
          ? DicomFault.at(DicomFaultCode.NOT_DICOM, 0, "no encoding of a data set was recognised")
          : DicomFault.at(
              DicomFaultCode.LENGTH_PAST_END, position, "a sequence longer than its length");
    }
    if (e instanceof ZipException) {
      return DicomFault.of(DicomFaultCode.UNREADABLE, "the deflated stream is damaged", e);
    }
    return DicomFault.of(
        DicomFaultCode.UNREADABLE, "dcm4che failed with " + e.getClass().getSimpleName(), e);
  }

  /** An association that could not be opened. */
  static DicomFault connecting(Exception e, int port, Duration waited, Duration timeout) {
    if (e instanceof AAssociateRJ rejection) {
      return rejected(rejection);
    }
    if (e instanceof SocketTimeoutException || waited.compareTo(timeout) >= 0) {
      return DicomFault.of(DicomFaultCode.TIMEOUT, "no association within " + timeout, e);
    }
    if (e instanceof AAbort) {
      return DicomFault.of(
          DicomFaultCode.ASSOCIATION_ABORTED, "the peer aborted instead of answering");
    }
    if (e instanceof SSLException) {
      return DicomFault.of(
          DicomFaultCode.CONNECTION,
          "TLS with the peer failed; compare certificates, trust and protocol of both sides",
          e);
    }
    return DicomFault.of(
        DicomFaultCode.CONNECTION,
        "port " + port + " of the peer could not be reached or closed at once",
        e);
  }

  /** A message without answer. */
  static DicomFault exchanging(Exception e, Duration waited, Duration timeout) {
    if (e instanceof NoPresentationContextException) {
      return DicomFault.of(
          DicomFaultCode.NO_CONTEXT, "the peer accepted no presentation context for the message");
    }
    if (waited.compareTo(timeout) >= 0) {
      return DicomFault.of(DicomFaultCode.TIMEOUT, "no answer within " + timeout, e);
    }
    return DicomFault.of(
        DicomFaultCode.ASSOCIATION_ABORTED, "the association has ended before the answer", e);
  }

  private static DicomFault rejected(AAssociateRJ e) {
    String detail =
        "result " + e.getResult() + ", source " + e.getSource() + ", reason " + e.getReason();
    return DicomFault.of(
        DicomFaultCode.ASSOCIATION_REJECTED,
        rejection(e).map(known -> known + " (" + detail + ")").orElse(detail));
  }

  /** The rejection as this library names it; empty for one it does not know. */
  static java.util.Optional<AssociationRejection> rejection(AAssociateRJ e) {
    for (AssociationRejection known : AssociationRejection.values()) {
      if (known.result() == e.getResult()
          && known.source() == e.getSource()
          && known.reason() == e.getReason()) {
        return java.util.Optional.of(known);
      }
    }
    return java.util.Optional.empty();
  }
}
