package org.therafed.gateway.intake.pull;

import static org.therafed.profiles.outcome.Fault.safe;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.dicom.convert.imagingstudy.ConvertContext;
import org.therafed.dicom.convert.imagingstudy.ImagingStudyConverter;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.net.ClientConfig;
import org.therafed.dicom.net.TlsSettings;
import org.therafed.dicom.web.MultipartLimits;
import org.therafed.dicom.web.WebConfig;
import org.therafed.gateway.fault.PullCode;
import org.therafed.gateway.fault.TlsProblem;
import org.therafed.gateway.intake.Source;
import org.therafed.gateway.site.DicomTls;
import org.therafed.gateway.site.PullConfig;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.profile.Canonical;

/** The archives that the settings name. */
@Singleton
public class PullSources {

  private static final String WEB = "dicomweb";
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final SiteConfig config;
  private final Site site;
  private final Map<String, ImageArchive> archives = new ConcurrentHashMap<>();

  @Inject
  public PullSources(SiteConfig config, Site site) {
    this.config = config;
    this.site = site;
  }

  /** Names, in order. */
  public List<String> names() {
    return config.pull().sources().keySet().stream().sorted().toList();
  }

  /** {@code dimse} or {@code dicomweb}. */
  public String kind(String name) {
    return settings(name).kind();
  }

  /** The way in by which the objects of a source come. */
  public Source way(String name) {
    return kind(name).equals(WEB) ? Source.DICOMWEB : Source.DIMSE;
  }

  /**
   * The archive of a name.
   *
   * @throws org.therafed.profiles.outcome.Fault where there is none
   */
  public ImageArchive archive(String name) {
    PullConfig.Source source = settings(name);
    return archives.computeIfAbsent(
        name, key -> source.kind().equals(WEB) ? web(source) : dimse(source));
  }

  private PullConfig.Source settings(String name) {
    return Optional.ofNullable(config.pull().sources().get(name))
        .orElseThrow(PullCode.SOURCE::with);
  }

  private ImageArchive dimse(PullConfig.Source source) {
    ClientConfig peer =
        ClientConfig.of(
            source.host().orElseThrow(),
            source.port(),
            source.callingAe().orElse(config.dicomAeTitle()),
            source.calledAe().orElseThrow());
    if (source.tls()) {
      peer = peer.withTls(tls(source.tlsHostCheck()));
    }
    Optional<String> moveTo =
        source.retrieve().equals("move") ? Optional.of(config.dicomAeTitle()) : Optional.empty();
    return new DimseArchive(peer, config.pull().timeout(), moveTo, this::patient);
  }

  private TlsSettings tls(boolean hostCheck) {
    try {
      return new DicomTls(config.dicomTls()).caller(hostCheck);
    } catch (IOException | GeneralSecurityException e) {
      throw PullCode.TLS.with(e, safe("detail", TlsProblem.OWN_FILES.phrase()));
    }
  }

  private ImageArchive web(PullConfig.Source source) {
    WebConfig service =
        new WebConfig(
            source.url().orElseThrow(),
            HttpClient.newBuilder().connectTimeout(CONNECT).build(),
            config.pull().timeout(),
            Optional.empty(),
            MultipartLimits.DEFAULT);
    return new WebArchive(service, source.tokenFile().map(Path::of), this::patient);
  }

  /** As the converter will see the patient: issuers are read in one place only. */
  private Optional<PatientKey> patient(DataSet match) {
    return ImagingStudyConverter.patient(
        match, new ConvertContext(Canonical.BASE, site.zone(), site.patientIssuer()));
  }
}
