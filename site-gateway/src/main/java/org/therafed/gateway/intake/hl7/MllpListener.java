package org.therafed.gateway.intake.hl7;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import org.jboss.logging.Logger;
import org.therafed.dicom.net.TlsSettings;
import org.therafed.gateway.site.Hl7Config;
import org.therafed.gateway.trace.Traces;
import org.therafed.runtime.StartupFault;

/** The MLLP listener, plain or over TLS: one thread for each connection, up to a bound. */
@Singleton
public class MllpListener {

  private static final Logger LOG = Logger.getLogger(MllpListener.class);
  private static final int BACKLOG = 50;

  private final Hl7Config config;
  private final Hl7Intake intake;
  private final Traces traces;
  private final Set<MllpConnection> open = ConcurrentHashMap.newKeySet();
  private ServerSocket server;
  private Thread acceptor;

  @Inject
  public MllpListener(Hl7Config config, Hl7Intake intake, Traces traces) {
    this.config = config;
    this.intake = intake;
    this.traces = traces;
  }

  /**
   * Opens the port, if one is configured.
   *
   * @throws StartupFault if the port, the address or the key cannot be used
   */
  public synchronized void start() {
    if (config.hl7Port().isEmpty()) {
      return;
    }
    if (Hl7Charsets.named(config.hl7Charset()).isEmpty()) {
      throw StartupFault.settings(
          List.of("THERAFED_HL7_CHARSET is no character set of HL7 table 0211 that is read here."));
    }
    int port = config.hl7Port().getAsInt();
    try {
      server = config.hl7TlsKeystore().isPresent() ? tls(config) : new ServerSocket();
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(InetAddress.getByName(config.hl7Host()), port), BACKLOG);
    } catch (UnknownHostException e) {
      throw StartupFault.settings(List.of("THERAFED_HL7_HOST is not an address."));
    } catch (GeneralSecurityException e) {
      throw StartupFault.settings(
          List.of("THERAFED_HL7_TLS_KEYSTORE or _TRUSTSTORE cannot be opened."));
    } catch (IOException e) {
      throw StartupFault.portTaken(config.hl7Host(), port, "THERAFED_HL7_PORT");
    }
    ServerSocket listening = server;
    acceptor = new Thread(() -> accept(listening), "hl7-acceptor");
    acceptor.setDaemon(true);
    acceptor.start();
    LOG.infof(
        "HL7 v2 (MLLP%s) listens on %s:%d",
        config.hl7TlsKeystore().isPresent() ? " over TLS" : "", config.hl7Host(), port());
  }

  private static ServerSocket tls(Hl7Config config) throws IOException, GeneralSecurityException {
    char[] password = config.hl7TlsKeystorePassword().orElse("").toCharArray();
    KeyStore identity = store(config.hl7TlsKeystore().orElseThrow(), password);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    Optional<String> truststore = config.hl7TlsTruststore();
    if (truststore.isPresent()) {
      trusted = store(truststore.get(), config.hl7TlsTruststorePassword().orElse("").toCharArray());
    }
    TlsSettings settings = TlsSettings.of(identity, password, trusted);
    SSLServerSocket socket =
        (SSLServerSocket) settings.context().getServerSocketFactory().createServerSocket();
    SSLParameters parameters = settings.parameters();
    parameters.setUseCipherSuitesOrder(true);
    parameters.setNeedClientAuth(truststore.isPresent());
    socket.setSSLParameters(parameters);
    return socket;
  }

  /** Opens a PKCS#12 file; {@link org.therafed.gateway.site.StartupChecks} has read it before. */
  private static KeyStore store(String file, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      store.load(in, password);
    }
    return store;
  }

  private void accept(ServerSocket listening) {
    while (!listening.isClosed()) {
      try {
        serve(listening.accept());
      } catch (IOException e) {
        if (!listening.isClosed()) {
          LOG.warnf("stage=intake hl7 accept failed exception=%s", e.getClass().getName());
        }
      }
    }
  }

  private void serve(Socket socket) throws IOException {
    if (open.size() >= config.hl7MaxConnections()) {
      LOG.warnf("stage=intake hl7 connections=%d refused=1", open.size());
      socket.close();
      return;
    }
    MllpConnection connection = new MllpConnection(socket, config, intake, traces, open::remove);
    open.add(connection);
    connection.start();
  }

  /** Closes the port and the connections; a message that is being recorded is finished. */
  public synchronized void stop() {
    if (server == null) {
      return;
    }
    try {
      server.close();
    } catch (IOException e) {
      LOG.debugf("stage=intake hl7 close exception=%s", e.getClass().getName());
    }
    List<MllpConnection> connections = List.copyOf(open);
    connections.forEach(MllpConnection::close);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    try {
      for (MllpConnection connection : connections) {
        connection.await(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server = null;
  }

  /** Whether a port is configured. */
  public boolean isConfigured() {
    return config.hl7Port().isPresent();
  }

  /** The port that is open, or 0. */
  public synchronized int port() {
    return server == null || server.isClosed() ? 0 : server.getLocalPort();
  }
}
