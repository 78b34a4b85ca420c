package org.therafed.dicom.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.io.DataSetWriter;
import org.therafed.dicom.io.TransferSyntax;

/** An association that was opened here: sends and receives messages. For one thread. */
final class ClientAssociation {
  private static final System.Logger LOG = System.getLogger(ClientAssociation.class.getName());

  /** An accepted context. */
  record Accepted(int id, String abstractSyntax, String transferSyntax) {}

  private final ClientConfig config;
  private final PduStream pdus;
  private final DataStream incoming;
  private final Map<Integer, Accepted> contexts;
  private final UserInformation answer;
  private final byte[] buffer;
  private int messageId;
  private boolean usable = true;

  ClientAssociation(
      ClientConfig config,
      PduStream pdus,
      Map<Integer, Accepted> contexts,
      UserInformation answer,
      int pduLength) {
    this.config = config;
    this.pdus = pdus;
    this.incoming = new DataStream(pdus, config.maxPduLength());
    this.contexts = new LinkedHashMap<>(contexts);
    this.answer = answer;
    this.buffer = new byte[pduLength + 6];
  }

  /** What the peer answered beside the contexts. */
  UserInformation answer() {
    return answer;
  }

  PduStream pdus() {
    return pdus;
  }

  DataStream incoming() {
    return incoming;
  }

  int acceptedContexts() {
    return contexts.size();
  }

  /** The context of an id that a message came with. */
  Accepted context(int id) {
    Accepted context = contexts.get(id);
    if (context == null) {
      throw Faults.protocol("a message in presentation context " + id + ", which is not accepted");
    }
    return context;
  }

  /** The accepted context of a pair; null where there is none. */
  Accepted find(String abstractSyntax, String transferSyntax) {
    return contexts.values().stream()
        .filter(c -> c.abstractSyntax().equals(abstractSyntax))
        .filter(c -> c.transferSyntax().equals(transferSyntax))
        .findFirst()
        .orElse(null);
  }

  /** The first accepted context of a SOP class. */
  Accepted need(String abstractSyntax, String what) {
    return contexts.values().stream()
        .filter(c -> c.abstractSyntax().equals(abstractSyntax))
        .findFirst()
        .orElseThrow(() -> Faults.noContext(what));
  }

  int nextId() {
    messageId = messageId % 0xFFFF + 1;
    return messageId;
  }

  /** Something that is sent and answered. */
  interface Exchange<T> {
    T run() throws IOException;
  }

  /** Runs an exchange; after one that fails the association can only be closed. */
  <T> T exchange(Exchange<T> exchange) {
    if (!usable) {
      throw DicomFault.of(DicomFaultCode.ASSOCIATION_ABORTED, "the association has ended before");
    }
    usable = false;
    try {
      T result = exchange.run();
      usable = true;
      return result;
    } catch (DicomFault e) {
      // Raised before anything was sent: the association is as it was.
      usable =
          e.code() == DicomFaultCode.NO_CONTEXT || e.code() == DicomFaultCode.INVALID_CONFIGURATION;
      throw e;
    } catch (SocketTimeoutException e) {
      throw DicomFault.of(
          DicomFaultCode.TIMEOUT, "no answer within " + config.responseTimeout(), e);
    } catch (IOException e) {
      boolean timedOut = incoming.broken() == AssociationEnd.TIMED_OUT;
      throw DicomFault.of(
          timedOut ? DicomFaultCode.TIMEOUT : DicomFaultCode.ASSOCIATION_ABORTED,
          "the association ended within a message",
          e);
    }
  }

  /** Sends a message without data set. */
  void send(int context, DataSet command) throws IOException {
    pdus.write(Command.pdus(context, Command.bytes(command), buffer.length));
  }

  /** Sends a message with a data set of our own making. */
  void send(Accepted context, DataSet command, DataSet identifier) throws IOException {
    TransferSyntax syntax =
        TransferSyntax.of(context.transferSyntax())
            .filter(known -> !known.deflated())
            .orElseThrow(() -> Faults.noContext("a data set that is not deflated"));
    byte[] bytes = DataSetWriter.toBytes(identifier, syntax);
    send(context.id(), command, new ByteArrayInputStream(bytes));
  }

