package org.therafed.dicom.dcm4che;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.dcm4che3.net.ApplicationEntity;
import org.dcm4che3.net.Connection;
import org.dcm4che3.net.Device;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.net.TlsSettings;

/** A device of dcm4che with one connection, one application entity and threads of its own. */
final class Node {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Device device = new Device("therafed");
  private final Connection connection = new Connection();
  private final ApplicationEntity entity;
  private final ExecutorService workers;
  private final ScheduledExecutorService timers;

  Node(String title, int pduLength) {
    this.entity = new ApplicationEntity(title);
    ThreadFactory threads = Node::daemon;
    this.workers = Executors.newCachedThreadPool(threads);
    this.timers = Executors.newSingleThreadScheduledExecutor(threads);
    device.setExecutor(workers);
    device.setScheduledExecutor(timers);
    connection.setReceivePDULength(pduLength);
    connection.setSendPDULength(pduLength);
    connection.setTcpNoDelay(true);
    device.addConnection(connection);
    device.addApplicationEntity(entity);
    entity.addConnection(connection);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "dcm4che-" + NUMBER.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  /** The BCP 195 profile, with the keys and the trust of the settings. */
  void secure(Optional<TlsSettings> settings) {
    if (settings.isEmpty()) {
      return;
    }
    TlsSettings tls = settings.get();
    device.setKeyManager(first(tls.keyManagers()));
    device.setTrustManager(first(tls.trustManagers()));
    secure(connection, tls);
    connection.setTlsNeedClientAuth(tls.needsClientCertificate());
    if (tls.checksHost()) {
      connection.setTlsEndpointIdentificationAlgorithm(
          Connection.EndpointIdentificationAlgorithm.HTTPS);
    }
  }

  static void secure(Connection connection, TlsSettings tls) {
    connection.setTlsProtocols(tls.parameters().getProtocols());
    connection.setTlsCipherSuites(tls.parameters().getCipherSuites());
  }

  private static KeyManager first(KeyManager[] managers) {
    return managers.length == 0 ? null : managers[0];
  }

  private static TrustManager first(TrustManager[] managers) {
    return managers.length == 0 ? null : managers[0];
  }

  Device device() {
    return device;
  }

  Connection connection() {
    return connection;
  }

  ApplicationEntity entity() {
    return entity;
  }

  /** Milliseconds as dcm4che takes them, where 0 would mean for ever. */
  static int millis(Duration duration) {
    return (int) Math.max(1, Math.min(duration.toMillis(), Integer.MAX_VALUE));
  }

  /** Ends the threads; what runs gets so long to end by itself, with zero all it needs. */
  void end(Duration patience) {
    workers.shutdown();
    try {
      boolean ended = workers.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended && !patience.isZero()) {
        System.getLogger(Node.class.getName())
            .log(System.Logger.Level.WARNING, "A DICOM association did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    timers.shutdownNow();
  }

  static DicomFault interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return DicomFault.of(DicomFaultCode.ASSOCIATION_ABORTED, "interrupted while waiting", e);
  }
}
