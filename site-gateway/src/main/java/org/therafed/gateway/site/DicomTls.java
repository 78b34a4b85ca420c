package org.therafed.gateway.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import org.therafed.dicom.net.TlsSettings;

/** The gateway's TLS as a DICOM node, made of what {@link DicomTlsConfig} names. */
public final class DicomTls {

  private final DicomTlsConfig config;

  public DicomTls(DicomTlsConfig config) {
    this.config = config;
  }

  /**
   * How the listener listens; empty: without TLS.
   *
   * @throws GeneralSecurityException where a file does not hold what it should
   */
  public Optional<TlsSettings> listener() throws IOException, GeneralSecurityException {
    if (!isGiven(config)) {
      return Optional.empty();
    }
    return Optional.of(settings().withClientCertificate(isCertificateNeeded(config)));
  }

  /**
   * How the gateway calls a node that listens under TLS. It shows its certificate, if it has one.
   *
   * @param hostCheck whether the node's certificate must name the host
   * @throws GeneralSecurityException where a file does not hold what it should
   */
  public TlsSettings caller(boolean hostCheck) throws IOException, GeneralSecurityException {
    return settings().withHostCheck(hostCheck);
  }

  private TlsSettings settings() throws IOException, GeneralSecurityException {
    return TlsSettings.of(identity(), identityPassword(), trusted());
  }

  /** Key and certificate; an empty store where there is none. */
  public KeyStore identity() throws IOException, GeneralSecurityException {
    if (config.keystore().isPresent()) {
      return TlsFiles.identity(path(config.keystore().get()), identityPassword());
    }
    if (config.certificate().isPresent() && config.key().isPresent()) {
      return TlsFiles.identity(path(config.certificate().get()), path(config.key().get()));
    }
    return TlsFiles.empty();
  }

  /** Who is trusted; an empty store: nobody. */
  public KeyStore trusted() throws IOException, GeneralSecurityException {
    return config.truststore().isPresent()
        ? TlsFiles.trusted(
            path(config.truststore().get()),
            password(config.truststorePasswordFile(), config.truststorePassword()))
        : TlsFiles.empty();
  }

  private char[] identityPassword() throws IOException {
    return config.keystore().isPresent()
        ? password(config.keystorePasswordFile(), config.keystorePassword())
        : TlsFiles.NO_PASSWORD.clone();
  }

  /** Whether there is a certificate for the listener. */
  static boolean isGiven(DicomTlsConfig config) {
    return config.keystore().isPresent()
        || config.certificate().isPresent()
        || config.key().isPresent();
  }

  static boolean isCertificateNeeded(DicomTlsConfig config) {
    return !config.clientCertificate().equals("none");
  }

  private static Path path(String name) throws IOException {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new IOException("No path.", e);
    }
  }

  private static char[] password(Optional<String> file, Optional<String> text) throws IOException {
    try {
      return Secrets.of(file, text).orElse("").toCharArray();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (InvalidPathException e) {
      throw new IOException("No path.", e);
    }
  }
}
