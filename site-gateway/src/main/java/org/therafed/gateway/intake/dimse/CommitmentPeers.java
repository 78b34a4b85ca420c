package org.therafed.gateway.intake.dimse;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.net.ClientConfig;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.PresentationContext;
import org.therafed.gateway.site.DicomCommitmentConfig;
import org.therafed.gateway.site.DicomTls;
import org.therafed.gateway.site.SiteConfig;

/** The nodes that may ask for storage commitment, and how they are called. */
@Singleton
public class CommitmentPeers {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final SiteConfig config;

  @Inject
  public CommitmentPeers(SiteConfig config) {
    this.config = config;
  }

  /** Names of the settings, in order. */
  public List<String> names() {
    return config.dicomCommitment().requesters().keySet().stream().sorted().toList();
  }

  boolean has(String title) {
    return of(title).isPresent();
  }

  private Optional<DicomCommitmentConfig.Requester> of(String title) {
    return config.dicomCommitment().requesters().values().stream()
        .filter(peer -> peer.aeTitle().orElseThrow().strip().equals(title.strip()))
        .findFirst();
  }

  /**
   * How the node of a title is called; empty: it is no requester any more.
   *
   * @throws DicomFault {@code INVALID_CONFIGURATION} where key or certificates cannot be read
   */
  Optional<ClientConfig> address(String title) {
    return of(title).map(this::address);
  }

  private ClientConfig address(DicomCommitmentConfig.Requester peer) {
    ClientConfig plain =
        ClientConfig.of(
                peer.host().orElseThrow(),
                peer.port(),
                config.dicomAeTitle(),
                peer.aeTitle().orElseThrow().strip())
            .withTimeouts(CONNECT, ANSWER);
    if (!peer.tls()) {
      return plain;
    }
    try {
      return plain.withTls(new DicomTls(config.dicomTls()).caller(peer.tlsHostCheck()));
    } catch (IOException | GeneralSecurityException e) {
      throw DicomFault.of(
          DicomFaultCode.INVALID_CONFIGURATION, "key or trusted certificates cannot be read", e);
    }
  }

  /**
   * Asks a requester whether it answers (C-ECHO).
   *
   * @param name of the settings
   * @throws DicomFault that says what is wrong
   */
  public void test(String name) {
    ClientConfig peer = address(config.dicomCommitment().requesters().get(name));
    try (DicomClient client =
        DicomClient.connect(peer, List.of(PresentationContext.verification()))) {
      if (!client.echo().isSuccess()) {
        throw DicomFault.of(DicomFaultCode.PROTOCOL, "the peer refuses C-ECHO");
      }
    }
  }
}
