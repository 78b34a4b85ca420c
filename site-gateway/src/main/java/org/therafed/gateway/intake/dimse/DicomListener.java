package org.therafed.gateway.intake.dimse;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
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
import org.therafed.dicom.net.ServerConfig;
import org.therafed.dicom.net.StoreOutcome;
import org.therafed.dicom.net.StoreRequest;
import org.therafed.gateway.intake.Source;
import org.therafed.gateway.intake.object.ObjectIntake;
import org.therafed.gateway.intake.object.ObjectOrigin;
import org.therafed.gateway.intake.object.SiteEngine;
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
  private final Traces traces;
  private final Map<String, Traces.Started> spans = new ConcurrentHashMap<>();
  private StorageProvider server;

  @Inject
  public DicomListener(SiteConfig config, SiteEngine engine, ObjectIntake intake, Traces traces) {
    this.config = config;
    this.engine = engine;
    this.intake = intake;
    this.traces = traces;
  }

  /**
   * Opens the port.
   *
   * @throws StartupFault if the port or the address cannot be listened on
   */
  public synchronized void start() {
    try {
      ServerConfig listen =
          ServerConfig.loopback(config.dicomAeTitle(), config.dicomPort())
              .withBindAddress(InetAddress.getByName(config.dicomHost()))
              .withAllowedCallingAes(callers());
      server = engine.get().listen(listen, this::store, this);
      LOG.infof(
          "DICOM %s listens on %s:%d by engine %s",
          config.dicomAeTitle(), config.dicomHost(), port(), engine.get().name());
    } catch (UnknownHostException e) {
      throw StartupFault.settings(List.of("THERAFED_DICOM_HOST is not an address."));
    } catch (DicomFault e) {
      if (e.code() == DicomFaultCode.CONNECTION) {
        throw StartupFault.portTaken(config.dicomHost(), config.dicomPort(), "THERAFED_DICOM_PORT");
      }
      throw e;
    }
  }

  private Set<String> callers() {
    return config.dicomCallingAes().orElse(List.of()).stream()
        .map(String::strip)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Closes the port; objects that are being stored are finished or discarded. */
  public synchronized void stop() {
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
      span.end(end.name().toLowerCase(java.util.Locale.ROOT));
    }
  }

  @Override
  public void associationRejected(AssociationRejection rejection) {
    traces.root("dimse").end("rejected");
  }
}
