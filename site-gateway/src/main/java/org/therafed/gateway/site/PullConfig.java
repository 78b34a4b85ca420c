package org.therafed.gateway.site;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which archives are asked for images of consented patients, how, and how often. */
public interface PullConfig {

  /** How often; absent: only when somebody asks for it. */
  Optional<Duration> every();

  /**
   * Studies that are so much older than the last look are asked for again: archives are asked by
   * the day of a study, and a study may reach its archive days later.
   */
  @WithDefault("14d")
  Duration overlap();

  /** Longest wait after failures, which doubles with each. */
  @WithDefault("2h")
  Duration backoffCap();

  /** Longest wait for one answer. */
  @WithDefault("60s")
  Duration timeout();

  /** Modalities (0008,0060) of the series that are fetched. */
  @WithDefault("PT,CT,NM,SR")
  List<String> modalities();

  /** By name: lower-case letters, digits and hyphens. */
  Map<String, Source> sources();

  /** One archive. */
  interface Source {

    /** {@code dimse} or {@code dicomweb}. */
    @WithDefault("dimse")
    String kind();

    Optional<String> host();

    @WithDefault("104")
    int port();

    /** Title of the archive. */
    Optional<String> calledAe();

    /** Title under which we ask; absent: that of our listener. */
    Optional<String> callingAe();

    /** Whether the archive listens under TLS; {@link DicomTlsConfig} says by which certificates. */
    @WithDefault("false")
    boolean tls();

    /** Whether its certificate must name the host; else any that is trusted is taken. */
    @WithDefault("true")
    boolean tlsHostCheck();

    /** {@code get}: C-GET; {@code move}: C-MOVE to our listener, which the archive must know. */
    @WithDefault("get")
    String retrieve();

    /** Address of the DICOMweb service. */
    Optional<URI> url();

    /** File that holds the bearer token of the DICOMweb service. */
    Optional<String> tokenFile();
  }
}
