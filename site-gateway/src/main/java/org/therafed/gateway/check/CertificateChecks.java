package org.therafed.gateway.check;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.therafed.gateway.site.DicomTls;
import org.therafed.gateway.site.Hl7Config;
import org.therafed.gateway.site.RegistryTls;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.gateway.site.TlsFiles;
import org.therafed.runtime.Setting;

/** When certificates end: those that are shown, those that are trusted, and the registry's. */
final class CertificateChecks {

  private static final Duration SOON = Duration.ofDays(30);
  private static final int WAIT_MILLIS = 10_000;
  private static final Setting PEM = new Setting("quarkus.http.ssl.certificate.files");

  private final Instant now;
  private final List<Finding> findings;

  private CertificateChecks(Instant now, List<Finding> findings) {
    this.now = now;
    this.findings = findings;
  }

  static void check(SiteConfig config, Optional<Hl7Config> hl7, Site site, List<Finding> findings) {
    CertificateChecks checks = new CertificateChecks(site.clock().instant(), findings);
    PEM.value().ifPresent(files -> Arrays.stream(files.split(",")).forEach(checks::pem));
    hl7.ifPresent(
        settings -> {
          checks.store(
              "THERAFED_HL7_TLS_KEYSTORE",
              settings.hl7TlsKeystore(),
              settings.hl7TlsKeystorePassword());
          checks.store(
              "THERAFED_HL7_TLS_TRUSTSTORE",
              settings.hl7TlsTruststore(),
              settings.hl7TlsTruststorePassword());
        });
    checks.dicom(new DicomTls(config.dicomTls()));
    RegistryTls tls = new RegistryTls(config.registryTls());
    checks.shownToRegistry(tls);
    config
        .registryUrl()
        .filter(url -> "https".equals(url.getScheme()))
        .ifPresent(url -> checks.registry(url, tls));
  }

  private void pem(String file) {
    try (InputStream in = Files.newInputStream(Path.of(file.strip()))) {
      ends(
          "QUARKUS_HTTP_SSL_CERTIFICATE_FILES",
          List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in)));
    } catch (IOException | GeneralSecurityException | InvalidPathException e) {
      unreadable("QUARKUS_HTTP_SSL_CERTIFICATE_FILES");
    }
  }

  private void store(String setting, Optional<String> file, Optional<String> password) {
    if (file.filter(name -> !name.isBlank()).isEmpty()) {
      return;
    }
    try (InputStream in = Files.newInputStream(Path.of(file.get()))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password.map(String::toCharArray).orElse(null));
      List<Certificate> certificates = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        Optional.ofNullable(store.getCertificate(alias)).ifPresent(certificates::add);
      }
      ends(setting, certificates);
    } catch (IOException | GeneralSecurityException | InvalidPathException e) {
      unreadable(setting);
    }
  }

  /** What the DICOM node shows and trusts; what is not set is not looked at. */
  private void dicom(DicomTls tls) {
    try {
      ended("THERAFED_DICOM_TLS_KEYSTORE, _CERTIFICATE", TlsFiles.shown(tls.identity()));
      ended("THERAFED_DICOM_TLS_TRUSTSTORE", TlsFiles.shown(tls.trusted()));
    } catch (IOException | GeneralSecurityException e) {
      unreadable("THERAFED_DICOM_TLS_*");
    }
  }

  /** What the gateway shows the registry, and by whom it trusts it. */
  private void shownToRegistry(RegistryTls tls) {
    try {
      ended("THERAFED_REGISTRY_TLS_CERTIFICATE", TlsFiles.shown(tls.identity()));
      ended("THERAFED_REGISTRY_TLS_CA", TlsFiles.shown(tls.trusted()));
    } catch (IOException | GeneralSecurityException e) {
      unreadable("THERAFED_REGISTRY_TLS_*");
    }
  }

  private void ended(String setting, List<X509Certificate> certificates) {
    if (!certificates.isEmpty()) {
      ends(setting, List.copyOf(certificates));
    }
  }

  /** Of a registry that cannot be reached, {@link RegistryChecks} says so. */
  private void registry(URI url, RegistryTls tls) {
    int port = url.getPort() < 0 ? 443 : url.getPort();
    try (SSLSocket socket = (SSLSocket) tls.context().getSocketFactory().createSocket()) {
      socket.connect(new InetSocketAddress(url.getHost(), port), WAIT_MILLIS);
      socket.setSoTimeout(WAIT_MILLIS);
      socket.startHandshake();
      ends("THERAFED_REGISTRY_URL", List.of(socket.getSession().getPeerCertificates()[0]));
    } catch (IOException | GeneralSecurityException e) {
      return;
    }
  }

  private void ends(String setting, List<Certificate> certificates) {
    Optional<Instant> first =
        certificates.stream()
            .filter(X509Certificate.class::isInstance)
            .map(X509Certificate.class::cast)
            .map(certificate -> certificate.getNotAfter().toInstant())
            .min(Instant::compareTo);
    if (first.isEmpty()) {
      unreadable(setting);
      return;
    }
    long days = Duration.between(now, first.get()).toDays();
    if (first.get().isBefore(now)) {
      findings.add(
          Finding.fault("A certificate has ended (" + setting + ").", "有证书已过期（" + setting + "）。"));
    } else {
      String en = "The certificates are valid for " + days + " days (" + setting + ").";
      String zh = "证书尚有 " + days + " 天有效（" + setting + "）。";
      findings.add(
          now.plus(SOON).isAfter(first.get()) ? Finding.warning(en, zh) : Finding.ok(en, zh));
    }
  }

  private void unreadable(String setting) {
    findings.add(
        Finding.fault("No certificate can be read (" + setting + ").", "无法读取证书（" + setting + "）。"));
  }
}
