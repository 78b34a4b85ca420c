package org.therafed.gateway.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Java throws, in the words of TLS problems. */
class TlsProblemTest {

  private static TlsProblem by(Throwable cause) {
    return TlsProblem.of(new IOException(new SSLHandshakeException("failed").initCause(cause)));
  }

  @Test
  void whatIsWrongWithACertificateIsToldByTheDeepestCause() {
    Throwable expired = new CertificateExpiredException("NotAfter");
    assertThat(by(new CertificateException("PKIX path validation failed", expired)))
        .isEqualTo(TlsProblem.EXPIRED);
    assertThat(by(new CertificateNotYetValidException())).isEqualTo(TlsProblem.NOT_YET_VALID);
    assertThat(by(new CertPathBuilderException())).isEqualTo(TlsProblem.NOT_TRUSTED);
    assertThat(by(new CertificateException("No name matching pacs.example found")))
        .isEqualTo(TlsProblem.OTHER_HOST);
    assertThat(by(new CertificateException("No subject alternative names present")))
        .isEqualTo(TlsProblem.OTHER_HOST);
    assertThat(by(new CertificateException("odd"))).isEqualTo(TlsProblem.OTHER);
  }

  @ParameterizedTest
  @CsvSource({
    "Received fatal alert: certificate_required, CERTIFICATE_WANTED",
    "Received fatal alert: bad_certificate, CERTIFICATE_WANTED",
    "Received fatal alert: certificate_expired, OURS_EXPIRED",
    "Received fatal alert: unknown_ca, OURS_NOT_TRUSTED",
    "Received fatal alert: protocol_version, VERSION",
    "Received fatal alert: handshake_failure, SUITES",
    "Unsupported or unrecognized SSL message, NO_TLS",
    "Received fatal alert: internal_error, OTHER"
  })
  void whatTheOtherSideSaysIsTold(String message, TlsProblem problem) {
    assertThat(TlsProblem.of(new SSLException(message))).isEqualTo(problem);
  }
}
