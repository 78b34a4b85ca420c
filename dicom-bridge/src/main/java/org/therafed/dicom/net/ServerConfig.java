package org.therafed.dicom.net;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * How a {@link DicomServer} listens.
 *
 * @param bindAddress interface to listen on
 * @param port TCP port, 0 for a free one
 * @param calledAe the application entity title that callers must name, 1 to 16 characters
 * @param allowedCallingAes titles that may call; empty: any
 * @param maxPduLength largest P-DATA-TF PDU accepted, bytes, 4 KiB to 16 MiB
 * @param maxAssociations associations open at once; more are rejected as a transient lack
 * @param artimTimeout from connection to a complete A-ASSOCIATE-RQ, and for a peer to close
 * @param idleTimeout longest silence of an open association, within a message too
 * @param dimseTimeout longest time for one message to arrive whole, data set included
 * @param maxOperations requests that a caller may send before the first is answered, 1 to 100
 * @param tls for listening under TLS
 */
public record ServerConfig(
    InetAddress bindAddress,
    int port,
    String calledAe,
    Set<String> allowedCallingAes,
    int maxPduLength,
    int maxAssociations,
    Duration artimTimeout,
    Duration idleTimeout,
    Duration dimseTimeout,
    int maxOperations,
    Optional<TlsSettings> tls) {

  /** Large enough that a CT slice takes one PDU. */
  public static final int DEFAULT_MAX_PDU_LENGTH = 1 << 20;

  public ServerConfig {
    calledAe = calledAe.strip();
    allowedCallingAes = Set.copyOf(allowedCallingAes);
    AeTitles.check(calledAe);
    allowedCallingAes.forEach(AeTitles::check);
    check(port >= 0 && port <= 65_535, "port " + port + "; 0 to 65535 needed");
    check(
        maxPduLength >= 4096 && maxPduLength <= 16 << 20,
        "max PDU length " + maxPduLength + "; 4096 to 16777216 needed");
    check(maxAssociations > 0, "association limit " + maxAssociations + "; 1 or more needed");
    checkTimeout(artimTimeout);
    checkTimeout(idleTimeout);
    checkTimeout(dimseTimeout);
    check(
        maxOperations >= 1 && maxOperations <= Proposal.MAX_OPERATIONS,
        maxOperations + " operations at once; 1 to " + Proposal.MAX_OPERATIONS + " needed");
  }

  private static void checkTimeout(Duration timeout) {
    check(
        timeout.toMillis() > 0 && timeout.compareTo(Duration.ofDays(1)) <= 0,
        "timeout " + timeout + "; more than zero, at most one day needed");
  }

  private static void check(boolean holds, String detail) {
    if (!holds) {
      throw DicomFault.of(DicomFaultCode.INVALID_CONFIGURATION, detail);
    }
  }

  /**
   * Loopback, any caller, PDUs of 1 MiB, 64 associations, ARTIM 30 s, idle 5 min, a message 1 h, 16
   * operations.
   */
  public static ServerConfig loopback(String calledAe, int port) {
    return new ServerConfig(
        InetAddress.getLoopbackAddress(),
        port,
        calledAe,
        Set.of(),
        DEFAULT_MAX_PDU_LENGTH,
        64,
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        Duration.ofHours(1),
        16,
        Optional.empty());
  }

  /** The same on another interface. */
  public ServerConfig withBindAddress(InetAddress address) {
    return new ServerConfig(
        address,
        port,
        calledAe,
        allowedCallingAes,
        maxPduLength,
        maxAssociations,
        artimTimeout,
        idleTimeout,
        dimseTimeout,
        maxOperations,
        tls);
  }

  /** The same for these callers only; none: any. */
  public ServerConfig withAllowedCallingAes(Set<String> titles) {
    return new ServerConfig(
        bindAddress,
        port,
        calledAe,
        titles,
        maxPduLength,
        maxAssociations,
        artimTimeout,
        idleTimeout,
        dimseTimeout,
        maxOperations,
        tls);
  }

  /** The same with other limits. */
  public ServerConfig withLimits(int pduLength, int associations, Duration artim, Duration idle) {
    return new ServerConfig(
        bindAddress,
        port,
        calledAe,
        allowedCallingAes,
        pduLength,
        associations,
        artim,
        idle,
        dimseTimeout,
        maxOperations,
        tls);
  }

  /** The same with another time for one message and window of operations. */
  public ServerConfig withMessages(Duration dimse, int operations) {
    return new ServerConfig(
        bindAddress,
        port,
        calledAe,
        allowedCallingAes,
        maxPduLength,
        maxAssociations,
        artimTimeout,
        idleTimeout,
        dimse,
        operations,
        tls);
  }

  /** The same under TLS. */
  public ServerConfig withTls(TlsSettings settings) {
    return new ServerConfig(
        bindAddress,
        port,
        calledAe,
        allowedCallingAes,
        maxPduLength,
        maxAssociations,
        artimTimeout,
        idleTimeout,
        dimseTimeout,
        maxOperations,
        Optional.of(settings));
  }
}
