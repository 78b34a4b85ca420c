package org.therafed.gateway.site;

import io.smallrye.config.WithDefault;
import java.util.Optional;

/**
 * Key, certificate and trust of the gateway as a DICOM node (PS3.15 section B.12, BCP 195): of its
 * listener, and of the associations that it opens to nodes that ask for TLS.
 */
public interface DicomTlsConfig {

  /** Key and certificate chain, PKCS#12. */
  Optional<String> keystore();

  Optional<String> keystorePassword();

  /** File with the password of the key store, where no setting has it. */
  Optional<String> keystorePasswordFile();

  /** Certificate chain, PEM, where there is no key store. */
  Optional<String> certificate();

  /** Private key of the certificate, PEM (PKCS#8), without password. */
  Optional<String> key();

  /** Certificates of authorities, or of the other nodes themselves: PKCS#12 or PEM. */
  Optional<String> truststore();

  Optional<String> truststorePassword();

  /** File with the password of the trust store, where no setting has it. */
  Optional<String> truststorePasswordFile();

  /**
   * {@code required}: callers show a certificate that the trust store knows; {@code none}: they are
   * not asked for one.
   */
  @WithDefault("required")
  String clientCertificate();
}
