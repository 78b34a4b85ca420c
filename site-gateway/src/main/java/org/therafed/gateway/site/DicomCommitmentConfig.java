package org.therafed.gateway.site;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Storage commitment (PS3.4 Annex J), push model: who may ask, and where the report goes. Without
 * requesters the service is not offered.
 */
public interface DicomCommitmentConfig {

  /** Wait after the first report that did not arrive; doubles with each failure. */
  @WithDefault("10s")
  Duration backoffFirst();

  /** Longest wait between two attempts. */
  @WithDefault("30m")
  Duration backoffCap();

  /** A report that could not be handed over for so long is given up. */
  @WithDefault("7d")
  Duration giveUpAfter();

  /** By name: lower-case letters, digits and hyphens. */
  Map<String, Requester> requesters();

  /** A node that may ask, and that listens for the report. */
  interface Requester {

    /** Title under which it asks, and by which it is called. */
    Optional<String> aeTitle();

    Optional<String> host();

    @WithDefault("104")
    int port();

    /** Whether it listens under TLS; {@link DicomTlsConfig} says by which certificates. */
    @WithDefault("false")
    boolean tls();

    /** Whether its certificate must name the host; else any that is trusted is taken. */
    @WithDefault("true")
    boolean tlsHostCheck();
  }
}
