package org.therafed.dicom.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.io.DicomFile;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.dicom.io.Part10Writer;
import org.therafed.dicom.net.AssociationListener;
import org.therafed.dicom.net.ClientConfig;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.DicomServer;
import org.therafed.dicom.net.DicomServices;
import org.therafed.dicom.net.DimseResponse;
import org.therafed.dicom.net.FindAnswer;
import org.therafed.dicom.net.PresentationContext;
import org.therafed.dicom.net.QueryModel;
import org.therafed.dicom.net.RetrieveProgress;
import org.therafed.dicom.net.ServerConfig;
import org.therafed.dicom.net.StoreHandler;

/** The packages {@code io} and {@code net} behind the ports. */
final class OwnEngine implements DicomEngine, DicomFiles {
  static final String NAME = "therafed";
  static final DicomEngine INSTANCE = new OwnEngine();

  private OwnEngine() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public DicomFiles files() {
    return this;
  }

  @Override
  public DicomFile read(Path file) {
    return Part10Reader.read(file);
  }

  @Override
  public DicomFile readHeader(Path file) {
    return Part10Reader.readHeader(file);
  }

  @Override
  public void write(DicomFile file, OutputStream out) throws IOException {
    Part10Writer.write(file, out);
  }

  @Override
  public StorageProvider listen(
      ServerConfig config, StoreHandler handler, AssociationListener listener) {
    return listen(config, DicomServices.of(handler), listener);
  }

  @Override
  public boolean offersCommitment() {
    return true;
  }

  @Override
  public StorageProvider listen(
      ServerConfig config, DicomServices services, AssociationListener listener) {
    return new Provider(DicomServer.start(config, services, listener));
  }

  @Override
  public ServiceUser connect(ClientConfig config, List<PresentationContext> contexts) {
    return new User(DicomClient.connect(config, contexts));
  }

  private record Provider(DicomServer server) implements StorageProvider {
    @Override
    public int port() {
      return server.port();
    }

    @Override
    public int associations() {
      return server.associations();
    }

    @Override
    public void close() {
      server.close();
    }
  }

  private record User(DicomClient client) implements ServiceUser {
    @Override
    public boolean accepts(String sopClassUid, String transferSyntaxUid) {
      return client.accepts(sopClassUid, transferSyntaxUid);
    }

    @Override
    public DimseResponse echo() {
      return client.echo();
    }

    @Override
    public DimseResponse store(Path file) {
      return client.store(file);
    }

    @Override
    public DimseResponse store(
        String sopClassUid, String sopInstanceUid, String transferSyntaxUid, InputStream dataset) {
      return client.store(sopClassUid, sopInstanceUid, transferSyntaxUid, dataset);
    }

    @Override
    public FindAnswer find(QueryModel model, DataSet keys, int most) {
      return client.find(model, keys, most);
    }

    @Override
    public RetrieveProgress move(
        QueryModel model, DataSet keys, String destination, Consumer<RetrieveProgress> progress) {
      return client.move(model, keys, destination, progress);
    }

    @Override
    public void abort() {
      client.abort();
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
