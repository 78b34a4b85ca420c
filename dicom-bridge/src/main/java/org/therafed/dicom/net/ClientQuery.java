package org.therafed.dicom.net;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;

/** C-FIND, C-MOVE and C-GET as user. */
final class ClientQuery {
  private static final AtomicLong NUMBER = new AtomicLong();

  private final ClientAssociation association;
  private final String peer;

  /**
   * @param peer title of the peer, named to handlers as the sender of what C-GET brings
   */
  ClientQuery(ClientAssociation association, String peer) {
    this.association = association;
    this.peer = peer;
  }

  DimseResponse find(QueryModel model, DataSet keys, Predicate<DataSet> matches)
      throws IOException {
    ClientAssociation.Accepted context = association.need(model.findUid(), "C-FIND");
    int id = association.nextId();
    association.send(
        context, Command.queryRequest(Command.FIND_RQ, id, context.abstractSyntax()), keys);
    boolean cancelled = false;
    while (true) {
      Message message = answer(id, Command.FIND_RSP);
      DataSet match = message.identifier(association.incoming(), context.transferSyntax());
      DimseResponse response = DimseResponse.of(message.command());
      if (!response.isPending()) {
        return response;
      }
      // What is on its way when the cancellation goes out still arrives, and is dropped.
      if (!cancelled && !matches.test(match)) {
        association.send(context.id(), Command.cancelRequest(id));
        cancelled = true;
      }
    }
  }

  RetrieveProgress move(
      QueryModel model, DataSet keys, String destination, Consumer<RetrieveProgress> progress)
      throws IOException {
    AeTitles.check(destination);
    ClientAssociation.Accepted context = association.need(model.moveUid(), "C-MOVE");
    int id = association.nextId();
    DataSet command =
        Command.queryRequest(Command.MOVE_RQ, id, context.abstractSyntax())
            .put(Tag.MoveDestination, VR.AE, destination);
    association.send(context, command, keys);
    while (true) {
      Message message = answer(id, Command.MOVE_RSP);
      RetrieveProgress now = progress(message, context);
      if (!now.response().isPending()) {
        return now;
      }
      progress.accept(now);
    }
  }

  RetrieveProgress get(
      QueryModel model, DataSet keys, StoreHandler handler, Consumer<RetrieveProgress> progress)
      throws IOException {
    ClientAssociation.Accepted context = association.need(model.getUid(), "C-GET");
    int id = association.nextId();
    String trace = "G" + NUMBER.incrementAndGet();
    association.send(
        context, Command.queryRequest(Command.GET_RQ, id, context.abstractSyntax()), keys);
    while (true) {
      Message message = association.receive();
      if (message.field() == Command.STORE_RQ) {
        store(message, handler, trace);
      } else if (message.field() == Command.GET_RSP && message.answers(id)) {
        RetrieveProgress now = progress(message, context);
        if (!now.response().isPending()) {
          return now;
        }
        progress.accept(now);
      } else {
        throw association.unexpected();
      }
    }
  }

  private void store(Message message, StoreHandler handler, String trace) throws IOException {
    ClientAssociation.Accepted context = association.context(message.contextId());
    StoreOutcome outcome =
        new StoreService(handler, peer, trace, unheard -> {})
            .store(
                message,
                context.abstractSyntax(),
                context.transferSyntax(),
                association.incoming());
    association.send(message.contextId(), Command.response(message.command(), outcome));
  }

  private Message answer(int id, int field) throws IOException {
    Message message = association.receive();
    if (message.field() != field || !message.answers(id)) {
      throw association.unexpected();
    }
    return message;
  }

  private RetrieveProgress progress(Message message, ClientAssociation.Accepted context)
      throws IOException {
    DataSet identifier = message.identifier(association.incoming(), context.transferSyntax());
    return RetrieveProgress.of(message.command(), identifier);
  }
}
