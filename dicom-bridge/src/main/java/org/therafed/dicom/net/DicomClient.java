package org.therafed.dicom.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.io.DicomFile;
import org.therafed.dicom.io.Part10Reader;

/**
 * A service class user of Verification and Storage over one association. For one thread.
 *
 * <p>Failures of the association are {@link DicomFault}s; after one, only {@link #close} makes
 * sense. A refused object is no fault but a {@link DimseResponse}.
 */
public final class DicomClient implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(DicomClient.class.getName());
  private static final int MAX_CONTEXTS = 128;

  private record Key(String abstractSyntax, String transferSyntax) {}

  private final ClientConfig config;
  private final PduStream pdus;
  private final DataStream responses;
  private final Map<Key, Integer> contexts;
  private final byte[] buffer;
  private int messageId;
  private boolean usable = true;

  private DicomClient(
      ClientConfig config, PduStream pdus, Map<Key, Integer> contexts, int pduLength) {
    this.config = config;
    this.pdus = pdus;
    this.responses = new DataStream(pdus, config.maxPduLength());
    this.contexts = contexts;
    this.buffer = new byte[pduLength + 6];
  }

  /** Opens an association with these presentation contexts. */
  public static DicomClient connect(
      String host, int port, String callingAe, String calledAe, PresentationContext... contexts) {
    return connect(ClientConfig.of(host, port, callingAe, calledAe), List.of(contexts));
  }

  /**
   * Opens an association.
   *
   * @throws DicomFault {@code CONNECTION} where nobody listens, {@code ASSOCIATION_REJECTED} with
   *     result, source and reason, {@code TIMEOUT}, {@code PROTOCOL}
   */
  public static DicomClient connect(ClientConfig config, List<PresentationContext> contexts) {
    if (contexts.isEmpty() || contexts.size() > MAX_CONTEXTS) {
      throw DicomFault.of(
          DicomFaultCode.INVALID_CONFIGURATION,
          contexts.size() + " presentation contexts; 1 to " + MAX_CONTEXTS + " needed");
    }
    Socket socket = new Socket();
    try {
      int timeout = (int) config.connectTimeout().toMillis();
      socket.connect(new InetSocketAddress(config.host(), config.port()), timeout);
      PduStream pdus = new PduStream(socket);
      pdus.timeout(config.connectTimeout());
      return associate(config, contexts, pdus);
    } catch (SocketTimeoutException e) {
      closeQuietly(socket);
      throw DicomFault.of(
          DicomFaultCode.TIMEOUT, "no association within " + config.connectTimeout(), e);
    } catch (IOException e) {
      closeQuietly(socket);
      throw DicomFault.of(
          DicomFaultCode.CONNECTION,
          "port " + config.port() + " of the peer could not be reached or closed at once",
          e);
    } catch (DicomFault e) {
      closeQuietly(socket);
      throw e;
    }
  }

  /** The contexts that a set of files needs: one for each pair of SOP class and syntax. */
  public static List<PresentationContext> contextsFor(List<Path> files) {
    Set<Key> keys = new LinkedHashSet<>();
    for (Path file : files) {
      DicomFile meta = identified(file);
      keys.add(new Key(sopClass(meta), meta.transferSyntax().uid()));
    }
    return keys.stream()
        .map(key -> PresentationContext.of(key.abstractSyntax(), key.transferSyntax()))
        .toList();
  }

  private static DicomClient associate(
      ClientConfig config, List<PresentationContext> proposals, PduStream pdus) throws IOException {
    List<AssociateRequest.Proposed> proposed = new ArrayList<>();
    for (int i = 0; i < proposals.size(); i++) {
      PresentationContext context = proposals.get(i);
      proposed.add(
          new AssociateRequest.Proposed(
              2 * i + 1, context.abstractSyntax(), context.transferSyntaxes()));
    }
    pdus.write(
        AssociateCodec.encode(
            new AssociateRequest(
                1,
                config.calledAe(),
                config.callingAe(),
                Pdu.APPLICATION_CONTEXT,
                proposed,
                config.maxPduLength())));
    PduStream.Header header = pdus.header();
    byte[] body = pdus.body(header);
    return switch (header.type()) {
      case Pdu.ASSOCIATE_AC -> accepted(config, proposed, pdus, AssociateCodec.accept(body));
      case Pdu.ASSOCIATE_RJ -> throw rejected(body);
      case Pdu.ABORT ->
          throw DicomFault.of(
              DicomFaultCode.ASSOCIATION_ABORTED, "the peer aborted instead of answering");
      default ->
          throw DicomFault.of(
              DicomFaultCode.PROTOCOL, "PDU type " + header.type() + " answers the request");
    };
  }

  private static DicomClient accepted(
      ClientConfig config,
      List<AssociateRequest.Proposed> proposed,
      PduStream pdus,
      AssociateAccept accept)
      throws IOException {
    Map<Key, Integer> contexts = new LinkedHashMap<>();
    for (AssociateAccept.Result result : accept.contexts()) {
      int index = (result.id() - 1) / 2;
      if (result.result() == 0 && index < proposed.size()) {
        contexts.put(
            new Key(proposed.get(index).abstractSyntax(), result.transferSyntax()), result.id());
      }
    }
    pdus.timeout(config.responseTimeout());
    long peer = accept.maxLength() == 0 ? Integer.MAX_VALUE : accept.maxLength();
    int length = (int) Math.min(Math.max(peer, 128), config.maxPduLength());
    return new DicomClient(config, pdus, contexts, length);
  }

  private static DicomFault rejected(byte[] body) {
    String detail = "the rejection is malformed";
    if (body.length >= 4) {
      for (AssociationRejection known : AssociationRejection.values()) {
        boolean same =
            known.source() == body[2] && known.reason() == body[3] && known.result() == body[1];
        if (same) {
          detail =
              known + " (result " + body[1] + ", source " + body[2] + ", reason " + body[3] + ")";
          return DicomFault.of(DicomFaultCode.ASSOCIATION_REJECTED, detail);
        }
      }
      detail = "result " + body[1] + ", source " + body[2] + ", reason " + body[3];
    }
    return DicomFault.of(DicomFaultCode.ASSOCIATION_REJECTED, detail);
  }

  /** Whether the peer accepted a context for this pair. */
  public boolean accepts(String sopClassUid, String transferSyntaxUid) {
    return contexts.containsKey(new Key(sopClassUid, transferSyntaxUid));
  }

  /** C-ECHO. A context of the Verification SOP class must have been accepted. */
  public DimseResponse echo() {
    int context =
        contexts.entrySet().stream()
            .filter(e -> e.getKey().abstractSyntax().equals(PresentationContext.VERIFICATION))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow(() -> noContext("Verification"));
    return exchange(() -> pdus.write(Command.pdu(context, Command.echoRequest(nextId()))));
  }

  /** C-STORE of a Part 10 file, its data set byte for byte. */
  public DimseResponse store(Path file) {
    DicomFile meta = identified(file);
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(meta.dataSetOffset());
      return store(sopClass(meta), sopInstance(meta), meta.transferSyntax().uid(), in);
    } catch (IOException e) {
      throw DicomFault.of(DicomFaultCode.UNREADABLE, "the file to send could not be read", e);
    }
  }

  /** C-STORE of several files over this association, in order. */
  public List<DimseResponse> store(List<Path> files) {
    return files.stream().map(this::store).toList();
  }

  /**
   * C-STORE of an encoded data set.
   *
   * @param dataset in the transfer syntax, read to its end; not closed
   */
  public DimseResponse store(
      String sopClassUid, String sopInstanceUid, String transferSyntaxUid, InputStream dataset) {
    Integer context = contexts.get(new Key(sopClassUid, transferSyntaxUid));
    if (context == null) {
      throw noContext("the object's SOP class and transfer syntax");
    }
    return exchange(
        () -> {
          byte[] command =
              Command.bytes(Command.storeRequest(nextId(), sopClassUid, sopInstanceUid));
          data(context, command, dataset);
        });
  }

  private static DicomFault noContext(String what) {
    return DicomFault.of(
        DicomFaultCode.NO_CONTEXT, "the peer accepted no presentation context for " + what);
  }

  private interface Sending {
    void run() throws IOException;
  }

  private DimseResponse exchange(Sending sending) {
    if (!usable) {
      throw DicomFault.of(DicomFaultCode.ASSOCIATION_ABORTED, "the association has ended before");
    }
    usable = false;
    try {
      sending.run();
      DimseResponse response = response();
      usable = true;
      return response;
    } catch (SocketTimeoutException e) {
      throw DicomFault.of(
          DicomFaultCode.TIMEOUT, "no answer within " + config.responseTimeout(), e);
    } catch (IOException e) {
      boolean timedOut = responses.broken() == AssociationEnd.TIMED_OUT;
      throw DicomFault.of(
          timedOut ? DicomFaultCode.TIMEOUT : DicomFaultCode.ASSOCIATION_ABORTED,
          "the association ended within a message",
          e);
    }
  }

  private int nextId() {
    messageId = messageId % 0xFFFF + 1;
    return messageId;
  }

  /** Command and data set, in as few writes as the peer's PDU length allows. */
  private void data(int context, byte[] command, InputStream dataset) throws IOException {
    Command.dataHeader(buffer, context, command.length, 3);
    System.arraycopy(command, 0, buffer, Pdu.DATA_HEADER, command.length);
    int at = Pdu.DATA_HEADER + command.length;
    if (at + Pdu.DATA_HEADER >= buffer.length) {
      pdus.write(buffer, 0, at);
      at = 0;
    }
    int look = dataset.read();
    while (look >= 0) {
      int start = at + Pdu.DATA_HEADER;
      buffer[start] = (byte) look;
      int length = 1 + dataset.readNBytes(buffer, start + 1, buffer.length - start - 1);
      look = start + length == buffer.length ? dataset.read() : -1;
      byte[] header = new byte[Pdu.DATA_HEADER];
      Command.dataHeader(header, context, length, look < 0 ? 2 : 0);
      System.arraycopy(header, 0, buffer, at, Pdu.DATA_HEADER);
      pdus.write(buffer, 0, start + length);
      at = 0;
    }
    if (at > 0) {
      throw new IOException("the data set to send is empty");
    }
  }

  private DimseResponse response() throws IOException {
    PduStream.Header header = responses.inPdu() ? null : pdus.header();
    if (header != null && header.type() != Pdu.DATA) {
      throw new IOException(
          header.type() == Pdu.ABORT
              ? "the peer aborted the association"
              : "PDU type " + header.type() + " where a response was needed");
    }
    if (header != null) {
      responses.enter(header.length());
    }
    responses.startPart();
    byte[] bytes = responses.readNBytes(Command.MAX_LENGTH);
    DataSet command = Command.read(bytes);
    boolean answer =
        responses.isCommand()
            && command.integer(Tag.MessageIDBeingRespondedTo).orElse(-1) == messageId;
    if (!answer) {
      pdus.abort(Pdu.ABORT_USER, Pdu.ABORT_NOT_SPECIFIED);
      throw DicomFault.of(DicomFaultCode.PROTOCOL, "the answer is not to the message sent");
    }
    return new DimseResponse(
        command.integer(Tag.Status).orElse(0xC000), command.string(Tag.ErrorComment).orElse(""));
  }

  private static DicomFile identified(Path file) {
    DicomFile meta = Part10Reader.readMeta(file);
    boolean named = meta.sopClassUid().isPresent() && meta.sopInstanceUid().isPresent();
    return named ? meta : Part10Reader.readHeader(file);
  }

  private static String sopClass(DicomFile file) {
    return file.sopClassUid().orElseThrow(() -> unidentified("SOP Class UID"));
  }

  private static String sopInstance(DicomFile file) {
    return file.sopInstanceUid().orElseThrow(() -> unidentified("SOP Instance UID"));
  }

  private static DicomFault unidentified(String what) {
    return DicomFault.of(DicomFaultCode.MISSING_IDENTITY, what + " is absent from the file");
  }

  /** Ends the association by A-ABORT, without waiting. */
  public void abort() {
    usable = false;
    pdus.abort(Pdu.ABORT_USER, Pdu.ABORT_NOT_SPECIFIED);
    closeQuietly(pdus.socket());
  }

  /** Releases the association where it is whole, else aborts it; closes the connection. */
  @Override
  public void close() {
    if (pdus.socket().isClosed()) {
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
      closeQuietly(pdus.socket());
    }
  }

  /** The options of the connection, for tests. */
  Socket socket() {
    return pdus.socket();
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "A socket did not close cleanly");
    }
  }

  @Override
  public String toString() {
    return "DicomClient[contexts=" + Arrays.toString(contexts.values().toArray()) + "]";
  }
}