  /** Command and data set, in as few writes as the peer's PDU length allows. */
  void send(int context, DataSet command, InputStream dataset) throws IOException {
    int at = commandInBuffer(context, Command.bytes(command));
    int look = dataset.read();
    while (look >= 0) {
      int start = at + Pdu.DATA_HEADER;
      buffer[start] = (byte) look;
      int length = 1 + dataset.readNBytes(buffer, start + 1, buffer.length - start - 1);
      look = start + length == buffer.length ? dataset.read() : -1;
      Command.dataHeader(buffer, at, context, length, look < 0 ? 2 : 0);
      pdus.write(buffer, 0, start + length);
      at = 0;
    }
    if (at > 0) {
      throw new IOException("the data set to send is empty");
    }
  }

  /** Something that writes a data set. */
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Command and a data set that is written while it is sent. */
  void send(int context, DataSet command, Body body) throws IOException {
    int at = commandInBuffer(context, Command.bytes(command));
    DataSetOutput out = new DataSetOutput(pdus, buffer, context, at);
    body.writeTo(out);
    out.last();
  }

  /** Puts the command before the data set, or sends it alone where no data would fit beside it. */
  private int commandInBuffer(int context, byte[] command) throws IOException {
    int length = Pdu.DATA_HEADER + command.length;
    if (length + Pdu.DATA_HEADER >= buffer.length) {
      pdus.write(Command.pdus(context, command, buffer.length));
      return 0;
    }
    Command.dataHeader(buffer, 0, context, command.length, 3);
    System.arraycopy(command, 0, buffer, Pdu.DATA_HEADER, command.length);
    return length;
  }

  /** Waits for the next message. */
  Message receive() throws IOException {
    if (!incoming.inPdu()) {
      PduStream.Header header = pdus.header();
      if (header.type() != Pdu.DATA) {
        throw new IOException(
            header.type() == Pdu.ABORT
                ? "the peer aborted the association"
                : "PDU type " + header.type() + " where a message was needed");
      }
      incoming.enter(header.length());
    }
    return Message.read(incoming);
  }

  /** Waits for the answer to a message, which must come next and without data set. */
  DimseResponse response(int id) throws IOException {
    Message message = receive();
    if (!message.answers(id)) {
      throw unexpected();
    }
    if (message.hasData()) {
      incoming.drain();
    }
    return DimseResponse.of(message.command());
  }

  /** Aborts, as the peer's messages cannot be made sense of any more. */
  DicomFault unexpected() {
    pdus.abort(Pdu.ABORT_USER, Pdu.ABORT_NOT_SPECIFIED);
    return Faults.protocol("the answer is not to the message sent");
  }

  /** Ends the association by A-ABORT, without waiting. */
  void abort() {
    usable = false;
    pdus.abort(Pdu.ABORT_USER, Pdu.ABORT_NOT_SPECIFIED);
    closeQuietly(pdus);
  }

  /** Releases the association where it is whole, else aborts it; closes the connection. */
  void close() {
    if (pdus.isClosed()) {
      return;
    }
    try {
      if (usable) {
        pdus.write(Pdu.fixed(Pdu.RELEASE_RQ, 0, 0, 0));
        PduStream.Header header = pdus.header();
        if (header.type() != Pdu.RELEASE_RP) {
          LOG.log(System.Logger.Level.DEBUG, "A-RELEASE was answered by type " + header.type());
        }
      } else {
        pdus.abort(Pdu.ABORT_USER, Pdu.ABORT_NOT_SPECIFIED);
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "The association did not end by A-RELEASE");
    } finally {
      usable = false;
      closeQuietly(pdus);
    }
  }

  static void closeQuietly(java.io.Closeable connection) {
    try {
      connection.close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "A socket did not close cleanly");
    }
  }
}
