package org.therafed.dicom.net;

import java.io.IOException;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.Tag;

/** Answers the messages of one accepted association, one after the other. */
final class MessageDispatcher {
  private static final System.Logger LOG = System.getLogger(MessageDispatcher.class.getName());

  /** Largest PDU of an answer, for callers that set no limit or a nonsensical one. */
  private static final int ANSWER_PDU = 16 << 10;

  private static final int LEAST_PDU_LENGTH = 8;

  private final DicomServices services;
  private final Negotiation negotiation;
  private final StoreService store;
  private final int answerBytes;

  MessageDispatcher(DicomServices services, Negotiation negotiation, StoreService store) {
    this.services = services;
    this.negotiation = negotiation;
    this.store = store;
    long peer = negotiation.maxLength() == 0 ? ANSWER_PDU : negotiation.maxLength();
    // Even, so that every fragment but the last is, PS3.8 Annex E.
    this.answerBytes = 6 + ((int) Math.max(LEAST_PDU_LENGTH, Math.min(ANSWER_PDU, peer)) & ~1);
  }

  /**
   * Answers the message that begins on the stream.
   *
   * @throws AssociationBrokenException where the association breaks off within it
   * @throws DicomFault {@code PROTOCOL} for what is no message
   */
  void message(PduStream pdus, DataStream data) throws IOException {
    Message message = Message.read(data);
    Negotiation.Context context = negotiation.contexts().get(message.contextId());
    if (context == null) {
      throw Faults.protocol("a message in a presentation context that was not accepted");
    }
    if (message.field() == Command.CANCEL_RQ) {
      // Only queries can be cancelled, and none is served here; PS3.7 has no answer for it.
      return;
    }
    StoreOutcome outcome = outcome(message, context, data);
    if (message.hasData()) {
      data.drain();
    }
    byte[] answer = Command.bytes(Command.response(message.command(), outcome));
    pdus.write(Command.pdus(message.contextId(), answer, answerBytes));
  }

  private StoreOutcome outcome(Message message, Negotiation.Context context, DataStream data)
      throws IOException {
    boolean commitment = context.abstractSyntax().equals(PresentationContext.COMMITMENT);
    return switch (message.field()) {
      case Command.ECHO_RQ -> StoreOutcome.SUCCESS;
      case Command.STORE_RQ ->
          store.store(message, context.abstractSyntax(), context.transferSyntax(), data);
      case Command.ACTION_RQ ->
          commitment && services.commitment().isPresent()
              ? guarded(() -> requested(message, context, data))
              : unrecognized();
      case Command.EVENT_REPORT_RQ ->
          commitment && services.reports().isPresent()
              ? guarded(() -> reported(message, context, data))
              : unrecognized();
      default -> unrecognized();
    };
  }

  private static StoreOutcome unrecognized() {
    return new StoreOutcome(
        Command.STATUS_UNRECOGNIZED_OPERATION, "Operation is not served in this context");
  }

  private StoreOutcome requested(Message message, Negotiation.Context context, DataStream data)
      throws IOException {
    int action = message.command().integer(Tag.ActionTypeID).orElse(0);
    if (action != Commitment.REQUEST) {
      return new StoreOutcome(Command.STATUS_NO_SUCH_ACTION, "Action type is not 1");
    }
    DataSet set = message.identifier(data, context.transferSyntax());
    String transaction = set.string(Tag.TransactionUID).orElse("");
    CommitmentRequest request =
        new CommitmentRequest(negotiation.callingAe(), transaction, Commitment.references(set));
    if (transaction.isEmpty() || request.instances().isEmpty()) {
      return new StoreOutcome(
          Command.STATUS_MISSING_ATTRIBUTE, "Transaction UID or references missing");
    }
    return services.commitment().orElseThrow().request(request);
  }

  private StoreOutcome reported(Message message, Negotiation.Context context, DataStream data)
      throws IOException {
    CommitmentResult result = Commitment.result(message.identifier(data, context.transferSyntax()));
    if (result.transactionUid().isEmpty()) {
      return new StoreOutcome(Command.STATUS_MISSING_ATTRIBUTE, "Transaction UID missing");
    }
    return services.reports().orElseThrow().report(negotiation.callingAe(), result);
  }

  private interface Handling {
    StoreOutcome run() throws IOException;
  }

  /** What a service makes of a bad data set, or a failing one, costs its message only. */
  private static StoreOutcome guarded(Handling handling) throws IOException {
    try {
      return handling.run();
    } catch (DicomFault e) {
      return new StoreOutcome(
          Command.STATUS_PROCESSING_FAILURE, e.code().code() + " " + e.code().meaning());
    } catch (RuntimeException e) {
      // The message of an unforeseen exception may quote a value; its type does not.
      LOG.log(System.Logger.Level.ERROR, "A DICOM service failed with " + e.getClass().getName());
      return new StoreOutcome(Command.STATUS_PROCESSING_FAILURE, "Internal error of the receiver");
    }
  }
}
