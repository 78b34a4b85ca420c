package org.therafed.dicom.dcm4che;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.dcm4che3.net.Connection;
import org.dcm4che3.net.TransferCapability;
import org.dcm4che3.net.service.BasicCEchoSCP;
import org.dcm4che3.net.service.DicomServiceRegistry;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.engine.StorageProvider;
import org.therafed.dicom.io.TransferSyntax;
import org.therafed.dicom.net.AssociationListener;
import org.therafed.dicom.net.PresentationContext;
import org.therafed.dicom.net.ServerConfig;
import org.therafed.dicom.net.StoreHandler;

/** A listening device: one thread for each association. */
final class Dcm4cheProvider implements StorageProvider {
  /** For SOP classes that only the caller knows, PS3.7 section D.3.3.6. */
  private static final String STORAGE_SERVICE_CLASS = "1.2.840.10008.4.2";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A free port may be taken between being found and being listened on. */
  private static final int ATTEMPTS = 10;

  private final Node node;
  private final Watch watch;
  private final int port;

  private Dcm4cheProvider(Node node, Watch watch, int port) {
    this.node = node;
    this.watch = watch;
    this.port = port;
  }

  static Dcm4cheProvider start(
      ServerConfig config, StoreHandler handler, AssociationListener listener) {
    Node node = new Node(config.calledAe(), config.maxPduLength());
    Watch watch = new Watch(listener, config.idleTimeout());
    Connection connection = node.connection();
    connection.setBindAddress(config.bindAddress().getHostAddress());
    connection.setRequestTimeout(Node.millis(config.artimTimeout()));
    connection.setReleaseTimeout(Node.millis(config.artimTimeout()));
    connection.setSendTimeout(Node.millis(config.idleTimeout()));
    connection.setIdleTimeout(Node.millis(config.idleTimeout()));
    connection.setMaxOpsPerformed(config.maxOperations());
    node.secure(config.tls());
    node.device().setLimitOpenAssociations(config.maxAssociations());
    node.device().setAssociationMonitor(watch);
    node.entity().setAssociationAcceptor(true);
    node.entity().setAcceptedCallingAETitles(config.allowedCallingAes().toArray(String[]::new));
    offer(node);
    DicomServiceRegistry services = new DicomServiceRegistry();
    services.addDicomService(new BasicCEchoSCP());
    services.addDicomService(new StoreService(handler, config.dimseTimeout(), watch::refused));
    node.entity().setDimseRQHandler(services);
    try {
      return new Dcm4cheProvider(node, watch, bind(node, config));
    } catch (IOException | GeneralSecurityException e) {
      node.end(Duration.ZERO);
      throw DicomFault.of(
          DicomFaultCode.CONNECTION,
          "cannot listen on port " + config.port() + "; is it free and the address local?",
          e);
    }
  }

  private static void offer(Node node) {
    String[] syntaxes =
        TransferSyntax.all().stream().map(TransferSyntax::uid).toArray(String[]::new);
    node.entity().addTransferCapability(provided(PresentationContext.VERIFICATION, syntaxes));
    node.entity().addTransferCapability(provided(STORAGE_SERVICE_CLASS, syntaxes));
    for (String sopClass : Dictionary.storageSopClasses()) {
      node.entity().addTransferCapability(provided(sopClass, syntaxes));
    }
  }

  private static TransferCapability provided(String sopClass, String[] syntaxes) {
    return new TransferCapability(null, sopClass, TransferCapability.Role.SCP, syntaxes);
  }

  /** dcm4che listens on a stated port only; 0 is made one that is free. */
  private static int bind(Node node, ServerConfig config)
      throws IOException, GeneralSecurityException {
    for (int attempt = 1; ; attempt++) {
      int port = config.port() == 0 ? free(config) : config.port();
      node.connection().setPort(port);
      try {
        node.device().bindConnections();
        return port;
      } catch (IOException e) {
        boolean taken = e.getCause() instanceof BindException;
        if (config.port() != 0 || !taken || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static int free(ServerConfig config) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(config.bindAddress(), 0));
      return socket.getLocalPort();
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public int associations() {
    return watch.associations();
  }

  @Override
  public void close() {
    node.device().unbindConnections();
    watch.abortAll();
    node.end(PATIENCE);
  }
}
