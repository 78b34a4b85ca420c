package org.therafed.dicom.net;

import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;

/**
 * A service class user of Verification, Storage, Query/Retrieve, Modality Worklist and Storage
 * Commitment over one association. For one thread.
 *
 * <p>Failures of the association are {@link DicomFault}s; after one, only {@link #close} makes
 * sense. A refused object or query is no fault but a {@link DimseResponse}.
 */
public final class DicomClient implements AutoCloseable {
  private final ClientAssociation association;
  private final ClientStore store;
  private final ClientQuery query;
  private final ClientCommitment commitment;
  private final int window;

  private DicomClient(ClientAssociation association, String peer, int window) {
    this.association = association;
    this.store = new ClientStore(association);
    this.query = new ClientQuery(association, peer);
    this.commitment = new ClientCommitment(association);
    this.window = window;
  }

  /** Opens an association with these presentation contexts. */
  public static DicomClient connect(
      String host, int port, String callingAe, String calledAe, PresentationContext... contexts) {
    return connect(ClientConfig.of(host, port, callingAe, calledAe), List.of(contexts));
  }

  /** As {@link #connect(ClientConfig, Proposal)}, with contexts only. */
  public static DicomClient connect(ClientConfig config, List<PresentationContext> contexts) {
    return connect(config, Proposal.of(contexts));
  }

  /**
   * Opens an association.
   *
   * @throws DicomFault {@code CONNECTION} where nobody listens, {@code ASSOCIATION_REJECTED} with
   *     result, source and reason, {@code TIMEOUT}, {@code PROTOCOL}
   */
  public static DicomClient connect(ClientConfig config, Proposal proposal) {
    ClientAssociation association = AssociationOpener.open(config, proposal);
    // Without an answer the window is one; zero means any number.
    int granted =
        association
            .answer()
            .operations()
            .map(window -> window.invoked() == 0 ? Proposal.MAX_OPERATIONS : window.invoked())
            .orElse(1);
    return new DicomClient(
        association, config.calledAe(), Math.min(granted, proposal.operations()));
  }

  /**
   * The contexts that a set of files needs: one for each pair of SOP class and syntax, and those
   * that native objects can be sent in where the peer does not take their own.
   */
  public static List<PresentationContext> contextsFor(List<Path> files) {
    return ObjectFile.contexts(files);
  }

  /** Whether the peer accepted a context for this pair. */
  public boolean accepts(String sopClassUid, String transferSyntaxUid) {
    return association.find(sopClassUid, transferSyntaxUid) != null;
  }

  /** The roles that the peer granted for a SOP class. */
  public Role role(String sopClassUid) {
    return association.answer().roles().getOrDefault(sopClassUid, Role.DEFAULT);
  }

  /** The peer's application information for a SOP class; empty where it did not answer. */
  public Optional<byte[]> extended(String sopClassUid) {
    return Optional.ofNullable(association.answer().extended().get(sopClassUid));
  }

  /** Stores that may be without answer at once, as negotiated. */
  public int operations() {
    return window;
  }

  /** What the peer answered to the identity: a ticket, nothing, or empty where it did not. */
  public Optional<byte[]> identityAnswer() {
    return association.answer().identityAnswer();
  }

  /** C-ECHO. A context of the Verification SOP class must have been accepted. */
  public DimseResponse echo() {
    return association.exchange(
        () -> {
          int context = association.need(PresentationContext.VERIFICATION, "Verification").id();
          int id = association.nextId();
          association.send(context, Command.echoRequest(id));
          return association.response(id);
        });
  }

  /**
   * C-STORE of a Part 10 file: byte for byte where the peer takes its transfer syntax, else, where
   * the pixels are native, in explicit or implicit VR little endian. A data set of odd length is
   * written anew, with values of even length (PS3.5 section 7.1.1).
   */
  public DimseResponse store(Path file) {
    Outgoing object = store.prepared(file);
    return association.exchange(() -> store.store(object));
  }

