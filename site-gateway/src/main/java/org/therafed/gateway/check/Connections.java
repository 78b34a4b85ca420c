package org.therafed.gateway.check;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.gateway.check.Connection.Kind;
import org.therafed.gateway.fault.ConsoleCode;
import org.therafed.gateway.intake.dimse.CommitmentPeers;
import org.therafed.gateway.intake.dimse.DicomListener;
import org.therafed.gateway.intake.fhir.pull.FhirPullSources;
import org.therafed.gateway.intake.hl7.MllpListener;
import org.therafed.gateway.intake.pull.PullSources;
import org.therafed.gateway.site.Hl7Config;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;

/** The connections of a gateway that runs, each of which can be tried by itself. */
@Singleton
public class Connections {

  private static final int WAIT_MILLIS = 10_000;

  private final SiteConfig config;
  private final Hl7Config hl7;
  private final Site site;
  private final DicomListener dicom;
  private final MllpListener mllp;

  @Inject
  Connections(SiteConfig config, Hl7Config hl7, Site site, DicomListener dicom, MllpListener mllp) {
    this.config = config;
    this.hl7 = hl7;
    this.site = site;
    this.dicom = dicom;
    this.mllp = mllp;
  }

  /** All that are configured; the registry and the DICOM listener always are. */
  public List<Connection> all() {
    List<Connection> all = new ArrayList<>();
    all.add(Connection.only(Kind.REGISTRY));
    all.add(Connection.only(Kind.DICOM_LISTENER));
    if (mllp.isConfigured()) {
      all.add(Connection.only(Kind.HL7_LISTENER));
    }
    watchFolder().ifPresent(folder -> all.add(Connection.only(Kind.WATCH_FOLDER)));
    new PullSources(config, site)
        .names()
        .forEach(name -> all.add(new Connection(Kind.ARCHIVE, name)));
    new FhirPullSources(config, site)
        .names()
        .forEach(name -> all.add(new Connection(Kind.FHIR_SERVER, name)));
    new CommitmentPeers(config)
        .names()
        .forEach(name -> all.add(new Connection(Kind.REQUESTER, name)));
    all.add(Connection.only(Kind.CERTIFICATES));
    return all;
  }

  /**
   * Tries one and says what is wrong. Names nobody to it.
   *
   * @param kind as {@link Kind#code}
   * @throws org.therafed.profiles.outcome.Fault GW-CONSOLE-006 if there is no such connection
   */
  public List<Finding> test(String kind, String name) {
    Connection asked =
        all().stream()
            .filter(one -> one.kind().code().equals(kind) && one.name().equals(name))
            .findFirst()
            .orElseThrow(ConsoleCode.CONNECTION::with);
    List<Finding> findings = new ArrayList<>();
    switch (asked.kind()) {
      case REGISTRY -> RegistryChecks.check(config, site, findings);
      case ARCHIVE -> PeerChecks.archive(config, site, name, findings);
      case FHIR_SERVER -> PeerChecks.server(config, site, name, findings);
      case REQUESTER -> PeerChecks.requester(config, name, findings);
      case DICOM_LISTENER -> listener(config.dicomHost(), dicom.port(), findings);
      case HL7_LISTENER -> listener(hl7.hl7Host(), mllp.port(), findings);
      case WATCH_FOLDER -> folder(watchFolder().orElseThrow(), findings);
      case CERTIFICATES -> certificates(findings);
    }
    return findings;
  }

  /** When the certificates that the gateway shows and trusts end. */
  public List<Finding> certificates() {
    List<Finding> findings = new ArrayList<>();
    certificates(findings);
    return findings;
  }

  private void certificates(List<Finding> findings) {
    CertificateChecks.check(config, Optional.of(hl7), site, findings);
    if (findings.isEmpty()) {
      findings.add(
          Finding.ok(
              "No certificate of this gateway is configured, and the registry shows none.",
              "本网关未配置证书，登记库也未出示证书。"));
    }
  }

  private Optional<Path> watchFolder() {
    return config.watchDir().filter(folder -> !folder.isBlank()).map(Path::of);
  }

  private static void listener(String host, int port, List<Finding> findings) {
    if (port <= 0) {
      findings.add(
          Finding.fault(
              "It does not listen: the port was not to be had at the start.", "未在监听：启动时端口不可用。"));
      return;
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), WAIT_MILLIS);
      findings.add(
          Finding.ok(
              "It listens at port " + port + " and takes connections from this machine.",
              "正在监听端口 " + port + "，并接受来自本机的连接。"));
    } catch (IOException e) {
      findings.add(
          Finding.fault(
              "It listens at port " + port + ", and a connection from this machine fails.",
              "正在监听端口 " + port + "，但来自本机的连接失败。"));
    }
  }

  private static void folder(Path folder, List<Finding> findings) {
    if (!Files.isDirectory(folder)) {
      findings.add(Finding.fault("The folder is not there.", "文件夹不存在。"));
    } else if (!Files.isReadable(folder) || !Files.isWritable(folder)) {
      findings.add(
          Finding.fault(
              "The gateway's account cannot read and write the folder.", "网关的账户无法读写该文件夹。"));
    } else {
      findings.add(Finding.ok("The folder can be read and written.", "文件夹可读写。"));
    }
  }
}
