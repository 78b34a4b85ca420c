package org.therafed.gateway.site;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which FHIR servers of the hospital are asked for records of consented patients, and how. */
public interface FhirPullConfig {

  /** How often; absent: only when somebody asks for it. */
  Optional<Duration> every();

  /** What was changed so much before the last look is asked for again: clocks differ. */
  @WithDefault("1h")
  Duration overlap();

  /** Longest wait after failures, which doubles with each. */
  @WithDefault("2h")
  Duration backoffCap();

  /** Longest wait for one answer, and for a Retry-After that is waited for at once. */
  @WithDefault("60s")
  Duration timeout();

  /** A Bulk Data export that is not ready after so long is given up. */
  @WithDefault("24h")
  Duration exportTimeout();

  /** Resources that are asked for in one page. */
  @WithDefault("100")
  int pageSize();

  /** By name: lower-case letters, digits and hyphens. */
  Map<String, Source> sources();

  /** One server. */
  interface Source {

    /** {@code search}: by patient and {@code _lastUpdated}; {@code bulk}: {@code $export}. */
    @WithDefault("search")
    String kind();

    /** Base address of the FHIR R4 service. */
    Optional<URI> url();

    /** Resource types; absent: all that the profiles know and the server offers. */
    Optional<List<String>> types();

    /** Group whose members are exported; absent: all patients. */
    Optional<String> group();

    /** Client id by which the server knows the gateway; absent: the server asks for no token. */
    Optional<String> clientId();

    /** Token endpoint; absent: as the server's {@code .well-known/smart-configuration} says. */
    Optional<URI> tokenEndpoint();

    /** Private key, a JWK or PEM (PKCS#8); absent: the gateway's own for this purpose. */
    Optional<String> keyFile();

    /** Name of the key at the server; absent: that of the JWK. */
    Optional<String> keyId();

    @WithDefault("system/*.rs")
    String scope();

    /** Certificates that are trusted, PEM or PKCS#12; absent: those of the gateway's Java. */
    Optional<String> truststore();

    Optional<String> truststorePassword();

    /** File with the password of the trust store, where no setting has it. */
    Optional<String> truststorePasswordFile();
  }
}
