package org.therafed.dicom.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;

/** A peer that accepts every context of one association and then does what a test says. */
final class ScriptedPeer implements AutoCloseable {
  /** What the peer does. */
  interface Script {
    void run(ClientAssociation association) throws IOException;
  }

  private final ServerSocketChannel listening;
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  ScriptedPeer(Script script) throws IOException {
    listening = ServerSocketChannel.open();
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread thread =
        new Thread(
            () -> {
              try {
                serve(script);
                done.complete(null);
              } catch (IOException | RuntimeException | AssertionError e) {
                done.completeExceptionally(e);
              }
            },
            "scripted-peer");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return listening.socket().getLocalPort();
  }

  /** Waits for the script's end and throws what went wrong in it. */
  void join() throws Exception {
    done.get(2, TimeUnit.MINUTES);
  }

  private void serve(Script script) throws IOException {
    SocketChannel channel = listening.accept();
    PduStream.prepare(channel);
    try (PduStream pdus = new PduStream(new PlainWire(channel))) {
      AssociateRequest request = AssociateCodec.request(pdus.body(pdus.header()));
      List<AssociateAccept.Result> results = new ArrayList<>();
      Map<Integer, ClientAssociation.Accepted> contexts = new LinkedHashMap<>();
      for (AssociateRequest.Proposed proposed : request.contexts()) {
        String syntax = proposed.transferSyntaxes().get(0);
        results.add(new AssociateAccept.Result(proposed.id(), 0, syntax));
        contexts.put(
            proposed.id(),
            new ClientAssociation.Accepted(proposed.id(), proposed.abstractSyntax(), syntax));
      }
      pdus.write(
          AssociateCodec.encode(
              new AssociateAccept(
                  request.calledAe(), request.callingAe(), results, request.user())));
      ClientConfig config = ClientConfig.of("127.0.0.1", port(), "PEER", "CALLER");
      ClientAssociation association =
          new ClientAssociation(config, pdus, contexts, request.user(), 16384);
      script.run(association);
      // The other side releases or aborts.
      if (pdus.header().type() == Pdu.RELEASE_RQ) {
        pdus.skip(4);
        pdus.write(Pdu.fixed(Pdu.RELEASE_RP, 0, 0, 0));
      }
    }
  }

  /** A response of a query or retrieval. */
  static DataSet response(Message request, int status) {
    return Command.response(request.command(), new StoreOutcome(status, ""));
  }

  /** Sends a response with a data set. */
  static void answer(ClientAssociation association, Message request, int status, DataSet identifier)
      throws IOException {
    DataSet command =
        response(request, status).put(Tag.CommandDataSetType, VR.US, Command.HAS_DATA_SET);
    association.send(association.context(request.contextId()), command, identifier);
  }

  /** Sends an object as C-STORE and gives the answer. */
  static DimseResponse store(
      ClientAssociation association, String sopClass, String instance, byte[] dataset)
      throws IOException {
    int id = association.nextId();
    association.send(
        association.need(sopClass, "storage").id(),
        Command.storeRequest(id, sopClass, instance),
        new ByteArrayInputStream(dataset));
    return association.response(id);
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
