package org.therafed.gateway.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** TLS to the registry, made of the files that {@link RegistryTlsConfig} names. */
public final class RegistryTls {

  private final RegistryTlsConfig config;

  public RegistryTls(RegistryTlsConfig config) {
    this.config = config;
  }

  /** Whether anything is set; else TLS is that of the gateway's Java, without a certificate. */
  public boolean isGiven() {
    return !names().isEmpty();
  }

  /**
   * What the files hold now.
   *
   * @throws GeneralSecurityException where a file does not hold what it should
   */
  public SSLContext context() throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys(), trust(), null);
    return context;
  }

  /** Key and certificate chain; an empty store where none is set. */
  public KeyStore identity() throws IOException, GeneralSecurityException {
    Optional<String> certificate = given(config.certificate());
    Optional<String> key = given(config.key());
    return certificate.isPresent() && key.isPresent()
        ? TlsFiles.identity(path(certificate.get()), path(key.get()))
        : TlsFiles.empty();
  }

  /** Who is trusted; an empty store where nothing is set, which means whom Java trusts. */
  public KeyStore trusted() throws IOException, GeneralSecurityException {
    Optional<String> ca = given(config.ca());
    return ca.isPresent()
        ? TlsFiles.trusted(path(ca.get()), TlsFiles.NO_PASSWORD.clone())
        : TlsFiles.empty();
  }

  /** Changes with the files: sizes and times of their last change. */
  public String stamp() {
    return names().stream().map(RegistryTls::stamp).collect(Collectors.joining(" "));
  }

  private static String stamp(String name) {
    try {
      Path file = path(name);
      return Files.size(file) + "@" + Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      return "none";
    }
  }

  private KeyManager[] keys() throws IOException, GeneralSecurityException {
    KeyStore identity = identity();
    if (identity.size() == 0) {
      return null;
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(identity, TlsFiles.NO_PASSWORD.clone());
    return factory.getKeyManagers();
  }

  private TrustManager[] trust() throws IOException, GeneralSecurityException {
    KeyStore trusted = trusted();
    if (trusted.size() == 0) {
      return null;
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory.getTrustManagers();
  }

  private List<String> names() {
    return Stream.of(config.certificate(), config.key(), config.ca())
        .flatMap(name -> given(name).stream())
        .toList();
  }

  static Optional<String> given(Optional<String> name) {
    return name.filter(text -> !text.isBlank());
  }

  private static Path path(String name) throws IOException {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new IOException("No path.", e);
    }
  }
}
