package org.therafed.dicom.net;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.io.TransferSyntax;

/** One connection to a {@link DicomServer}, from negotiation to its end. */
final class AssociationHandler implements Runnable {
  private static final System.Logger LOG = System.getLogger(AssociationHandler.class.getName());
  private static final AtomicLong NUMBER = new AtomicLong();
  private static final Set<String> ABSTRACT_SYNTAXES = abstractSyntaxes();

  /** Result values of PS3.8 Table 9-18. */
  private static final int ACCEPTED = 0;

  private static final int ABSTRACT_SYNTAX_NOT_SUPPORTED = 3;
  private static final int TRANSFER_SYNTAXES_NOT_SUPPORTED = 4;

  private final Socket socket;
  private final ServerConfig config;
  private final StoreHandler handler;
  private final AssociationListener listener;
  private final AtomicInteger established;
  private final Set<AssociationHandler> open;
  private final String id = "A" + NUMBER.incrementAndGet();
  private final Map<Integer, Accepted> contexts = new HashMap<>();
  private volatile boolean shutDown;
  private String callingAe = "";

  private record Accepted(String abstractSyntax, String transferSyntax) {}

  AssociationHandler(
      Socket socket,
      ServerConfig config,
      StoreHandler handler,
      AssociationListener listener,
      AtomicInteger established,
      Set<AssociationHandler> open) {
    this.socket = socket;
    this.config = config;
    this.handler = handler;
    this.listener = listener;
    this.established = established;
    this.open = open;
  }

  private static Set<String> abstractSyntaxes() {
    Set<String> uids = new java.util.HashSet<>(Dictionary.storageSopClasses());
    uids.add(PresentationContext.VERIFICATION);
    return Set.copyOf(uids);
  }

  Socket socket() {
    return socket;
  }

