package org.therafed.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;

/** A provider of queries and retrievals that answers once as a test says. */
public final class QueryPeer implements AutoCloseable {
  private final ScriptedPeer peer;

  private QueryPeer(ScriptedPeer.Script script) throws IOException {
    this.peer = new ScriptedPeer(script);
  }

  /** Answers a query with these matches, checks that the keys have this one, and ends well. */
  public static QueryPeer matching(int tag, String value, List<DataSet> matches)
      throws IOException {
    return new QueryPeer(
        association -> {
          Message request = association.receive();
          DataSet keys =
              request.identifier(
                  association.incoming(),
                  association.context(request.contextId()).transferSyntax());
          assertThat(keys.string(tag)).contains(value);
          for (DataSet match : matches) {
            ScriptedPeer.answer(association, request, 0xFF00, match);
          }
          association.send(request.contextId(), ScriptedPeer.response(request, 0));
        });
  }

  /** Sends matches, waits for the cancellation and ends by it. */
  public static QueryPeer untilCancelled(List<DataSet> matches) throws IOException {
    return new QueryPeer(
        association -> {
          Message request = association.receive();
          association.incoming().drain();
          for (DataSet match : matches) {
            ScriptedPeer.answer(association, request, 0xFF00, match);
          }
          Message cancel = association.receive();
          assertThat(cancel.field()).isEqualTo(Command.CANCEL_RQ);
          assertThat(cancel.answers(request.command().integer(Tag.MessageID).orElseThrow()))
              .isTrue();
          association.send(
              request.contextId(), ScriptedPeer.response(request, FindAnswer.CANCELLED));
        });
  }

  /** Refuses so many queries. */
  public static QueryPeer refusing(int times, int status, String comment) throws IOException {
    return new QueryPeer(
        association -> {
          for (int i = 0; i < times; i++) {
            Message request = association.receive();
            association.incoming().drain();
            association.send(
                request.contextId(),
                Command.response(request.command(), new StoreOutcome(status, comment)));
          }
        });
  }

  /** Tells of one step of a retrieval to this destination, then that one instance failed. */
  public static QueryPeer moving(String destination, String failed) throws IOException {
    return new QueryPeer(
        association -> {
          Message request = association.receive();
          association.incoming().drain();
          assertThat(request.command().string(Tag.MoveDestination)).contains(destination);
          association.send(
              request.contextId(),
              ScriptedPeer.response(request, 0xFF00)
                  .put(Tag.NumberOfRemainingSuboperations, VR.US, 2)
                  .put(Tag.NumberOfCompletedSuboperations, VR.US, 1));
          DataSet end =
              ScriptedPeer.response(request, 0xB000)
                  .put(Tag.NumberOfCompletedSuboperations, VR.US, 2)
                  .put(Tag.NumberOfFailedSuboperations, VR.US, 1)
                  .put(Tag.CommandDataSetType, VR.US, Command.HAS_DATA_SET);
          association.send(
              association.context(request.contextId()),
              end,
              new DataSet().put(Tag.FailedSOPInstanceUIDList, VR.UI, failed));
        });
  }

  /** Takes messages and never answers. */
  public static QueryPeer silent() throws IOException {
    return new QueryPeer(
        association -> {
          Message request = association.receive();
          association.incoming().drain();
          assertThat(request.field()).isEqualTo(Command.FIND_RQ);
          try {
            association.receive();
          } catch (IOException | RuntimeException e) {
            // The caller lost patience, which is what is waited for.
            association.abort();
          }
        });
  }

  /** The port it listens on. */
  public int port() {
    return peer.port();
  }

  /** Waits for its end and throws what went wrong in it. */
  public void join() throws Exception {
    peer.join();
  }

  @Override
  public void close() throws IOException {
    peer.close();
  }
}
