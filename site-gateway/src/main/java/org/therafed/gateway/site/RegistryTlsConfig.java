package org.therafed.gateway.site;

import java.util.Optional;

/** TLS to the registry: what the gateway shows, and whom it trusts. */
public interface RegistryTlsConfig {

  /** Certificate chain that the gateway shows, PEM; absent: it shows none. */
  Optional<String> certificate();

  /** Private key of the certificate, PEM (PKCS#8, without password). */
  Optional<String> key();

  /**
   * Certificates of the authorities that the registry is trusted by, PEM or PKCS#12 without
   * password; absent: those of the gateway's Java.
   */
  Optional<String> ca();
}
