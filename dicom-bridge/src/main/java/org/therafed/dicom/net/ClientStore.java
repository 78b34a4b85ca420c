package org.therafed.dicom.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.therafed.dicom.dataset.Tag;

/** C-STORE as user, one object after the other or several without waiting for the answers. */
final class ClientStore {
  private final ClientAssociation association;

  /** Messages without answer: position of their object by message id. */
  private final Map<Integer, Integer> waiting = new LinkedHashMap<>();

  ClientStore(ClientAssociation association) {
    this.association = association;
  }

  DimseResponse store(
      String sopClassUid, String sopInstanceUid, String transferSyntaxUid, InputStream dataset)
      throws IOException {
    return association.response(send(sopClassUid, sopInstanceUid, transferSyntaxUid, dataset));
  }

  /** A file of which is known how it goes over this association. */
  Outgoing prepared(Path file) {
    return Outgoing.of(ObjectFile.of(file), association);
  }

  DimseResponse store(Outgoing object) throws IOException {
    return association.response(send(object));
  }

  /**
   * Sends files with up to {@code window} of them unanswered; answers may come in any order.
   *
   * @return in the order of the files
   */
  List<DimseResponse> store(List<Path> files, int window) throws IOException {
    DimseResponse[] responses = new DimseResponse[files.size()];
    // Before anything is sent: a fault in between would leave answers behind.
    List<Outgoing> objects = files.stream().map(this::prepared).toList();
    waiting.clear();
    for (int i = 0; i < objects.size(); i++) {
      if (waiting.size() == window) {
        answer(responses);
      }
      waiting.put(send(objects.get(i)), i);
    }
    while (!waiting.isEmpty()) {
      answer(responses);
    }
    return new ArrayList<>(Arrays.asList(responses));
  }

  private void answer(DimseResponse[] responses) throws IOException {
    Message message = association.receive();
    Integer position =
        waiting.remove(message.command().integer(Tag.MessageIDBeingRespondedTo).orElse(-1));
    if (message.field() != Command.STORE_RSP || position == null) {
      throw association.unexpected();
    }
    if (message.hasData()) {
      association.incoming().drain();
    }
    responses[position] = DimseResponse.of(message.command());
  }

  private int send(Outgoing object) throws IOException {
    int id = association.nextId();
    object.send(association, id);
    return id;
  }

  private int send(
      String sopClassUid, String sopInstanceUid, String transferSyntaxUid, InputStream dataset)
      throws IOException {
    ClientAssociation.Accepted context = context(sopClassUid, transferSyntaxUid);
    int id = association.nextId();
    association.send(context.id(), Command.storeRequest(id, sopClassUid, sopInstanceUid), dataset);
    return id;
  }

  private ClientAssociation.Accepted context(String sopClassUid, String transferSyntaxUid) {
    ClientAssociation.Accepted context = association.find(sopClassUid, transferSyntaxUid);
    if (context == null) {
      throw Faults.noContext("the object's SOP class and transfer syntax");
    }
    return context;
  }
}
