package org.therafed.dicom.net;

import java.time.Duration;
import java.util.Optional;

/**
 * How a {@link DicomClient} connects.
 *
 * @param host name or address of the peer
 * @param port TCP port of the peer
 * @param callingAe our application entity title
 * @param calledAe the peer's title
 * @param maxPduLength largest P-DATA-TF PDU received and sent, bytes
 * @param connectTimeout for the TCP connection and the association
 * @param responseTimeout for the answer to a message, and for what is sent to be taken
 * @param tls where the peer listens under TLS
 */
public record ClientConfig(
    String host,
    int port,
    String callingAe,
    String calledAe,
    int maxPduLength,
    Duration connectTimeout,
    Duration responseTimeout,
    Optional<TlsSettings> tls) {

  public ClientConfig {
    AeTitles.check(callingAe);
    AeTitles.check(calledAe);
  }

  /** PDUs up to 1 MiB, 10 s to connect, 60 s for an answer. */
  public static ClientConfig of(String host, int port, String callingAe, String calledAe) {
    return new ClientConfig(
        host,
        port,
        callingAe,
        calledAe,
        ServerConfig.DEFAULT_MAX_PDU_LENGTH,
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Optional.empty());
  }

  /** The same with other timeouts. */
  public ClientConfig withTimeouts(Duration connect, Duration response) {
    return new ClientConfig(host, port, callingAe, calledAe, maxPduLength, connect, response, tls);
  }

  /** The same under TLS. */
  public ClientConfig withTls(TlsSettings settings) {
    return new ClientConfig(
        host,
        port,
        callingAe,
        calledAe,
        maxPduLength,
        connectTimeout,
        responseTimeout,
        Optional.of(settings));
  }
}