  /**
   * C-STORE of several files over this association, as many at once as {@link #operations} says.
   *
   * @return in the order of the files
   */
  public List<DimseResponse> store(List<Path> files) {
    if (window > 1) {
      return association.exchange(() -> store.store(files, window));
    }
    List<DimseResponse> responses = new ArrayList<>();
    files.forEach(file -> responses.add(store(file)));
    return responses;
  }

  /**
   * C-STORE of an encoded data set.
   *
   * @param dataset in the transfer syntax, of even length, read to its end; not closed
   */
  public DimseResponse store(
      String sopClassUid, String sopInstanceUid, String transferSyntaxUid, InputStream dataset) {
    return association.exchange(
        () -> store.store(sopClassUid, sopInstanceUid, transferSyntaxUid, dataset));
  }

  /**
   * C-FIND. {@link QueryModel#findContext} must have been proposed.
   *
   * @param keys Query/Retrieve Level and the keys: with a value to match, empty to be returned
   * @param matches told of each match as it comes; false cancels the query
   * @return how the query ended
   */
  public DimseResponse find(QueryModel model, DataSet keys, Predicate<DataSet> matches) {
    return association.exchange(() -> query.find(model, keys, matches));
  }

  /**
   * C-FIND to memory.
   *
   * @param most matches to keep; the query is cancelled at one more
   */
  public FindAnswer find(QueryModel model, DataSet keys, int most) {
    List<DataSet> found = new ArrayList<>();
    DimseResponse response =
        find(
            model,
            keys,
            match -> {
              boolean room = found.size() < most;
              if (room) {
                found.add(match);
              }
              return room;
            });
    return new FindAnswer(found, response);
  }

  /**
   * C-MOVE: the peer sends to another node over an association of its own.
   *
   * @param keys Query/Retrieve Level and the unique keys
   * @param destination title of the receiver, which the peer must know by address
   * @param progress told of each pending response
   * @return how the retrieval ended
   */
  public RetrieveProgress move(
      QueryModel model, DataSet keys, String destination, Consumer<RetrieveProgress> progress) {
    return association.exchange(() -> query.move(model, keys, destination, progress));
  }

  /**
   * C-GET: the peer sends over this association, which {@link Proposal#get} has prepared.
   *
   * @param handler takes the objects, under the same rules as with {@link DicomServer}
   * @param progress told of each pending response
   * @return how the retrieval ended
   */
  public RetrieveProgress get(
      QueryModel model, DataSet keys, StoreHandler handler, Consumer<RetrieveProgress> progress) {
    return association.exchange(() -> query.get(model, keys, handler, progress));
  }

  /**
   * N-ACTION: asks the peer to take responsibility for instances. The report comes to {@link
   * DicomServices#reports} of a server under our title, or over this association.
   *
   * @param transactionUid a new UID that names the request
   */
  public DimseResponse requestCommitment(String transactionUid, List<SopReference> instances) {
    return association.exchange(() -> commitment.request(transactionUid, instances));
  }

  /**
   * Waits for a report that the peer sends over this association, as some do.
   *
   * @throws DicomFault {@code TIMEOUT} after the response timeout
   */
  public CommitmentResult awaitCommitment() {
    return association.exchange(commitment::await);
  }

  /**
   * N-EVENT-REPORT: as provider, tells the requester what is safe. {@link
   * Proposal#commitmentReport} prepares the association.
   */
  public DimseResponse reportCommitment(CommitmentResult result) {
    return association.exchange(() -> commitment.report(result));
  }

  /** Ends the association by A-ABORT, without waiting. */
  public void abort() {
    association.abort();
  }

  /** Releases the association where it is whole, else aborts it; closes the connection. */
  @Override
  public void close() {
    association.close();
  }

  /** The options of the connection, for tests. */
  Socket socket() {
    return association.pdus().socket();
  }

  @Override
  public String toString() {
    return "DicomClient[contexts=" + association.acceptedContexts() + "]";
  }
}
