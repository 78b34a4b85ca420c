package org.therafed.simulator.channel;

import java.net.URI;
import java.util.Optional;

/**
 * Where a gateway listens.
 *
 * @param http base address, e.g. {@code http://127.0.0.1:8081}
 * @param dicomHost host of the DICOM listener
 * @param dicomPort port of the DICOM listener
 * @param aeTitle called AE title
 * @param token bearer token of intake and operations, where the gateway asks for one
 */
public record GatewayAddress(
    URI http, String dicomHost, int dicomPort, String aeTitle, Optional<String> token) {

  /** The gateway's AE title unless configured otherwise. */
  public static final String DEFAULT_AE_TITLE = "THERAFED";

  /** An address below the base. */
  public URI at(String path) {
    String base = http.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }
}
