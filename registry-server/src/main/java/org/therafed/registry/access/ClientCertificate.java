package org.therafed.registry.access;

import io.vertx.core.http.HttpServerRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * The certificate by which a client has shown itself in TLS, as {@code x5t#S256}: the unpadded
 * base64url of the SHA-256 over its DER.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8705#section-3.1">RFC 8705, section 3.1</a>
 */
public final class ClientCertificate {

  private ClientCertificate() {}

  /** That of a request; empty without TLS or where the client showed none. */
  public static Optional<String> of(HttpServerRequest request) {
    return of(request.isSSL() ? request.sslSession() : null);
  }

  /**
   * That of a TLS session.
   *
   * @param session null where there is none
   */
  static Optional<String> of(SSLSession session) {
    if (session == null) {
      return Optional.empty();
    }
    try {
      return session.getPeerCertificates()[0] instanceof X509Certificate certificate
          ? Optional.of(thumbprint(certificate))
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  /** The {@code x5t#S256} of a certificate. */
  public static String thumbprint(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (CertificateEncodingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("a certificate that TLS took has an encoding", e);
    }
  }
}
