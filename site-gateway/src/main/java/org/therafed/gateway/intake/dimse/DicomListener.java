package org.therafed.gateway.intake.dimse;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.engine.StorageProvider;
import org.therafed.dicom.net.AssociationEnd;
import org.therafed.dicom.net.AssociationInfo;
import org.therafed.dicom.net.AssociationListener;
import org.therafed.dicom.net.AssociationRejection;
import org.therafed.dicom.net.DicomServices;
import org.therafed.dicom.net.ServerConfig;
import org.therafed.dicom.net.StoreOutcome;
import org.therafed.dicom.net.StoreRequest;
import org.therafed.dicom.net.TlsSettings;
import org.therafed.gateway.intake.Source;
import org.therafed.gateway.intake.object.ObjectIntake;
import org.therafed.gateway.intake.object.ObjectOrigin;
import org.therafed.gateway.intake.object.SiteEngine;
import org.therafed.gateway.site.DicomTls;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.gateway.trace.Traces;
import org.therafed.runtime.StartupFault;

/** The DICOM listener, and the trace of each association. */
@Singleton
public class DicomListener implements AssociationListener {

  private static final Logger LOG = Logger.getLogger(DicomListener.class);

  private final SiteConfig config;
  private final SiteEngine engine;
  private final ObjectIntake intake;
  private final CommitmentDesk commitment;
  private final CommitmentReporter reports;
  private final Traces traces;
  private final Map<String, Traces.Started> spans = new ConcurrentHashMap<>();
  private StorageProvider server;

  @Inject
  DicomListener(
      SiteConfig config,
      SiteEngine engine,
      ObjectIntake intake,
      CommitmentDesk commitment,
      CommitmentReporter reports,
      Traces traces) {
    this.config = config;
    this.engine = engine;
    this.intake = intake;
    this.commitment = commitment;
    this.reports = reports;
    this.traces = traces;
  }

  /**
   * Opens the port.
   *
   * @throws StartupFault if the port, the address or the key cannot be used
   */
  public synchronized void start() {
    try {
      Optional<TlsSettings> tls = new DicomTls(config.dicomTls()).listener();
      ServerConfig plain = plain();
      boolean offered = !config.dicomCommitment().requesters().isEmpty();
      DicomServices services = DicomServices.of(this::store);
      server =
          engine
              .get()
              .listen(
                  tls.map(plain::withTls).orElse(plain),
                  offered ? services.withCommitment(commitment) : services,
                  this);
      if (offered) {
        reports.start();
      }
      LOG.infof(
          "DICOM %s%s listens on %s:%d by engine %s",
          config.dicomAeTitle(),
          tls.isPresent() ? " over TLS" : "",
          config.dicomHost(),
          port(),
          engine.get().name());
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(e);
    } catch (DicomFault e) {
      throw e.code() == DicomFaultCode.CONNECTION
          ? StartupFault.portTaken(config.dicomHost(), config.dicomPort(), "THERAFED_DICOM_PORT")
          : e;
    }
  }

  private static StartupFault unusable(Exception e) {
    return StartupFault.settings(
        List.of(
            e instanceof UnknownHostException
                ? "THERAFED_DICOM_HOST is not an address."
                : "THERAFED_DICOM_TLS_* names a key or certificates that cannot be read."));
  }

  private ServerConfig plain() throws UnknownHostException {
    ServerConfig standard = ServerConfig.loopback(config.dicomAeTitle(), config.dicomPort());
    return standard
        .withBindAddress(InetAddress.getByName(config.dicomHost()))
        .withAllowedCallingAes(callers())
        .withLimits(
            standard.maxPduLength(),
            config.dicomMaxAssociations(),
            standard.artimTimeout(),
            config.dicomIdleTimeout());
  }

  private Set<String> callers() {
    return config.dicomCallingAes().orElse(List.of()).stream()
        .map(String::strip)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Closes the port; objects that are being stored are finished or discarded. */
  public synchronized void stop() {
    reports.stop();
    if (server != null) {
      server.close();
      server = null;
    }
  }

  /** The port that is open, or 0. */
  public synchronized int port() {
    return server == null ? 0 : server.port();
  }

  private StoreOutcome store(StoreRequest request) throws IOException {
    Optional<String> trace =
        Optional.ofNullable(spans.get(request.associationId()))
            .flatMap(Traces.Started::traceparent);
    return intake.store(request, ObjectOrigin.of(Source.DIMSE, trace));
  }

  @Override
  public void associationStarted(AssociationInfo association) {
    spans.put(association.id(), traces.root("dimse"));
  }

  @Override
  public void associationEnded(AssociationInfo association, AssociationEnd end) {
    Traces.Started span = spans.remove(association.id());
    if (span != null) {
      span.end(end.name().toLowerCase(Locale.ROOT));
    }
  }

  /** Neither held nor counted, as nothing of it was read; the sender has the status. */
  @Override
  public void objectRefused(AssociationInfo association, StoreOutcome outcome) {
    LOG.warnf(
        "stage=intake object outcome=refused status=%04X cause=%s",
        outcome.status(), outcome.errorComment());
  }

  @Override
  public void associationRejected(AssociationRejection rejection) {
    LOG.warnf(
        "stage=intake association outcome=rejected cause=%s",
        rejection.name().toLowerCase(Locale.ROOT));
    traces.root("dimse").end("rejected");
  }
}
