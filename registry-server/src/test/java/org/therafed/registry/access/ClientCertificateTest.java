package org.therafed.registry.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;

class ClientCertificateTest {

  /** By {@code openssl x509 -outform DER | openssl dgst -sha256 -binary | base64}, as base64url. */
  private static final String THUMBPRINT = "GnDVjOwV-dnwplDM8mWyLxHu9rmdPAOEAJvjyLLs9r4";

  @Test
  void certificateIsKnownByTheDigestOfItsDer() throws Exception {
    assertThat(ClientCertificate.of(session(certificate()))).contains(THUMBPRINT);
  }

  @Test
  void noTlsAndNoCertificateAreNone() {
    assertThat(ClientCertificate.of((SSLSession) null)).isEmpty();
    assertThat(ClientCertificate.of(session(null))).isEmpty();
  }

  private static Certificate certificate() throws IOException, CertificateException {
    try (InputStream pem =
        ClientCertificateTest.class.getResourceAsStream("/access/client-certificate.pem")) {
      return CertificateFactory.getInstance("X.509").generateCertificate(pem);
    }
  }

  /** A session whose peer showed this certificate, or none. */
  private static SSLSession session(Certificate shown) {
    return (SSLSession)
        Proxy.newProxyInstance(
            ClientCertificateTest.class.getClassLoader(),
            new Class<?>[] {SSLSession.class},
            (proxy, method, arguments) -> {
              if (shown == null) {
                throw new SSLPeerUnverifiedException("none");
              }
              return new Certificate[] {shown};
            });
  }
}
