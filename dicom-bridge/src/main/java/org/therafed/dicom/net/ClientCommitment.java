package org.therafed.dicom.net;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.therafed.dicom.dataset.DataSet;

/** Storage commitment over an association opened here, as requester and as reporter. */
final class ClientCommitment {
  private final ClientAssociation association;
  private final Deque<CommitmentResult> reports = new ArrayDeque<>();

  ClientCommitment(ClientAssociation association) {
    this.association = association;
  }

  DimseResponse request(String transactionUid, List<SopReference> instances) throws IOException {
    ClientAssociation.Accepted context = context();
    int id = association.nextId();
    association.send(
        context,
        Command.actionRequest(
            id, PresentationContext.COMMITMENT, Commitment.INSTANCE, Commitment.REQUEST),
        Commitment.encode(transactionUid, instances));
    while (true) {
      Message message = association.receive();
      if (message.field() == Command.EVENT_REPORT_RQ) {
        // A quick provider may report before it answers.
        keep(message);
      } else if (message.answers(id)) {
        drain(message);
        return DimseResponse.of(message.command());
      } else {
        throw association.unexpected();
      }
    }
  }

  /** Waits for a report over this association. */
  CommitmentResult await() throws IOException {
    while (reports.isEmpty()) {
      Message message = association.receive();
      if (message.field() != Command.EVENT_REPORT_RQ) {
        throw association.unexpected();
      }
      keep(message);
    }
    return reports.remove();
  }

  private void keep(Message message) throws IOException {
    ClientAssociation.Accepted context = association.context(message.contextId());
    DataSet set = message.identifier(association.incoming(), context.transferSyntax());
    reports.add(Commitment.result(set));
    association.send(
        message.contextId(), Command.response(message.command(), StoreOutcome.SUCCESS));
  }

  DimseResponse report(CommitmentResult result) throws IOException {
    int id = association.nextId();
    int type = result.failed().isEmpty() ? Commitment.ALL_COMMITTED : Commitment.FAILURES_EXIST;
    association.send(
        context(),
        Command.eventReport(id, PresentationContext.COMMITMENT, Commitment.INSTANCE, type),
        Commitment.encode(result));
    return association.response(id);
  }

  private ClientAssociation.Accepted context() {
    return association.need(PresentationContext.COMMITMENT, "storage commitment");
  }

  private void drain(Message message) throws IOException {
    if (message.hasData()) {
      association.incoming().drain();
    }
  }
}
