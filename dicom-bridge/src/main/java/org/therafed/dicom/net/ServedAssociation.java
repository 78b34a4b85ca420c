package org.therafed.dicom.net;

import java.io.IOException;
import java.util.Optional;

/** An accepted association while a worker is at it: takes PDUs until there are no bytes left. */
final class ServedAssociation {
  private static final System.Logger LOG = System.getLogger(ServedAssociation.class.getName());

  private final PduStream pdus;
  private final ServerConfig config;
  private final MessageDispatcher dispatcher;
  private final DataStream data;

  ServedAssociation(PduStream pdus, ServerConfig config, MessageDispatcher dispatcher) {
    this.pdus = pdus;
    this.config = config;
    this.dispatcher = dispatcher;
    this.data = new DataStream(pdus, config.maxPduLength());
  }

  /**
   * Answers messages while there are bytes.
   *
   * @return how the association ended; empty where it goes on
   */
  Optional<AssociationEnd> advance() throws IOException {
    while (data.inPdu() || pdus.hasBytesSoon()) {
      pdus.deadline(config.dimseTimeout());
      Optional<AssociationEnd> end = data.inPdu() ? message(0) : pdu();
      pdus.endDeadline();
      if (end.isPresent()) {
        return end;
      }
    }
    pdus.rest();
    return Optional.empty();
  }

  private Optional<AssociationEnd> pdu() throws IOException {
    PduStream.Header header = pdus.header();
    return switch (header.type()) {
      case Pdu.DATA -> message(header.length());
      case Pdu.RELEASE_RQ -> {
        pdus.skip(header.length());
        pdus.write(Pdu.fixed(Pdu.RELEASE_RP, 0, 0, 0));
        yield Optional.of(AssociationEnd.RELEASED);
      }
      case Pdu.ABORT -> Optional.of(AssociationEnd.ABORTED_BY_PEER);
      default -> {
        pdus.abort(Pdu.ABORT_PROVIDER, Pdu.ABORT_UNEXPECTED_PDU);
        yield Optional.of(AssociationEnd.ABORTED_BY_US);
      }
    };
  }

  /**
   * Answers one message.
   *
   * @param pduLength of the P-DATA-TF that begins here, 0 within one
   */
  private Optional<AssociationEnd> message(long pduLength) throws IOException {
    try {
      if (!data.inPdu()) {
        data.enter(pduLength);
      }
      dispatcher.message(pdus, data);
      return Optional.empty();
    } catch (AssociationBrokenException e) {
      LOG.log(System.Logger.Level.WARNING, "An association broke off: " + e.getMessage());
      return Optional.of(data.broken() == null ? AssociationEnd.CONNECTION_LOST : data.broken());
    }
  }
}
