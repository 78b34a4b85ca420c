package org.therafed.dicom.net;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * TLS of a DICOM node by the BCP 195 profile of PS3.15 section B.12 (RFC 9325): TLS 1.3 and 1.2,
 * forward secrecy and authenticated encryption only, certificates on both sides.
 */
public final class TlsSettings {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  /** In order of preference: RFC 9325 section 4.2 and the suites of TLS 1.3. */
  static final List<String> SUITES =
      List.of(
          "TLS_AES_256_GCM_SHA384",
          "TLS_AES_128_GCM_SHA256",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  private final SSLContext context;
  private final KeyManager[] keys;
  private final TrustManager[] trust;
  private final boolean clientCertificate;
  private final boolean hostCheck;

  private TlsSettings(
      SSLContext context,
      KeyManager[] keys,
      TrustManager[] trust,
      boolean clientCertificate,
      boolean hostCheck) {
    this.context = context;
    this.keys = keys;
    this.trust = trust;
    this.clientCertificate = clientCertificate;
    this.hostCheck = hostCheck;
  }

  /**
   * Settings that ask callers for a certificate, and check that a called node's certificate names
   * its host.
   *
   * @param identity our key and certificate chain
   * @param password of the key
   * @param trusted certificates of authorities, or of the peers themselves
   * @throws DicomFault {@code INVALID_CONFIGURATION} where the stores cannot be used
   */
  public static TlsSettings of(KeyStore identity, char[] password, KeyStore trusted) {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(identity, password);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return new TlsSettings(context, keys.getKeyManagers(), trust.getTrustManagers(), true, true);
    } catch (GeneralSecurityException e) {
      throw DicomFault.of(
          DicomFaultCode.INVALID_CONFIGURATION,
          "the key or trust store cannot be used; check its password and certificates",
          e);
    }
  }

  /** The same, with or without the need of a caller's certificate. */
  public TlsSettings withClientCertificate(boolean needed) {
    return new TlsSettings(context, keys, trust, needed, hostCheck);
  }

  /**
   * The same, with or without the check of the host's name: nodes in a hospital are often certified
   * by address or title. Without it, any certificate of the trusted authorities is taken.
   */
  public TlsSettings withHostCheck(boolean check) {
    return new TlsSettings(context, keys, trust, clientCertificate, check);
  }

  SSLEngine server() {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = parameters(engine);
    parameters.setUseCipherSuitesOrder(true);
    parameters.setNeedClientAuth(clientCertificate);
    engine.setSSLParameters(parameters);
    return engine;
  }

  SSLEngine client(String host, int port) {
    SSLEngine engine = context.createSSLEngine(host, port);
    engine.setUseClientMode(true);
    SSLParameters parameters = parameters(engine);
    if (hostCheck) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    engine.setSSLParameters(parameters);
    return engine;
  }

  /** Key, certificates and trust, for clients and servers of HTTP. */
  public SSLContext context() {
    return context;
  }

  /** Keys and certificates, for engines that make a context of their own. */
  public KeyManager[] keyManagers() {
    return keys.clone();
  }

  /** Trusted certificates, for engines that make a context of their own. */
  public TrustManager[] trustManagers() {
    return trust.clone();
  }

  /** Whether callers need a certificate. */
  public boolean needsClientCertificate() {
    return clientCertificate;
  }

  /** Whether a called node's certificate must name its host. */
  public boolean checksHost() {
    return hostCheck;
  }

  /** Protocols and suites of the profile, for clients and servers of HTTP. */
  public SSLParameters parameters() {
    return parameters(context.createSSLEngine());
  }

  private static SSLParameters parameters(SSLEngine engine) {
    Set<String> supported = Set.copyOf(Arrays.asList(engine.getSupportedCipherSuites()));
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(PROTOCOLS);
    parameters.setCipherSuites(SUITES.stream().filter(supported::contains).toArray(String[]::new));
    return parameters;
  }
}