  /** Ends the association from another thread. */
  void shutDown() {
    shutDown = true;
    try {
      socket.close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "A socket did not close cleanly", e);
    }
  }

  @Override
  public void run() {
    try (PduStream pdus = new PduStream(socket)) {
      AssociateRequest request = negotiate(pdus);
      if (request != null) {
        serve(pdus, request);
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "A DICOM connection broke before its association");
    } finally {
      open.remove(this);
    }
  }

  /** The request that was accepted, or null where none was. */
  private AssociateRequest negotiate(PduStream pdus) throws IOException {
    AssociateRequest request;
    try {
      request = new RequestReader(pdus, config.artimTimeout()).read();
    } catch (DicomFault | IOException e) {
      if (!shutDown) {
        notify(() -> listener.associationRejected(AssociationRejection.NO_REQUEST));
        pdus.abort(Pdu.ABORT_PROVIDER, Pdu.ABORT_UNEXPECTED_PDU);
      }
      return null;
    }
    AssociationRejection rejection = rejection(request);
    if (rejection == null && established.incrementAndGet() > config.maxAssociations()) {
      established.decrementAndGet();
      rejection = AssociationRejection.LOCAL_LIMIT_EXCEEDED;
    }
    if (rejection != null) {
      reject(pdus, rejection);
      return null;
    }
    callingAe = request.callingAe();
    return request;
  }

  private AssociationRejection rejection(AssociateRequest request) {
    if ((request.protocolVersion() & 1) == 0) {
      return AssociationRejection.PROTOCOL_VERSION_NOT_SUPPORTED;
    }
    if (!request.applicationContext().equals(Pdu.APPLICATION_CONTEXT)) {
      return AssociationRejection.APPLICATION_CONTEXT_NOT_SUPPORTED;
    }
    if (!request.calledAe().equals(config.calledAe())) {
      return AssociationRejection.CALLED_AE_NOT_RECOGNIZED;
    }
    Set<String> allowed = config.allowedCallingAes();
    return allowed.isEmpty() || allowed.contains(request.callingAe())
        ? null
        : AssociationRejection.CALLING_AE_NOT_RECOGNIZED;
  }

  private void reject(PduStream pdus, AssociationRejection rejection) throws IOException {
    // The listener first: whoever has the answer in hand may ask for the record of it.
    notify(() -> listener.associationRejected(rejection));
    pdus.write(
        Pdu.fixed(Pdu.ASSOCIATE_RJ, rejection.result(), rejection.source(), rejection.reason()));
    awaitClose(pdus);
  }

  /** PS3.8 state 13: the caller closes, by a reset too; ARTIM ends the wait. */
  private void awaitClose(PduStream pdus) {
    try {
      pdus.timeout(config.artimTimeout());
      pdus.socket().shutdownOutput();
      pdus.skip(Pdu.MAX_ASSOCIATE_LENGTH);
    } catch (IOException e) {
      // Closed, reset, or too slow to close: the connection ends whichever it is, and the last word
      // of the association has been said before.
      LOG.log(System.Logger.Level.TRACE, "The caller of an ended association is gone");
    }
  }

  private void serve(PduStream pdus, AssociateRequest request) {
    AssociationEnd end = AssociationEnd.CONNECTION_LOST;
    AssociationInfo info = null;
    try {
      AssociateAccept accept = accept(request);
      info = new AssociationInfo(id, callingAe, request.calledAe(), contexts.size());
      AssociationInfo started = info;
      notify(() -> listener.associationStarted(started));
      pdus.write(AssociateCodec.encode(accept));
      pdus.timeout(config.idleTimeout());
      end = messages(pdus);
    } catch (SocketTimeoutException e) {
      end = AssociationEnd.TIMED_OUT;
      pdus.abort(Pdu.ABORT_PROVIDER, Pdu.ABORT_NOT_SPECIFIED);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "Association " + id + " lost its connection");
    } catch (DicomFault e) {
      end = AssociationEnd.ABORTED_BY_US;
      pdus.abort(Pdu.ABORT_PROVIDER, Pdu.ABORT_INVALID_PARAMETER);
      LOG.log(System.Logger.Level.WARNING, "Association " + id + " aborted: " + e.getMessage());
    } finally {
      established.decrementAndGet();
      AssociationInfo ended = info;
      AssociationEnd how = shutDown ? AssociationEnd.SHUT_DOWN : end;
      if (ended != null) {
        notify(() -> listener.associationEnded(ended, how));
      }
    }
  }

  private AssociateAccept accept(AssociateRequest request) {
    List<AssociateAccept.Result> results = new ArrayList<>();
    for (AssociateRequest.Proposed proposed : request.contexts()) {
      results.add(answer(proposed));
    }
    return new AssociateAccept(
        request.calledAe(), request.callingAe(), results, config.maxPduLength());
  }

  private AssociateAccept.Result answer(AssociateRequest.Proposed proposed) {
    String first = proposed.transferSyntaxes().isEmpty() ? "" : proposed.transferSyntaxes().get(0);
    if (!ABSTRACT_SYNTAXES.contains(proposed.abstractSyntax())) {
      return new AssociateAccept.Result(proposed.id(), ABSTRACT_SYNTAX_NOT_SUPPORTED, first);
    }
    for (String uid : proposed.transferSyntaxes()) {
      if (TransferSyntax.of(uid).isPresent()) {
        contexts.put(proposed.id(), new Accepted(proposed.abstractSyntax(), uid));
        return new AssociateAccept.Result(proposed.id(), ACCEPTED, uid);
      }
    }
    return new AssociateAccept.Result(proposed.id(), TRANSFER_SYNTAXES_NOT_SUPPORTED, first);
  }

  /** Answers messages until the association ends. */
  private AssociationEnd messages(PduStream pdus) throws IOException {
    DataStream data = new DataStream(pdus, config.maxPduLength());
    while (true) {
      if (!data.inPdu()) {
        PduStream.Header header = pdus.header();
        switch (header.type()) {
          case Pdu.DATA -> data.enter(header.length());
          case Pdu.RELEASE_RQ -> {
            pdus.skip(header.length());
            pdus.write(Pdu.fixed(Pdu.RELEASE_RP, 0, 0, 0));
            awaitClose(pdus);
            return AssociationEnd.RELEASED;
          }
          case Pdu.ABORT -> {
            return AssociationEnd.ABORTED_BY_PEER;
          }
          default -> {
            pdus.abort(Pdu.ABORT_PROVIDER, Pdu.ABORT_UNEXPECTED_PDU);
            return AssociationEnd.ABORTED_BY_US;
          }
        }
      }
      try {
        message(pdus, data);
      } catch (AssociationBrokenException e) {
        LOG.log(System.Logger.Level.WARNING, "Association " + id + " broke off: " + e.getMessage());
        return data.broken() == null ? AssociationEnd.CONNECTION_LOST : data.broken();
      }
    }
  }

  private void message(PduStream pdus, DataStream data) throws IOException {
    data.startPart();
    int contextId = data.contextId();
    Accepted context = contexts.get(contextId);
    if (!data.isCommand() || context == null) {
      throw protocol("a message starts without a command in an accepted context");
    }
    byte[] bytes = data.readNBytes(Command.MAX_LENGTH + 1);
    if (bytes.length > Command.MAX_LENGTH) {
      throw protocol("a command set exceeds " + Command.MAX_LENGTH + " bytes");
    }
    DataSet command = Command.read(bytes);
    boolean hasData =
        command.integer(Tag.CommandDataSetType).orElse(Command.NO_DATA_SET) != Command.NO_DATA_SET;
    if (hasData) {
      data.startPart();
      if (data.isCommand() || data.contextId() != contextId) {
        throw protocol("the data set announced by a command does not follow it");
      }
    }
    int field = command.integer(Tag.CommandField).orElse(-1);
    if (field == Command.CANCEL_RQ) {
      return;
    }
    StoreOutcome outcome = outcome(field, command, context, hasData, data);
    if (hasData) {
      data.drain();
    }
    pdus.write(Command.pdu(contextId, Command.response(command, outcome)));
  }

  private StoreOutcome outcome(
      int field, DataSet command, Accepted context, boolean hasData, DataStream data)
      throws IOException {
    if (field == Command.ECHO_RQ) {
      return StoreOutcome.SUCCESS;
    }
    if (field != Command.STORE_RQ) {
      return new StoreOutcome(Command.STATUS_UNRECOGNIZED_OPERATION, "Only C-ECHO and C-STORE");
    }
    String sopClass = command.string(Tag.AffectedSOPClassUID).orElse("");
    String sopInstance = command.string(Tag.AffectedSOPInstanceUID).orElse("");
    if (sopClass.isEmpty() || sopInstance.isEmpty()) {
      return new StoreOutcome(
          Command.STATUS_MISSING_ATTRIBUTE, "Affected SOP Class or Instance UID missing");
    }
    if (!sopClass.equals(context.abstractSyntax())) {
      return new StoreOutcome(
          Command.STATUS_SOP_CLASS_NOT_SUPPORTED, "SOP class differs from presentation context");
    }
    if (!hasData) {
      return StoreOutcome.cannotUnderstand("C-STORE without data set");
    }
    return store(
        new StoreRequest(callingAe, sopClass, sopInstance, context.transferSyntax(), data, id));
  }

  /** A failing handler costs its object, never the association. */
  private StoreOutcome store(StoreRequest request) throws IOException {
    try {
      return handler.store(request);
    } catch (AssociationBrokenException e) {
      throw e;
    } catch (DicomFault e) {
      return StoreOutcome.cannotUnderstand(e.code().code() + " " + e.code().meaning());
    } catch (IOException e) {
      // Messages of file systems quote names, which may hold UIDs; the type says enough.
      LOG.log(
          System.Logger.Level.ERROR, "An object could not be stored: " + e.getClass().getName());
      return StoreOutcome.outOfResources("Object could not be stored");
    } catch (RuntimeException e) {
      // The message of an unforeseen exception may quote a value; its type does not.
      LOG.log(System.Logger.Level.ERROR, "The store handler failed with " + e.getClass().getName());
      return StoreOutcome.cannotUnderstand("Internal error of the receiver");
    }
  }

  private static DicomFault protocol(String detail) {
    return DicomFault.of(org.therafed.dicom.dataset.DicomFaultCode.PROTOCOL, detail);
  }

  private static void notify(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "An association listener failed with " + e.getClass().getName());
    }
  }
}
