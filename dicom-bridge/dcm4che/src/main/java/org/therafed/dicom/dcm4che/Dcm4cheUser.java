package org.therafed.dicom.dcm4che;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.Connection;
import org.dcm4che3.net.DimseRSP;
import org.dcm4che3.net.IncompatibleConnectionException;
import org.dcm4che3.net.InputStreamDataWriter;
import org.dcm4che3.net.Priority;
import org.dcm4che3.net.pdu.AAssociateRQ;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.engine.ServiceUser;
import org.therafed.dicom.io.DicomFile;
import org.therafed.dicom.net.ClientConfig;
import org.therafed.dicom.net.DimseResponse;
import org.therafed.dicom.net.FindAnswer;
import org.therafed.dicom.net.PresentationContext;
import org.therafed.dicom.net.QueryModel;
import org.therafed.dicom.net.RetrieveProgress;

/** An association of dcm4che as user. */
final class Dcm4cheUser implements ServiceUser {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Node node;
  private final Association association;
  private final Duration timeout;

  private Dcm4cheUser(Node node, Association association, Duration timeout) {
    this.node = node;
    this.association = association;
    this.timeout = timeout;
  }

  static Dcm4cheUser connect(ClientConfig config, List<PresentationContext> contexts) {
    Node node = new Node(config.callingAe(), config.maxPduLength());
    Connection local = node.connection();
    int opening = Node.millis(config.connectTimeout());
    int answer = Node.millis(config.responseTimeout());
    local.setConnectTimeout(opening);
    local.setAcceptTimeout(opening);
    local.setReleaseTimeout(answer);
    local.setResponseTimeout(answer);
    local.setStoreTimeout(answer);
    local.setRetrieveTimeout(answer);
    local.setSendTimeout(answer);
    node.secure(config.tls());
    Connection remote = new Connection(null, config.host(), config.port());
    config.tls().ifPresent(tls -> Node.secure(remote, tls));
    AAssociateRQ request = new AAssociateRQ();
    request.setCallingAET(config.callingAe());
    request.setCalledAET(config.calledAe());
    for (PresentationContext context : contexts) {
      request.addPresentationContext(
          new org.dcm4che3.net.pdu.PresentationContext(
              2 * request.getNumberOfPresentationContexts() + 1,
              context.abstractSyntax(),
              context.transferSyntaxes().toArray(String[]::new)));
    }
    long start = System.nanoTime();
    try {
      return new Dcm4cheUser(
          node, node.entity().connect(remote, request), config.responseTimeout());
    } catch (InterruptedException e) {
      node.end(Duration.ZERO);
      throw Node.interrupted(e);
    } catch (IOException | IncompatibleConnectionException | GeneralSecurityException e) {
      node.end(Duration.ZERO);
      throw Faults.connecting(e, config.port(), since(start), config.connectTimeout());
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Override
  public boolean accepts(String sopClassUid, String transferSyntaxUid) {
    return association.getTransferSyntaxesFor(sopClassUid).contains(transferSyntaxUid);
  }

  private interface Exchange<T> {
    T run() throws IOException, InterruptedException;
  }

  private <T> T exchange(Exchange<T> exchange) {
    long start = System.nanoTime();
    try {
      return exchange.run();
    } catch (InterruptedException e) {
      throw Node.interrupted(e);
    } catch (IOException e) {
      throw Faults.exchanging(e, since(start), timeout);
    }
  }

  @Override
  public DimseResponse echo() {
    return exchange(() -> last(association.cecho()));
  }

  private static DimseResponse last(DimseRSP answer) throws IOException, InterruptedException {
    answer.next();
    return response(answer);
  }

  private static DimseResponse response(DimseRSP answer) {
    Attributes command = answer.getCommand();
    return new DimseResponse(
        command.getInt(Tag.Status, 0xC000), command.getString(Tag.ErrorComment, ""));
  }

  @Override
  public DimseResponse store(Path file) {
    DicomFile meta = Dcm4cheFiles.readMeta(file);
    boolean named = meta.sopClassUid().isPresent() && meta.sopInstanceUid().isPresent();
    DicomFile object = named ? meta : new Dcm4cheFiles().readHeader(file);
    String sopClass = object.sopClassUid().orElseThrow(() -> unidentified("SOP Class UID"));
    String instance = object.sopInstanceUid().orElseThrow(() -> unidentified("SOP Instance UID"));
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(object.dataSetOffset());
      return store(sopClass, instance, object.transferSyntax().uid(), in);
    } catch (IOException e) {
      throw DicomFault.of(DicomFaultCode.UNREADABLE, "the file to send could not be read", e);
    }
  }

  private static DicomFault unidentified(String what) {
    return DicomFault.of(DicomFaultCode.MISSING_IDENTITY, what + " is absent from the file");
  }

  @Override
  public DimseResponse store(
      String sopClassUid, String sopInstanceUid, String transferSyntaxUid, InputStream dataset) {
    return exchange(
        () ->
            last(
                association.cstore(
                    sopClassUid,
                    sopInstanceUid,
                    Priority.NORMAL,
                    new InputStreamDataWriter(new Unclosed(dataset)),
                    transferSyntaxUid)));
  }

  @Override
  public FindAnswer find(QueryModel model, DataSet keys, int most) {
    return exchange(
        () -> {
          DimseRSP answer =
              association.cfind(
                  model.findUid(), Priority.NORMAL, ToAttributes.of(keys), null, most + 1);
          List<DataSet> matches = new ArrayList<>();
          while (answer.next() && response(answer).isPending()) {
            // What is on its way when the cancellation goes out still arrives, and is dropped.
            if (matches.size() < most) {
              matches.add(dataSet(answer.getDataset()));
            }
          }
          return new FindAnswer(matches, response(answer));
        });
  }

  @Override
  public RetrieveProgress move(
      QueryModel model, DataSet keys, String destination, Consumer<RetrieveProgress> progress) {
    return exchange(
        () -> {
          DimseRSP answer =
              association.cmove(
                  model.moveUid(), Priority.NORMAL, ToAttributes.of(keys), null, destination);
          while (answer.next() && response(answer).isPending()) {
            progress.accept(progress(answer));
          }
          return progress(answer);
        });
  }

  private static RetrieveProgress progress(DimseRSP answer) throws IOException {
    Attributes command = answer.getCommand();
    return new RetrieveProgress(
        response(answer),
        command.getInt(Tag.NumberOfRemainingSuboperations, 0),
        command.getInt(Tag.NumberOfCompletedSuboperations, 0),
        command.getInt(Tag.NumberOfFailedSuboperations, 0),
        command.getInt(Tag.NumberOfWarningSuboperations, 0),
        dataSet(answer.getDataset()).strings(Tag.FailedSOPInstanceUIDList));
  }

  private static DataSet dataSet(Attributes attributes) throws IOException {
    return attributes == null ? new DataSet() : new FromAttributes().dataSet(attributes);
  }

  @Override
  public void abort() {
    association.abort();
  }

  @Override
  public void close() {
    try {
      if (association.isReadyForDataTransfer()) {
        association.release();
      }
      association.waitForSocketClose();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // The association had ended before; there is nothing left to release.
      association.abort();
    }
    node.end(PATIENCE);
  }

  /** The caller's stream, which dcm4che would close. */
  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }
}
